"""A cache on disk: bytes by key, content-addressed, written by one worker alone, and disposable."""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskhand.storage.connection import to_read, transaction

_CHUNK = 500
_PATIENCE_SECONDS = 10.0
_log = logging.getLogger(__name__)


class Cache:
    """Bytes by key. A key is 32 bytes, of which SHA-256 makes what the value depends on.

    ``readonly`` is for readers beside the worker that writes. Nothing that befalls the file stops the work: a deleted
    or damaged one counts as empty and is begun anew, one that cannot be written stays as it is.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self._path = path
        self._readonly = readonly
        self._connection = self._open()

    def read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there."""
        found: dict[bytes, bytes] = {}
        try:
            for start in range(0, len(keys), _CHUNK):
                found.update((key, value) for key, value in self._rows(keys[start : start + _CHUNK]))
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
        return found

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of ``keys`` that there are values of."""
        found: set[bytes] = set()
        try:
            for start in range(0, len(keys), _CHUNK):
                found.update(key for (key,) in self._rows(keys[start : start + _CHUNK], "key"))
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
        return found

    def write(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values; all or none."""
        if self._connection is None or self._readonly:
            return
        try:
            with transaction(self._connection):
                self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", list(values.items()))
        except sqlite3.OperationalError as error:  # a full drive, say
            _log.warning("%s was not added to: %s", self._path.name, error)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    def _rows(self, keys: Sequence[bytes], columns: str = "key, value") -> list[tuple[bytes, ...]]:
        if self._connection is None:
            return []
        marks = ",".join("?" * len(keys))
        return self._connection.execute(f"SELECT {columns} FROM kept WHERE key IN ({marks})", keys).fetchall()

    def _open(self) -> sqlite3.Connection | None:
        if self._readonly:
            return to_read(self._path) if self._path.is_file() else None
        try:
            return self._made()
        except sqlite3.DatabaseError as error:
            _log.warning("%s is begun anew: %s", self._path.name, error)
            self._delete()
            return self._made()

    def _made(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # a cache may lose its last moment
            connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL) STRICT")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        self.close()
        self._connection = None
        if self._readonly:
            _log.warning("%s cannot be read: %s", self._path.name, error)
            return
        self._delete()
        self._connection = self._open()

    def _delete(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
