"""How an embedding is made, and so under which key it is kept. No torch here: looking up needs none."""

import hashlib
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version

from deskhand.engine.inputs import View
from deskhand.engine.remembered import Remembered
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.places import home

# Change one when the same content would get another embedding.
_OF_TEXTS, _OF_PICTURES, _OF_SOUNDS = "text 1", "picture 1", "sound 1"
_BETWEEN = ", "  # the names of views have spaces in them


class Precision(StrEnum):
    """With what numbers the encoder computes."""

    FULL = "float32"
    HALF = "bfloat16"
    WHOLE = "int8"  # of texts only, on main processors that are slow at bfloat16


@dataclass(frozen=True, slots=True)
class Recipe:
    """``fingerprint`` names the model's files; embeddings of equal recipes can be compared.

    ``views`` are those that a model of pictures or sounds gives, in the order in which they are kept side by side.
    """

    fingerprint: str
    precision: Precision
    views: tuple[View, ...] = ()

    def keys(self, texts: Sequence[str]) -> list[bytes]:
        """The key (32 bytes) of each text in the embedding cache."""
        return self._keys(_OF_TEXTS, (text.encode("utf-8", "surrogatepass") for text in texts))

    def picture_keys(self, digests: Sequence[str]) -> list[bytes]:
        """The key (32 bytes) of the picture of each file, which is known by its SHA-256 in hex."""
        return self._keys(_OF_PICTURES, (bytes.fromhex(digest) for digest in digests))

    def sound_keys(self, digests: Sequence[str]) -> list[bytes]:
        """The key (32 bytes) of the sound of each file, which is known by its SHA-256 in hex."""
        return self._keys(_OF_SOUNDS, (bytes.fromhex(digest) for digest in digests))

    def _keys(self, preprocessing: str, contents: Iterable[bytes]) -> list[bytes]:
        start = hashlib.sha256(f"{self.fingerprint}|{preprocessing}|{self.precision}|".encode())
        keys = []
        for content in contents:
            digest = start.copy()
            digest.update(content)
            keys.append(digest.digest())
        return keys


COLOURS = Recipe("colours and shapes 1", Precision.FULL, (View.COLOURS,))
TONES = Recipe("loudness and pitch 1", Precision.FULL, (View.TONES,))
"""Of what needs no model."""
SILENCE = "00" * 32
"""Instead of a digest: a second of nothing, which every cache of sounds has. No file has it."""


def remembered(files: ModelFiles) -> Recipe | None:
    """The recipe that was measured as the best for this model on this computer, ``None`` before the first use."""
    precision, *views = _measured().get(_machine(files)).split(_BETWEEN)
    if precision not in set(Precision) or not set(views) <= set(View):
        return None
    return Recipe(_fingerprint(files), Precision(precision), tuple(View(view) for view in views))


def remember(files: ModelFiles, precision: Precision, views: Sequence[View] = ()) -> Recipe:
    """Keep the precision that was measured as the best, and which views the model gives."""
    _measured().put(_machine(files), _BETWEEN.join((precision, *views)))
    return Recipe(_fingerprint(files), precision, tuple(views))


def _fingerprint(files: ModelFiles) -> str:
    """That of the files, and of what the catalogue has put before each text; a folder's own says so in its files."""
    if not files.model.prefix:
        return files.fingerprint
    return hashlib.sha256(f"{files.fingerprint}|{files.model.prefix}".encode()).hexdigest()


def _measured() -> Remembered:
    return Remembered(home() / "measured-speeds.json")


def _machine(files: ModelFiles) -> str:
    """What the measurement depends on: the model, the processor and the library that computes."""
    return f"{files.fingerprint[:16]}|{platform.machine()}|{platform.processor()}|{os.cpu_count()}|{version('torch')}"
