"""How sure heard words are: what the decoder says, moved by what people found."""

import pytest

from deskhand.domain.recordings import Passage
from deskhand.engine.speech.sureness import Calibration, learned

RIGHT = "please call me back before noon today"
WRONG = "please fall me sack before moon today"


def left_as_it_was(probability: float) -> Passage:
    return Passage(0, 3, RIGHT, probability, probability=probability)


def corrected(probability: float) -> Passage:
    return Passage(0, 3, RIGHT, 1.0, heard=WRONG, probability=probability)


@pytest.mark.parametrize("probability", [0.05, 0.3, 0.7, 0.95])
def test_without_corrections_it_is_what_the_decoder_says(probability: float) -> None:
    assert learned([]).sure(probability, doubted=False) == pytest.approx(probability)


def test_many_corrections_make_the_same_probability_less_sure() -> None:
    """Three words of seven were wrong where nine of ten were promised."""
    few, many = (learned([corrected(0.9)] * count).sure(0.9, doubted=False) for count in (10, 1000))
    assert 4 / 7 < many < few < 0.9
    assert many == pytest.approx(4 / 7, abs=0.05)


def test_calls_that_were_right_make_the_same_probability_more_sure() -> None:
    assert learned([left_as_it_was(0.7)] * 200).sure(0.7, doubted=False) > 0.8


def test_what_is_less_probable_stays_less_sure() -> None:
    calibration = learned([corrected(0.9)] * 100 + [left_as_it_was(0.6)] * 100)
    sure = [calibration.sure(share / 20, doubted=False) for share in range(1, 20)]
    assert sure == sorted(sure)
    assert all(0 <= share <= 1 for share in sure)


def test_a_doubtful_passage_is_never_sure() -> None:
    assert Calibration().sure(0.99, doubted=True) < 0.5


@pytest.mark.parametrize("words", ["", "…"])
def test_a_passage_whose_words_were_taken_out_does_no_harm(words: str) -> None:
    emptied = Passage(0, 3, words, 1.0, heard=WRONG, probability=0.9)
    assert learned([emptied] * 100).sure(0.9, doubted=False) < 0.5
    assert learned([Passage(0, 3, words, 1.0)]) == Calibration()
