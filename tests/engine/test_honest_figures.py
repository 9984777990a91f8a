"""Intervals, confidence, thresholds and forecasts."""

import numpy as np
import pytest

from deskhand.domain.evaluations import CurvePoint, Method, Verdict
from deskhand.engine import calibrating, curves, evaluating
from deskhand.engine.evaluating import more_than_luck, wilson


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(45, 50, 0.79, 0.96), (90, 100, 0.83, 0.94), (18, 20, 0.70, 0.97), (0, 0, 0, 1)]
)
def test_the_range_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    score = wilson(right, of)
    assert (score.low, score.high) == pytest.approx((low, high), abs=0.006)


def test_what_was_counted_lies_within_its_range() -> None:
    scores = [wilson(right, of) for of in range(1, 99) for right in (0, of)]
    assert all(score.low <= score.right / score.of <= score.high for score in scores)


def test_a_lead_of_a_few_items_may_be_luck_and_a_lead_of_many_is_not() -> None:
    every = np.ones(100, bool)
    few, many = every.copy(), every.copy()
    few[:4], many[:20] = False, False
    assert not more_than_luck(every, few)
    assert more_than_luck(every, many)
    assert not more_than_luck(every, every)


def test_confidence_says_how_often_it_is_right() -> None:
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 3000)
    logits = random.normal(size=(3000, 3))
    logits[np.arange(3000), truth] += 1.0
    boasting = (logits * 8).astype(np.float32)
    shares = calibrating.shares(boasting, calibrating.temperature(boasting, truth))
    bins = calibrating.reliability(shares.max(axis=1).astype(float), shares.argmax(axis=1) == truth)
    assert sum(part.of for part in bins) == 3000
    assert max(abs(part.says - part.right / part.of) for part in bins) < 0.1


def test_nothing_is_certain_after_a_few_right_answers() -> None:
    logits = np.eye(2, dtype=np.float32)[[0, 1] * 10] * 5
    shares = calibrating.shares(logits, calibrating.temperature(logits, np.array([0, 1] * 10)))
    assert 0.9 < shares.max(axis=1).mean() < 0.97


def test_what_was_never_tested_is_sure_of_nothing() -> None:
    logits = np.eye(5, dtype=np.float32) * 4
    untested = calibrating.temperature(logits[:0], np.zeros(0, np.int64))
    assert calibrating.shares(logits, untested).max() < 0.5


def test_the_careful_threshold_needs_forty_five_flawless_answers() -> None:
    assert calibrating.careful([0.99] * 44, [True] * 44) is None
    assert calibrating.careful([0.99] * 45, [True] * 45) == 0.5


def test_the_careful_promise_is_kept_in_nine_of_ten_projects() -> None:
    """Of all that arrives at most 5 % is answered wrongly unseen: tried on 200 projects of 200 tested answers."""
    random = np.random.default_rng(0)
    broken = 0
    for _ in range(200):
        sure = random.beta(4, 1.5, 4200)
        right = random.random(4200) < sure
        threshold = calibrating.careful(sure[:200].tolist(), right[:200].tolist())
        broken += threshold is not None and float(np.mean((sure[200:] >= threshold) & ~right[200:])) > 0.05
    assert broken <= 0.13 * 200


def test_answers_as_sure_as_the_first_that_breaks_the_promise_wait_too() -> None:
    threshold = calibrating.careful([0.9] * 100 + [0.6] * 100, [True] * 100 + [False] * 100)
    assert threshold is not None
    assert 0.6 < threshold <= 0.9


def test_a_forecast_is_a_range_or_nothing() -> None:
    random = np.random.default_rng(0)
    many = [(random.random(2000) < share).astype(float) for share in (0.6, 0.7, 0.75, 0.78)]
    expected = curves.expect([500, 1000, 1500, 2000], many)
    assert expected is not None
    assert 0.77 < expected.low <= expected.value <= expected.high < 0.9
    few = [hits[:30] for hits in many]
    assert curves.expect([10, 20, 30, 40], few) is None
    assert curves.expect([500, 1000, 1500], many[:3]) is None


def test_the_forecast_is_said_in_counts_out_of_a_hundred() -> None:
    now = CurvePoint(164, 0.83, 0.8, 0.86)
    assert curves.forecast(now, CurvePoint(244, 0.87, 0.85, 0.89)) == (
        "80 more answers would perhaps bring it to 85 to 89 of 100, now 83."
    )
    assert curves.forecast(now, None) == curves.TOO_EARLY


def test_a_model_that_was_changed_is_named_beside_the_one_that_was_not() -> None:
    marks = {
        Method.COMMONEST: np.arange(100) < 20,
        Method.WORDS: np.arange(100) < 60,
        Method.MODEL: np.arange(100) < 80,
        Method.FULL: np.arange(100) < 95,
    }
    found, reason = evaluating.verdict(marks, Method.FULL, "Pain", None)
    assert found is Verdict.WORTH_USING
    assert reason.startswith("The model that your answers have changed is right on 95 of 100, the pretrained model")
