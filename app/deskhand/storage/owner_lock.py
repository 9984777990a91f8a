"""One owner of a project. The lock is the operating system's, so a killed owner frees it."""

import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from deskhand.domain.problems import Problem, ProblemError


def lock(folder: Path) -> FileLock:
    """Take the ownership of a project's folder. Raises ``ProblemError`` if another has it."""
    taken = FileLock(folder / ".lock", timeout=0)
    note = folder / ".owner"
    try:
        taken.acquire()
    except Timeout as error:
        raise ProblemError(_open_elsewhere(folder, note)) from error
    note.write_text(f"{os.getpid()} {'window' if 'PySide6' in sys.modules else 'command line'}", encoding="utf-8")
    return taken


def _open_elsewhere(folder: Path, note: Path) -> Problem:
    holder = note.read_text(encoding="utf-8") if note.is_file() else ""
    where = "from the command line" if holder.endswith("command line") else "in another Deskhand window"
    return Problem(
        "This project is open elsewhere",
        f"“{folder.name}” is in use {where} on this computer, or on another that shares the folder.",
        "Nothing was changed; only one at a time may write to a project.",
        "Go on there, or close it there and open the project here again.",
        f"held by {holder}",
    )
