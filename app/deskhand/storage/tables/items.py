"""The items: rows of the person's tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from deskhand.domain.items import Item
from deskhand.domain.jobs import ItemsRead
from deskhand.storage.codec import from_json, to_json

_COLUMNS = "items.id, items.source_id, items.row, items.cells"
_PRESENT = "source_id IN (SELECT id FROM sources WHERE NOT removed)"
_CHUNK = 1000


class Items:
    """Reads ``items``. Only items of sources that are part of the project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self, source_id: int | None = None) -> int:
        """How many items there are (of one source)."""
        sources = "NOT removed" if source_id is None else "NOT removed AND id = ?"
        counted = "CASE rows WHEN 0 THEN (SELECT count(*) FROM items WHERE source_id = sources.id) ELSE rows END"
        row = self._connection.execute(
            f"SELECT total({counted}) FROM sources WHERE {sources}", () if source_id is None else (source_id,)
        ).fetchone()
        return int(row[0])

    def get(self, item_id: int) -> Item:
        """The item of this id. Raises ``KeyError`` if there is none."""
        for item in self.many([item_id]):
            return item
        raise KeyError(item_id)

    def many(self, ids: Sequence[int]) -> list[Item]:
        """The items of these ids, in that order."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM items WHERE id IN (SELECT value FROM json_each(?))", (to_json(list(ids)),)
        )
        found = {row[0]: _item(row) for row in rows}
        return [found[item_id] for item_id in ids if item_id in found]

    def each(self, source_id: int | None = None) -> Iterator[Item]:
        """All items by id, streaming: a million rows are never held at once."""
        where, values = _scope(source_id)
        # By id and by no other index, which would be sorted anew for each stretch.
        stretch = f"SELECT {_COLUMNS} FROM items NOT INDEXED WHERE id > ? AND {where} ORDER BY id LIMIT {_CHUNK}"
        last = 0
        while True:
            rows = self._connection.execute(stretch, (last, *values)).fetchall()
            if not rows:
                return
            yield from (_item(row) for row in rows)
            last = rows[-1][0]

    def ids(self, source_id: int, start: int, count: int) -> Sequence[int]:
        """The ids of a ``page``: enough where the cells are not looked at."""
        block = self._block(source_id)
        if block is not None:
            return block[start : start + count]
        rows = self._connection.execute(
            "SELECT id FROM items WHERE source_id = ? ORDER BY row LIMIT ? OFFSET ?", (source_id, count, start)
        )
        return [row[0] for row in rows.fetchall()]

    def page(self, source_id: int, start: int, count: int, finding_id: int | None = None) -> list[Item]:
        """``count`` items of a source from position ``start`` in the order of their rows."""
        if finding_id is None:
            return self.many(self.ids(source_id, start, count))
        ids = self._connection.execute(
            "SELECT items.id FROM finding_items JOIN items ON items.id = item_id WHERE finding_id = ?"
            " AND source_id = ? ORDER BY group_no, item_id LIMIT ? OFFSET ?",
            (finding_id, source_id, count, start),
        )
        return self.many([row[0] for row in ids.fetchall()])

    def _block(self, source_id: int) -> range | None:
        """The ids of a source, if it was read whole and in one go: then no row has to be counted to find a place."""
        end = "(SELECT id FROM items WHERE source_id = sources.id ORDER BY row {} LIMIT 1)"
        row = self._connection.execute(
            f"SELECT {end.format('')}, {end.format('DESC')}, rows FROM sources WHERE id = ?", (source_id,)
        ).fetchone()
        if row is None or not row[2] or row[1] - row[0] + 1 != row[2]:
            return None
        return range(row[0], row[1] + 1)

    def find(self, text: str, source_id: int | None = None, count: int = 200) -> list[int]:
        """Ids of the first ``count`` items with ``text`` in a cell, upper and lower case alike."""
        where, values = _scope(source_id)
        rows = self._connection.execute(
            f"SELECT id FROM items WHERE {where} AND {HAS_WORDS} ORDER BY id LIMIT ?", (*values, words(text), count)
        )
        return [row[0] for row in rows]

    def rows_read(self, source_id: int) -> int:
        """The last row number that has been read of a source (0: none)."""
        row = self._connection.execute("SELECT max(row) FROM items WHERE source_id = ?", (source_id,)).fetchone()
        return int(row[0] or 0)


HAS_WORDS = "items.cells LIKE ? ESCAPE '!'"


def words(text: str) -> str:
    """What ``HAS_WORDS`` compares with, for ``text`` as it stands in the JSON of a row's cells."""
    inside = to_json(text)[1:-1]
    for sign in "!%_":
        inside = inside.replace(sign, f"!{sign}")
    return f"%{inside}%"


def _scope(source_id: int | None) -> tuple[str, tuple[int, ...]]:
    return (_PRESENT, ()) if source_id is None else ("source_id = ?", (source_id,))


def _item(row: Sequence[Any]) -> Item:
    return Item(row[0], row[1], row[2], from_json(row[3], tuple[str, ...]))


def record_read(connection: sqlite3.Connection, event: ItemsRead) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO items (source_id, row, cells) VALUES (?, ?, ?)",
        [(event.source_id, row, to_json(cells)) for row, cells in event.rows],
    )


RECORDERS = {ItemsRead: record_read}
