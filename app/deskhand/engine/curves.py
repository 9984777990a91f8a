"""The learning curve: what fewer answers would have brought, and so what more of them may bring."""

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.evaluations import CurvePoint
from deskhand.engine.evaluating import wilson
from deskhand.engine.inputs import Floats, Lesson, Rows
from deskhand.engine.learning import Done, Learned, Subject, others

SHARES = (0.25, 0.5, 0.75)  # of the answers; all of them are tested anyway
TOO_EARLY = "Too early to say what more answers would bring."
_SEVERAL_DRAWS = 500  # answers; below, each point of the curve is the mean of three draws
_POWERS = np.linspace(0.3, 1.0, 8)
_DRAWS = 200
_WIDEST = 0.10  # a range wider than ten points says nothing
_LITTLE = 0.01


def trace(
    lesson: Lesson, learned: Learned, subject: Subject, done: Done = lambda _: None
) -> tuple[list[int], list[Floats]]:
    """How many answers were learned from, and the mean mark of each tested row then; all of them last. ``done`` hears
    how often it has learned from a share, and may raise."""
    examples = [round(share * len(lesson)) for share in SHARES]
    marks = [_marks(share, lesson, learned, subject, done) for share in SHARES]
    return [*examples, len(lesson)], [*marks, learned.winner.marks]


def _marks(share: float, lesson: Lesson, learned: Learned, subject: Subject, done: Done) -> Floats:
    """The marks of the tested rows when only ``share`` of the other parts is learned from, near-copies together."""
    draws = 3 if len(lesson) < _SEVERAL_DRAWS else 1
    random = np.random.default_rng(round(1000 * share))
    winner, marks = learned.winner, []
    for part in learned.parts * draws:
        rows = _some(others(lesson, part), lesson, share, random)
        head = winner.method.fit(lesson.take(rows), [winner.chosen])[0]
        exam = lesson.take(part)
        marks.append(subject.mark(head.apply(exam.inputs), exam))
        done(len(marks))
    mean: Floats = np.concatenate(marks).reshape(draws, -1).mean(axis=0)
    return mean


def _some(rows: Rows, lesson: Lesson, share: float, random: np.random.Generator) -> Rows:
    """A ``share`` of the groups among ``rows``, at least one."""
    groups = np.unique(lesson.groups[rows])
    kept = random.permutation(groups)[: max(1, round(share * len(groups)))]
    return rows[np.isin(lesson.groups[rows], kept)]


def point(examples: int, right: Floats) -> CurvePoint:
    """``right`` says for each tested item whether (or how often, 0 to 1) it was answered right."""
    score = wilson(round(float(right.sum())), len(right))
    return CurvePoint(examples, float(right.mean()), score.low, score.high)


def expect(examples: list[int], right: list[Floats]) -> CurvePoint | None:
    """What half as many answers again may bring: the middle and ends (95 %) of 200 curves drawn from the tested items.

    Each curve is a - b * n^-c with c from 0.3 to 1, fitted by least squares (methods.md §4.5). ``None`` with fewer than
    four points, or when the ends are more than ten points apart: too early to say.
    """
    if len(examples) < 4 or len(right[0]) < 20:
        return None
    more = examples[-1] + extra_answers(examples[-1])
    table = np.stack(right)
    random = np.random.default_rng(0)
    draws = random.integers(0, table.shape[1], (_DRAWS, table.shape[1]))
    reached = [_follow(np.array(examples, float), table[:, draw].mean(axis=1), more) for draw in draws]
    low, middle, high = np.quantile(reached, [0.025, 0.5, 0.975])
    return CurvePoint(more, float(middle), float(low), float(high)) if high - low <= _WIDEST else None


def extra_answers(examples: int) -> int:
    """Half as many again, as a round number."""
    step: int = 10 ** max(1, len(str(examples // 2)) - 1)
    return int(max(step, round(examples / 2 / step) * step))


def forecast(now: CurvePoint, expected: CurvePoint | None) -> str:
    """One sentence for the report card."""
    if expected is None:
        return TOO_EARLY
    extra = expected.examples - now.examples
    low, high = round(100 * expected.low), round(100 * expected.high)
    span = f"about {low} of 100" if low == high else f"{low} to {high} of 100"
    if expected.value - now.value < _LITTLE:
        return f"{extra:,} more answers like these would change little: right on {span}, now {round(100 * now.value)}."
    return f"{extra:,} more answers would perhaps bring it to {span}, now {round(100 * now.value)}."


def _follow(examples: NDArray[np.float64], values: NDArray[np.float64], more: int) -> float:
    """The value at ``more`` of the best fitting a - b * n^-c, never below the last value and never above 1."""
    best, answer = np.inf, float(values[-1])
    for power in _POWERS:
        falling = examples**-power
        slope, start = np.polyfit(falling, values, 1)
        error = float(np.sum((start + slope * falling - values) ** 2))
        if error < best:
            best, answer = error, float(start + slope * more**-power)
    return float(np.clip(answer, values[-1], 1.0))
