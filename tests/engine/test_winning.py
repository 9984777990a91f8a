"""A challenger takes over only by more than luck."""

import numpy as np
import pytest

from deskhand.engine.winning import compare


def marks(rng: np.random.Generator, share: float, splits: int, rows: int) -> list[np.ndarray]:
    return [(rng.random(rows) < share).astype(np.float64) for _ in range(splits)]


def test_a_clear_gain_wins() -> None:
    rng = np.random.default_rng(0)
    champion = marks(rng, 0.7, 5, 60)
    better = [np.maximum(each, rng.random(60) < 0.4) for each in champion]
    found = compare(better, champion, 0.25)
    assert found.wins
    assert found.low > 0


def test_equals_do_not_win() -> None:
    champion = marks(np.random.default_rng(1), 0.8, 5, 60)
    assert not compare(champion, champion, 0.25).wins


@pytest.mark.parametrize("splits", [1, 2, 5, 15])
def test_of_a_hundred_challengers_that_are_no_better_few_win_by_luck(splits: int) -> None:
    rng = np.random.default_rng(splits)
    won = 0
    for _ in range(100):
        champion = marks(rng, 0.8, splits, 40)
        other = [np.where(rng.random(40) < 0.15, rng.random(40) < 0.8, each).astype(np.float64) for each in champion]
        won += compare(other, champion, 0.25).wins
    assert won <= 15


def test_a_gain_of_less_than_a_point_is_none() -> None:
    champion = [np.zeros(1000)] * 5
    barely = [np.concatenate([np.ones(5), np.zeros(995)])] * 5
    assert not compare(barely, champion, 0.25).wins


def test_nothing_tested_wins_nothing() -> None:
    assert not compare([], [], 0.25).wins
