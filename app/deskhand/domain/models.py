"""Pretrained models: what is known of each, and how it lies on this computer."""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """What a model reads."""

    TEXT = "text"
    SPEECH = "speech"
    PICTURE = "picture"
    SOUND = "sound"


class Section(StrEnum):
    """How models stand on the shelf."""

    TEXT = "text"
    VISION = "vision"
    PICTURE_AND_WORDS = "image and words"
    SOUND = "sound"
    SPEECH = "speech to text"
    LANGUAGE = "small language models"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """``path`` below the model's folder, with ``/``. ``size`` in bytes (0: not known), ``sha256`` in hex ("": not known
    yet; it is learned when the file first comes here, and pinned from then on)."""

    path: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model of the shelf, of a folder, or of a project.

    ``id`` is its technical name; of the catalogue that on the hub, as ``BAAI/bge-small-en-v1.5``. ``name`` is the plain
    one, ``about`` what it is good at, ``learned`` how it was pretrained ("by filling in hidden words"). ``languages``
    are words for people; ``codes`` (ISO 639-1) the same for comparing, () for any or none. ``business``: whether its
    licence lets a business use it. ``quality``: the higher, the more often right, as a rule, among those of its
    modality; 0: it is never recommended by itself. ``size`` is bytes on disk, ``weights`` how many numbers it has (0:
    not known), and ``sha256`` that of ``model.safetensors`` ("": not pinned). ``revision`` is the commit of the hub
    ("": not pinned yet), ``family`` the ``model_type`` of its configuration. ``prefix`` is put before each text, as its
    makers did.
    """

    id: str
    name: str
    modality: Modality
    about: str
    languages: str
    licence: str
    size: int
    sha256: str
    here: bool = False
    section: Section = Section.TEXT
    learned: str = ""
    codes: tuple[str, ...] = ()
    business: bool = True
    quality: int = 0
    weights: int = 0
    family: str = ""
    longest: int = 0  # words (tokens) that it reads of a text; 0: not known, or no texts
    prefix: str = ""
    revision: str = ""
    files: tuple[ModelFile, ...] = ()
    only_pickled: bool = False

    @property
    def full_name(self) -> str:
        """For people who may have to type it: the plain name, and behind it the technical one if that is another."""
        return self.name if self.name == self.id else f"{self.name} ({self.id})"

    @property
    def memory_to_use(self) -> int:
        """Bytes, about: its numbers in full precision, and what passes through them."""
        return 4 * self.weights + _PASSING_THROUGH

    @property
    def memory_to_learn(self) -> int:
        """Bytes, about, to change all its numbers: each with its gradient and two running means (methods.md, 8)."""
        return 16 * self.weights + _PASSING_BACK


_PASSING_THROUGH = 512 << 20
_PASSING_BACK = 2 << 30  # 16 texts of 128 to 256 tokens, or photos of 224 dots: within a third of what methods.md has


def own_name(model_id: str) -> str:
    """The name, in its project, of a model that has read the person's files."""
    return f"models/{model_id}"
