"""Questions whose answers are numbers."""

import pytest

from deskhand.domain.evaluations import Method, NumberScore, Verdict
from deskhand.engine import numbers
from engine.lessons import numbers as lesson


def test_numbers_that_the_texts_tell_are_learned_with_their_usual_error() -> None:
    evaluation = numbers.study(lesson(200)).evaluation
    assert evaluation.method is Method.MODEL
    assert evaluation.verdict is Verdict.WORTH_USING
    assert isinstance(evaluation.score, NumberScore)
    assert evaluation.score.low <= evaluation.score.error <= evaluation.score.high < 1.0


def test_numbers_that_nothing_tells_are_no_skill() -> None:
    assert numbers.study(lesson(100, noise=1000.0)).evaluation.verdict is Verdict.TOO_EARLY


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3.0),
        (" 2,5 ", 2.5),
        ("1,234.5", 1234.5),
        ("-7", -7.0),
        ("three", None),
        ("", None),
        ("nan", None),
        ("1e3", 1e3),
    ],
)
def test_numbers_are_read_with_point_or_comma(text: str, number: float | None) -> None:
    assert numbers.read_number(text) == number


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (0.123456, "0.1235"), (1234567.8, "1234568"), (-2.5, "-2.5"), (0.0, "0")]
)
def test_numbers_are_written_plainly(value: float, text: str) -> None:
    assert numbers.write_number(value) == text
