"""A long scripted stream of messages, whose traces in a project tell how many of them were recorded."""

from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from deskhand.domain.acts import CarefulSet, Labelled, QuestionAsked, RunPlanned, SourceAdded
from deskhand.domain.jobs import AnswersTaken, ItemsRead, Predicted
from deskhand.domain.questions import LabelSource, Prediction
from deskhand.storage.connection import to_read
from deskhand.storage.project import Project

ROWS = 20  # a round
STEPS = 6  # messages a round
TYPE, URGENCY = 1, 2
_COUNTS = (
    "SELECT count(*) FROM items",
    "SELECT count(*) FROM labels WHERE question_id = 1",
    "SELECT count(*) FROM labels WHERE question_id = 2",
    "SELECT count(*) FROM predictions",
    "SELECT round(careful * 1e6) FROM questions WHERE id = 1",
    "SELECT count(*) FROM labels WHERE source = 'correction'",
)
_TIMES = {"at", "started_at"}


def make(folder: Path) -> None:
    """A project that is ready for the stream."""
    project = Project.create(folder, "Killed")
    project.record(SourceAdded(1, "/nowhere/tickets.xlsx", "Sheet", 1, ("Number", "Message"), (1,)))
    project.record(QuestionAsked(TYPE, "Type"))
    project.record(QuestionAsked(URGENCY, "Urgency"))
    project.record(RunPlanned(1, (TYPE, URGENCY), answered_too=True))
    project.record(CarefulSet(TYPE, 0.0))
    project.close()


def stream(start: int = 0) -> Iterator[object]:
    """All messages from number ``start`` on; there is no last one."""
    return islice((message for number in count() for message in _round(number)), start, None)


def _round(number: int) -> tuple[object, ...]:
    first = number * ROWS + 1  # ids are given in the order of rows
    items = range(first, first + ROWS)
    return (
        ItemsRead(1, tuple((item + 1, (str(item), f"The brakes of car {item} squeal. " * 8)) for item in items)),
        AnswersTaken(TYPE, tuple((item, f"Type {item % 7}") for item in items[:5])),
        Labelled(URGENCY, tuple((item, f"Urgency {item % 3}") for item in items[5:8]), why="random"),
        Predicted(1, tuple(Prediction(item, asked, "Type 1", 0.5) for item in items[:10] for asked in (TYPE, URGENCY))),
        CarefulSet(TYPE, (number + 1) / 1e6),
        Labelled(TYPE, ((first, "Type 0"),), LabelSource.CORRECTION),
    )


def recorded(folder: Path) -> int:
    """How many messages of the stream are there. Fails if one is there by half, or twice."""
    connection = to_read(folder / "project.db")
    found = [int(connection.execute(sql).fetchone()[0]) for sql in _COUNTS]
    connection.close()
    whole = found[5]
    inside = next(step for step in range(STEPS) if found == _expected(whole, step))
    return whole * STEPS + inside


def _expected(rounds: int, step: int) -> list[int]:
    each = (ROWS, 5, 3, 20, 1, 1)
    return [size * (rounds + (place < step)) for place, size in enumerate(each)]


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that messages change, but for the times."""
    connection = to_read(folder / "project.db")
    tables = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'project'")
    ]
    rows = {table: _without_times(connection.execute(f"SELECT * FROM {table}")) for table in sorted(tables)}
    connection.close()
    return rows


def _without_times(cursor: object) -> list[tuple[object, ...]]:
    kept = [place for place, column in enumerate(cursor.description) if column[0] not in _TIMES]
    return [tuple(row[place] for place in kept) for row in cursor]
