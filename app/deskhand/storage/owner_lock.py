"""One owner of a project. The lock is the operating system's, so a killed owner frees it."""

import os
import platform
import sys
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.atomic import problem_of

_LOCK = ".lock"
_NOTE = ".owner"


class _Holder(msgspec.Struct):
    """Who has it, in a note beside the lock: a file that is locked cannot be read everywhere."""

    process: int
    program: str
    computer: str


class OwnerLock:
    """The ownership of a project's folder. ``ended_badly``: the owner before did not let go of it by itself."""

    def __init__(self, folder: Path) -> None:
        """Take it. Raises ``ProblemError`` if another has it, or the folder may not be written."""
        self._note = folder / _NOTE
        self._lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
        try:
            self._lock.acquire()
            self.ended_badly = self._note.exists()
            self._note.write_bytes(msgspec.json.encode(_this_process()))
        except Timeout as error:
            raise ProblemError(_open_elsewhere(folder, _read(self._note))) from error
        except OSError as error:
            self._lock.release()
            raise ProblemError(problem_of(error, folder / "project.db")) from error

    def release(self, *, well: bool = True) -> None:
        """Let go. ``well`` False leaves the sign that the next owner must look at the database closely."""
        if well:
            self._note.unlink(missing_ok=True)
        self._lock.release()


def _this_process() -> _Holder:
    program = "window" if "PySide6" in sys.modules else "command line"
    return _Holder(os.getpid(), program, platform.node())


def _read(note: Path) -> _Holder | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=_Holder)
    except (OSError, msgspec.MsgspecError):
        return None  # the holder is just writing it; the lock is what counts


def _open_elsewhere(folder: Path, holder: _Holder | None) -> Problem:
    where = "by another program"
    if holder is not None:
        where = "in another Deskhand window" if holder.program == "window" else "from the command line"
        here = holder.computer == platform.node()
        where += "" if here else f" on the computer “{holder.computer}”"
    return Problem(
        "This project is open elsewhere",
        f"“{folder.name}” is in use {where}.",
        "Nothing was changed; only one at a time may write to a project.",
        "Go on there, or close it there and open the project here again.",
        "holder not known" if holder is None else f"process {holder.process} ({holder.program}) on {holder.computer}",
    )
