"""Where a training is, on disk: written whole with the manifest last, so that a kill leaves the one before. No pickles.

Source: reliability.md, 1.6.
"""

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, load_model, save_file, save_model

from deskhand.domain.problems import ProblemError
from deskhand.storage.atomic import problem_of
from deskhand.storage.codec import from_json, to_json

_WEIGHTS, _MOMENTS, _MANIFEST = "weights.safetensors", "moments.safetensors", "manifest.json"
_MAKING = "making-"
_KEEP = 2  # the newest, and the one before should its files turn out damaged
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """How far a training is: ``batch`` of ``epoch`` is next, after ``step`` steps. ``parts``: see ``finetuning``."""

    step: int
    epoch: int
    batch: int
    parts: int = 1


@dataclass(frozen=True, slots=True)
class _Manifest:
    place: Place
    digests: tuple[tuple[str, str], ...]  # (file, SHA-256 in hex)


class Checkpoints:
    """Those of one training, in ``folder``. ``every``: seconds between two, but one is always made after an epoch."""

    def __init__(self, folder: Path, every: float = 60.0) -> None:
        self._folder = folder
        self._every = every
        self._last = time.monotonic()

    @property
    def due(self) -> bool:
        """Whether the last one was long ago."""
        return time.monotonic() - self._last >= self._every

    def save(self, place: Place, module: torch.nn.Module, optimizer: torch.optim.Optimizer) -> None:
        """Keep where the training is. Raises ``ProblemError`` when the drive is full; the one before is still there."""
        target = self._folder / f"step-{place.step:08d}-{place.epoch:04d}"
        making = self._folder / f"{_MAKING}{target.name}"
        try:
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(parents=True)
            save_model(module, str(making / _WEIGHTS))
            save_file(_moments(optimizer), making / _MOMENTS)
            digests = tuple((name, _digest(making / name)) for name in (_WEIGHTS, _MOMENTS))
            (making / _MANIFEST).write_text(to_json(_Manifest(place, digests)), encoding="utf-8")
            for name in (_WEIGHTS, _MOMENTS, _MANIFEST):
                _flush(making / name)
            shutil.rmtree(target, ignore_errors=True)
            making.rename(target)
        except (OSError, SafetensorError) as error:
            shutil.rmtree(making, ignore_errors=True)
            cause = error if isinstance(error, OSError) else OSError(28, "not written")
            raise ProblemError(problem_of(cause, target)) from error
        for old in self._all()[:-_KEEP]:
            shutil.rmtree(old, ignore_errors=True)
        self._last = time.monotonic()

    def restore(self, module: torch.nn.Module, optimizer: torch.optim.Optimizer) -> Place | None:
        """Bring both to where the newest whole checkpoint is; ``None``: there is none, and nothing was changed."""
        for folder in reversed(self._all()):
            manifest = _read(folder)
            if manifest is not None:
                load_model(module, folder / _WEIGHTS)
                _put_back(optimizer, load_file(folder / _MOMENTS))
                return manifest.place
        return None

    def clear(self) -> None:
        """The training is over."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _all(self) -> list[Path]:
        """Oldest first."""
        return sorted(self._folder.glob("step-*")) if self._folder.is_dir() else []


def _read(folder: Path) -> _Manifest | None:
    """What a checkpoint says of itself, if its files are what it says."""
    try:
        manifest = from_json((folder / _MANIFEST).read_text(encoding="utf-8"), _Manifest)
        whole = all(_digest(folder / name) == digest for name, digest in manifest.digests)
    except (OSError, ValueError):
        return None
    return manifest if whole else None


def _moments(optimizer: torch.optim.Optimizer) -> dict[str, torch.Tensor]:
    """What the optimizer remembers of each weight, by its number and the name of what it is."""
    state = optimizer.state_dict()["state"]
    return {f"{number}.{name}": tensor for number, each in state.items() for name, tensor in each.items()}


def _put_back(optimizer: torch.optim.Optimizer, moments: dict[str, torch.Tensor]) -> None:
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, tensor in moments.items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = tensor
    optimizer.load_state_dict(optimizer.state_dict() | {"state": state})


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
