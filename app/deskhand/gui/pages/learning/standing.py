"""Where a course stands: its stages, and the words at its head."""

from collections.abc import Sequence
from datetime import datetime

from deskhand.domain.courses import Aim, Course, Lines, Point, Stage
from deskhand.gui.courses import CourseWork
from deskhand.gui.pages.learning.words import stages_of, time_words
from deskhand.gui.widgets.stage_list import StageLine, Standing
from deskhand.storage.tables.courses import CourseState


def stage_lines(course: Course, state: CourseState | None, points: Sequence[Point]) -> list[StageLine]:
    """The stages of a course, with what is known of each. ``state`` is ``None`` before it was begun."""
    reached = dict(state.stages) if state is not None else {}
    over = state is not None and not state.goes_on
    stages = stages_of(course)
    last = max((place for place, (stage, _, _) in enumerate(stages) if stage in reached), default=-1)
    tested = [point for point in points if point.score is not None]
    lines = []
    for place, (stage, name, words) in enumerate(stages):
        told = reached.get(stage, words)
        if stage is Stage.LEARN and tested and not over and place == last:
            told = f"{tested[-1].times:g} of {tested[-1].of_times} times, testing after each"
        done = place < last or (over and stage in reached)
        now = place == max(last, 0) and state is not None and not over
        lines.append(StageLine(name, told, Standing.DONE if done else Standing.NOW if now else Standing.TO_COME))
    return lines


def explained_of(lines: Lines | None, aim: Aim, *, over: bool) -> str:
    """From what it learns, and what may be done meanwhile."""
    them = "recordings" if aim is Aim.HEARING else "answers"
    from_ = f"From {lines.learning:,} of your {lines.answers:,} {them}. " if lines is not None else ""
    if over:
        return from_.strip()
    return f"{from_}You can go on working; what you have stays in use until this one has won."


def head_words(work: CourseWork, state: CourseState, now: datetime) -> tuple[str, str]:
    """The large figure, and the words after it."""
    if work.keeping:
        return "Stopping", "keeping the best so far; this takes a moment"
    if state.paused and not work.busy:
        return "Paused", "It goes on where it was, whenever you like."
    if work.waits and work.progress is not None:
        return "Waiting", "It lets your other work go first, and then goes on by itself."
    if work.step or work.seconds_left is None:
        return "Getting ready", work.step
    return time_words(work.seconds_left, now)


def how_far(work: CourseWork, state: CourseState, points: Sequence[Point]) -> tuple[int, int]:
    """(done, total) seconds of work; before this sitting knows it, as the last test says."""
    progress = work.progress
    if progress is not None:
        return progress.done, progress.total
    return round(points[-1].seconds) if points else 0, round(state.course.minutes * 60)
