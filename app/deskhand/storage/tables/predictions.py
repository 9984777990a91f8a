"""Deskhand's answers."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deskhand.domain.jobs import Predicted
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.items import HAS_WORDS, words
from deskhand.storage.tables.layers import COUNTING, Layers

_COLUMNS = "p.item_id, p.question_id, p.answer, p.confidence, p.second, p.second_confidence"
_INSERT = """
    INSERT OR REPLACE INTO predictions (question_id, item_id, run_id, answer, confidence, second, second_confidence,
        layer_id, decided)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, EXISTS (SELECT 1 FROM labels WHERE question_id = ?1 AND item_id = ?2))
"""
ORDERS = {
    "least sure": "p.confidence, p.item_id",
    "most sure": "p.confidence DESC, p.item_id DESC",
    "answer": "p.answer, p.confidence",
    "row": "p.item_id",
}


@dataclass(frozen=True, slots=True)
class PredictionFilter:
    """Which answers are wanted; ``None`` leaves a wish out.

    ``waiting_below`` keeps those less sure than that which the person has not decided; ``decided`` says
    whether the person has; ``find`` is looked for in the cells of the item, upper and lower case alike.
    """

    waiting_below: float | None = None
    answer: str | None = None
    decided: bool | None = None
    at_least: float | None = None
    at_most: float | None = None
    source_id: int | None = None
    find: str = ""


class Predictions:
    """Reads ``predictions`` (the latest of each item) and ``failures``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, question_id: int, item_id: int) -> Prediction | None:
        """Deskhand's answer to one question about one item."""
        return self.of_items(question_id, [item_id]).get(item_id)

    def of_items(self, question_id: int, ids: Sequence[int], run_id: int | None = None) -> dict[int, Prediction]:
        """The answers about these items, by item; of one run, or the latest."""
        counting = f"p.layer_id IN ({COUNTING.format(question='p.question_id')})"
        which = counting if run_id is None else f"p.run_id = {int(run_id)}"
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM predictions p WHERE p.question_id = ? AND {which}"
            " AND p.item_id IN (SELECT value FROM json_each(?))",
            (question_id, to_json(list(ids))),
        )
        return {row[0]: Prediction(*row) for row in rows}

    def count(self, question_id: int, wanted: PredictionFilter | None = None) -> int:
        """How many answers fit."""
        if wanted is None or wanted == PredictionFilter():
            counts = "SELECT total(answers) FROM layers WHERE question_id = ? AND counts = 1"
            return int(self._connection.execute(counts, (question_id,)).fetchone()[0])
        if wanted == PredictionFilter(decided=False):
            return self.count(question_id) - self.count(question_id, PredictionFilter(decided=True))
        where, values = _where(question_id, wanted)
        row = self._connection.execute(f"SELECT count(*) FROM predictions p {where}", values).fetchone()
        return int(row[0])

    def page(
        self,
        question_id: int,
        start: int,
        count: int,
        wanted: PredictionFilter | None = None,
        order: str = "least sure",
    ) -> list[Prediction]:
        """``count`` answers that fit, from position ``start``; ``order`` is a key of ``ORDERS``."""
        ids = self.ids(question_id, start, count, wanted, order)
        found = self.of_items(question_id, ids)
        return [found[item_id] for item_id in ids]

    def ids(
        self,
        question_id: int,
        start: int = 0,
        count: int = -1,
        wanted: PredictionFilter | None = None,
        order: str = "least sure",
    ) -> list[int]:
        """The items of a ``page`` (-1: of all that fit, to be kept where finding them again would take long)."""
        where, values = _where(question_id, wanted or PredictionFilter())
        rows = self._connection.execute(
            f"SELECT p.item_id FROM predictions p {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
            (*values, count, start),
        )
        return [row[0] for row in rows]

    def waiting(self, question_id: int, careful: float) -> int:
        """How many answers wait for the person at this threshold."""
        return self.count(question_id, PredictionFilter(waiting_below=careful))

    def failures(self, start: int = 0, count: int = 1000) -> list[tuple[int, Problem]]:
        """(item, why) of what could not be answered in its newest run and has no answer since.

        Why files could not be read is in ``Files.failures``.
        """
        rows = self._connection.execute(
            "SELECT item_id, problem FROM runs CROSS JOIN failures f WHERE run_id = runs.id AND NOT undone"
            f" AND task <> 'read' AND NOT EXISTS ({_FAILED_LATER}) AND NOT EXISTS ({_ANSWERED_LATER})"
            " ORDER BY item_id LIMIT ? OFFSET ?",
            (count, start),
        )
        return [(item_id, from_json(problem, Problem)) for item_id, problem in rows]


