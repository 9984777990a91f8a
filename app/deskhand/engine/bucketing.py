"""Batches of like length: little is padded, and still nearly as random as shuffling."""

from collections.abc import Sequence

import numpy as np

from deskhand.engine.inputs import Rows

_STRETCH = 50  # batches that are sorted by length together; as transformers' ``group_by_length``


def batches_of(lengths: Sequence[int], size: int, seed: int, epoch: int) -> list[Rows]:
    """All rows once, ``size`` at a time, those of like length together; another order each epoch, the same each time.

    With equal lengths this is plain shuffling.
    """
    rng = np.random.default_rng([seed, epoch])
    order, known = rng.permutation(len(lengths)), np.asarray(lengths)
    found: list[Rows] = []
    for start in range(0, len(order), _STRETCH * size):
        stretch = order[start : start + _STRETCH * size]
        longest_first = stretch[np.argsort(-known[stretch], kind="stable")]
        found += [longest_first[place : place + size] for place in range(0, len(stretch), size)]
    return [found[place] for place in rng.permutation(len(found))]


def lengths_of(contents: Sequence[object]) -> list[int]:
    """How long each is: characters of a text, samples of a sound; pictures are all the same."""
    return [len(one) if isinstance(one, str | np.ndarray) else 1 for one in contents]
