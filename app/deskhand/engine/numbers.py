"""A question whose answers are numbers: from answers to a head, its usual error and its report card."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.evaluations import Candidate, CurvePoint, Evaluation, HeldOut, Method, NumberScore, Verdict
from deskhand.engine import curves, evaluating, folds, methods
from deskhand.engine.inputs import Floats, Inputs, Lesson, Vectors
from deskhand.engine.learning import Done, Learned, Subject, learn
from deskhand.engine.methods.method import Head
from deskhand.engine.skill_files import Manifest
from deskhand.engine.study import Answer, Study
from deskhand.engine.threads import one_thread

NO_LABELS = ("",)  # a number has one column and no categories
_DRAWS = 1000
_STRATA = 5


def read_number(text: str) -> float | None:
    """The number in an answer, with a decimal point or comma; ``None`` if it is none."""
    plain = text.strip().replace(" ", "").replace("\u00a0", "")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain.replace(",", ""))
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def write_number(value: float) -> str:
    """Plainly, with four significant digits at least and no exponent."""
    digits = 0 if abs(value) >= 1000 else 3 - int(np.floor(np.log10(max(abs(value), 0.001))))
    text = f"{value:.{max(0, digits)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@one_thread()
def study(lesson: Lesson, done: Done = lambda _: None) -> Study:
    """Learn the lesson and test what was learned. ``done`` hears how many rows have been tested, and may raise."""
    learned = learn(lesson, SUBJECT, folds.stratified(_strata(lesson.truth), lesson.groups), done)
    errors = -learned.winner.marks
    usual = float(errors.mean()) if len(errors) else float(np.abs(lesson.truth - np.median(lesson.truth)).mean())
    within = float(np.mean(errors <= usual)) if len(errors) else 0.5
    return Study(learned.head, usual, _report(lesson, learned), _held_out(lesson, learned, within), within)


def answers(head: Head, manifest: Manifest, inputs: Inputs) -> list[Answer]:
    """The number of each row; how sure is how often tested numbers were within the usual error."""
    return [Answer(write_number(float(value)), round(manifest.within, 4)) for value in head.apply(inputs)[:, 0]]


def _closeness(outputs: Vectors, exam: Lesson) -> Floats:
    closeness: Floats = -np.abs(outputs[:, 0].astype(np.float64) - exam.truth)
    return closeness


SUBJECT = Subject(methods.numbers, _closeness, lambda exam: np.ones(len(exam)))


def _strata(truth: NDArray[np.int64] | Floats) -> NDArray[np.int64]:
    """Small to large in five parts, so that every fold has numbers of every size."""
    strata: NDArray[np.int64] = np.digitize(truth, np.quantile(truth, np.linspace(0, 1, _STRATA + 1)[1:-1]))
    return strata


def _score(errors: Floats) -> NumberScore:
    """Mean absolute error with its 95 % bootstrap interval."""
    if not len(errors):
        return NumberScore(0.0, 0, 0.0, 0.0)
    random = np.random.default_rng(0)
    means = [errors[random.integers(0, len(errors), len(errors))].mean() for _ in range(_DRAWS)]
    low, high = np.quantile(means, [0.025, 0.975])
    return NumberScore(float(errors.mean()), len(errors), float(low), float(high))


def _report(lesson: Lesson, learned: Learned) -> Evaluation:
    errors = {trial.method.method: -trial.marks for trial in learned.trials}
    winner = learned.winner.method.method
    verdict, reason = _verdict(errors, winner)
    return Evaluation(
        items=len(lesson),
        labels=(),
        method=winner,
        score=_score(errors[winner]),
        candidates=tuple(Candidate(method, _score(error)) for method, error in errors.items()),
        commonest=write_number(float(np.median(lesson.truth))),
        verdict=verdict,
        verdict_reason=reason,
        curve=_curve(lesson, learned),
        forecast=curves.TOO_EARLY,
        near_copies=evaluating.near_copies(lesson.groups),
    )


def _curve(lesson: Lesson, learned: Learned) -> tuple[CurvePoint, ...]:
    if not len(learned.tested):
        return ()
    examples, marks = curves.trace(lesson, learned, SUBJECT)
    scores = [_score(-mark) for mark in marks]
    points = zip(examples, scores, strict=True)
    return tuple(CurvePoint(rows, score.error, score.low, score.high) for rows, score in points)


def _verdict(errors: Mapping[Method, Floats], winner: Method) -> tuple[Verdict, str]:
    error, usual = errors[winner], errors[Method.COMMONEST]
    if len(error) < evaluating.ENOUGH:
        return Verdict.TOO_EARLY, evaluating.too_few(len(error))
    saved = _score(usual - error)
    if saved.low <= 0:
        middle = f"always answering the middle number, off by {_off(usual)} on average"
        return Verdict.TOO_EARLY, f"It is hardly closer than {middle}."
    others = ", ".join(
        f"{_NAMES[method]} by {_off(rival)}"
        for method, rival in errors.items()
        if method not in (winner, Method.COMMONEST)
    )
    if winner in _PLAIN and others:
        return Verdict.WORDS_DO, f"{_PLAIN[winner]} does as well: off by {_off(error)} on average, {others}."
    than = f"{others}, " if others else ""
    return Verdict.WORTH_USING, (
        f"It is off by {_off(error)} on average, {than}always the middle number by {_off(usual)}."
    )


_PLAIN = {
    Method.WORDS: "Counting words",
    Method.COLOURS: "Comparing colours and shapes",
    Method.TONES: "Comparing loudness and pitch",
}
_NAMES = {
    Method.WORDS: "counting words",
    Method.COLOURS: "colours and shapes",
    Method.MODEL: "the pretrained model",
    Method.PICTURE: "the picture alone",
    Method.TONES: "loudness and pitch",
    Method.SOUND: "the pretrained model",
    Method.BOTH: "text and picture together",
}


def _off(errors: Floats) -> str:
    return write_number(float(errors.mean()))


def _held_out(lesson: Lesson, learned: Learned, within: float) -> tuple[HeldOut, ...]:
    rows, outputs = learned.tested, learned.winner.outputs[:, 0]
    return tuple(
        HeldOut(item, write_number(truth), write_number(output), round(within, 4))
        for item, truth, output in zip(
            lesson.items[rows].tolist(), lesson.truth[rows].tolist(), outputs.tolist(), strict=True
        )
    )
