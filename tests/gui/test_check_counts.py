"""What the careful dial says."""

import pytest

from deskhand.domain.sureness import in_ten
from deskhand.gui.pages.check.counts import careful_at, count, position_of, wilson


@pytest.mark.parametrize("careful", [0.0, 0.5, 0.8, 0.99, 1.0])
def test_the_dial_stands_where_it_was_put(careful: float) -> None:
    assert careful_at(position_of(careful)) == pytest.approx(careful)


def test_the_careful_end_lets_everything_wait_and_the_quick_end_nothing() -> None:
    assert careful_at(0.0) == 1.0
    assert careful_at(1.0) == 0.0


def test_mistakes_are_counted_only_among_what_deskhand_would_answer() -> None:
    held_out = [(0.9, True)] * 95 + [(0.9, False)] * 5 + [(0.3, False)] * 20
    counts = count(held_out, careful=0.5, waiting=38, others=400)
    assert counts.wrong == 20
    assert counts.low < 20 < counts.high
    assert counts.counted_on == 120


def test_without_any_answer_that_sure_anything_is_possible() -> None:
    counts = count([(0.3, True)], careful=0.9, waiting=1, others=10)
    assert (counts.low, counts.high) == (0, 10)


def test_the_interval_is_that_of_wilson() -> None:
    low, high = wilson(17, 20)
    assert (low, high) == (pytest.approx(0.640, abs=0.001), pytest.approx(0.948, abs=0.001))


@pytest.mark.parametrize(("confidence", "words"), [(0.0, "1 in 10"), (0.44, "4 in 10"), (0.999, "9 in 10")])
def test_nobody_is_ten_in_ten_sure(confidence: float, words: str) -> None:
    assert in_ten(confidence) == words
