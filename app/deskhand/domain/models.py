"""Pretrained models, unchanged, as they lie on this computer."""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """What a model reads."""

    TEXT = "text"
    SPEECH = "speech"
    PICTURE = "picture"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Model:
    """A row of the shelf. ``size`` in bytes; ``sha256`` of ``model.safetensors``, ``""`` if not pinned."""

    id: str
    name: str
    modality: Modality
    about: str
    languages: str
    licence: str
    size: int
    sha256: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """One processor, tested by real work; ``speed`` in short messages a second (0: does not work)."""

    name: str
    kind: str
    works: bool
    speed: float
    detail: str
