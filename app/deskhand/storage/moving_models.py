"""All models to another folder, perhaps on another drive: copied, compared, and only then deleted where they were.

A kill at any moment leaves every model whole in the place that ``places.models_folder`` names; what is left over beside
that is written down first, and thrown away by the next one that looks (``settle``).
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.atomic import write_whole
from deskhand.storage.models import size_of
from deskhand.storage.places import home, models_folder, models_pointer, usual_models_folder

_OURS = "Deskhand models"
_BLOCK = 4 << 20
_ROOM = 64 << 20  # bytes that must stay free on the drive

Moved = Callable[[int, int], None]
"""Hears how many bytes of how many are copied and compared; may raise to stop."""


@dataclass(frozen=True, slots=True)
class _Leftover:
    """What must go, but for the one in which the models lie: the old place, a copy that was not finished."""

    folders: tuple[str, ...]


def move_to(folder: Path | None, moved: Moved) -> Path:
    """Keep all models in a folder of ours in ``folder``; ``None``: where they lie as long as nobody moves them.

    The new place. Raises ``ProblemError``, ``OSError``, and what ``moved`` raises; the models then stay where they are.
    """
    settle()
    source, target = models_folder(), _target(folder)
    if target == source:
        return source
    _check(source, target)
    making = target.with_name(f"{target.name} (arriving)")
    _write_down(making, target)  # what must go if it ends before the pointer is set
    try:
        _copy(source, making, moved)
        if target.exists():
            target.rmdir()  # it is empty: that was checked
        making.rename(target)
        _write_down(source)  # and after that; what the pointer names is never thrown away
        _point_to(target)
    finally:
        settle()
    return target


def settle() -> None:
    """Throw away what a move left over, by a kill or as a file was still open. A drive that is gone is asked again."""
    here = models_folder()
    left = [folder for folder in map(Path, _written_down()) if folder != here]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    _keep([folder for folder in left if folder.exists() or not folder.parent.exists()])


def _target(folder: Path | None) -> Path:
    if folder is None:
        return usual_models_folder()
    resolved = folder.expanduser().resolve()
    return resolved if resolved.name == _OURS else resolved / _OURS


def _check(source: Path, target: Path) -> None:
    if target.is_relative_to(source) or source.is_relative_to(target):
        raise ProblemError(_inside(target))
    if not target.parent.is_dir():
        raise ProblemError(_nowhere(target.parent))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ProblemError(_taken(target))
    need, free = size_of(source) + _ROOM, shutil.disk_usage(target.parent).free
    if need > free and target.parent.stat().st_dev != (source.stat().st_dev if source.exists() else -1):
        raise ProblemError(_no_room(need, free, target))


def _copy(source: Path, target: Path, moved: Moved) -> None:
    """Each file is read twice: the copy must be what was read. Links are none of ours, and stay behind."""
    total, done = 2 * size_of(source), 0
    target.mkdir(parents=True)
    for file in sorted(source.rglob("*")):
        copy = target / file.relative_to(source)
        if file.is_symlink():
            continue
        if file.is_dir():
            copy.mkdir(exist_ok=True)
            continue
        for count in _same(file, copy):
            done += count
            moved(done, total)
        shutil.copystat(file, copy)  # a file is known to be checked by its time


def _same(file: Path, copy: Path) -> Iterator[int]:
    """Copies, compares, and says how many bytes were read with each step. Raises ``OSError`` if the copy differs."""
    read, found = hashlib.sha256(), hashlib.sha256()
    with copy.open("wb") as writing:
        for block in _blocks(file):
            read.update(block)
            writing.write(block)
            yield len(block)
        writing.flush()
        os.fsync(writing.fileno())
    for block in _blocks(copy):
        found.update(block)
        yield len(block)
    if read.digest() != found.digest():
        raise OSError(errno.EIO, "the copy differs", str(copy))


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _point_to(target: Path) -> None:
    if target == usual_models_folder():
        models_pointer().unlink(missing_ok=True)
        return
    with write_whole(models_pointer()) as temporary:
        temporary.write_text(str(target), encoding="utf-8")


def _written_down() -> tuple[str, ...]:
    try:
        return msgspec.json.decode(_file().read_bytes(), type=_Leftover).folders
    except (OSError, msgspec.MsgspecError):
        return ()


def _write_down(*folders: Path) -> None:
    _keep([*map(Path, _written_down()), *folders])


def _keep(folders: list[Path]) -> None:
    if not folders:
        _file().unlink(missing_ok=True)
        return
    home().mkdir(parents=True, exist_ok=True)
    with write_whole(_file()) as temporary:
        temporary.write_bytes(msgspec.json.encode(_Leftover(tuple(dict.fromkeys(map(str, folders))))))


def _file() -> Path:
    return home() / "models-left-over.json"


def _nowhere(folder: Path) -> Problem:
    return Problem(
        title="There is no such folder",
        happened=f"“{folder}” is not there, or is no folder.",
        did="Nothing was moved.",
        advice="Make the folder first, or choose another one. If it is on another drive, see that this is plugged in.",
    )


def _inside(target: Path) -> Problem:
    return Problem(
        title="The models cannot be kept there",
        happened=f"“{target.parent}” is where the models lie now, or a part of it.",
        did="Nothing was moved.",
        advice="Choose another folder.",
    )


def _taken(target: Path) -> Problem:
    return Problem(
        title="There are models already",
        happened=f"The folder “{target}” exists and is not empty.",
        did="Nothing was moved, and nothing there was touched.",
        advice="Choose another folder; or empty that one, if nobody needs what is in it.",
    )


def _no_room(need: int, free: int, target: Path) -> Problem:
    return Problem(
        title="There is not enough room for the models",
        happened=f"They need {need / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free where “{target}” would be.",
        did="Nothing was moved.",
        advice="Free some room there, remove models that you do not need, or choose another drive.",
    )
