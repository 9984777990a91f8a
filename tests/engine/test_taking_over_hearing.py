"""When what a speech model learned is used from now on: held against the model before, on the same sounds."""

from collections.abc import Sequence

import numpy as np
import pytest

from deskhand.engine.speech.accepting import decide, distance, exam_of, marked, spoken
from deskhand.engine.speech.clips import Clip, Line
from deskhand.engine.speech.voice import RATE

SECOND = np.zeros(RATE, np.int16)
WORDS = "please tell Mister Kovalenko that the van is ready and call back"


def examined(own: str, silent: str = "", generic: str = WORDS, calls: int = 12) -> tuple[Sequence[str], ...]:
    return ([own] * calls, [silent] * 18, [generic] * 6)


def marks_of(heard: tuple[Sequence[str], ...], calls: int = 12) -> object:
    line = (Line(0, 5, WORDS),)
    own = [Clip(SECOND, line, str(number), language="en") for number in range(calls)]
    exam = exam_of(own, [Clip(SECOND, line, f"other {number}") for number in range(6)], ())
    return marked(exam, [words for some in heard for words in some])


def misheard(name: str = "cove linger") -> str:
    return WORDS.replace("Kovalenko", name)


def test_a_model_that_hears_more_words_rightly_takes_over() -> None:
    decision = decide(marks_of(examined(misheard())), marks_of(examined(WORDS)))
    assert decision.kept
    assert decision.gain == pytest.approx(2 / 12)
    assert (decision.low, decision.high) == pytest.approx((2 / 12, 2 / 12))
    assert "144 words" in decision.words
    assert "24 were wrong before, and 0 are now" in decision.words


def test_words_in_silence_keep_the_model_as_it_was() -> None:
    decision = decide(marks_of(examined(misheard())), marks_of(examined(WORDS, silent="thank you")))
    assert not decision.kept
    assert "36 words where nobody speaks" in decision.words


def test_other_people_may_not_be_heard_worse() -> None:
    decision = decide(marks_of(examined(misheard())), marks_of(examined(WORDS, generic=misheard("van"))))
    assert not decision.kept
    assert "other people are heard worse" in decision.words


def test_a_gain_that_luck_explains_is_none() -> None:
    before, own = marks_of(examined(WORDS)), [WORDS] * 6 + [misheard()] * 6
    decision = decide(before, marks_of((own, [""] * 18, [WORDS] * 6)))
    assert not decision.kept
    assert "no gain that 144 words can show" in decision.words
    assert not decide(before, before).kept


@pytest.mark.parametrize(("better", "kept"), [(1, False), (2, False), (3, True)])
def test_a_gain_must_be_sure(better: int, kept: bool) -> None:
    before, after = [*[misheard()] * better, *[WORDS] * (12 - better)], [WORDS] * 12
    decision = decide(marks_of((before, [""] * 18, [WORDS] * 6)), marks_of((after, [""] * 18, [WORDS] * 6)))
    assert decision.gain == pytest.approx(better / 72)
    assert decision.kept == kept
    assert ("no gain that 144 words can show" in decision.words) != kept


def test_names_may_not_be_missed_more_often() -> None:
    before = misheard().replace("cove linger", "Kovalenko").replace("please tell", "bees sell").replace("van", "fan")
    decision = decide(marks_of(examined(before)), marks_of(examined(misheard("kovalenka"))))
    assert not decision.kept
    assert "names are missed" in decision.words


def test_words_are_counted_however_numbers_are_parted() -> None:
    assert spoken("Ring 310-555, please!") == ["ring", *"310555", "please"]
    assert distance(spoken("Ring 310 555"), spoken("ring 3 1 0 5 5 5")) == 0
    assert distance(["a", "b", "c"], ["a", "x", "c", "d"]) == 2
    assert distance([], ["you"]) == 1
