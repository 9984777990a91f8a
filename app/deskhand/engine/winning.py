"""Whether a challenger wins: by more than luck, on the same held-out items.

Source: methods.md, 2 ("honest gate"); Nadeau and Bengio 2003 (corrected resampled t-test); McNemar 1947.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from deskhand.engine.evaluating import more_than_luck
from deskhand.engine.inputs import Floats

_LEAST = 0.01  # a gain below a point of a hundred is none
_LOSS = -0.005  # the lower end of the range may not promise a loss of more than this
_FEW = 5  # splits; below, their spread says too little, and the items themselves are compared
_SIDES = 0.95  # a range of 90 % has 5 % above it, and 5 % below


@dataclass(frozen=True, slots=True)
class Comparison:
    """``gain`` in shares, with its range of 90 %. ``wins``: the challenger may take over."""

    gain: float
    low: float
    high: float
    wins: bool


def compare(challenger: Sequence[Floats], champion: Sequence[Floats], share: float) -> Comparison:
    """Both as marks (1 right, 0 wrong) of the tested rows, one array a split, the same rows in both.

    ``share`` is the number of tested rows of a split to those learned from. A row may be tested in several splits
    (other folds): what is learned from overlaps, which the corrected t-test allows for. With fewer than five splits
    each row must have been tested once, and McNemar's exact test on the rows decides.
    """
    splits = [one - other for one, other in zip(challenger, champion, strict=True) if len(one)]
    if not splits:
        return Comparison(0.0, -1.0, 1.0, wins=False)
    if len(splits) < _FEW:
        return _by_items(np.concatenate(list(challenger)), np.concatenate(list(champion)))
    gains = np.array([split.mean() for split in splits])
    spread = np.sqrt((1 / len(gains) + share) * gains.var(ddof=1))
    half = float(student.ppf(_SIDES, len(gains) - 1) * spread)
    gain = float(gains.mean())
    return Comparison(gain, gain - half, gain + half, wins=gain >= _LEAST and gain - half > _LOSS)


def _by_items(challenger: Floats, champion: Floats) -> Comparison:
    differences: Floats = challenger - champion
    gain = float(differences.mean())
    half = float(norm.ppf(_SIDES) * differences.std() / np.sqrt(len(differences)))
    lucky = not more_than_luck(challenger > 0, champion > 0)
    return Comparison(gain, gain - half, gain + half, wins=gain >= _LEAST and not lucky)
