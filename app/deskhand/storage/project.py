"""The project's one owner: whatever happens is recorded here."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from deskhand.domain import acts
from deskhand.domain.acts import Act
from deskhand.domain.problems import ProblemError
from deskhand.storage import backups
from deskhand.storage.atomic import problem_of
from deskhand.storage.inverses import inverse
from deskhand.storage.owner_lock import lock
from deskhand.storage.project_problems import already_there, damaged, missing, newer, not_kept
from deskhand.storage.tables import findings, history, items, labels, predictions, questions, runs, skills, sources
from deskhand.storage.upgrades import VERSION, upgrade
from deskhand.storage.view import DATABASE, ProjectView

_APPLICATION_ID = 0x44534B48  # "DSKH"
_SUBJECTS = (sources, items, questions, labels, findings, skills, runs, predictions)


def _record_step(connection: sqlite3.Connection, act: acts.StepReached) -> None:
    connection.execute(
        "UPDATE project SET value = ? WHERE key = 'step' AND CAST(value AS INTEGER) < ?", (str(act.step), act.step)
    )


_RECORDERS: dict[type, Callable[[sqlite3.Connection, Any], None]] = {acts.StepReached: _record_step}
for _subject in _SUBJECTS:
    _RECORDERS |= _subject.RECORDERS


class Project(ProjectView):
    """A project that this process owns. Use ``create`` or ``open``."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, held: FileLock) -> None:
        super().__init__(folder, connection)
        self._held = held
        self._backup: threading.Thread | None = None

    @classmethod
    def create(cls, folder: Path, name: str, job: str = "tickets") -> "Project":
        """Make a project in ``folder``. Raises ``ProblemError`` if there is one, or the folder may not be written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProblemError(problem_of(error, folder)) from error
        if (folder / DATABASE).exists():
            raise ProblemError(already_there(folder))
        held = lock(folder)
        connection = _connect(folder / DATABASE)
        schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
        created = datetime.now(UTC).isoformat(timespec="seconds")
        told = {"name": name, "job": job, "created": created, "step": "1"}
        connection.executescript(f"BEGIN; PRAGMA application_id = {_APPLICATION_ID}; {schema} COMMIT;")
        with connection:
            connection.executemany("INSERT INTO project VALUES (?, ?)", told.items())
        return cls(folder, connection, held)

    @classmethod
    def open(cls, folder: Path) -> "Project":
        """Own an existing project. Raises ``ProblemError``: missing, open elsewhere, newer, damaged."""
        path = folder / DATABASE
        if not path.is_file():
            raise ProblemError(missing(folder))
        held = lock(folder)
        try:
            connection = _checked(path)
        except BaseException:
            held.release()
            raise
        project = cls(folder, connection, held)
        project._start_backup()
        return project

    @staticmethod
    def restore_backup(folder: Path) -> None:
        """Put the newest whole copy in the place of a damaged database, which is kept beside it."""
        copy = backups.newest(folder)
        if copy is None:
            raise ProblemError(damaged(folder, "no copy is whole"))
        held = lock(folder)
        path = folder / DATABASE
        try:
            for suffix in ("", "-wal", "-shm"):
                part = path.with_name(path.name + suffix)
                if part.exists():
                    part.replace(folder / f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}-{part.name}")
            shutil.copyfile(copy, path)
        finally:
            held.release()

    def record(self, message: object) -> None:
        """Keep what happened, whole or not at all. What nobody keeps (``Progress`` …) is passed over.

        Raises ``ProblemError`` when the drive is full or the database may not be written.
        """
        recorder = _RECORDERS.get(type(message))
        try:
            with self._connection:
                if recorder is not None:
                    recorder(self._connection, message)
                history.note(self._connection, message)
        except sqlite3.OperationalError as error:
            raise ProblemError(not_kept(error)) from error
        self._text_columns.clear()

    def new_id(self, table: str) -> int:
        """The next free number in a table."""
        row = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        return int(row[0] or 0) + 1

    def inverse(self, act: Act) -> Act | None:
        """What takes ``act`` back; ask before recording it. ``None``: it cannot be taken back."""
        return inverse(self, act)

    def rename(self, name: str) -> None:
        """What the person calls the project from now on."""
        with self._connection:
            self._connection.execute("UPDATE project SET value = ? WHERE key = 'name'", (name,))

    def close(self) -> None:
        """Let go of the project; another may own it then."""
        if self._backup is not None:
            self._backup.join()
        self._connection.close()
        self._held.release()

    def _start_backup(self) -> None:
        newest = backups.newest(self.folder) if (self.folder / "backups").is_dir() else None
        database = self.folder / DATABASE
        if newest is None or newest.stat().st_mtime < database.stat().st_mtime:
            self._backup = threading.Thread(target=backups.make, args=(database,), daemon=True)
            self._backup.start()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _checked(path: Path) -> sqlite3.Connection:
    unclean = path.with_name(path.name + "-wal").exists()
    try:
        connection = _connect(path)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        sound = not unclean or connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        connection.execute("SELECT count(*) FROM project").fetchone()
    except sqlite3.DatabaseError as error:
        raise ProblemError(damaged(path.parent, str(error))) from error
    if not sound:
        raise ProblemError(damaged(path.parent, "quick_check"))
    if version > VERSION:
        raise ProblemError(newer(path.parent, version))
    if version < VERSION:
        backups.make(path)
        upgrade(connection, version)
    return connection
