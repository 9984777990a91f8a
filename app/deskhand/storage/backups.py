"""Rotating copies of the project's database, made with SQLite's own online backup while the owner works on."""

import logging
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from deskhand.storage.connection import reading, to_read

KEPT = 5
_NAMES = "project-*.db"
_PAGES_A_STEP = 512  # 2 MB, some milliseconds: so soon does a copy hear that it should stop
_log = logging.getLogger(__name__)


class Backup(threading.Thread):
    """A copy that is being made beside the work. One that fails costs nothing: the copies before it are kept."""

    def __init__(self, database: Path) -> None:
        super().__init__(name="backup", daemon=True)
        self._database = database
        self._stopped = threading.Event()

    def run(self) -> None:
        try:
            make(self._database, self._stopped)
        except (sqlite3.Error, OSError) as error:  # a full drive, say; the work itself goes on and tells
            _log.warning("no copy of the project was made: %s", error)

    def stop(self, patience: float) -> None:
        """Give it ``patience`` seconds to end by itself, then have it give up."""
        self.join(patience)
        self._stopped.set()
        self.join()


def newest(folder: Path) -> Path | None:
    """The newest copy that is whole."""
    return next((copy for copy in _copies(folder) if is_whole(copy)), None)


def is_up_to_date(database: Path) -> bool:
    """Whether the newest copy is of the database as it is now. A copy bears the time of what it was copied from."""
    copies = _copies(database.parent)
    return bool(copies) and copies[0].stat().st_mtime_ns == database.stat().st_mtime_ns


def is_whole(path: Path) -> bool:
    """Whether SQLite finds the database sound, and a project."""
    try:
        with closing(to_read(path)) as connection:
            connection.execute("SELECT count(*) FROM project")
            return is_sound(connection)
    except sqlite3.DatabaseError:
        return False


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong; it reads the whole file for that."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def make(database: Path, stopped: threading.Event | None = None) -> None:
    """Copy ``database`` as it is at this moment, while others may write; the oldest copies go.

    Raises ``OSError`` or ``sqlite3.Error`` if it cannot be; there is then no half copy.
    """
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True)
    for left_over in folder.glob("*.part*"):
        left_over.unlink()
    part = folder / f"project-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.part"
    try:
        moment = database.stat()
        _copy(database, part, stopped or threading.Event())
        os.utime(part, ns=(moment.st_atime_ns, moment.st_mtime_ns))
        part.replace(part.with_suffix(".db"))
    finally:
        part.unlink(missing_ok=True)
    for old in _copies(database.parent)[KEPT:]:
        old.unlink()


def _copy(database: Path, target: Path, stopped: threading.Event) -> None:
    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if stopped.is_set():
            raise InterruptedError("the project was closed")

    # Inside one reading transaction the copy is of one moment, however much is written meanwhile.
    with closing(to_read(database)) as source, closing(sqlite3.connect(target)) as copy, reading(source):
        source.backup(copy, pages=_PAGES_A_STEP, progress=go_on, sleep=0.001)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _copies(folder: Path) -> list[Path]:
    """Newest first."""
    return sorted((folder / "backups").glob(_NAMES), reverse=True)
