"""What the data check found, and which remedies are switched on."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from deskhand.domain.acts import RemedySwitched
from deskhand.domain.findings import Finding, FindingKind
from deskhand.domain.jobs import Found, FoundItems
from deskhand.storage.codec import from_json, to_json

_COLUMNS = "id, kind, count, question_id, subject, spellings, applied"
_TOGETHER = (FindingKind.REPEATS.value, FindingKind.NEAR_COPIES.value)
_ASIDE = (FindingKind.EMPTY.value, FindingKind.REPEATS.value)


class Findings:
    """Reads ``findings`` and ``finding_items``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Finding, ...]:
        """What was found, in the order it was found; findings of nothing are not shown."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM findings WHERE count > 0 ORDER BY id")
        return tuple(_finding(row) for row in rows)

    def page(self, finding_id: int, start: int, count: int) -> list[int]:
        """Ids of ``count`` items of a finding from position ``start``, groups together."""
        rows = self._connection.execute(
            "SELECT item_id FROM finding_items WHERE finding_id = ? ORDER BY group_no, item_id LIMIT ? OFFSET ?",
            (finding_id, count, start),
        )
        return [row[0] for row in rows]

    def size(self, finding_id: int) -> int:
        """How many items a finding lists."""
        count = "SELECT count(*) FROM finding_items WHERE finding_id = ?"
        row = self._connection.execute(count, (finding_id,)).fetchone()
        return int(row[0])

    def groups(self) -> dict[int, int]:
        """Group of each item that is kept together with others when testing (copies of each other)."""
        rows = self._connection.execute(
            "SELECT item_id, finding_id, group_no FROM finding_items JOIN findings ON findings.id = finding_id"
            " WHERE applied AND kind IN (?, ?) ORDER BY finding_id, item_id",
            _TOGETHER,
        )
        return _united(rows.fetchall())

    def aside(self) -> set[int]:
        """Items that are neither asked about nor learned from."""
        rows = self._connection.execute(
            "SELECT item_id FROM findings CROSS JOIN finding_items ON findings.id = finding_id"
            " WHERE applied AND aside = 1 AND kind IN (?, ?)",
            _ASIDE,
        )
        return {row[0] for row in rows}

    def balanced(self, question_id: int) -> bool:
        """Whether rare categories of this question weigh more when learning."""
        row = self._connection.execute(
            "SELECT 1 FROM findings WHERE kind = ? AND question_id = ? AND applied",
            (FindingKind.LOPSIDED.value, question_id),
        ).fetchone()
        return row is not None


def _united(rows: Sequence[Sequence[int]]) -> dict[int, int]:
    """Groups of several findings that share an item become one, numbered by their first item."""
    parent: dict[int, int] = {}

    def root(item: int) -> int:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    first: dict[tuple[int, int], int] = {}
    for item_id, finding_id, group in rows:
        parent[root(item_id)] = root(first.setdefault((finding_id, group), item_id))
    return {item: root(item) for item in parent}


def _finding(row: Sequence[Any]) -> Finding:
    number, kind, count, question_id, subject, spellings, applied = row
    return Finding(
        number, FindingKind(kind), count, question_id, subject, from_json(spellings, tuple[str, ...]), bool(applied)
    )


def record_found(connection: sqlite3.Connection, event: Found) -> None:
    found = event.finding
    connection.execute("DELETE FROM finding_items WHERE finding_id = ?", (found.id,))
    connection.execute(
        f"INSERT OR REPLACE INTO findings ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            found.id,
            found.kind.value,
            found.count,
            found.question_id,
            found.subject,
            to_json(found.spellings),
            int(found.applied),
        ),
    )


def record_items(connection: sqlite3.Connection, event: FoundItems) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO finding_items (finding_id, item_id, group_no, aside) VALUES (?, ?, ?, ?)",
        [(event.finding_id, item.item_id, item.group, int(item.aside)) for item in event.items],
    )


def record_switched(connection: sqlite3.Connection, act: RemedySwitched) -> None:
    connection.execute("UPDATE findings SET applied = ? WHERE id = ?", (int(act.applied), act.finding_id))


RECORDERS = {Found: record_found, FoundItems: record_items, RemedySwitched: record_switched}
