"""A project as one file that another computer opens: a zip of the project's files, perhaps of its models, and a list
of all of them with size and SHA-256.

What is written can be read by any program that opens zips. What is read comes from strangers: only the files of the
list are taken out, only under names and endings that we would have given them, never more bytes than the list says.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from deskhand.domain.models import Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.atomic import problem_of, write_whole

ENDING = ".deskhand"
PROJECT, MODELS = "project", "models"
"""The two folders in the file."""

_LIST = "deskhand.json"
_FORMAT = 1
_PIECE = 1 << 20
_LONGEST_LIST = 32 << 20  # bytes
_MOST_FILES = 20_000
_NAME = re.compile(r"[\w][\w .+()-]{0,120}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # what Windows takes for devices
_ENDINGS = frozenset((".db", ".safetensors", ".json", ".txt", ".model"))
Heard = Callable[[int], None]
"""Hears how many bytes more are done; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Part:
    """``name`` in the zip, with ``/``; ``size`` in bytes, ``sha256`` in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """``models`` are those of which the files are there, each below ``MODELS`` in a folder of the name beside it."""

    name: str
    job: str
    models: tuple[tuple[str, Model], ...] = ()
    parts: tuple[Part, ...] = ()
    format: int = _FORMAT

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(part.size for part in self.parts)


def write(target: Path, contents: Contents, files: Mapping[str, Path], heard: Heard) -> int:
    """Write ``files`` (by their names in the zip) to ``target``, with ``contents`` and their parts; its size in bytes.

    Raises ``ProblemError`` when the drive is full or ``target`` may not be written.
    """
    with write_whole(target) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        parts = tuple(_put(archive, name, file, heard) for name, file in sorted(files.items()))
        archive.writestr(_LIST, msgspec.json.encode(replace(contents, parts=parts)))
    return target.stat().st_size


def _put(archive: zipfile.ZipFile, name: str, file: Path, heard: Heard) -> Part:
    """Databases shrink to a third; weights would not."""
    entry = zipfile.ZipInfo.from_file(file, name)
    entry.compress_type = zipfile.ZIP_DEFLATED if file.suffix == ".db" else zipfile.ZIP_STORED
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as source, archive.open(entry, "w") as goal:
        while piece := source.read(_PIECE):
            goal.write(piece)
            digest.update(piece)
            size += len(piece)
            heard(len(piece))
    return Part(name, size, digest.hexdigest())


def look_into(path: Path) -> Contents:
    """What a file that was handed over says that it holds. Raises ``ProblemError`` if it is none, or not whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _contents(archive, path)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise ProblemError(_not_whole(path, type(error).__name__)) from error
    except FileNotFoundError as error:
        raise ProblemError(_nowhere(path)) from error
    except OSError as error:
        raise ProblemError(problem_of(error, path)) from error


def take_out(path: Path, folder: Path, heard: Heard) -> Contents:
    """All files into the empty ``folder``. Raises ``ProblemError`` if one of them is not what the list says; what was
    taken out is then still there, for the caller to take away."""
    contents = look_into(path)
    try:
        with zipfile.ZipFile(path) as archive:
            for part in contents.parts:
                target = folder.joinpath(*part.name.split("/"))
                target.parent.mkdir(parents=True, exist_ok=True)
                _take(archive, part, target, path, heard)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise ProblemError(_not_whole(path, type(error).__name__)) from error
    except OSError as error:
        raise ProblemError(problem_of(error, folder)) from error
    return contents


def _take(archive: zipfile.ZipFile, part: Part, target: Path, path: Path, heard: Heard) -> None:
    digest, left = hashlib.sha256(), part.size
    with archive.open(part.name) as source, target.open("xb") as goal:
        while piece := source.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            goal.write(piece)
            heard(len(piece))
    if left or digest.hexdigest() != part.sha256:
        raise ProblemError(_not_whole(path, part.name))


def _contents(archive: zipfile.ZipFile, path: Path) -> Contents:
    entries = archive.infolist()
    listed = next((entry for entry in entries if entry.filename == _LIST), None)
    if listed is None or listed.file_size > _LONGEST_LIST or len(entries) > _MOST_FILES:
        raise ProblemError(_not_ours(path))
    try:
        contents = msgspec.json.decode(archive.read(listed), type=Contents)
    except msgspec.MsgspecError as error:
        raise ProblemError(_not_ours(path)) from error
    if contents.format > _FORMAT:
        raise ProblemError(_newer(path))
    names = [part.name for part in contents.parts]
    folded = {name.casefold() for name in names}
    strange = next((name for name in names if not _is_plain(name)), "")
    if strange or len(folded) < len(names) or f"{PROJECT}/project.db" not in folded:
        raise ProblemError(_not_ours(path, strange))
    if sorted([*names, _LIST]) != sorted(entry.filename for entry in entries):
        raise ProblemError(_not_whole(path, "list"))
    return contents


def _is_plain(name: str) -> bool:
    """Whether we would have given a file this name: nothing that leads elsewhere, is a device or could run."""
    first, *rest = name.split("/")
    parts = rest if first in (PROJECT, MODELS) else []
    plain = all(_NAME.fullmatch(part) and not _RESERVED.match(part) and part[-1] not in " ." for part in parts)
    return bool(parts) and plain and Path(name).suffix in _ENDINGS


def _nowhere(path: Path) -> Problem:
    return Problem(
        title="There is no such file",
        happened=f"“{path.name}” is not in “{path.absolute().parent}”.",
        did="Nothing was changed.",
        advice="See how it is written, and that the drive or stick it is on is plugged in.",
    )


def _not_ours(path: Path, details: str = "") -> Problem:
    return Problem(
        title="This is not a project that was handed over",
        happened=f"“{path.name}” holds something else than Deskhand writes when it hands over a project.",
        did="Nothing of it was opened.",
        advice="Ask for the file once more: in Deskhand, File, Hand over a project.",
        details=details,
    )


def _not_whole(path: Path, details: str) -> Problem:
    return Problem(
        title="This file is damaged",
        happened=f"“{path.name}” is not as it was written; a part of it is missing or was changed on the way.",
        did="Nothing of it was kept.",
        advice="Copy it once more from where it came, or ask for it to be handed over again.",
        details=details,
    )


def _newer(path: Path) -> Problem:
    return Problem(
        title="This file is from a newer Deskhand",
        happened=f"“{path.name}” was handed over by a version of Deskhand that this one does not know.",
        did="Nothing of it was opened.",
        advice="Bring Deskhand up to date on this computer, then open the file again.",
    )
