"""The embedding cache: content-addressed, written by the heavy worker alone, and disposable."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_CHUNK = 500


class EmbeddingCache:
    """Vectors by key. A key is 32 bytes: SHA-256 of content, model fingerprint, preprocessing and pooling.

    ``readonly`` is for readers beside the heavy worker. A damaged cache is thrown away and begun anew.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self._path = path
        self._readonly = readonly
        self._connection = self._open()

    def get(self, keys: Sequence[bytes]) -> "dict[bytes, npt.NDArray[np.float32]]":
        """The vectors that are there, each of shape (dimensions,), float32."""
        import numpy as np

        found: dict[bytes, npt.NDArray[np.float32]] = {}
        if self._connection is None:
            return found
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            rows = self._connection.execute(f"SELECT key, vector FROM embeddings WHERE key IN ({marks})", tuple(chunk))
            found.update((key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
        return found

    def put(self, vectors: "Mapping[bytes, npt.NDArray[np.float32]]") -> None:
        """Keep vectors of shape (dimensions,); one transaction."""
        if self._connection is None or self._readonly:
            return
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO embeddings VALUES (?, ?)",
                [(key, vector.astype("float32").tobytes()) for key, vector in vectors.items()],
            )

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    def _open(self) -> sqlite3.Connection | None:
        if self._readonly:
            if not self._path.is_file():
                return None
            return sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return self._made()
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return self._made()

    def _made(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # a cache may lose its last moment
        connection.execute("CREATE TABLE IF NOT EXISTS embeddings (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        return connection
