"""Which items to ask about next (methods.md §5): what teaches most, and always some at random for an honest figure."""

from collections.abc import Iterator, Sequence
from itertools import cycle

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from deskhand.domain.jobs import Why
from deskhand.engine.inputs import Rows, Vectors

_FEW = 10  # answers; a category with fewer is looked for
_DOUBTFUL = 200  # at most so many items, and a tenth of all, count as between two categories
_GROUPS = 12  # look-alikes among them, of which the most doubtful are asked first
_COLD = (Why.UNLIKE, Why.UNLIKE, Why.UNLIKE, Why.UNLIKE, Why.RANDOM)
_WARM = (
    Why.BETWEEN, Why.BETWEEN, Why.LIKELY, Why.UNLIKE, Why.RANDOM,
    Why.BETWEEN, Why.BETWEEN, Why.LIKELY, Why.BETWEEN, Why.RANDOM,
)  # fmt: skip


def cold(pool: Vectors, answered: Vectors, count: int, seed: int) -> list[tuple[int, Why]]:
    """(row of ``pool``, why) before anything is learned: a typical item of each of many groups, 2 of 10 at random."""
    queues = {Why.UNLIKE: iter(_typical(pool, answered, 2 * count)), Why.RANDOM: _random(pool, seed)}
    return _mixed(queues, _COLD, min(count, len(pool)))


def warm(pool: Vectors, shares: Vectors, answered: Vectors, counts: Sequence[int], seed: int) -> list[tuple[int, Why]]:
    """(row of ``pool``, why) of all rows worth asking, best first, mixed in tens.

    ``shares`` (rows, categories) are the probabilities of the pool; ``counts`` the answers each category has.
    """
    queues = {
        Why.BETWEEN: iter(_between(pool, shares)),
        Why.UNLIKE: iter(_unlike(pool, answered)),
        Why.LIKELY: iter(_likely(shares, counts)),
        Why.RANDOM: _random(pool, seed),
    }
    return _mixed(queues, _WARM, len(pool))


def _mixed(queues: dict[Why, Iterator[int]], pattern: Sequence[Why], count: int) -> list[tuple[int, Why]]:
    """Rows in the order of the pattern, none twice; where a queue is empty, at random."""
    chosen: dict[int, Why] = {}
    for why in cycle(pattern):
        if len(chosen) >= count:
            break
        row = next((row for row in queues[why] if row not in chosen), None)
        if row is None:
            why, row = Why.RANDOM, next((row for row in queues[Why.RANDOM] if row not in chosen), None)  # noqa: PLW2901
        if row is None:
            break
        chosen[row] = why
    return list(chosen.items())


def _random(pool: Vectors, seed: int) -> Iterator[int]:
    return iter(np.random.default_rng(seed).permutation(len(pool)).tolist())


def _typical(pool: Vectors, answered: Vectors, groups: int) -> list[int]:
    """The row nearest to the middle of each group, large groups first, groups that have an answer last."""
    count = min(groups, len(pool))
    means = KMeans(count, n_init=1, max_iter=25, random_state=0).fit(pool)
    known = set(means.predict(answered).tolist()) if len(answered) else set()
    distance = np.linalg.norm(pool - means.cluster_centers_[means.labels_], axis=1)
    sizes = np.bincount(means.labels_, minlength=count)
    order = sorted(range(count), key=lambda group: (group in known, -sizes[group]))
    return [
        int(rows[distance[rows].argmin()]) for group in order if len(rows := np.flatnonzero(means.labels_ == group))
    ]


def _between(pool: Vectors, shares: Vectors) -> list[int]:
    """Rows where the first category leads the second by least; the most doubtful of each group of look-alikes first."""
    two = np.sort(shares, axis=1)[:, -2:]
    most = min(_DOUBTFUL, max(_GROUPS, len(pool) // 10))
    doubtful = np.argsort(two[:, 1] - two[:, 0], kind="stable")[:most]
    if len(doubtful) < 2:
        return [int(row) for row in doubtful]
    groups = KMeans(min(_GROUPS, len(doubtful)), n_init=1, max_iter=25, random_state=0).fit_predict(pool[doubtful])
    firsts = [int(np.flatnonzero(groups == group)[0]) for group in np.unique(groups)]
    rest = np.setdiff1d(np.arange(len(doubtful)), firsts)
    rows: list[int] = doubtful[[*sorted(firsts), *rest]].tolist()
    return rows


def _unlike(pool: Vectors, answered: Vectors) -> list[int]:
    """Rows that are least like anything answered, each also unlike the ones before it (farthest first)."""
    nearest: NDArray[np.float32] = (pool @ answered.T).max(axis=1)
    rows = []
    for _ in range(min(20, len(pool))):
        row = int(nearest.argmin())
        rows.append(row)
        nearest = np.maximum(nearest, pool @ pool[row])
    return rows


def _likely(shares: Vectors, counts: Sequence[int]) -> list[int]:
    """For categories with few answers, in turn, the rows that are most probably theirs."""
    rare = [category for category in np.argsort(counts, kind="stable") if counts[category] < _FEW]
    best: list[Rows] = [np.argsort(-shares[:, category], kind="stable")[:10] for category in rare]
    rows: list[int] = np.stack(best, axis=1).ravel().tolist() if best else []
    return rows
