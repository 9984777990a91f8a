"""A question of choice: from answers to a head, its calibration and its report card."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from deskhand.domain.evaluations import Candidate, CurvePoint, Evaluation, HeldOut, Method
from deskhand.engine import calibrating, curves, evaluating, folds, methods
from deskhand.engine.inputs import Floats, Inputs, Lesson, Rows, Vectors
from deskhand.engine.learning import Done, Learned, Subject, learn
from deskhand.engine.methods.method import Head
from deskhand.engine.skill_files import Manifest
from deskhand.engine.study import Answer, Study
from deskhand.engine.threads import one_thread

_LARGE = 500_000  # answers times categories; above, all five folds would take minutes


@one_thread()
def study(lesson: Lesson, done: Done = lambda _: None) -> Study:
    """Learn the lesson and test what was learned. ``done`` hears how many rows have been tested, and may raise."""
    truth = lesson.truth.astype(np.int64)
    split = folds.stratified(truth, lesson.groups)
    if len(lesson) * len(lesson.labels) > _LARGE:
        split = folds.fewer(split)
    learned = learn(lesson, SUBJECT, split, done)
    return studied(lesson, curve(lesson, learned), Tested.of(learned), learned.head)


@dataclass(frozen=True, slots=True)
class Curve:
    """The learning curve, and what it leads to expect."""

    points: tuple[CurvePoint, ...]
    expected: CurvePoint | None
    forecast: str


@dataclass(frozen=True, slots=True)
class Tested:
    """What came out for ``rows`` of a lesson: the ``marks`` of every method, and of the ``winner`` what it answered:
    ``outputs`` (rows, labels)."""

    rows: Rows
    marks: Mapping[Method, Floats]
    winner: Method
    outputs: Vectors

    @classmethod
    def of(cls, learned: Learned) -> "Tested":
        marks = {trial.method.method: trial.marks for trial in learned.trials}
        return cls(learned.tested, marks, learned.winner.method.method, learned.winner.outputs)


def studied(lesson: Lesson, curve: Curve, tested: Tested, head: Head) -> Study:
    """The report card of ``head``, which is that of the winner."""
    temperature = calibrating.temperature(tested.outputs, lesson.truth[tested.rows].astype(np.int64))
    shares = calibrating.shares(tested.outputs, temperature)
    evaluation = replace(
        _report(lesson, tested, shares), curve=curve.points, expected=curve.expected, forecast=curve.forecast
    )
    return Study(head, temperature, evaluation, _held_out(lesson, tested, shares))


def answers(head: Head, manifest: Manifest, inputs: Inputs) -> list[Answer]:
    """The likeliest category of each row and the one after it."""
    shares = calibrating.shares(head.apply(inputs), manifest.scale)
    order = np.argsort(-shares, axis=1, kind="stable")[:, :2]
    return [
        Answer(manifest.labels[first], _plain(row[first]), manifest.labels[second], _plain(row[second]))
        for row, (first, second) in zip(shares, order, strict=True)
    ]


def _plain(share: np.float32) -> float:
    """With four digits; nothing is said to be certain."""
    return min(round(float(share), 4), 0.9999)


def _right(outputs: Vectors, exam: Lesson) -> Floats:
    right: Floats = (outputs.argmax(axis=1) == exam.truth).astype(np.float64)
    return right


def _worth(exam: Lesson) -> Floats:
    """A right answer is worth 1; where rare categories weigh more, each category is worth the same in all."""
    counts = np.bincount(exam.truth, minlength=len(exam.labels))
    return 1 / counts[exam.truth] if exam.balanced else np.ones(len(exam))


SUBJECT = Subject(methods.choices, _right, _worth)


def _report(lesson: Lesson, tested: Tested, shares: Vectors) -> Evaluation:
    """The report card without its learning curve. Ranges are 95 % Wilson intervals."""
    truth, answers = lesson.truth[tested.rows].astype(np.int64), shares.argmax(axis=1)
    confidence = shares.max(axis=1, initial=0).astype(np.float64)
    right = answers == truth
    careful = calibrating.careful(confidence.tolist(), right.tolist())
    commonest = lesson.labels[int(np.bincount(lesson.truth).argmax())]
    marks = {method: each > 0 for method, each in tested.marks.items()}
    sure = None if careful is None else float(np.mean(confidence >= careful))
    verdict, reason = evaluating.verdict(marks, tested.winner, commonest, sure)
    single = folds.untestable(lesson.truth.astype(np.int64), lesson.groups)
    return Evaluation(
        items=len(lesson),
        labels=lesson.labels,
        method=tested.winner,
        score=evaluating.score(right),
        candidates=tuple(Candidate(method, evaluating.score(hits)) for method, hits in marks.items()),
        commonest=commonest,
        verdict=verdict,
        verdict_reason=reason,
        categories=evaluating.categories(truth, answers, lesson.labels),
        confusion=tuple(map(tuple, evaluating.confusion(truth, answers, len(lesson.labels)).tolist())),
        reliability=calibrating.reliability(confidence, right),
        left_out=tuple(lesson.labels[number] for number in single),
        near_copies=evaluating.near_copies(lesson.groups),
        careful=careful,
    )


def curve(lesson: Lesson, learned: Learned, done: Done = lambda _: None) -> Curve:
    """Drawn by the winner of what learns in seconds. ``done`` hears how often it has learned, and may raise."""
    if not len(learned.tested):
        return Curve((), None, curves.TOO_EARLY)
    examples, right = curves.trace(lesson, learned, SUBJECT, done)
    points = tuple(curves.point(rows, hits) for rows, hits in zip(examples, right, strict=True))
    expected = curves.expect(examples, right)
    return Curve(points, expected, curves.forecast(points[-1], expected))


def _held_out(lesson: Lesson, tested: Tested, shares: Vectors) -> tuple[HeldOut, ...]:
    answers, confidence = shares.argmax(axis=1), shares.max(axis=1, initial=0)
    truth = lesson.truth.astype(np.int64)
    return tuple(
        HeldOut(int(lesson.items[row]), lesson.labels[truth[row]], lesson.labels[answer], _plain(sure))
        for row, answer, sure in zip(tested.rows, answers, confidence, strict=True)
    )
