"""The words for a project that cannot be opened or written."""

import sqlite3
from datetime import datetime
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError

_UNCHANGED = "Nothing was changed."
_KEPT = "What was kept before is safe; the last step was not kept."


class DamagedProject(ProblemError):
    """The database is not sound. ``copy`` is the last good one, for ``Project.restore_backup``, if there is any."""

    def __init__(self, folder: Path, copy: Path | None, details: str) -> None:
        super().__init__(_damaged(folder, copy, details))
        self.copy = copy


def missing(folder: Path) -> Problem:
    """There is no project in the folder."""
    return Problem(
        "This is not a Deskhand project",
        f"There is no project in the folder “{folder.name}”.",
        _UNCHANGED,
        "Choose the folder of a project, or make a new one from the Home page.",
        "project.db is missing",
    )


def foreign(folder: Path) -> Problem:
    """A sound database, but of another program."""
    return Problem(
        "This is not a Deskhand project",
        f"The file “project.db” in the folder “{folder.name}” was made by another program.",
        _UNCHANGED,
        "Choose the folder of a project, or make a new one from the Home page.",
        "another application_id",
    )


def already_there(folder: Path) -> Problem:
    """A new project would lie where one is."""
    return Problem(
        "There is a project already",
        f"The folder “{folder.name}” holds a project.",
        _UNCHANGED,
        "Open that project, or choose another name or folder for the new one.",
        "project.db exists",
    )


def newer(folder: Path, version: int) -> Problem:
    """A later Deskhand made it."""
    return Problem(
        "This project is from a newer Deskhand",
        f"“{folder.name}” was last opened with a newer Deskhand than this one.",
        _UNCHANGED,
        "Install the newer Deskhand on this computer, and open the project with it.",
        f"version {version}",
    )


def not_kept(folder: Path, error: sqlite3.DatabaseError) -> Problem:
    """SQLite could not read or write, for a reason that is not the file's own state."""
    words = _WORDS.get(_code(error), _MAY_NOT_BE_WRITTEN)
    title, happened, advice = (part.format(name=folder.name) for part in words)
    return Problem(title, happened, _KEPT, advice, f"{type(error).__name__}: {error}")


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is at fault."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _code(error: sqlite3.DatabaseError) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF  # what is above tells details


def _damaged(folder: Path, copy: Path | None, details: str) -> Problem:
    advice = "There is no earlier copy here. If you keep copies of your files elsewhere, put it back from there."
    if copy is not None:
        made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
        advice = f"Use the last good copy, of {made.day} {made:%B, %H:%M}. The damaged file is kept beside it."
    return Problem(
        "The project is damaged",
        f"The file in which “{folder.name}” is kept cannot be read any more.",
        "It was left as it is.",
        advice,
        details,
    )


_MAY_NOT_BE_WRITTEN = (
    "The project could not be written",
    "The files of “{name}” may not be written now.",
    "See that the folder of the project may be written, and try again.",
)
_FAILS = (
    "The drive did not take it",
    "The drive that holds “{name}” is full, or did not answer.",
    "See that the drive is connected and has room, and try again.",
)
_WORDS = {
    sqlite3.SQLITE_FULL: (
        "The drive is full",
        "There is no room left on the drive that holds “{name}”.",
        "Free some room on the drive and go on.",
    ),
    sqlite3.SQLITE_IOERR: _FAILS,
    sqlite3.SQLITE_BUSY: (
        "The project is busy",
        "Another program has the file of “{name}” in hand.",
        "Close that program (one that copies or syncs files, say), and try again.",
    ),
}
