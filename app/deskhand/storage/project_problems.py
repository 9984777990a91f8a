"""The words for a project that cannot be opened or written."""

import sqlite3
from pathlib import Path

from deskhand.domain.problems import Problem

_UNCHANGED = "Nothing was changed."


def missing(folder: Path) -> Problem:
    """There is no project in the folder."""
    return Problem(
        "This is not a Deskhand project",
        f"There is no project in the folder “{folder.name}”.",
        _UNCHANGED,
        "Choose the folder of a project, or make a new one from the Home page.",
        "project.db is missing",
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


def damaged(folder: Path, details: str) -> Problem:
    """The database is not sound."""
    return Problem(
        "The project is damaged",
        f"The file in which “{folder.name}” is kept cannot be read any more.",
        "It was left as it is; Deskhand keeps earlier copies in the folder “backups”.",
        "Use the last good copy. The damaged file is kept beside it.",
        details,
    )


def not_kept(error: sqlite3.OperationalError) -> Problem:
    """SQLite could not write."""
    full = "full" in str(error) or "disk I/O" in str(error)
    return Problem(
        "The drive is full" if full else "The project could not be written",
        "There is no room left on the drive that holds the project."
        if full
        else "The file of the project may not be written now.",
        "What was kept before is safe; the last step was not kept.",
        "Free some room on the drive and go on."
        if full
        else "See that the folder of the project may be written, and go on.",
        str(error),
    )
