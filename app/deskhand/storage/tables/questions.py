"""What is asked of every item."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from deskhand.domain.acts import CarefulSet, LabelOffered, LabelWithdrawn, QuestionAsked, QuestionDropped
from deskhand.domain.findings import FindingKind
from deskhand.domain.questions import Question, QuestionKind
from deskhand.storage.codec import from_json

_COLUMNS = "id, name, kind, careful"


class Questions:
    """Reads ``questions`` with their possible answers: the workbook's commonest first, then those a person added."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Question, ...]:
        """The questions that are asked, in the order they came."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM questions WHERE NOT dropped ORDER BY id").fetchall()
        return tuple(self._question(row) for row in rows)

    def get(self, question_id: int) -> Question:
        """The question of this id. Raises ``KeyError`` if there is none."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM questions WHERE id = ?", (question_id,)).fetchone()
        if row is None:
            raise KeyError(question_id)
        return self._question(row)

    def by_name(self, name: str) -> Question | None:
        """The question called ``name``, also one that was dropped."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM questions WHERE name = ?", (name,)).fetchone()
        return None if row is None else self._question(row)

    def column_of(self, question_id: int) -> str:
        """The heading of the column that its answers came from ("": none)."""
        row = self._connection.execute("SELECT column_name FROM questions WHERE id = ?", (question_id,)).fetchone()
        return str(row[0]) if row else ""

    def _question(self, row: Sequence[Any]) -> Question:
        labels = self._connection.execute(
            "SELECT label FROM question_labels WHERE question_id = ? ORDER BY taken DESC, position", (row[0],)
        )
        kept = spellings(self._connection, row[0])
        unified = dict.fromkeys(kept.get(label[0], label[0]) for label in labels)
        return Question(row[0], row[1], QuestionKind(row[2]), tuple(unified), row[3])


def spellings(connection: sqlite3.Connection, question_id: int) -> dict[str, str]:
    """Each way of writing a category that counts as another one now, and that one (applied remedies only)."""
    rows = connection.execute(
        "SELECT subject, spellings FROM findings WHERE kind = ? AND question_id = ? AND applied AND count > 0",
        (FindingKind.VARIANTS.value, question_id),
    )
    return {spelling: subject for subject, text in rows for spelling in from_json(text, tuple[str, ...])}


def offer_labels(
    connection: sqlite3.Connection, question_id: int, labels: Sequence[str], *, taken: bool = False
) -> None:
    """Add possible answers that are not there yet; numbers have none. ``taken``: a workbook gave them, that often."""
    last = "SELECT max(position) FROM question_labels WHERE question_id = ?"
    row = connection.execute(last, (question_id,)).fetchone()
    connection.executemany(
        "INSERT INTO question_labels (question_id, label, position, taken)"
        " SELECT id, ?, ?, ? FROM questions WHERE id = ? AND kind = 'choice'"
        " ON CONFLICT (question_id, label) DO UPDATE SET taken = taken + excluded.taken",
        [
            (label, position, times if taken else 0, question_id)
            for position, (label, times) in enumerate(Counter(labels).items(), start=int(row[0] or 0) + 1)
        ],
    )


def record_asked(connection: sqlite3.Connection, act: QuestionAsked) -> None:
    connection.execute(
        "INSERT INTO questions (id, name, kind, column_name) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET dropped = 0, name = excluded.name, kind = excluded.kind,"
        " column_name = excluded.column_name",
        (act.question_id, act.name, act.kind.value, act.column),
    )


def record_dropped(connection: sqlite3.Connection, act: QuestionDropped) -> None:
    connection.execute("UPDATE questions SET dropped = 1 WHERE id = ?", (act.question_id,))


def record_offered(connection: sqlite3.Connection, act: LabelOffered) -> None:
    offer_labels(connection, act.question_id, [act.label])


def record_withdrawn(connection: sqlite3.Connection, act: LabelWithdrawn) -> None:
    connection.execute(
        "DELETE FROM question_labels WHERE question_id = :question AND label = :label"
        " AND NOT EXISTS (SELECT 1 FROM labels WHERE question_id = :question AND value = :label)",
        {"question": act.question_id, "label": act.label},
    )


def record_careful(connection: sqlite3.Connection, act: CarefulSet) -> None:
    connection.execute("UPDATE questions SET careful = ? WHERE id = ?", (act.careful, act.question_id))


RECORDERS = {
    QuestionAsked: record_asked,
    QuestionDropped: record_dropped,
    LabelOffered: record_offered,
    LabelWithdrawn: record_withdrawn,
    CarefulSet: record_careful,
}
