"""While a person answers: a quick skill from all answers so far, its guesses, and what to ask next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import Asked, AskNext, Why
from deskhand.domain.questions import Question, QuestionKind
from deskhand.engine import calibrating, choices, choosing, folds, methods, numbers
from deskhand.engine.evaluating import wilson
from deskhand.engine.inputs import Inputs, Lesson, Vectors
from deskhand.engine.learning import Learned, learn
from deskhand.engine.methods.method import usual
from deskhand.engine.threads import one_thread

_QUICK = replace(choices.SUBJECT, methods=methods.quick)
_ENOUGH_TESTED = 10  # answers, below which a figure would mislead even with its range
_LARGE = 30_000  # answers times categories; above, two of the five folds are tested, to stay within two seconds
_SURE = 0.8  # so sure Deskhand must be to doubt the person's answer
_NUMBERS_BEFORE_GUESSING = 10
_PLAIN = (Method.WORDS, Method.COLOURS, Method.TONES)  # what needs no pretrained model


@dataclass(frozen=True, slots=True)
class Pool:
    """The items that may be asked about, row by row. ``seed`` changes with every answer."""

    item_ids: Sequence[int]
    inputs: Inputs
    count: int
    seed: int


def ask_next(question: Question, lesson: Lesson | None, pool: Pool) -> AskNext:
    """What to ask next. ``lesson`` is ``None`` while there is nothing to tell apart."""
    ready = lesson if lesson is not None and _ready(question, lesson) else None
    if not len(pool.item_ids) and (ready is None or question.kind is QuestionKind.NUMBER):
        return AskNext(question.id, (), learned_from=0 if lesson is None else len(lesson))
    return _cold(question, lesson, pool) if ready is None else _ASK[question.kind](question, ready, pool)


def _ready(question: Question, lesson: Lesson) -> bool:
    """Guesses begin with two answers of every category; a category that stays rare does not hold them up for ever."""
    if question.kind is QuestionKind.NUMBER:
        return len(lesson) >= _NUMBERS_BEFORE_GUESSING
    offered, known = len(question.labels), int(np.sum(np.bincount(lesson.truth) >= 2))
    return known >= 2 and (known >= offered or len(lesson) >= 4 * offered)


def _cold(question: Question, lesson: Lesson | None, pool: Pool) -> AskNext:
    answered = np.zeros((0, 0), np.float32) if lesson is None else lesson.inputs.vectors
    picked = choosing.cold(pool.inputs.vectors, answered, pool.count, pool.seed)
    items = tuple(Asked(pool.item_ids[row], why) for row, why in picked)
    return AskNext(question.id, items, learned_from=0 if lesson is None else len(lesson))


@one_thread()
def _ask_choice(question: Question, lesson: Lesson, pool: Pool) -> AskNext:
    split = folds.stratified(lesson.truth.astype(np.int64), lesson.groups)
    if len(lesson) * len(lesson.labels) > _LARGE:
        split = folds.fewer(split)
    learned = learn(lesson, _QUICK, split)
    truth = lesson.truth[learned.tested].astype(np.int64)
    temperature = calibrating.temperature(learned.winner.outputs, truth)
    counts = np.bincount(lesson.truth, minlength=len(lesson.labels)).tolist()
    asked = AskNext(
        question.id,
        tuple(_picked(lesson, pool, learned, temperature, counts)) if len(pool.item_ids) else (),
        learned_from=len(lesson),
        commonest=lesson.labels[int(np.argmax(counts))],
        changed_mind=_doubted(lesson, learned, calibrating.shares(learned.winner.outputs, temperature)),
    )
    return _with_figures(asked, learned)


def _picked(lesson: Lesson, pool: Pool, learned: Learned, temperature: float, counts: Sequence[int]) -> Iterator[Asked]:
    shares = calibrating.shares(learned.head.apply(pool.inputs), temperature)
    picked = choosing.warm(pool.inputs.vectors, shares, lesson.inputs.vectors, counts, pool.seed)[: pool.count]
    return (_guessed(pool.item_ids[row], why, lesson, shares[row]) for row, why in picked)


def _guessed(item_id: int, why: Why, lesson: Lesson, shares: Vectors) -> Asked:
    best = int(shares.argmax())
    return Asked(item_id, why, lesson.labels[best], round(float(shares[best]), 4))


def _doubted(lesson: Lesson, learned: Learned, shares: Vectors) -> tuple[int, ...]:
    """Items on which a skill that had not learned from them is sure of another answer than the person's."""
    differs = (shares.argmax(axis=1) != lesson.truth[learned.tested]) & (shares.max(axis=1, initial=0) >= _SURE)
    return tuple(int(item) for item in lesson.items[learned.tested[differs]])


def _with_figures(asked: AskNext, learned: Learned) -> AskNext:
    of = len(learned.tested)
    if of < _ENOUGH_TESTED:
        return asked
    right = {trial.method.method: int(trial.marks.sum()) for trial in learned.trials}
    score = wilson(int(learned.winner.marks.sum()), of)
    return replace(
        asked,
        right=score.right,
        of=of,
        low=round(score.low * of),
        high=round(score.high * of),
        commonest_right=right[Method.COMMONEST],
        plain_right=next((right[method] for method in _PLAIN if method in right), 0),
    )


def _ask_number(question: Question, lesson: Lesson, pool: Pool) -> AskNext:
    """Numbers have no categories to be between: typical and random items, with a guess."""
    method = methods.numbers(lesson.inputs)[-1]
    head = method.fit(lesson, [usual(method.options)])[0]
    asked = _cold(question, lesson, pool)
    guesses = dict(zip(pool.item_ids, head.apply(pool.inputs)[:, 0].tolist(), strict=True))
    items = tuple(replace(item, guess=numbers.write_number(guesses[item.item_id])) for item in asked.items)
    return replace(asked, items=items)


_ASK: Mapping[QuestionKind, Callable[[Question, Lesson, Pool], AskNext]] = {
    QuestionKind.CHOICE: _ask_choice,
    QuestionKind.NUMBER: _ask_number,
}
