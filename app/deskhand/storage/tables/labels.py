"""The answers of people and of their workbooks."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from deskhand.domain.acts import AnswersPutBack, Labelled, Unlabelled
from deskhand.domain.findings import FindingKind
from deskhand.domain.jobs import AnswersTaken
from deskhand.domain.questions import Label, LabelSource
from deskhand.storage.codec import to_json
from deskhand.storage.tables.questions import offer_labels, spellings

_COLUMNS = "labels.item_id, labels.question_id, labels.value, labels.source, labels.sequence, labels.why"
_HERE = "source_id IN (SELECT id FROM sources WHERE NOT removed)"
_GIVEN = (
    "INSERT INTO labels (question_id, item_id, value, source, why, sequence, source_id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT source_id FROM items WHERE id = ?2))"
    " ON CONFLICT (question_id, item_id) DO UPDATE SET value = excluded.value, source = excluded.source,"
    " why = excluded.why, sequence = excluded.sequence"
)


class Labels:
    """Reads ``labels``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, question_id: int, item_id: int) -> Label | None:
        """The answer to one question about one item."""
        return self.of_items(question_id, [item_id]).get(item_id)

    def of_items(self, question_id: int, ids: Sequence[int], *, as_written: bool = False) -> dict[int, Label]:
        """The answers about these items, by item; ``as_written`` leaves the spellings of a category apart."""
        kept = {} if as_written else self._spellings(question_id)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM labels WHERE question_id = ? AND item_id IN (SELECT value FROM json_each(?))",
            (question_id, to_json(list(ids))),
        )
        return {row[0]: _label(row, kept) for row in rows}

    def of(self, question_id: int) -> list[Label]:
        """All answers to a question, by item."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM labels WHERE question_id = ? AND {_HERE} ORDER BY item_id", (question_id,)
        )
        kept = self._spellings(question_id)
        return [_label(row, kept) for row in rows]

    def counts(self, question_id: int) -> dict[str, int]:
        """How many answers each category has, spellings unified."""
        rows = self._connection.execute(
            f"SELECT value, count(*) FROM labels WHERE question_id = ? AND {_HERE} GROUP BY value", (question_id,)
        )
        kept = self._spellings(question_id)
        counts: dict[str, int] = {}
        for value, count in rows:
            label = kept.get(value, value)
            counts[label] = counts.get(label, 0) + count
        return counts

    def taken(self, question_id: int) -> tuple[int, ...]:
        """The items whose answer came along: in a column of a workbook, or in the names of files and folders."""
        rows = self._connection.execute(
            f"SELECT item_id FROM labels WHERE question_id = ? AND source = 'workbook' AND {_HERE}", (question_id,)
        )
        return tuple(row[0] for row in rows)

    def last(self, question_id: int, count: int = 10) -> list[Label]:
        """The newest answers that a person gave here, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM labels WHERE question_id = ? AND source <> 'workbook' AND {_HERE}"
            " ORDER BY sequence DESC LIMIT ?",
            (question_id, count),
        )
        kept = self._spellings(question_id)
        return [_label(row, kept) for row in rows]

    def examples(self, question_id: int) -> list[Label]:
        """What may be learned from: the applied remedies of the data check are in force."""
        aside = self._aside(question_id)
        few = self._subjects(question_id, FindingKind.FEW)
        return [one for one in self.of(question_id) if one.item_id not in aside and one.value not in few]

    def _spellings(self, question_id: int) -> dict[str, str]:
        return spellings(self._connection, question_id)

    def _aside(self, question_id: int) -> set[int]:
        rows = self._connection.execute(
            # Findings first, and each by an index of its own: of 100,000 near-copies none is looked at.
            "SELECT item_id FROM findings CROSS JOIN finding_items ON findings.id = finding_id"
            " WHERE applied AND aside = 1 AND kind IN (?, ?) UNION ALL"
            " SELECT item_id FROM findings CROSS JOIN finding_items ON findings.id = finding_id"
            " WHERE applied AND kind = ? AND question_id = ?",
            (FindingKind.EMPTY.value, FindingKind.REPEATS.value, FindingKind.CONTRADICTIONS.value, question_id),
        )
        return {row[0] for row in rows}

    def _subjects(self, question_id: int, kind: FindingKind) -> set[str]:
        rows = self._connection.execute(
            "SELECT subject FROM findings WHERE kind = ? AND question_id = ? AND applied", (kind.value, question_id)
        )
        return {row[0] for row in rows}


def _label(row: Sequence[Any], kept: dict[str, str]) -> Label:
    return Label(row[0], row[1], kept.get(row[2], row[2]), LabelSource(row[3]), row[4], row[5])


def _next_sequence(connection: sqlite3.Connection, question_id: int) -> int:
    row = connection.execute(
        "SELECT max(sequence) FROM labels WHERE question_id = ? AND source <> 'workbook'", (question_id,)
    ).fetchone()
    return int(row[0] or 0) + 1


def record_taken(connection: sqlite3.Connection, event: AnswersTaken) -> None:
    """A person's own answer is never overwritten by the workbook's."""
    offer_labels(connection, event.question_id, [value for _, value in event.answers], taken=True)
    connection.executemany(
        "INSERT INTO labels (question_id, item_id, value, source, sequence, source_id)"
        " VALUES (?1, ?2, ?3, 'workbook', 0, (SELECT source_id FROM items WHERE id = ?2))"
        " ON CONFLICT (question_id, item_id) DO UPDATE SET value = excluded.value WHERE labels.source = 'workbook'",
        [(event.question_id, item_id, value) for item_id, value in event.answers],
    )


def record_labelled(connection: sqlite3.Connection, act: Labelled) -> None:
    offer_labels(connection, act.question_id, [value for _, value in act.answers])
    first = _next_sequence(connection, act.question_id)
    connection.executemany(
        _GIVEN,
        [
            (act.question_id, item_id, value, act.source.value, act.why, first + place)
            for place, (item_id, value) in enumerate(act.answers)
        ],
    )


def record_unlabelled(connection: sqlite3.Connection, act: Unlabelled) -> None:
    connection.executemany(
        "DELETE FROM labels WHERE question_id = ? AND item_id = ?",
        [(act.question_id, item_id) for item_id in act.item_ids],
    )


def record_put_back(connection: sqlite3.Connection, act: AnswersPutBack) -> None:
    record_unlabelled(connection, Unlabelled(act.question_id, act.unanswered))
    connection.executemany(
        _GIVEN,
        [
            (act.question_id, label.item_id, label.value, label.source.value, label.why, label.sequence)
            for label in act.labels
        ],
    )


RECORDERS = {
    AnswersPutBack: record_put_back,
    AnswersTaken: record_taken,
    Labelled: record_labelled,
    Unlabelled: record_unlabelled,
}
