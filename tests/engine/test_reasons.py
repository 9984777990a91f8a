"""Which words spoke for an answer."""

import numpy as np

from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.methods.method import Option
from deskhand.engine.methods.words import WordCounts, WordsHead, reasons

TEXTS = (
    "please pay the invoice, by Friday",
    "the invoice is overdue, pay now",
    "the tooth hurts, badly",
    "my tooth broke, help",
)


def learned() -> WordsHead:
    rows = np.arange(4)
    lesson = Lesson(Inputs(list(TEXTS), {}), np.array([0, 0, 1, 1]), ("Invoice", "Pain"), rows, rows)
    head = WordCounts().fit(lesson, [Option(30.0)])[0]
    assert isinstance(head, WordsHead)
    return head


def test_the_words_that_one_category_has_for_itself_speak_for_it() -> None:
    column, words = reasons(learned(), "the invoice, please: my tooth")
    assert column == 0
    assert words[0] == "invoice"
    assert "tooth" not in words


def test_for_another_answer_other_words_speak() -> None:
    column, words = reasons(learned(), "the invoice, please: my tooth", 1)
    assert column == 1
    assert {"tooth", "my"} <= set(words)
    assert "invoice" not in words


def test_signs_are_no_reasons_and_unknown_words_say_nothing() -> None:
    _, words = reasons(learned(), "the tooth hurts, badly, of an elephant!")
    assert words
    assert not [word for word in words if "," in word or "!" in word or "elephant" in word]
