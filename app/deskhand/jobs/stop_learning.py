"""The course of a question that the person stops: what was found out is on disk, so it is over at once.

No model is loaded for that, so it takes no time, also right after a worker had to be killed.
"""

import shutil
from collections.abc import Iterator
from importlib import import_module

import numpy as np

from deskhand.domain.courses import Decision, Point, detectable
from deskhand.domain.jobs import CourseDecided, Event, Report
from deskhand.domain.skills import Skill
from deskhand.jobs import best_so_far
from deskhand.jobs.course_leftovers import has_ending
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView


def keep_best(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``CourseDecided`` alone if the skill in use stays, else as at the end of the course."""
    course_id, skill = state.course.id, view.skills.in_use(state.course.question_id)
    known = None if has_ending(view, course_id) else best_so_far.get(view, state)
    if known is not None and known.winner is not None:
        yield from best_so_far.end(view, course_id, known.winner)
        return
    best = _best(view.courses.points(course_id))
    if skill is None or has_ending(view, course_id) or (known is None and _may_have_won(state, best)):
        yield from import_module("deskhand.jobs.learn_thoroughly").keep_best(state, view, report)
        return
    yield CourseDecided(course_id, _stays(skill, state, best))
    shutil.rmtree(view.course_folder(course_id), ignore_errors=True)


def _best(points: tuple[Point, ...]) -> Point | None:
    tested = (point for point in points if point.score is not None)
    return max(tested, key=lambda one: one.score.right if one.score else 0, default=None)


def _may_have_won(state: CourseState, best: Point | None) -> bool:
    """Whether as many more right would win if nothing had become wrong meanwhile, which is the most that can be.

    What is compared in the end is never more often right than the best point: see ``chosen`` in ``engine/competing``.
    """
    if best is None or best.score is None or state.lines is None or best.score.right <= state.lines.now.right:
        return False
    engine = import_module("deskhand.engine.winning")  # which takes long to import
    more, before = np.ones(best.score.of, np.float64), np.ones(best.score.of, np.float64)
    before[: max(0, best.score.right - state.lines.now.right)] = 0
    return bool(engine.compare([more], [before], 1.0).wins)


def _gain(state: CourseState, best: Point) -> float:
    """All points of a course are on the same answers as its lines."""
    if best.score is None or state.lines is None:
        return 0.0
    return (best.score.right - state.lines.now.right) / max(1, best.score.of)


def _stays(skill: Skill, state: CourseState, best: Point | None) -> Decision:
    method = skill.evaluation.method
    if best is None or best.score is None or state.lines is None:
        words = "Nothing was tested yet: what you have stays in use."
        return Decision(False, method, 0.0, 0.0, 0.0, 0, 1.0, words)
    gain, tested = _gain(state, best), best.score.of
    words = (
        f"No measurable gain so far: the best that was tried is right on {best.score.right:,} of {tested:,},"
        f" what you have on {state.lines.now.right:,}. What you have stays in use."
    )
    return Decision(False, method, gain, gain, gain, tested, detectable(max(1, tested)), words)
