"""The list of calls: which recordings are in it, in which order, and what a row needs to know."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from deskhand.domain.problems import Problem
from deskhand.domain.recordings import CallState
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.items import HAS_WORDS, words
from deskhand.storage.tables.layers import COUNTING

_HERE = "items.source_id IN (SELECT id FROM sources WHERE NOT removed)"
_UNREAD = "items.id IN (SELECT item_id FROM failures JOIN runs ON runs.id = run_id WHERE NOT undone)"
_LISTED = f"{_HERE} AND (transcripts.item_id IS NOT NULL OR {_UNREAD})"
_ALL = "items JOIN recordings ON recordings.item_id = items.id LEFT JOIN transcripts ON transcripts.item_id = items.id"
_PREDICTED = (
    "SELECT answer FROM predictions WHERE question_id = {question} AND item_id = items.id"
    f" AND layer_id IN ({COUNTING})"
)
_SAID = "SELECT value FROM labels WHERE question_id = {question} AND item_id = items.id"
_POSITION = (
    "SELECT position FROM question_labels WHERE question_id = {question}"
    f" AND label = coalesce(({_SAID}), ({_PREDICTED}))"
)


class CallOrder(StrEnum):
    """In which order calls are looked at. ``ANSWER``: as the answers stand among those that a question offers."""

    UNSURE_FIRST = "unsure"
    TIME = "time"
    ANSWER = "answer"


_ORDERS = {
    CallOrder.UNSURE_FIRST: "transcripts.item_id IS NULL, checked, state <> 'done', doubtful = 0, sure, items.id",
    CallOrder.TIME: "received, items.id",
    CallOrder.ANSWER: f"ifnull(({_POSITION}), 1e9), received, items.id",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A recording in the list of calls: what is needed to show its row."""

    item_id: int
    received: str
    state: CallState
    seconds: float
    waits: bool


class Calls:
    """Those that were listened to, and those that could not be read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ids(self, order: CallOrder, find: str = "", question_id: int = 0) -> list[int]:
        """All of them, or those with ``find`` in their row; ``question_id`` is that of ``CallOrder.ANSWER``."""
        found = f" AND {HAS_WORDS}" if find else ""
        rows = self._connection.execute(
            f"SELECT items.id FROM {_ALL} WHERE {_LISTED}{found}"
            f" ORDER BY {_ORDERS[order].format(question=int(question_id))}",
            (words(find),) if find else (),
        )
        return [row[0] for row in rows]

    def many(self, item_ids: Sequence[int]) -> dict[int, Call]:
        """Some of them, by item."""
        rows = self._connection.execute(
            "SELECT items.id, received, ifnull(state, ?), ifnull(seconds, 0), doubtful AND NOT checked"
            f" FROM {_ALL} WHERE items.id IN (SELECT value FROM json_each(?))",
            (CallState.UNREADABLE.value, to_json(list(item_ids))),
        )
        return {row[0]: Call(row[0], row[1], CallState(row[2]), row[3], bool(row[4])) for row in rows}

    def heard(self, source_id: int) -> list[int]:
        """Those of one source that were listened to, in the order of the source."""
        rows = self._connection.execute(
            "SELECT items.id FROM items JOIN transcripts ON transcripts.item_id = items.id WHERE source_id = ?"
            " ORDER BY items.id",
            (source_id,),
        )
        return [row[0] for row in rows]

    def days(self) -> tuple[str, str]:
        """The first and the last day (ISO 8601); "" where it is not known."""
        row = self._connection.execute(f"SELECT min(received), max(received) FROM {_ALL} WHERE {_LISTED}").fetchone()
        return (row[0] or "")[:10], (row[1] or "")[:10]

    def waiting(self) -> frozenset[int]:
        """Those that a person should listen to."""
        rows = self._connection.execute(f"SELECT items.id FROM {_ALL} WHERE {_HERE} AND doubtful AND NOT checked")
        return frozenset(row[0] for row in rows)

    def unread(self) -> int:
        """How many could not be read."""
        row = self._connection.execute(
            f"SELECT count(*) FROM {_ALL} WHERE {_HERE} AND transcripts.item_id IS NULL AND {_UNREAD}"
        ).fetchone()
        return int(row[0])

    def failure(self, item_id: int) -> Problem | None:
        """Why one of them could not be read the last time."""
        row = self._connection.execute(
            "SELECT problem FROM failures JOIN runs ON runs.id = run_id WHERE item_id = ? AND NOT undone"
            " ORDER BY run_id DESC LIMIT 1",
            (item_id,),
        ).fetchone()
        return None if row is None else from_json(row[0], Problem)
