"""How loud a recording is, from its beginning to its end."""

from collections.abc import Iterable, Iterator

import numpy as np

from deskhand.readers.sound.resampling import RATE, Samples

FINE = 0.02
"""Seconds of the stretches that are measured first, before it is known how long the recording is."""


def loudest(blocks: Iterable[Samples]) -> Iterator[float]:
    """The loudest value (0 to 1 and, of clipped sound, above) of each 20 ms. Blocks are whole seconds but the last."""
    size = int(FINE * RATE)
    for block in blocks:
        padded = np.pad(np.abs(block), (0, -len(block) % size))
        yield from padded.reshape(-1, size).max(axis=1).tolist()


def drawn(fine: Iterable[float], count: int) -> tuple[int, ...]:
    """``fine`` in ``count`` equal stretches (fewer of a short recording): the loudest of each, 0 to 255."""
    values = np.fromiter(fine, np.float32)
    if not len(values):
        return ()
    begins = np.linspace(0, len(values), min(count, len(values)), endpoint=False).astype(int)
    peaks = np.maximum.reduceat(values, begins)
    return tuple(int(peak) for peak in np.clip(np.nan_to_num(peaks) * 255, 0, 255).round())
