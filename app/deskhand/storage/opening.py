"""Making and opening the database of a project, with every way in which that can go wrong."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from deskhand.domain.acts import ProjectMade
from deskhand.domain.problems import ProblemError
from deskhand.storage import backups
from deskhand.storage.atomic import write_whole
from deskhand.storage.connection import APPLICATION_ID, let_readers_in, to_write
from deskhand.storage.project_problems import DamagedProject, already_there, foreign, is_damage, newer, not_kept
from deskhand.storage.tables import history
from deskhand.storage.upgrades import VERSION, upgrade

_SCHEMA = Path(__file__).with_name("schema.sql")


def make(path: Path, name: str, job: str) -> None:
    """Make a database at ``path``, whole or not at all. Raises ``ProblemError``, also if there is one already."""
    if path.exists():
        raise ProblemError(already_there(path.parent))
    told = {"name": name, "job": job, "created": history.now(), "step": "1"}
    with explained(path.parent), write_whole(path) as temporary, closing(sqlite3.connect(temporary)) as connection:
        connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        with connection:
            connection.executemany("INSERT INTO project VALUES (?, ?)", told.items())
            history.note(connection, ProjectMade(name, job), lambda _: None)


def open_checked(path: Path, *, closely: bool) -> sqlite3.Connection:
    """The owner's connection; ``closely`` after an unclean end: then the whole file is read.

    Raises ``DamagedProject``, or ``ProblemError`` if it is of a newer Deskhand, of another program, or may not be
    written. An older one is copied to the backups and brought up to date.
    """
    with explained(path.parent):
        connection = to_write(path)
        try:
            _check(connection, path, closely=closely)
        except BaseException:
            connection.close()
            raise
        return connection


def _check(connection: sqlite3.Connection, path: Path, *, closely: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        raise DamagedProject(path.parent, backups.newest(path.parent), "empty")
    if application != APPLICATION_ID:
        raise ProblemError(foreign(path.parent))
    if version > VERSION:
        raise ProblemError(newer(path.parent, version))
    let_readers_in(connection)
    if closely:
        if not backups.is_sound(connection):
            raise DamagedProject(path.parent, backups.newest(path.parent), "quick_check")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if version < VERSION:
        backups.make(path)
        upgrade(connection, version)
    connection.execute("SELECT count(*) FROM project").fetchone()


def put_back(copy: Path, path: Path) -> Path:
    """Replace the database by a copy of it; the damaged one is kept beside, under the name that is returned."""
    aside = path.with_name(f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}-{path.name}")
    for ending in ("", "-wal", "-shm"):  # what a damaged file had not taken in yet belongs to it
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    with write_whole(path) as temporary:
        shutil.copyfile(copy, temporary)
    return aside


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """What goes wrong with the database in the block is told in words."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedProject(folder, backups.newest(folder), str(error)) from error
        if isinstance(error, sqlite3.OperationalError):
            raise ProblemError(not_kept(folder, error)) from error
        raise  # a message that does not fit what is there: a mistake of ours
