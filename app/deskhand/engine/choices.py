"""A question of choice: from answers to a head, its calibration and its report card."""

from dataclasses import replace

import numpy as np

from deskhand.domain.evaluations import Candidate, Evaluation, HeldOut
from deskhand.engine import calibrating, curves, evaluating, folds, methods
from deskhand.engine.inputs import Floats, Inputs, Lesson, Vectors
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
    temperature = calibrating.temperature(learned.winner.outputs, truth[learned.tested])
    shares = calibrating.shares(learned.winner.outputs, temperature)
    evaluation = _report(lesson, learned, shares)
    evaluation = _with_curve(evaluation, lesson, learned)
    return Study(learned.head, temperature, evaluation, _held_out(lesson, learned, shares))


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


def _report(lesson: Lesson, learned: Learned, shares: Vectors) -> Evaluation:
    """The report card without its learning curve. Ranges are 95 % Wilson intervals."""
    truth, answers = lesson.truth[learned.tested].astype(np.int64), shares.argmax(axis=1)
    confidence = shares.max(axis=1, initial=0).astype(np.float64)
    right = answers == truth
    careful = calibrating.careful(confidence.tolist(), right.tolist())
    commonest = lesson.labels[int(np.bincount(lesson.truth).argmax())]
    marks = {trial.method.method: trial.marks > 0 for trial in learned.trials}
    winner = learned.winner.method.method
    sure = None if careful is None else float(np.mean(confidence >= careful))
    verdict, reason = evaluating.verdict(marks, winner, commonest, sure)
    single = folds.untestable(lesson.truth.astype(np.int64), lesson.groups)
    return Evaluation(
        items=len(lesson),
        labels=lesson.labels,
        method=winner,
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


def _with_curve(evaluation: Evaluation, lesson: Lesson, learned: Learned) -> Evaluation:
    """Adds the learning curve and what it leads to expect."""
    if not len(learned.tested):
        return replace(evaluation, forecast=curves.TOO_EARLY)
    examples, right = curves.trace(lesson, learned, SUBJECT)
    curve = tuple(curves.point(rows, hits) for rows, hits in zip(examples, right, strict=True))
    expected = curves.expect(examples, right)
    return replace(evaluation, curve=curve, expected=expected, forecast=curves.forecast(curve[-1], expected))


def _held_out(lesson: Lesson, learned: Learned, shares: Vectors) -> tuple[HeldOut, ...]:
    answers, confidence = shares.argmax(axis=1), shares.max(axis=1, initial=0)
    truth = lesson.truth.astype(np.int64)
    return tuple(
        HeldOut(int(lesson.items[row]), lesson.labels[truth[row]], lesson.labels[answer], _plain(sure))
        for row, answer, sure in zip(learned.tested, answers, confidence, strict=True)
    )
