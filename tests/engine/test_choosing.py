"""What is asked next."""

import numpy as np

from deskhand.domain.jobs import Why
from deskhand.engine import choosing
from engine.lessons import inputs_of


def test_two_of_ten_are_asked_at_random_so_that_the_figure_is_honest() -> None:
    pool = inputs_of(np.repeat(np.arange(4), 50), 1.0).vectors
    for picked in (
        choosing.cold(pool, pool[:0], 20, seed=1),
        choosing.warm(pool, np.full((200, 4), 0.25, np.float32), pool[:8], [50] * 4, seed=1)[:20],
    ):
        assert len({row for row, _ in picked}) == 20
        assert sum(why is Why.RANDOM for _, why in picked) >= 4


def test_the_first_questions_come_from_different_groups() -> None:
    truth = np.repeat(np.arange(6), 30)
    pool = inputs_of(truth, 4.0).vectors
    asked = [row for row, why in choosing.cold(pool, pool[:0], 12, seed=0) if why is Why.UNLIKE]
    assert len(set(truth[asked])) == 6


def test_items_between_two_categories_come_before_clear_ones() -> None:
    pool = inputs_of(np.zeros(100, np.int64), 0.0).vectors
    shares = np.tile(np.array([0.98, 0.02], np.float32), (100, 1))
    shares[40:45] = 0.5
    asked = [row for row, _ in choosing.warm(pool, shares, pool[:3], [50, 50], seed=0)[:20]]
    assert set(range(40, 45)) <= set(asked)


def test_a_rare_category_is_looked_for() -> None:
    pool = inputs_of(np.zeros(60, np.int64), 0.0).vectors
    shares = np.tile(np.array([0.9, 0.1], np.float32), (60, 1))
    shares[7] = [0.3, 0.7]
    picked = choosing.warm(pool, shares, pool[:3], [40, 2], seed=0)[:10]
    assert 7 in [row for row, _ in picked]
    assert Why.LIKELY in [why for _, why in picked]


def test_a_pool_smaller_than_the_questions_is_asked_whole() -> None:
    pool = inputs_of(np.zeros(3, np.int64), 0.0).vectors
    assert sorted(row for row, _ in choosing.cold(pool, pool[:0], 20, seed=0)) == [0, 1, 2]
