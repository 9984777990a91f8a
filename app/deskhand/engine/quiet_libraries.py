"""Libraries that would talk on the worker's stderr are told not to."""

from transformers.utils import logging


def quiet_transformers() -> None:
    """No warnings and no bars of progress: what goes wrong is raised, how far it is goes through ``Report``."""
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
