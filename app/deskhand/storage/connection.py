"""Connections to a project's database: how they are opened, and transactions that leave nothing half done."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x44534B48  # "DSKH"
_PATIENCE_SECONDS = 10.0  # a reader that comes upon an unclean end waits until the owner has put it right


def to_write(path: Path) -> sqlite3.Connection:
    """The owner's connection, which changes nothing yet. What it commits survives a power cut."""
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")  # 32 MB: the indexes of 100,000 answers
    return connection


def to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, beside the owner's or without one. It sees what is committed."""
    return sqlite3.connect(
        f"{_address(path)}?mode=ro", uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )


def let_readers_in(connection: sqlite3.Connection) -> None:
    """From now on there can be readers beside the owner (WAL).

    There is one that writes and clears the log, and readers never do: so SQLite's WAL-reset bug (before 3.51.3), which
    takes two, cannot strike.
    """
    connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or, whatever is raised, none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite rolls back by itself when the drive is full
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read in the block is of one moment. Keep it short: what is written meanwhile piles up beside."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # the moment is that of the first look
        yield
    finally:
        connection.execute("ROLLBACK")


def _address(path: Path) -> str:
    """As SQLite wants it, with an empty host also before ``C:/…`` and ``//server/…``."""
    absolute = path.resolve().as_posix()
    return "file://" + ("" if absolute.startswith("/") else "/") + quote(absolute)
