"""The files of a model: which are opened, and by what they are known."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.remembered import Remembered
from deskhand.storage.places import home

WEIGHTS = "model.safetensors"
CONFIG = "config.json"
_PERCEIVING = (CONFIG, "preprocessor_config.json", WEIGHTS)
NEEDED: Mapping[Modality, Sequence[str]] = {
    Modality.TEXT: (CONFIG, "tokenizer.json", WEIGHTS),
    Modality.PICTURE: _PERCEIVING,
    Modality.SOUND: _PERCEIVING,
    Modality.SPEECH: (CONFIG, "tokenizer.json", WEIGHTS),
}
"""Files without which a model is none."""
_SMALL_FILES = (
    *(CONFIG, "tokenizer.json", "sentence_bert_config.json", "modules.json", "1_Pooling/config.json"),
    "preprocessor_config.json",
)
SPEECH_FILES = (
    *(CONFIG, "generation_config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"),
    *("special_tokens_map.json", "added_tokens.json", "normalizer.json", "vocab.json", "merges.txt", WEIGHTS),
)
_SMALL = 1 << 20  # bytes; smaller files are read faster than looked up


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model whose files were found and checked. ``fingerprint`` (64 hex digits) changes with any of them."""

    model: Model
    folder: Path
    fingerprint: str


def fingerprint_of(folder: Path) -> str:
    """By which embeddings are kept: changes with any file that they depend on."""
    digest = hashlib.sha256(checksum(folder / WEIGHTS).encode())
    for name in _SMALL_FILES:
        file = folder / name
        digest.update(name.encode())
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def checksum(file: Path) -> str:
    """SHA-256; of a large file remembered for as long as its size and time of change stay the same."""
    state = file.stat()
    if state.st_size < _SMALL:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    remembered = Remembered(home() / "checked-models.json")
    name = f"{file}|{state.st_size}|{state.st_mtime_ns}"
    known = remembered.get(name)
    if known:
        return known
    with file.open("rb") as stream:
        checked = hashlib.file_digest(stream, "sha256").hexdigest()
    remembered.put(name, checked)
    return checked


def refused(name: str, because: str, details: str = "") -> ProblemError:
    """A model that is not opened, and why; ``because`` goes on after a colon."""
    return ProblemError(
        Problem(
            title="This model cannot be used",
            happened=f"The model in “{name}” was not opened: {because}.",
            did="None of it was loaded; nothing was changed.",
            advice="Use the model that comes with Deskhand, or get this one from its makers in the safetensors form.",
            details=details,
        )
    )
