"""Splits for testing: every item is answered by a skill that learned neither from it nor from its near-copies."""

import numpy as np
from numpy.typing import NDArray

Folds = NDArray[np.int64]
FOLDS = 5
NEVER_TESTED = -1
_ENOUGH_TESTED = 4000  # more would only make the interval narrower than half a point


def stratified(truth: NDArray[np.int64], groups: NDArray[np.int64], seed: int = 0) -> Folds:
    """The fold (0 … 4) of each row; rows of one group share it, and each category is spread as evenly as that allows.

    A category that lies in a single group cannot be tested: its rows get ``NEVER_TESTED``, all learn from them.
    """
    order = np.random.default_rng(seed).permutation(len(truth))
    members: dict[int, list[int]] = {}
    for row in order:
        members.setdefault(int(groups[row]), []).append(int(row))
    sizes = np.bincount(truth)
    # Rare categories first: they have the least freedom. A group belongs to the category of its first row.
    queue = sorted(members.values(), key=lambda rows: (sizes[truth[rows[0]]], -len(rows)))
    held = np.zeros((FOLDS, len(sizes)), np.int64)
    folds = np.full(len(truth), NEVER_TESTED, np.int64)
    for rows in queue:
        category = truth[rows[0]]
        fold = min(range(FOLDS), key=lambda number: (held[number, category], held[number].sum()))
        folds[rows] = fold
        np.add.at(held[fold], truth[rows], 1)
    folds[np.isin(truth, untestable(truth, groups))] = NEVER_TESTED
    return folds


def fewer(split: Folds) -> Folds:
    """Only the first two of the five folds are tested, the others are learned from alone: less than half the work."""
    return np.where(split > 1, NEVER_TESTED, split)


def untestable(truth: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The categories whose rows all lie in one group."""
    pairs = np.unique(np.stack([truth, groups]), axis=1)
    categories, counts = np.unique(pairs[0], return_counts=True)
    single: NDArray[np.int64] = categories[counts == 1]
    return single


def tested(folds: Folds) -> list[int]:
    """The folds that are used for testing: all, or as many as hold 4,000 rows."""
    present = [fold for fold in range(FOLDS) if np.any(folds == fold)]
    rows = np.cumsum([np.sum(folds == fold) for fold in present])
    needed = int(np.searchsorted(rows, _ENOUGH_TESTED)) + 1
    return present[:needed]
