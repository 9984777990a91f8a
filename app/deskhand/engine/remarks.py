"""What a person should hear of work that is done otherwise than usual, said from deep inside a model.

It goes through the standard library's logging, as encoders are shared by jobs; ``jobs.perform`` listens, and tells it.
"""

import logging

_LOG = logging.getLogger("deskhand.remarks")
_LOG.setLevel(logging.INFO)
_LOG.propagate = False

SMALLER = "Memory is short: Deskhand takes smaller portions and goes on."
SLOWER = "Memory is short: the main processor goes on in place of the graphics processor; it is slower."


def remark(words: str) -> None:
    """One sentence for the person, without any contents."""
    _LOG.info(words)


class Remarks(logging.Handler):
    """Hears all remarks from ``__enter__`` to ``__exit__``; each is told once a job."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[str] = []
        self._told: set[str] = set()

    def __enter__(self) -> "Remarks":
        _LOG.addHandler(self)
        return self

    def __exit__(self, *_error: object) -> None:
        _LOG.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())

    def taken(self) -> list[str]:
        """What was said since this was asked last."""
        new = [words for words in dict.fromkeys(self._said) if words not in self._told]
        self._said.clear()
        self._told.update(new)
        return new
