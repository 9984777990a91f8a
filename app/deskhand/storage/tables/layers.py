"""Which of Deskhand's answers count: a layer holds those of one run that count or do not count together."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from deskhand.storage.codec import from_json, to_json

COUNTING = "SELECT id FROM layers WHERE question_id = {question} AND counts = 1"
_COUNTS = """
    UPDATE layers SET counts = (SELECT NOT undone FROM runs WHERE id = layers.run_id)
        AND (SELECT NOT removed FROM sources WHERE id = layers.source_id)
        AND NOT EXISTS (SELECT 1 FROM json_each(overtaken_by) JOIN runs ON runs.id = value WHERE NOT undone)
"""


def settle(connection: sqlite3.Connection) -> None:
    """Say anew which layers count: a run was undone or not any more, or a source went or came back."""
    connection.execute(_COUNTS)


class Layers:
    """Finds the layer of answers while they are recorded, and keeps count. ``keep_count`` comes last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._found: dict[tuple[int, int, int, str], int] = {}
        self._more: Counter[int] = Counter()

    def of(self, question_id: int, run_id: int, source_id: int, newer: Iterable[int]) -> int:
        """The layer of an answer of ``run_id`` to an item that the ``newer`` runs answered too. It is counted in."""
        key = (question_id, run_id, source_id, to_json(sorted(newer)))
        if key not in self._found:
            self._found[key] = self._find(key)
        self._more[self._found[key]] += 1
        return self._found[key]

    def overtaken(self, layer_id: int, run_id: int) -> int:
        """The layer of an answer that was in ``layer_id`` until ``run_id`` answered its item."""
        row = self._connection.execute(
            "SELECT question_id, run_id, source_id, overtaken_by FROM layers WHERE id = ?", (layer_id,)
        ).fetchone()
        self.leave(layer_id)
        return self.of(row[0], row[1], row[2], {run_id, *from_json(row[3], tuple[int, ...])})

    def leave(self, layer_id: int) -> None:
        """One answer is in this layer no more."""
        self._more[layer_id] -= 1

    def keep_count(self) -> None:
        """Write down how many answers each layer has now."""
        self._connection.executemany(
            "UPDATE layers SET answers = answers + ? WHERE id = ?",
            [(more, layer) for layer, more in self._more.items()],
        )

    def _find(self, key: tuple[int, int, int, str]) -> int:
        where = "question_id = ? AND run_id = ? AND source_id = ? AND overtaken_by = ?"
        row = self._connection.execute(f"SELECT id FROM layers WHERE {where}", key).fetchone()
        if row is None:
            row = self._connection.execute(
                "INSERT INTO layers (question_id, run_id, source_id, overtaken_by) VALUES (?, ?, ?, ?) RETURNING id",
                key,
            ).fetchone()
            self._connection.execute(f"{_COUNTS} WHERE id = ?", row)
        return int(row[0])
