"""Learning thoroughly: a course within minutes, with a line for all that it finds out on the way."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from deskhand.cli import cards
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.acts import CoursePlanned
from deskhand.domain.courses import ADAPT_AUTO, ADAPT_OFF, Aim, Course, Decision, Point, Way
from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import (
    LinesDrawn,
    ModelMade,
    Noticed,
    PointTested,
    StageReached,
    TakeCourse,
)
from deskhand.domain.objectives import OBJECTIVES
from deskhand.storage.project import Project

WAYS = {way.value: way for way in Way}
OBJECTIVE_NAMES = tuple(one.name for one in OBJECTIVES)
_LONGEST = 7 * 24 * 60.0  # minutes
METHOD = "what is tried beside what is always compared; all that fit, if none is named"
ADAPT = "a model first gets used to the files, without answers: auto, off (the rule), or by this objective"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--thorough", metavar="MINUTES", type=minutes, help="learn thoroughly: change the model itself, within so long"
    )
    parser.add_argument("--method", choices=WAYS, default=Way.AUTO.value, help=METHOD)
    names = (ADAPT_AUTO, ADAPT_OFF, *OBJECTIVE_NAMES)
    parser.add_argument("--adapt", metavar="auto|off|OBJECTIVE", choices=names, default=ADAPT_OFF, help=ADAPT)


def minutes(text: str) -> float:
    """How long. Raises ``argparse.ArgumentTypeError``."""
    try:
        told = float(text)
    except ValueError:
        told = 0.0
    if not 0 < told <= _LONGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of minutes between 0 and {_LONGEST:,.0f}")
    return told


def learn(question_ids: tuple[int, ...], project: Project, options: argparse.Namespace, console: Console) -> None:
    """A course for each question, from where an earlier one was left, and its report card. Raises as ``Driver.do``."""
    driver = Driver(project, console)
    courses = [_course(question_id, options) for question_id in question_ids]
    done = _done_before(courses, project)
    for wanted in courses:
        if wanted in done:
            decision = done[wanted]
        else:
            course = planned(wanted, project, console)
            decision = take(course, project, driver, console)
        question, skill = project.questions.get(wanted.question_id), project.skills.in_use(wanted.question_id)
        if skill is not None:
            fields = {**cards.fields(question, skill), **decision_fields(decision)}
            console.result(fields, f"{cards.words(question, skill)}\n  {decision.words}")


def planned(wanted: Course, project: Project, console: Console) -> Course:
    """The same course if it was begun and left, else a new one, which ends any other."""
    begun = project.courses.unfinished()
    if begun is not None and replace(begun.course, id=0) == wanted:
        console.say("It goes on where it was.")
        return begun.course
    course = replace(wanted, id=project.new_id("courses"))
    project.record(CoursePlanned(course))
    return course


def take(course: Course, project: Project, driver: Driver, console: Console) -> Decision:
    """Go through a course to its end, and say what happens. Raises as ``Driver.do``; what is done is kept."""
    for event in driver.events(TakeCourse(course.id)):
        for kind, words in (_OF_HEARING if course.aim is Aim.HEARING else _WORDS).items():
            if isinstance(event, kind):
                console.say(words(event))
    decision = project.courses.get(course.id).decision
    assert decision is not None
    return decision


def decision_fields(decision: Decision) -> dict[str, object]:
    """``gain`` and its range of 90 % are shares (0.01 is one more right of 100)."""
    return {
        "kept": decision.kept,
        "gain": decision.gain,
        "gain_low": decision.low,
        "gain_high": decision.high,
        "tested": decision.tested,
        "detectable": decision.detectable,
        "decision": decision.words,
    }


def whole(model: str) -> str:
    """A model that is named by its folder is named by its whole path, wherever the command is called again."""
    return str(Path(model).resolve()) if model and Path(model).is_dir() else model


def _course(question_id: int, options: argparse.Namespace) -> Course:
    return Course(
        0,
        Aim.QUESTION,
        question_id,
        options.thorough,
        WAYS[options.method],
        options.adapt,
        whole(options.model),
        whole(options.picture_model),
        whole(options.sound_model),
    )


def _done_before(courses: list[Course], project: Project) -> Mapping[Course, Decision]:
    """Of several questions those that came before the one at which the command was stopped."""
    begun = project.courses.unfinished()
    wanted = None if begun is None else replace(begun.course, id=0)
    found: dict[Course, Decision] = {}
    if wanted not in courses:
        return found
    for course in courses[: courses.index(wanted)]:
        latest = next(iter(project.courses.of(course.question_id)), None)
        if latest is not None and latest.decision is not None and replace(latest.course, id=0) == course:
            found[course] = latest.decision
    return found


_HEARERS = {Method.SOUND: "the speech model, as it came", Method.LORA: "taught by your corrections"}


# --- in words -----------------------------------------------------------------------------------


def _stage(event: StageReached) -> str:
    return f"{event.stage.value.capitalize()}: {event.words}"


def _lines(event: LinesDrawn) -> str:
    now, plain = event.lines.now, event.lines.plain
    return (
        f"To beat: {now.right:,} of {now.of:,} by {cards.METHODS[event.lines.now_method]}; "
        f"{plain.right:,} by {cards.METHODS[event.lines.plain_method]}. "
        f"Learned from {event.lines.learning:,} of {event.lines.answers:,} answers meanwhile."
    )


def _hearing_lines(event: LinesDrawn) -> str:
    lines = event.lines
    return (
        f"To beat: {lines.now.right:,} of {lines.now.of:,} words by {_HEARERS[lines.now_method]}. "
        f"Learned from {lines.learning:,} of {lines.answers:,} recordings meanwhile."
    )


def _hearing_point(event: PointTested) -> str:
    point = event.point
    if point.score is None or point.method is None:
        return _point(event)
    best = ", the best so far" if point.best and point.times else ""
    times = f", {point.times:.1f} of {point.of_times} times through" if point.times else ""
    right = f"right {point.score.right:,} of {point.score.of:,} words"
    return f"{_clock(point)}  {right}  {_HEARERS[point.method]}{times}{best}"


def _point(event: PointTested) -> str:
    point = event.point
    times = f"{point.times:.1f} of {point.of_times} times through"
    if point.score is None or point.method is None:
        return f"{_clock(point)}  {times}, loss {point.loss:.3f}"
    best = ", the best so far" if point.best else ""
    right = f"right {point.score.right:,} of {point.score.of:,}"
    return f"{_clock(point)}  {right}  {cards.METHODS[point.method]}, {times}{best}"


def _clock(point: Point) -> str:
    return f"{int(point.seconds) // 60:3}:{int(point.seconds) % 60:02}"


def _made(event: ModelMade) -> str:
    return "\n".join([f"A model of this project’s own: {event.model.id}", *(f"  {note}" for note in event.model.notes)])


_WORDS: Mapping[type, Callable[[Any], str]] = {
    Noticed: lambda event: event.words,
    StageReached: _stage,
    LinesDrawn: _lines,
    PointTested: _point,
    ModelMade: _made,
}
_OF_HEARING: Mapping[type, Callable[[Any], str]] = {
    **_WORDS,
    LinesDrawn: _hearing_lines,
    PointTested: _hearing_point,
}
