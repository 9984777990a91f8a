"""Learning: the candidates compete on the same folds, the winner learns from all answers.

The same for every kind of question.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from deskhand.engine import folds
from deskhand.engine.inputs import Floats, Inputs, Lesson, Rows, Vectors
from deskhand.engine.methods.method import Head, LearningMethod, Option, usual

Done = Callable[[int], None]
Mark = Callable[[Vectors, Lesson], Floats]


@dataclass(frozen=True, slots=True)
class Trial:
    """A method on rows that it had not learned from. ``chosen`` is the option for the final head.

    ``outputs`` (tested rows, labels) and ``marks`` (tested rows) come from options that were chosen on other rows.
    """

    method: LearningMethod
    chosen: Option
    outputs: Vectors
    marks: Floats
    merit: float


@dataclass(frozen=True, slots=True)
class Learned:
    """``parts`` are the tested rows of the lesson, fold by fold; ``tested`` all of them in that order."""

    head: Head
    trials: tuple[Trial, ...]
    winner: Trial
    parts: tuple[Rows, ...]
    tested: Rows


@dataclass(frozen=True, slots=True)
class Subject:
    """How a kind of question is learned: by which ``methods`` (simplest first) on given inputs, and how it is marked.

    ``mark`` gives each row a number, more for a better answer. ``weigh`` says what a row's mark is worth.
    """

    methods: Callable[[Inputs], tuple[LearningMethod, ...]]
    mark: Mark
    weigh: Callable[[Lesson], Floats]


def learn(lesson: Lesson, subject: Subject, split: folds.Folds, done: Done = lambda _: None) -> Learned:
    """The best head for the lesson. ``split`` is the fold of each row.

    ``done`` hears how many rows all methods have been tested on so far, and may raise.
    If nothing can be tested, the method that knows the most wins untested.
    """
    parts = tuple(np.flatnonzero(split == number) for number in folds.tested(split))
    tested = np.concatenate([np.zeros(0, np.intp), *parts])
    trials = []
    for number, method in enumerate(subject.methods(lesson.inputs)):
        before = number * len(tested)
        trials.append(_try(method, subject, lesson, parts, lambda rows, before=before: done(before + rows)))  # type: ignore[misc]
    # Of equals the first, which is the simplest.
    winner = max(trials, key=lambda trial: trial.merit) if len(tested) else trials[-1]
    return Learned(winner.method.fit(lesson, [winner.chosen])[0], tuple(trials), winner, parts, tested)


def others(lesson: Lesson, part: Rows) -> Rows:
    """All rows that are not in ``part``."""
    return np.setdiff1d(np.arange(len(lesson)), part)


def _try(method: LearningMethod, subject: Subject, lesson: Lesson, parts: Sequence[Rows], done: Done) -> Trial:
    """The method in cross-validation. Each part is scored with the option that was best on all other parts, so that
    choosing does not flatter the score; the final head takes the option that is best on all of them."""
    outputs, marks = [], []
    for number, part in enumerate(parts):
        heads = method.fit(lesson.take(others(lesson, part)), method.options)
        exam = lesson.take(part)
        outputs.append([head.apply(exam.inputs) for head in heads])
        marks.append(np.stack([subject.mark(output, exam) for output in outputs[-1]]))
        done(sum(len(part) for part in parts[: number + 1]))
    if not parts:
        untested = np.zeros((0, len(lesson.labels)), np.float32)
        return Trial(method, usual(method.options), untested, np.zeros(0), 0.0)
    worth = subject.weigh(lesson.take(np.concatenate(parts)))
    ends = np.cumsum([len(part) for part in parts])[:-1]
    values = [mark * weight for mark, weight in zip(marks, np.split(worth, ends), strict=True)]
    picked = [_picked(method, _without(values, number)) for number in range(len(parts))]
    return Trial(
        method,
        method.options[_picked(method, np.hstack(values))],
        np.concatenate([output[pick] for output, pick in zip(outputs, picked, strict=True)]),
        np.concatenate([mark[pick] for mark, pick in zip(marks, picked, strict=True)]),
        float(sum(value[pick].sum() for value, pick in zip(values, picked, strict=True))),
    )


def _without(values: Sequence[Floats], number: int) -> Floats:
    """(options, rows) of all parts but one; of that one if there is no other."""
    others: Floats = np.hstack([value for place, value in enumerate(values) if place != number] or list(values))
    return others


def _picked(method: LearningMethod, values: Floats) -> int:
    """The option that is best on these rows (options, rows); the last way of looking is only left for one that is
    better by more than the standard error of their difference: choosing among much is choosing by luck."""
    merits = values.sum(axis=1)
    best, eyes = int(merits.argmax()), method.options[-1].eyes
    among = [place for place, option in enumerate(method.options) if option.eyes == eyes]
    last = among[int(merits[among].argmax())]
    difference: Floats = values[best] - values[last]
    return best if difference.sum() > np.sqrt(np.square(difference).sum()) else last
