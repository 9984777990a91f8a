"""The tables and folders that items come from."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deskhand.domain.acts import SourceAdded, SourceRemoved, TextColumnsChosen, TogetherChosen
from deskhand.domain.items import Source, SourceKind
from deskhand.domain.jobs import TableRead
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.layers import settle

_COLUMNS = "id, path, sheet, header_row, columns, text_columns, notes, rows, kind, files, together"


class Sources:
    """Reads ``sources``. Paths come out absolute."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def all(self) -> tuple[Source, ...]:
        """The sources that are part of the project, in the order they came."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM sources WHERE NOT removed ORDER BY id")
        return tuple(self._source(row) for row in rows)

    def get(self, source_id: int) -> Source:
        """The source of this id. Raises ``KeyError`` if there is none."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM sources WHERE id = ?", (source_id,)).fetchone()
        if row is None:
            raise KeyError(source_id)
        return self._source(row)

    def _source(self, row: Sequence[Any]) -> Source:
        number, path, sheet, header_row, columns, text_columns, notes, rows, kind, files, together = row
        return Source(
            number,
            os.path.normpath(self._folder / os.fsdecode(path)),
            sheet,
            header_row,
            from_json(columns, tuple[str, ...]),
            from_json(text_columns, tuple[int, ...]),
            from_json(notes, tuple[str, ...]),
            rows,
            SourceKind(kind),
            from_json(files, tuple[bytes, ...]),
            together,
        )


def _as_kept(connection: sqlite3.Connection, path: str) -> bytes:
    """What lies in the project's own folder goes where that goes."""
    database = connection.execute("PRAGMA database_list").fetchone()[2]
    folder = Path(database).parent
    whole = Path(path).absolute()
    return os.fsencode(whole.relative_to(folder) if whole.is_relative_to(folder) else path)


def record_added(connection: sqlite3.Connection, act: SourceAdded) -> None:
    connection.execute(
        "INSERT INTO sources (id, path, sheet, header_row, columns, text_columns, notes, kind, files)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET removed = 0",
        (
            act.source_id,
            _as_kept(connection, act.path),
            act.sheet,
            act.header_row,
            to_json(act.columns),
            to_json(act.text_columns),
            to_json(act.notes),
            act.kind.value,
            to_json(act.files),
        ),
    )
    settle(connection)


def record_removed(connection: sqlite3.Connection, act: SourceRemoved) -> None:
    connection.execute("UPDATE sources SET removed = 1 WHERE id = ?", (act.source_id,))
    settle(connection)


def record_text_columns(connection: sqlite3.Connection, act: TextColumnsChosen) -> None:
    connection.execute("UPDATE sources SET text_columns = ? WHERE id = ?", (to_json(act.text_columns), act.source_id))


def record_together(connection: sqlite3.Connection, act: TogetherChosen) -> None:
    connection.execute("UPDATE sources SET together = ? WHERE id = ?", (act.part, act.source_id))


def record_read(connection: sqlite3.Connection, event: TableRead) -> None:
    connection.execute(
        "UPDATE sources SET notes = ?, rows = (SELECT count(*) FROM items WHERE source_id = sources.id) WHERE id = ?",
        (to_json(event.notes), event.source_id),
    )


RECORDERS = {
    SourceAdded: record_added,
    SourceRemoved: record_removed,
    TextColumnsChosen: record_text_columns,
    TogetherChosen: record_together,
    TableRead: record_read,
}
