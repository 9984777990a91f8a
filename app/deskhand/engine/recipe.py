"""How the embedding of a text is made, and so under which key it is kept. No torch here: looking up needs none."""

import hashlib
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version

from deskhand.engine.remembered import Remembered
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.places import home

PREPROCESSING = "text 1"  # change it when the same text would get another embedding


class Precision(StrEnum):
    """With what numbers the encoder computes."""

    FULL = "float32"
    HALF = "bfloat16"


@dataclass(frozen=True, slots=True)
class Recipe:
    """``fingerprint`` names the model's files; embeddings of equal recipes can be compared."""

    fingerprint: str
    precision: Precision

    def keys(self, texts: Sequence[str]) -> list[bytes]:
        """The key (32 bytes) of each text in the embedding cache."""
        start = hashlib.sha256(f"{self.fingerprint}|{PREPROCESSING}|{self.precision}|".encode())
        keys = []
        for text in texts:
            digest = start.copy()
            digest.update(text.encode("utf-8", "surrogatepass"))
            keys.append(digest.digest())
        return keys


def remembered(files: ModelFiles) -> Recipe | None:
    """The recipe that was measured as the best for this model on this computer, ``None`` before the first use."""
    precision = _measured().get(_machine(files))
    return Recipe(files.fingerprint, Precision(precision)) if precision in set(Precision) else None


def remember(files: ModelFiles, precision: Precision) -> Recipe:
    """Keep the precision that was measured as the best."""
    _measured().put(_machine(files), precision)
    return Recipe(files.fingerprint, precision)


def _measured() -> Remembered:
    return Remembered(home() / "measured-speeds.json")


def _machine(files: ModelFiles) -> str:
    """What the measurement depends on: the model, the processor and the library that computes."""
    return f"{files.fingerprint[:16]}|{platform.machine()}|{platform.processor()}|{os.cpu_count()}|{version('torch')}"
