"""How sure is sure: calibrated confidence, and the threshold that keeps a promise (methods.md §4)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import beta

from deskhand.domain.evaluations import ReliabilityBin

Floats = NDArray[np.float64]
_HOTTEST, _COOLEST = -4.0, 3.0  # logarithms of temperatures
_NEVER_CERTAIN = 1 - 1e-9
_BINS = 10
_ERRORS = 0.05  # of everything that arrives, at most so much may be answered wrongly without the person …
_CHANCE = 0.90  # … in so many of the projects that rely on it
_LOWEST = 0.5  # an answer more likely wrong than right always waits


def temperature(logits: NDArray[np.float32], truth: NDArray[np.int64]) -> float:
    """The number by which held-out ``logits`` (rows, categories) are to be divided (Guo et al. 2017).

    As if one more answer had been tested and found wrong: so twenty right of twenty do not make it certain of
    everything, and where nothing was tested it is sure of nothing.
    """
    if not len(truth):
        return float(np.exp(_COOLEST))
    rows = np.arange(len(truth))

    def surprise(logarithm: float) -> float:
        logarithms = log_softmax(logits / np.exp(logarithm), axis=1)
        one_wrong = np.log1p(-np.exp(logarithms.max(axis=1).astype(np.float64)) * _NEVER_CERTAIN).mean()
        return -float(logarithms[rows, truth].sum() + one_wrong)

    return float(np.exp(minimize_scalar(surprise, bounds=(_HOTTEST, _COOLEST), method="bounded").x))


def shares(logits: NDArray[np.float32], divisor: float) -> NDArray[np.float32]:
    """Calibrated probabilities (rows, categories)."""
    probabilities: NDArray[np.float32] = softmax(logits / divisor, axis=1).astype(np.float32)
    return probabilities


def reliability(confidence: Floats, right: NDArray[np.bool_]) -> tuple[ReliabilityBin, ...]:
    """Up to ten parts of equally many answers, least sure first."""
    parts = np.array_split(np.argsort(confidence, kind="stable"), min(_BINS, max(1, len(confidence) // _BINS)))
    return tuple(
        ReliabilityBin(float(confidence[part].mean()), int(right[part].sum()), len(part)) for part in parts if len(part)
    )


def careful(confidence: Sequence[float], right: Sequence[bool]) -> float | None:
    """The lowest confidence from which on answers may go without the person; ``None``: too few tested answers to say.

    The promise: of everything that arrives, at most 5 % is answered wrongly without being looked at, kept in 90 % of
    projects (risk-controlling prediction sets; one-sided Clopper–Pearson bound; methods.md §4.2 A). It assumes that
    what arrives looks like what was tested.
    """
    count = len(right)
    if not count or _bound(0, count) > _ERRORS:
        return None
    order = np.argsort(-np.asarray(confidence), kind="stable")
    sure, wrong = np.asarray(confidence)[order], np.cumsum(~np.asarray(right, bool)[order])
    kept = np.array([_bound(errors, count) <= _ERRORS for errors in range(int(wrong[-1]) + 1)])[wrong]
    if not kept.any():
        return None
    if kept.all():
        return _LOWEST
    # Answers as sure as the first that breaks the promise must wait as well.
    threshold = sure[int(np.argmin(kept))] + 1e-6
    return float(min(1.0, max(_LOWEST, np.ceil(threshold * 1000) / 1000)))


def _bound(errors: int, count: int) -> float:
    """The highest share of errors that still fits what was seen, one-sided."""
    return 1.0 if errors >= count else float(beta.ppf(_CHANCE, errors + 1, count - errors))
