"""The embedding cache: content-addressed, written by the heavy worker alone, and disposable."""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deskhand.storage.connection import to_read, transaction

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_CHUNK = 500
_PATIENCE_SECONDS = 10.0
_log = logging.getLogger(__name__)


class EmbeddingCache:
    """Vectors by key. A key is 32 bytes: SHA-256 of content, model fingerprint, preprocessing and pooling.

    ``readonly`` is for readers beside the heavy worker. Nothing that befalls the file stops the work: a deleted or
    damaged one counts as empty and is begun anew, one that cannot be written stays as it is.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self._path = path
        self._readonly = readonly
        self._connection = self._open()

    def get(self, keys: Sequence[bytes]) -> "dict[bytes, npt.NDArray[np.float32]]":
        """The vectors that are there, each of shape (dimensions,), float32."""
        import numpy as np

        found: dict[bytes, npt.NDArray[np.float32]] = {}
        try:
            for start in range(0, len(keys), _CHUNK):
                rows = self._rows(keys[start : start + _CHUNK])
                found.update((key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
        return found

    def put(self, vectors: "Mapping[bytes, npt.NDArray[np.float32]]") -> None:
        """Keep vectors of shape (dimensions,); all or none."""
        if self._connection is None or self._readonly:
            return
        rows = [(key, vector.astype("float32").tobytes()) for key, vector in vectors.items()]
        try:
            with transaction(self._connection):
                self._connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?)", rows)
        except sqlite3.OperationalError as error:  # a full drive, say
            _log.warning("embeddings were not kept: %s", error)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    def _rows(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        if self._connection is None:
            return []
        marks = ",".join("?" * len(keys))
        return self._connection.execute(f"SELECT key, vector FROM embeddings WHERE key IN ({marks})", keys).fetchall()

    def _open(self) -> sqlite3.Connection | None:
        if self._readonly:
            return to_read(self._path) if self._path.is_file() else None
        try:
            return self._made()
        except sqlite3.DatabaseError as error:
            _log.warning("the embedding cache is begun anew: %s", error)
            self._delete()
            return self._made()

    def _made(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # a cache may lose its last moment
            connection.execute(
                "CREATE TABLE IF NOT EXISTS embeddings (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT"
            )
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        self.close()
        self._connection = None
        if self._readonly:
            _log.warning("the embedding cache cannot be read: %s", error)
            return
        self._delete()
        self._connection = self._open()

    def _delete(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
