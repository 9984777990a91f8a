"""What a position of the careful dial would mean, counted on the person's own answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

ENOUGH = 20  # checked answers under which no position of the dial means anything
_Z = 1.96  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class DialCounts:
    """``waiting`` items wait for the person; of the ``others``, about ``wrong`` (``low`` to ``high``) may be wrong.

    ``counted_on`` is how many of the person's own answers the last three were counted on.
    """

    waiting: int
    others: int
    wrong: int
    low: int
    high: int
    counted_on: int


def position_of(careful: float) -> float:
    """Where the dial stands (0 careful to 1 quick). Calibrated confidences crowd near 1, so that end gets more room."""
    return sqrt(max(0.0, 1.0 - careful))


def careful_at(position: float) -> float:
    """How sure (0 to 1) Deskhand must be when the dial stands at ``position``; the inverse of ``position_of``."""
    return 1.0 - position * position


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927). ``of`` 0: anything is possible."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = count / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def count(held_out: Sequence[tuple[float, bool]], careful: float, waiting: int, others: int) -> DialCounts:
    """``held_out`` are (confidence, right) of answers that were tested without having been learned from."""
    kept = [right for confidence, right in held_out if confidence >= careful]
    mistakes = kept.count(False)
    low, high = wilson(mistakes, len(kept))
    share = mistakes / len(kept) if kept else 0.0
    scaled = (round(share * others), int(low * others), round(high * others))
    return DialCounts(waiting, others, *scaled, counted_on=len(held_out))


def wrong_at(held_out: Sequence[tuple[float, bool]], careful: float, others: int) -> int:
    """About how many of the ``others`` may be wrong at that threshold."""
    return count(held_out, careful, 0, others).wrong
