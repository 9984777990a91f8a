"""The project's one owner: whatever happens is recorded here."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deskhand.domain import acts
from deskhand.domain.acts import Act
from deskhand.domain.problems import ProblemError
from deskhand.storage import backups, leftovers, opening
from deskhand.storage.atomic import problem_of
from deskhand.storage.codec import to_json
from deskhand.storage.connection import transaction
from deskhand.storage.inverses import inverse
from deskhand.storage.opening import explained
from deskhand.storage.owner_lock import OwnerLock
from deskhand.storage.project_problems import DamagedProject, missing
from deskhand.storage.tables import (
    courses,
    files,
    filing_records,
    findings,
    history,
    items,
    labels,
    predictions,
    questions,
    recordings,
    runs,
    skills,
    sources,
    transcripts,
)
from deskhand.storage.view import DATABASE, ProjectView

_SUBJECTS = (
    *(sources, items, questions, labels, findings, skills, runs, predictions),
    *(recordings, transcripts, files, filing_records, courses),
)
_PATIENCE_WITH_BACKUP = 2.0  # seconds that closing waits for a copy in the making


def _record_step(connection: sqlite3.Connection, act: acts.StepReached) -> None:
    connection.execute(
        "UPDATE project SET value = ? WHERE key = 'step' AND CAST(value AS INTEGER) < ?", (str(act.step), act.step)
    )


def _record_hearing(connection: sqlite3.Connection, act: acts.HearingChosen) -> None:
    """Recordings that were heard in part, another way, begin anew."""
    told = (to_json(act.hearing),)
    same = "SELECT 1 FROM project WHERE key = 'hearing' AND value = ?"
    connection.execute(f"DELETE FROM parts_heard WHERE NOT EXISTS ({same})", told)
    connection.execute("INSERT OR REPLACE INTO project VALUES ('hearing', ?)", told)


_RECORDERS: dict[type, Callable[[sqlite3.Connection, Any], None]] = {
    acts.StepReached: _record_step,
    acts.HearingChosen: _record_hearing,
}
for _subject in _SUBJECTS:
    _RECORDERS |= _subject.RECORDERS


class Project(ProjectView):
    """A project that this process owns. Use ``create`` or ``open``."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: OwnerLock) -> None:
        super().__init__(folder, connection)
        self._lock = lock
        self._backup: backups.Backup | None = None

    @classmethod
    def create(cls, folder: Path, name: str, job: str = "tickets") -> "Project":
        """Make a project in ``folder``. Raises ``ProblemError`` if there is one, or the folder may not be written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProblemError(problem_of(error, folder)) from error
        lock = OwnerLock(folder)
        try:
            opening.make(folder / DATABASE, name, job)
            return cls(folder, opening.open_checked(folder / DATABASE, closely=False), lock)
        except BaseException:
            lock.release(well=not lock.ended_badly)
            raise

    @classmethod
    def open(cls, folder: Path) -> "Project":
        """Own an existing project. Raises ``ProblemError``: missing, open elsewhere, newer, or ``DamagedProject``."""
        path = folder / DATABASE
        if not path.is_file():
            raise ProblemError(missing(folder))
        lock = OwnerLock(folder)
        try:
            project = cls(folder, opening.open_checked(path, closely=lock.ended_badly), lock)
        except BaseException:
            lock.release(well=False)
            raise
        leftovers.clear_ended_courses(project)
        if not backups.is_up_to_date(path):
            project._backup = backups.Backup(path)
            project._backup.start()
        return project

    @staticmethod
    def restore_backup(folder: Path) -> Path:
        """Put the newest whole copy in the place of a damaged database, which is kept beside under the name returned.

        Raises ``ProblemError`` if there is no whole copy, or the project is open elsewhere.
        """
        lock = OwnerLock(folder)
        try:
            copy = backups.newest(folder)
            if copy is None:
                raise DamagedProject(folder, None, "no copy is whole")
            return opening.put_back(copy, folder / DATABASE)
        finally:
            lock.release()

    def record(self, message: object) -> None:
        """Keep what happened, whole or not at all. What nobody keeps (``Progress`` …) is passed over.

        Raises ``ProblemError`` when the drive is full or the database may not be written; what was there stays, and
        once there is room the same message can be recorded.
        """
        recorder = _RECORDERS.get(type(message), _nothing)
        if recorder is _nothing and not history.is_kept(message):
            return
        with explained(self.folder), transaction(self._connection):
            history.note(self._connection, message, self.inverse)
            recorder(self._connection, message)
        self._text_columns.clear()

    def new_id(self, table: str) -> int:
        """The next free number in a table."""
        row = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        return int(row[0] or 0) + 1

    def inverse(self, message: object) -> Act | None:
        """What takes an act (or a skill that was learned) back; ask before recording it. ``None``: nothing does."""
        return inverse(self, message)

    def rename(self, name: str) -> None:
        """What the person calls the project from now on."""
        with explained(self.folder), transaction(self._connection):
            self._connection.execute("UPDATE project SET value = ? WHERE key = 'name'", (name,))

    def close(self) -> None:
        """Let go of the project; another may own it then."""
        if self._backup is not None:
            self._backup.stop(_PATIENCE_WITH_BACKUP)
        self._connection.close()
        self._lock.release()


def _nothing(_: sqlite3.Connection, __: object) -> None:
    """For messages that only the history keeps."""
