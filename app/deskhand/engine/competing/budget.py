"""How the minutes are spent: how often through the answers, and on how many folds, fixed before a candidate begins.

A course that was cut off goes on by what was fixed, and so to the same result.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from deskhand.engine.folds import FOLDS

_SHARES = (1.0, 0.75, 0.5, 0.34)  # of the times through the answers that a candidate would have
_FOLDS = (FOLDS, 2, 1)
_TESTING = 0.35  # what testing a row costs, of what learning from it does
_ROUNDS = 3  # seeds (methods.md, 2)


@dataclass(frozen=True, slots=True)
class Plan:
    """``epochs`` through the answers, on ``folds`` of the five, with ``rounds`` different splits into folds."""

    epochs: int
    folds: int
    rounds: int = 1


def planned(seconds: float, pace: float, rows: int, epochs: int, folds: Sequence[int] = _FOLDS) -> Plan | None:
    """The best plan that fits into ``seconds``; ``None``: none does. ``pace`` is the seconds that learning from a row
    takes, ``epochs`` what the candidate would like, ``folds`` from what to choose.

    More folds come first (they make a gain that can be shown), then more times through the answers, then more splits.
    """
    fits = (plan for plan in _plans(epochs, folds) if cost(plan, pace, rows) <= seconds)
    plan = next(fits, None)
    if plan is None or plan.folds < FOLDS or plan.epochs < epochs:
        return plan
    more = (Plan(plan.epochs, plan.folds, rounds) for rounds in range(_ROUNDS, 0, -1))
    return next(one for one in more if cost(one, pace, rows) <= seconds)


def cost(plan: Plan, pace: float, rows: int) -> float:
    """Seconds: learning from the other folds and testing each, and learning from all in the end."""
    once = plan.epochs * rows * pace
    tested = plan.folds * plan.rounds * once * ((FOLDS - 1) + _TESTING) / FOLDS
    return tested + once


def _plans(epochs: int, folds: Sequence[int]) -> Iterator[Plan]:
    """All there are, the best first."""
    for fold, share in product(folds, _SHARES):
        yield Plan(max(1, round(epochs * share)), fold)
