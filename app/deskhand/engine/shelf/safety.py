"""What a folder of a model may hold. What could run programs is refused, never looked through for what is safe in it:
every filter of pickles was got round (reliability.md, 1 and T1)."""

import json
import math
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deskhand.engine.shelf.files import WEIGHTS, refused
from deskhand.engine.shelf.weights import UnsoundError, look_at

MOST_FILES, MOST_BYTES = 2_000, 20 << 30
_PICKLES = {
    *(".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npy", ".npz", ".dill", ".mar", ".nemo"),
    *(".h5", ".hdf5", ".keras"),
}
_PROGRAMS = {
    *(".py", ".pyc", ".pyd", ".pyw", ".so", ".dll", ".dylib", ".exe", ".com", ".bat", ".cmd", ".ps1", ".sh", ".js"),
    *(".vbs", ".jar", ".lnk", ".desktop", ".app", ".scr", ".msi"),
}
_OPENED = {".safetensors", ".json", ".txt", ".model", ".jinja"}
"""Kinds of files that models are read from; nothing else is taken over."""
_LARGEST_TEXT = 64 << 20  # bytes of a file that is no weights; the largest tokenizer of the catalogue has 34 MB
_LARGEST_SETTINGS = 4 << 20
_RUNS = {"auto_map", "custom_pipelines"}
_KERNEL = "attn_implementation"  # with a slash in it the library would fetch a program of that name
_CHANGE = "adapter_config.json"  # names another model, which the library would open in place of this one
_NAMES_OF_LABELS = {"label2id", "id2label", "lang_to_id", "task_to_id"}
_JUNCTION = 0xA0000003  # Windows: a folder that is elsewhere
_MOST_OF_A_KIND = 1 << 16  # layers, heads, categories; no model of the catalogue has more of any than 22,000


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a model; ``path`` below its folder, with ``/``."""

    path: str
    size: int


def parts_of(folder: Path) -> tuple[Part, ...]:
    """The files that would be taken over. Opens none.

    Raises ``ProblemError`` if there is anything among them, or beside them, that could run programs, a link, or more
    than a model has.
    """
    kept, total = [], 0
    for file in _walk(folder):
        part = Part(file.relative_to(folder).as_posix(), file.stat().st_size)
        check_kind(folder.name, part.path)
        if taken(part.path):
            check_size(folder.name, part)
            kept.append(part)
            total += part.size
    if total > MOST_BYTES:
        raise refused(folder.name, "its files are far larger than those of a model")
    return tuple(kept)


def check_names(folder: Path, *, pickles: bool) -> None:
    """Of a folder of the person's that is used where it lies: no programs in it, and (``pickles``) no pickles either.

    Those of several modalities are published in many forms side by side, of which only one is ever opened. Raises
    ``ProblemError``.
    """
    for file in sorted(folder.rglob("*")):
        if pickles or file.suffix.lower() not in _PICKLES:
            check_kind(folder.name, file.name)


def taken(path: str) -> bool:
    """Whether a model is read from such files. Hidden ones, as of git, are none of it."""
    return Path(path).suffix.lower() in _OPENED and not any(part.startswith(".") for part in Path(path).parts)


def check_kind(name: str, path: str) -> None:
    """Raises ``ProblemError`` for a file that could run programs."""
    suffix = Path(path).suffix.lower()
    if suffix in _PICKLES:
        raise refused(name, f"it contains files that could run programs when opened ({Path(path).name})")
    if suffix in _PROGRAMS:
        raise refused(name, f"it brings program code of its own, which Deskhand never runs ({Path(path).name})")


def check_size(name: str, part: Part) -> None:
    """Raises ``ProblemError`` for settings and vocabularies that are none by their size."""
    if part.size > _LARGEST_TEXT and not part.path.endswith(".safetensors"):
        raise refused(name, f"{Path(part.path).name} is far too large")


def check_contents(folder: Path) -> None:
    """Of a folder whose names are in order: its numbers are what their list says, its settings ask for no code.

    Raises ``ProblemError``.
    """
    try:
        tensors = look_at(folder / WEIGHTS).tensors
    except UnsoundError as error:
        raise refused(folder.name, str(error)) from error
    check_settings(folder, tensors)


def check_settings(folder: Path, tensors: int = _MOST_OF_A_KIND) -> None:
    """Raises ``ProblemError`` if settings cannot be read, ask for code, or for a network that nobody could build.

    Every layer has ``tensors`` of its own, one at least: to make up a layer takes time before any room is taken.
    """
    if (folder / _CHANGE).exists():
        raise refused(folder.name, "it is a change to another model, and no model by itself")
    for file in sorted(folder.glob("*config.json")):
        for name, value in _entries(_settings(folder, file)):
            if name in _RUNS or (name.endswith(_KERNEL) and isinstance(value, str) and "/" in value):
                raise refused(folder.name, "it brings program code of its own, which Deskhand never runs", file.name)
            if _count(value) > _most(name, tensors):
                raise refused(folder.name, "it asks for a network that is far too large", f"{file.name}: {name}")


def _most(name: str, tensors: int) -> float:
    """How high the number under this name may be."""
    if name.endswith(("layers", "depths")) and not name.startswith("max_"):  # max_window_layers makes none
        return tensors
    return _MOST_OF_A_KIND if name.startswith("num_") or name.endswith(("experts", "heads")) else math.inf


def _count(value: object) -> int:
    """A number, or the sum of several; 0 for what is none."""
    if isinstance(value, list):
        return sum(map(_count, value))
    return value if isinstance(value, int) else 0


def _settings(folder: Path, file: Path) -> object:
    if file.stat().st_size > _LARGEST_SETTINGS:
        raise refused(folder.name, f"{file.name} is far too large")
    try:
        settings: object = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise refused(folder.name, f"{file.name} cannot be read") from error
    return settings


def _entries(settings: object) -> Iterator[tuple[str, object]]:
    """All names with their values, at any depth; what is named after a category is no setting."""
    waiting: list[object] = [settings]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one.items()
            waiting += [value for name, value in one.items() if name not in _NAMES_OF_LABELS]
        elif isinstance(one, list):
            waiting += one


def _walk(folder: Path) -> Iterator[Path]:
    """All files below but hidden ones. Raises ``ProblemError`` for links, and what is neither a file nor a folder."""
    waiting, seen = [folder], 0
    while waiting:
        for entry in sorted(waiting.pop().iterdir()):
            seen += 1
            if seen > MOST_FILES:
                raise refused(folder.name, "it has far more files than a model")
            state = entry.lstat()
            if entry.name.startswith("."):
                continue
            if stat.S_ISDIR(state.st_mode) and getattr(state, "st_reparse_tag", 0) != _JUNCTION:
                waiting.append(entry)
            elif stat.S_ISREG(state.st_mode):
                yield entry
            else:
                raise refused(folder.name, f"it has links to other places, or what is no real file ({entry.name})")
