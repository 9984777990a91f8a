"""What the rehearsal answers about learning thoroughly: a believable course of a few seconds, that can be stopped at
any time and goes on from where it was."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from math import sqrt

from deskhand.domain import jobs
from deskhand.domain.courses import ADAPT_OFF, Aim, Course, Decision, Lines, OwnModel, Point, Stage, Way, detectable
from deskhand.domain.evaluations import Candidate, CategoryScore, Evaluation, HeldOut, Method, Score, Verdict
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.models import Modality
from deskhand.domain.skills import Skill
from deskhand.storage.view import ProjectView

TESTED, TIMES = 41, 12
NOW, PLAIN = 36, 30
RIGHT = (29, 31, 33, 34, 35, 34, 36, 37, 37, 38, 40, 40, 41)
"""How many of the tested are right before anything was learned, and after each time through."""
LOSS = (3.1, 2.7, 2.5, 2.36, 2.27, 2.2, 2.16, 2.13, 2.11, 2.1, 2.09, 2.08, 2.08)
NO_GAIN = "no gain"  # the model of a course that is to come to nothing
_PACE = 0.12  # seconds that one time through takes in rehearsal
_A_TIME = 60.0  # seconds of work that it stands for
_METHODS = {Way.CONTRASTIVE: Method.CONTRASTIVE, Way.LORA: Method.LORA}


def take(request: jobs.TakeCourse, view: ProjectView, report: Report) -> Iterator[Event]:
    state = view.courses.get(request.course_id)
    course, points = state.course, view.courses.points(request.course_id)
    if not points:
        yield from _begin(course, view, report)
    yield jobs.StageReached(course.id, Stage.LEARN, f"{TIMES} times, testing after each")
    for times in range(len(points), TIMES + 1):
        _work(report, times)
        if times == TIMES // 2:
            yield jobs.Noticed("It ran short of memory, took smaller portions and went on.")
        yield jobs.PointTested(course.id, _point(course, times))
    if course.aim is Aim.QUESTION:
        yield jobs.StageReached(course.id, Stage.SET_CAREFUL, "so that “9 in 10 sure” means it")
    yield jobs.StageReached(course.id, Stage.COMPARE, f"on the same {TESTED}; the better one stays")
    yield from _decide(course, view, _point(course, TIMES))


def keep_best(request: jobs.KeepBest, view: ProjectView, _report: Report) -> Iterator[Event]:
    course = view.courses.get(request.course_id).course
    points = view.courses.points(course.id)
    best = max(points, key=lambda point: point.score.right if point.score else -point.loss, default=None)
    yield jobs.StageReached(course.id, Stage.COMPARE, f"on the same {TESTED}; the better one stays")
    yield from _decide(course, view, best)


def _begin(course: Course, view: ProjectView, report: Report) -> Iterator[Event]:
    if course.adapt != ADAPT_OFF or course.aim is Aim.FILES:
        yield jobs.StageReached(course.id, Stage.READ_FILES, f"{view.items.count():,} of them, to get used to them")
        _work(report, 0)
    if course.aim is not Aim.FILES:
        yield jobs.StageReached(course.id, Stage.PUT_TOGETHER, "3 groups, each on one side only")
        lines = Lines(_score(NOW), Method.MODEL, _score(PLAIN), Method.WORDS, 123, 164)
        yield jobs.LinesDrawn(course.id, lines)


def _work(report: Report, times: int) -> None:
    """Ten steps of a time through; each listens."""
    for step in range(10):
        done = min(TIMES, times) * _A_TIME + step * _A_TIME / 10
        report.progress(Progress(round(done), round((TIMES + 1) * _A_TIME), "seconds", "Going through your answers"))
        time.sleep(_PACE / 10)


def _point(course: Course, times: int) -> Point:
    method = None if course.aim is not Aim.QUESTION else _METHODS.get(course.way, Method.FULL)
    if course.aim is Aim.FILES:
        return Point(method, times, TIMES, times * _A_TIME, None, LOSS[times], best=True)
    right = NOW if course.model == NO_GAIN and times else RIGHT[times]
    best = right > max((RIGHT[:times]), default=-1)
    return Point(method, times, TIMES, times * _A_TIME, _score(right), LOSS[times], best=best)


def _decide(course: Course, view: ProjectView, best: Point | None) -> Iterator[Event]:
    right = best.score.right if best is not None and best.score is not None else NOW
    gain = (right - NOW) / TESTED
    kept = best is not None and (course.aim is Aim.FILES or gain >= 0.02)
    method = best.method if best is not None and kept else Method.MODEL
    if course.aim is Aim.QUESTION:
        yield from _skill(course, view, _score(right if kept else NOW), method or Method.MODEL)
    decision = Decision(
        kept,
        method if course.aim is Aim.QUESTION else None,
        gain,
        gain - 0.04,
        gain + 0.05,
        TESTED,
        detectable(TESTED),
        _words(right, kept=kept),
    )
    if course.aim is not Aim.QUESTION and kept:
        yield jobs.ModelMade(course.id, _model(course, view, decision), in_use=True)
    yield jobs.CourseDecided(course.id, decision)


def _words(right: int, *, kept: bool) -> str:
    if kept and right > NOW:
        return f"Right on {right} of {TESTED}, where what there was is right on {NOW}. It is used from now on."
    if kept:
        return "It has read your files, and is used from now on. Nothing was there to test it with."
    return f"No measurable gain on {TESTED} checked answers: {right} against {NOW}. What there was stays in use."


def _model(course: Course, view: ProjectView, decision: Decision) -> OwnModel:
    made_at = _now()
    how = "corrections" if course.aim is Aim.HEARING else course.adapt if course.adapt != "auto" else "masked-words"
    modality = Modality.SPEECH if course.aim is Aim.HEARING else Modality.TEXT
    name = f"own-{course.id}-{''.join(filter(str.isdigit, made_at))[8:20]}"
    return OwnModel(name, modality, course.model, how, view.items.count(), made_at, decision)


def _skill(course: Course, view: ProjectView, score: Score, method: Method) -> Iterator[Event]:
    question, made_at = view.questions.get(course.question_id), _now()
    labels: Sequence[str] = question.labels or ("Yes", "No")
    evaluation = Evaluation(
        items=164,
        labels=tuple(labels),
        method=method,
        score=score,
        candidates=(
            Candidate(method, score),
            *((Candidate(Method.MODEL, _score(NOW)),) if method is not Method.MODEL else ()),
            Candidate(Method.WORDS, _score(PLAIN)),
            Candidate(Method.COMMONEST, _score(15)),
        ),
        commonest=labels[0],
        verdict=Verdict.WORTH_USING,
        verdict_reason="A rehearsal.",
        categories=tuple(CategoryScore(label, 12, 13, 13) for label in labels),
        confusion=tuple(tuple(12 if row == column else 0 for column in labels) for row in labels),
        careful=0.8,
    )
    skill_id = f"thorough-{course.id}-{''.join(filter(str.isdigit, made_at))[8:20]}"
    yield jobs.SkillLearned(Skill(skill_id, question.id, course.model, evaluation, made_at))
    answered = view.labels.of(question.id)[:TESTED]
    yield jobs.HeldOutTested(skill_id, tuple(HeldOut(one.item_id, one.value, one.value, 0.9) for one in answered))


def _score(right: int, of: int = TESTED) -> Score:
    """With its Wilson interval of 95 %."""
    share, square = right / of, 1.96**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    wide = 1.96 / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Score(right, of, middle - wide, middle + wide)


def _now() -> str:
    return datetime.now(UTC).isoformat()
