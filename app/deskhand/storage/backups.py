"""Rotating copies of the project's database, made with SQLite's own online backup."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

KEPT = 4


def newest(folder: Path) -> Path | None:
    """The newest copy that is whole."""
    for copy in sorted((folder / "backups").glob("project-*.db"), reverse=True):
        if is_whole(copy):
            return copy
    return None


def is_whole(path: Path) -> bool:
    """Whether SQLite finds the database sound."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def make(database: Path) -> Path:
    """Copy ``database`` beside it, in steps that leave its owner room; the oldest copies go."""
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"project-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.db"
    part = target.with_suffix(".part")
    source = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(part)
    try:
        source.backup(copy, pages=2000, sleep=0.01)
    finally:
        copy.close()
        source.close()
    part.replace(target)
    for old in sorted(folder.glob("project-*.db"), reverse=True)[KEPT:]:
        old.unlink()
    return target
