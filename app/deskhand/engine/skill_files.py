"""A skill on disk: ``skills/<id>/`` with head.safetensors, words.json and, written last, skill.json. No pickles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from deskhand.domain.evaluations import Method
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.engine.inputs import Look, Vectors
from deskhand.engine.methods.commonest import CommonestHead
from deskhand.engine.methods.method import Head
from deskhand.engine.methods.vectors import VectorsHead
from deskhand.engine.methods.words import WordsHead
from deskhand.engine.recipe import Recipe
from deskhand.storage.atomic import clear_unfinished, write_whole
from deskhand.storage.codec import from_json, to_json

FORMAT = 1
_HEAD, _WORDS, _MANIFEST = "head.safetensors", "words.json", "skill.json"
_ON_VECTORS = {"weights": ("size", "labels"), "bias": ("labels",)}
_SHAPES: Mapping[Method, Mapping[str, tuple[str, ...]]] = {
    Method.COMMONEST: {"bias": ("labels",)},
    Method.WORDS: {"importance": ("words",), "weights": ("words", "labels"), "bias": ("labels",)},
}
_HEADS: Mapping[Method, Callable[[tuple[str, ...], Mapping[str, Vectors]], Head]] = {
    Method.COMMONEST: lambda _, tensors: CommonestHead(tensors["bias"]),
    Method.WORDS: lambda words, tensors: WordsHead(words, tensors["importance"], tensors["weights"], tensors["bias"]),
}
"""All other methods are heads on vectors."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the numbers of a head mean. ``size``: of its views side by side. ``scale`` and ``within``: see ``Study``.

    ``recipe`` is that of the texts, ``picture_recipe`` that of the pictures and ``sound_recipe`` that of the sounds;
    ``None``: there were none, or no model.
    """

    kind: QuestionKind
    method: Method
    labels: tuple[str, ...]
    model: str
    recipe: Recipe | None
    size: int
    scale: float
    within: float = 0.0
    look: Look = ()
    picture_model: str = ""
    picture_recipe: Recipe | None = None
    sound_model: str = ""
    sound_recipe: Recipe | None = None
    format: int = FORMAT


def save(folder: Path, manifest: Manifest, head: Head) -> None:
    """Write the skill; a folder without its manifest is not a skill. Raises ``ProblemError`` when the disk is full."""
    folder.mkdir(parents=True, exist_ok=True)
    clear_unfinished(folder)
    with write_whole(folder / _HEAD) as temporary:
        save_file(
            {name: np.ascontiguousarray(tensor, np.float32) for name, tensor in head.tensors().items()}, temporary
        )
    with write_whole(folder / _WORDS) as temporary:
        temporary.write_text(to_json(head.words), encoding="utf-8")
    with write_whole(folder / _MANIFEST) as temporary:
        temporary.write_text(to_json(manifest), encoding="utf-8")


def manifest_of(folder: Path) -> Manifest:
    """What the folder says about itself. Raises ``ProblemError``."""
    try:
        manifest = from_json((folder / _MANIFEST).read_text(encoding="utf-8"), Manifest)
    except (OSError, ValueError) as error:
        raise _damaged(f"{_MANIFEST} is missing or cannot be read") from error
    if manifest.format != FORMAT:
        raise _damaged(f"it was made by another version of Deskhand (format {manifest.format})")
    return manifest


def load(folder: Path) -> tuple[Manifest, Head]:
    """The skill, every number of it checked. Raises ``ProblemError`` if a file is missing or a tensor does not fit."""
    manifest = manifest_of(folder)
    try:
        tensors = load_file(folder / _HEAD)
        words = from_json((folder / _WORDS).read_text(encoding="utf-8"), tuple[str, ...])
    except (OSError, ValueError, SafetensorError) as error:
        raise _damaged(f"{_HEAD} or {_WORDS} is missing or cannot be read") from error
    _check(tensors, manifest, len(words))
    make = _HEADS.get(manifest.method)
    if make is not None:
        return manifest, make(words, tensors)
    return manifest, VectorsHead(manifest.method, manifest.look, tensors["weights"], tensors["bias"])


def _check(tensors: Mapping[str, Vectors], manifest: Manifest, words: int) -> None:
    sizes = {"labels": len(manifest.labels), "size": manifest.size, "words": words}
    shapes = _SHAPES.get(manifest.method, _ON_VECTORS)
    expected = {name: tuple(sizes[axis] for axis in axes) for name, axes in shapes.items()}
    found = {name: tensor.shape for name, tensor in tensors.items()}
    if found != expected:
        raise _damaged(f"its numbers have the shapes {found}, expected were {expected}")
    if not all(tensor.dtype == np.float32 and np.isfinite(tensor).all() for tensor in tensors.values()):
        raise _damaged("some of its numbers are no numbers")
    if not manifest.scale > 0 or not np.isfinite(manifest.scale):
        raise _damaged("its scale is not a positive number")


def _damaged(because: str) -> ProblemError:
    return ProblemError(
        Problem(
            title="What was learned cannot be opened",
            happened="The files of this skill are damaged or incomplete.",
            did="Deskhand did not use it; your answers are all kept.",
            advice="Learn again, which is quick as nothing need be read again. Or restore the skill before.",
            details=because,
        )
    )
