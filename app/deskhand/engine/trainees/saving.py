"""A network that was changed, as files: what a model has beside its weights first, the weights last."""

import tempfile
from pathlib import Path

import torch
from safetensors import SafetensorError

from deskhand.domain.problems import ProblemError
from deskhand.storage.atomic import UNFINISHED, clear_unfinished, problem_of, write_whole

_WEIGHTS, _CONFIG = "model.safetensors", "config.json"


def save_network(network: torch.nn.Module, folder: Path) -> None:
    """Write config.json and, last, model.safetensors in float32. Raises ``ProblemError`` when the drive is full.

    A folder without the weights is no model: one that was cut off is not taken for one.
    """
    try:
        clear_unfinished(folder)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as scratch:
            network.save_pretrained(scratch, max_shard_size="1000GB")  # type: ignore[operator]
            for name in (_CONFIG, _WEIGHTS):
                with write_whole(folder / name) as temporary:
                    (Path(scratch) / name).replace(temporary)
    except (OSError, SafetensorError) as error:
        cause = error if isinstance(error, OSError) else OSError(28, "not written")
        raise ProblemError(problem_of(cause, folder / _WEIGHTS)) from error
