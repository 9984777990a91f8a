"""The folder that everything goes into: whether it can be used, and how much room it has."""

import os
import shutil
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError


def check_target(target: bytes, project: Path) -> None:
    """Raises ``ProblemError`` if nothing can be filed into ``target``."""
    path = Path(os.fsdecode(target))
    if not path.is_absolute() or path.parent == path:
        raise ProblemError(_no_folder(path))
    if path.resolve().is_relative_to(project.resolve()):
        raise ProblemError(_inside_project(path))
    there = _nearest(path)
    if not there.is_dir():
        raise ProblemError(_no_folder(path))
    if not os.access(there, os.W_OK | os.X_OK):
        raise ProblemError(_not_writable(path))


def check_still_there(target: bytes) -> None:
    """Raises ``ProblemError`` if a target that was there is not: its drive may be somewhere else."""
    path = Path(os.fsdecode(target))
    if not path.is_dir():
        raise ProblemError(_vanished(path))


def room_left(target: bytes) -> int:
    """Bytes that are free on the drive of ``target``, which may not be there yet."""
    return shutil.disk_usage(_nearest(Path(os.fsdecode(target)))).free


def is_on_drive_of(target: bytes, source: bytes) -> bool:
    """Whether a file need not be copied to get there. ``False`` if nobody can say."""
    try:
        return _nearest(Path(os.fsdecode(target))).stat().st_dev == os.stat(source).st_dev  # noqa: PTH116 - bytes
    except OSError:
        return False


def _nearest(path: Path) -> Path:
    """``path``, or what is there of the way to it."""
    while not path.exists() and path.parent != path:
        path = path.parent
    return path


_DID = "Nothing was planned or filed."


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _no_folder(path: Path) -> Problem:
    return Problem(
        "Files cannot go there",
        f"“{_shown(path)}” is no folder that files can be put into.",
        _DID,
        "Choose a folder, or connect the drive that it is on.",
    )


def _vanished(path: Path) -> Problem:
    return Problem(
        "The folder is not there any more",
        f"“{_shown(path)}”, where the files go, cannot be found.",
        "Nothing was done; every file is where it was.",
        "Connect the drive that it is on and go on. If you have renamed the folder, give it its old name first.",
    )


def _inside_project(path: Path) -> Problem:
    return Problem(
        "That is Deskhand's own folder",
        f"“{_shown(path)}” lies in the project itself. Who deletes the project would delete your files with it.",
        _DID,
        "Choose a folder of your own.",
    )


def _not_writable(path: Path) -> Problem:
    return Problem(
        "The folder may not be written",
        f"You may look at “{_shown(path)}”, but not put anything into it.",
        _DID,
        "Choose another folder, or ask whoever looks after the computer.",
    )
