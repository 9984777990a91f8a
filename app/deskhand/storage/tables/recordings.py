"""The recordings as files. The row of a recording in ``items`` says what is known of it."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from deskhand.domain.jobs import RecordingsListed
from deskhand.domain.recordings import CallState, Recording, Transcript, cells_of
from deskhand.storage.codec import to_json


class Recordings:
    """Reads ``recordings``."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def many(self, item_ids: Sequence[int]) -> dict[int, Recording]:
        """The recordings as they were listed, by item."""
        rows = self._connection.execute(
            "SELECT items.id, items.row, path, size, received, caller FROM recordings JOIN items ON items.id = item_id"
            " WHERE items.id IN (SELECT value FROM json_each(?))",
            (to_json(list(item_ids)),),
        )
        return {row[0]: Recording(*row[1:]) for row in rows}

    def paths(self, source_id: int) -> frozenset[bytes]:
        """The recordings of a source that are listed."""
        rows = self._connection.execute(
            "SELECT path FROM recordings JOIN items ON items.id = item_id WHERE source_id = ?", (source_id,)
        )
        return frozenset(row[0] for row in rows)

    def file_of(self, item_id: int) -> Path:
        """Where the sound is. Raises ``KeyError`` if the item is no recording."""
        row = self._connection.execute(
            "SELECT sources.path, recordings.path FROM recordings JOIN items ON items.id = item_id"
            " JOIN sources ON sources.id = source_id WHERE items.id = ?",
            (item_id,),
        ).fetchone()
        if row is None:
            raise KeyError(item_id)
        return Path(os.path.normpath(self._folder / os.fsdecode(row[0]) / os.fsdecode(row[1])))


def name_on_screen(path: bytes) -> str:
    """The path of a recording as text; what is no text in it becomes a replacement sign."""
    return os.fsdecode(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def record_listed(connection: sqlite3.Connection, event: RecordingsListed) -> None:
    for one in event.recordings:
        cells = to_json(cells_of(name_on_screen(one.path), one.received, one.caller, None))
        row = connection.execute(
            "INSERT OR IGNORE INTO items (source_id, row, cells) VALUES (?, ?, ?) RETURNING id",
            (event.source_id, one.row, cells),
        ).fetchone()
        if row is not None:
            connection.execute(
                "INSERT INTO recordings (item_id, path, size, received, caller) VALUES (?, ?, ?, ?, ?)",
                (row[0], one.path, one.size, one.received, one.caller),
            )


def show(connection: sqlite3.Connection, item_id: int, transcript: Transcript) -> None:
    """Let the row of a recording say what is known now."""
    path, received, caller = connection.execute(
        "SELECT path, received, caller FROM recordings WHERE item_id = ?", (item_id,)
    ).fetchone()
    cells = cells_of(name_on_screen(path), received, caller, transcript)
    connection.execute("UPDATE items SET cells = ? WHERE id = ?", (to_json(cells), item_id))


def show_unread(connection: sqlite3.Connection, item_id: int) -> None:
    """A recording that could not be read says so in its row, unless its words are known from before."""
    if connection.execute("SELECT 1 FROM transcripts WHERE item_id = ?", (item_id,)).fetchone() is None:
        show(connection, item_id, Transcript(CallState.UNREADABLE, 0.0))


RECORDERS = {RecordingsListed: record_listed}
