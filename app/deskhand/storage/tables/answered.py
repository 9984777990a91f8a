"""How many items are answered, or still to be: counted from the side where there are fewer, never item by item."""

import sqlite3
from collections.abc import Sequence

from deskhand.domain.files import FileState
from deskhand.storage.tables.files import counts_of_files
from deskhand.storage.tables.items import Items
from deskhand.storage.tables.layers import COUNTING

_HERE = "source_id IN (SELECT id FROM sources WHERE NOT removed)"
_LABEL = "EXISTS (SELECT 1 FROM labels l WHERE l.question_id = {question} AND l.item_id = {item})"
_PREDICTION = (
    "EXISTS (SELECT 1 FROM predictions p WHERE p.question_id = {question} AND p.item_id = {item}"
    f" AND p.layer_id IN ({COUNTING}))"
)
_ANSWER = f"({_LABEL} OR {_PREDICTION})"
ANSWERABLE = (
    "(items.source_id IN (SELECT id FROM sources WHERE kind = 'table')"
    " OR EXISTS (SELECT 1 FROM transcripts t WHERE t.item_id = items.id AND t.state = 'done')"
    " OR EXISTS (SELECT 1 FROM files f WHERE f.item_id = items.id AND f.state = 'read'))"
)
"""A row always is; a recording when words were heard in it; a document or photo when it was read."""


def by_a_person(connection: sqlite3.Connection, question_ids: Sequence[int], source_id: int | None) -> int:
    """How many items a person answered all of these questions about."""
    count = f"SELECT count(*) FROM labels WHERE question_id = :question AND {_HERE}"
    fewest, *others = sorted(question_ids, key=lambda question: _one(connection, count, question=question))
    where = " AND ".join([_HERE, "(:source IS NULL OR source_id = :source)", *_all(_LABEL, others, "labels.item_id")])
    return _one(
        connection,
        f"SELECT count(*) FROM labels WHERE question_id = :question AND {where}",
        question=fewest,
        source=source_id,
    )


def unanswered(connection: sqlite3.Connection, question_ids: Sequence[int]) -> int:
    """How many items lack an answer to one of these questions, from a person or a run, and did not fail either."""
    if not question_ids:
        return 0
    here = answerable(connection)
    answers = {question: _answers(connection, question) for question in question_ids}
    left = sorted((question for question in question_ids if answers[question] < here), key=answers.__getitem__)
    if not left:
        return 0
    whole = " AND ".join(_all(_ANSWER, left, "items.id"))
    failed = _one(
        connection,
        "SELECT count(DISTINCT item_id) FROM failures JOIN runs ON runs.id = run_id JOIN items ON items.id = item_id"
        f" WHERE NOT undone AND items.{_HERE} AND {ANSWERABLE} AND NOT ({whole})",
    )
    return max(0, here - _answered_all(connection, answers[left[0]], left) - failed)


def answerable(connection: sqlite3.Connection, source_id: int | None = None) -> int:
    """How many items (of one source) there are to answer questions about."""
    recordings = (
        "source_id IN (SELECT id FROM sources WHERE NOT removed AND kind = 'recordings'"
        " AND (:source IS NULL OR id = :source))"
    )
    unheard = f"SELECT count(*) FROM items WHERE {recordings} AND NOT {ANSWERABLE}"
    files = counts_of_files(connection, source_id)
    unread = sum(files.values()) - files.get(FileState.READ, 0)
    return Items(connection).count(source_id) - _one(connection, unheard, source=source_id) - unread


def _answers(connection: sqlite3.Connection, question: int) -> int:
    """How many items have an answer to one question."""
    decided = (
        f"SELECT count(*) FROM predictions WHERE question_id = :question AND decided = 1"
        f" AND layer_id IN ({COUNTING.format(question=int(question))})"
    )
    return _one(
        connection,
        "SELECT (SELECT total(answers) FROM layers WHERE question_id = :question AND counts = 1)"
        f" + (SELECT count(*) FROM labels WHERE question_id = :question AND {_HERE}) - ({decided})",
        question=question,
    )


def _answered_all(connection: sqlite3.Connection, most: int, questions: Sequence[int]) -> int:
    """How many items have an answer to each question; the first has the fewest, which are ``most``."""
    first, *others = questions
    if not others or not most:
        return most
    by_run = [f"layer_id IN ({COUNTING.format(question=int(first))})", *_all(_ANSWER, others, "predictions.item_id")]
    unsaid = _PREDICTION.format(question=int(first), item="labels.item_id")
    by_person = [_HERE, f"NOT {unsaid}", *_all(_ANSWER, others, "labels.item_id")]
    return _one(
        connection,
        f"SELECT (SELECT count(*) FROM predictions WHERE question_id = :question AND {' AND '.join(by_run)})"
        f" + (SELECT count(*) FROM labels WHERE question_id = :question AND {' AND '.join(by_person)})",
        question=first,
    )


def _all(condition: str, questions: Sequence[int], item: str) -> list[str]:
    return [condition.format(question=int(question), item=item) for question in questions]


def _one(connection: sqlite3.Connection, sql: str, **values: int | None) -> int:
    return int(connection.execute(sql, values).fetchone()[0])
