"""Long learnings: how far each is, what came out, and the models that they made."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from deskhand.domain.acts import CourseGivenUp, CoursePaused, CoursePlanned, ModelChosen
from deskhand.domain.courses import Course, Decision, Lines, OwnModel, Point, Stage
from deskhand.domain.jobs import CourseDecided, LinesDrawn, ModelMade, PointTested, StageReached
from deskhand.domain.models import Modality, own_name
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.history import now

_COLUMNS = "course, planned_at, paused, ended_at, stages, lines, decision"
Reached = tuple[tuple[Stage, str], ...]


@dataclass(frozen=True, slots=True)
class CourseState:
    """One course as it stands. ``stages`` were reached, in order, each with its words. Times are ISO 8601, UTC."""

    course: Course
    planned_at: str
    paused: bool
    ended_at: str | None
    stages: Reached
    lines: Lines | None
    decision: Decision | None

    @property
    def goes_on(self) -> bool:
        """Whether there is something left to do."""
        return self.ended_at is None


class Courses:
    """Reads ``courses``, ``course_points``, ``own_models`` and ``models_in_use``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, course_id: int) -> CourseState:
        """The course of this id. Raises ``KeyError`` if there is none."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM courses WHERE id = ?", (course_id,)).fetchone()
        if row is None:
            raise KeyError(course_id)
        return _state(row)

    def unfinished(self) -> CourseState | None:
        """The one that goes on; ``None``: there is none. There is never more than one."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM courses WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _state(row)

    def has_ended(self, course_id: int) -> bool:
        """Whether there was such a course, and nothing of it is left to do."""
        ended = "SELECT 1 FROM courses WHERE id = ? AND ended_at IS NOT NULL"
        return self._connection.execute(ended, (course_id,)).fetchone() is not None

    def of(self, question_id: int | None) -> tuple[CourseState, ...]:
        """All of a question, or (``None``) of none; newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM courses WHERE question_id IS ? ORDER BY id DESC", (question_id,)
        )
        return tuple(map(_state, rows))

    def points(self, course_id: int, after: int = 0) -> tuple[Point, ...]:
        """The chart, in the order of time; without the first ``after``."""
        rows = self._connection.execute(
            "SELECT point FROM course_points WHERE course_id = ? ORDER BY id LIMIT -1 OFFSET ?", (course_id, after)
        )
        return tuple(from_json(text, Point) for (text,) in rows)

    def own_models(self) -> tuple[tuple[OwnModel, bool], ...]:
        """Models that were changed by the person's files, newest first, each with whether it is in use."""
        rows = self._connection.execute("SELECT model FROM own_models ORDER BY rowid DESC")
        models = [from_json(text, OwnModel) for (text,) in rows]
        return tuple((one, self.model_in_use(one.modality) == own_name(one.id)) for one in models)

    def own_model(self, modality: Modality) -> OwnModel | None:
        """That which is in use for texts, pictures, sounds or speech; ``None``: the model as its makers made it."""
        return next((model for model, in_use in self.own_models() if in_use and model.modality is modality), None)

    def model_in_use(self, modality: Modality) -> str:
        """The name of the model that was chosen, as in ``ModelChosen``; "": the usual one."""
        row = self._connection.execute(
            "SELECT model FROM models_in_use WHERE modality = ?", (modality.value,)
        ).fetchone()
        return str(row[0]) if row else ""


def _state(row: Sequence[Any]) -> CourseState:
    course, planned_at, paused, ended_at, stages, lines, decision = row
    return CourseState(
        from_json(course, Course),
        planned_at,
        bool(paused),
        ended_at,
        from_json(stages, Reached),
        from_json(lines, Lines) if lines else None,
        from_json(decision, Decision) if decision else None,
    )


def record_planned(connection: sqlite3.Connection, act: CoursePlanned) -> None:
    connection.execute("UPDATE courses SET ended_at = ? WHERE ended_at IS NULL", (now(),))  # one at a time
    connection.execute(
        "INSERT INTO courses (id, course, question_id, planned_at) VALUES (?, ?, ?, ?)",
        (act.course.id, to_json(act.course), act.course.question_id or None, now()),
    )


def record_paused(connection: sqlite3.Connection, act: CoursePaused) -> None:
    connection.execute("UPDATE courses SET paused = ? WHERE id = ?", (act.paused, act.course_id))


def record_given_up(connection: sqlite3.Connection, act: CourseGivenUp) -> None:
    connection.execute("UPDATE courses SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (now(), act.course_id))


def record_stage(connection: sqlite3.Connection, event: StageReached) -> None:
    """A course that goes on after a kill reaches its stages once more: each stands there once."""
    (text,) = connection.execute("SELECT stages FROM courses WHERE id = ?", (event.course_id,)).fetchone()
    stages = dict(from_json(text, Reached)) | {event.stage: event.words}
    ordered = tuple((stage, stages[stage]) for stage in Stage if stage in stages)
    connection.execute("UPDATE courses SET stages = ? WHERE id = ?", (to_json(ordered), event.course_id))


def record_lines(connection: sqlite3.Connection, event: LinesDrawn) -> None:
    connection.execute("UPDATE courses SET lines = ? WHERE id = ?", (to_json(event.lines), event.course_id))


def record_point(connection: sqlite3.Connection, event: PointTested) -> None:
    """A course that goes on after a kill tells some points once more: each stands there once, with its first time."""
    point = event.point
    for number, text in connection.execute(
        "SELECT id, point FROM course_points WHERE course_id = ?", (event.course_id,)
    ).fetchall():
        before = from_json(text, Point)
        if (before.method, before.times) == (point.method, point.times):
            same = replace(before, seconds=point.seconds) == point
            kept = point if not same else before
            connection.execute("UPDATE course_points SET point = ? WHERE id = ?", (to_json(kept), number))
            return
    connection.execute(
        "INSERT INTO course_points (course_id, point) VALUES (?, ?)", (event.course_id, to_json(event.point))
    )


def record_made(connection: sqlite3.Connection, event: ModelMade) -> None:
    model = event.model
    connection.execute(
        "INSERT OR REPLACE INTO own_models (id, modality, model) VALUES (?, ?, ?)",
        (model.id, model.modality.value, to_json(model)),
    )
    if event.in_use:
        record_chosen(connection, ModelChosen(model.modality, own_name(model.id)))


def record_chosen(connection: sqlite3.Connection, act: ModelChosen) -> None:
    connection.execute("INSERT OR REPLACE INTO models_in_use VALUES (?, ?)", (act.modality.value, act.model))


def record_decided(connection: sqlite3.Connection, event: CourseDecided) -> None:
    connection.execute(
        "UPDATE courses SET decision = ?, ended_at = ? WHERE id = ?",
        (to_json(event.decision), now(), event.course_id),
    )


RECORDERS = {
    CoursePlanned: record_planned,
    CoursePaused: record_paused,
    CourseGivenUp: record_given_up,
    ModelChosen: record_chosen,
    StageReached: record_stage,
    LinesDrawn: record_lines,
    PointTested: record_point,
    ModelMade: record_made,
    CourseDecided: record_decided,
}