# In the order that the tables are kept in (CROSS JOIN: as it is written); by item alone all would be looked through.
_FAILED_LATER = (
    "SELECT 1 FROM runs r CROSS JOIN failures g WHERE r.id > f.run_id AND r.task <> 'read'"
    " AND g.run_id = r.id AND g.item_id = f.item_id"
)
_ANSWERED_LATER = (
    "SELECT 1 FROM questions q CROSS JOIN predictions p WHERE p.question_id = q.id AND p.item_id = f.item_id"
    " AND p.run_id > f.run_id"
)


def _where(question_id: int, wanted: PredictionFilter) -> tuple[str, tuple[Any, ...]]:
    wishes: list[tuple[str, Any]] = [
        ("p.confidence < ? AND NOT p.decided", wanted.waiting_below),
        ("p.answer = ?", wanted.answer),
        (f"p.decided = {int(wanted.decided or 0)} AND ?", None if wanted.decided is None else 1),
        ("p.confidence >= ?", wanted.at_least),
        ("p.confidence <= ?", wanted.at_most),
        (
            f"p.layer_id IN ({COUNTING.format(question=int(question_id))} AND source_id = ?)",
            wanted.source_id,
        ),
        (
            f"p.item_id IN (SELECT id FROM items WHERE {HAS_WORDS})",
            words(wanted.find) if wanted.find else None,
        ),
    ]
    asked = [(sql, value) for sql, value in wishes if value is not None]
    counting = f"p.layer_id IN ({COUNTING.format(question=int(question_id))})"
    where = " AND ".join(["p.question_id = ?", counting, *(sql for sql, _ in asked)])
    return f"WHERE {where}", (question_id, *(value for _, value in asked))


def record_predicted(connection: sqlite3.Connection, event: Predicted) -> None:
    item_ids = to_json(sorted({p.item_id for p in event.predictions}))
    connection.execute(
        "UPDATE runs SET done = done + json_array_length(:items) - (SELECT count(DISTINCT item_id) FROM predictions"
        " WHERE run_id = :run AND item_id IN (SELECT value FROM json_each(:items))) WHERE id = :run",
        {"run": event.run_id, "items": item_ids},
    )
    layers = Layers(connection)
    for question_id in {p.question_id for p in event.predictions}:
        _record_answers(connection, event, question_id, layers)
    layers.keep_count()
    for table in ("in_flight", "failures"):
        connection.execute(
            f"DELETE FROM {table} WHERE run_id = ? AND item_id IN (SELECT value FROM json_each(?))",
            (event.run_id, item_ids),
        )


def _record_answers(connection: sqlite3.Connection, event: Predicted, question_id: int, layers: Layers) -> None:
    """Answers to one question. Those of older runs to the same items are overtaken from now on."""
    answers = [p for p in event.predictions if p.question_id == question_id]
    given = (to_json([p.item_id for p in answers]),)
    source_of = dict(
        connection.execute("SELECT id, source_id FROM items WHERE id IN (SELECT value FROM json_each(?))", given)
    )
    newer: dict[int, list[int]] = {}
    moved = []
    for item_id, run_id, layer_id in connection.execute(
        f"SELECT item_id, run_id, layer_id FROM predictions WHERE question_id = {int(question_id)}"
        " AND item_id IN (SELECT value FROM json_each(?))",
        given,
    ).fetchall():
        if run_id < event.run_id:
            moved.append((layers.overtaken(layer_id, event.run_id), question_id, item_id, run_id))
        elif run_id > event.run_id:
            newer.setdefault(item_id, []).append(run_id)
        else:
            layers.leave(layer_id)
    connection.executemany(
        "UPDATE predictions SET layer_id = ? WHERE question_id = ? AND item_id = ? AND run_id = ?", moved
    )
    rows = [
        (
            question_id,
            p.item_id,
            event.run_id,
            p.answer,
            p.confidence,
            p.second,
            p.second_confidence,
            layers.of(question_id, event.run_id, source_of[p.item_id], newer.get(p.item_id, ())),
        )
        for p in answers
    ]
    connection.executemany(_INSERT, rows)


RECORDERS = {Predicted: record_predicted}
