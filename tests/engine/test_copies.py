"""Copies are found, and what only looks alike is not taken for one."""

import random
from collections.abc import Sequence

import numpy as np
import pytest

from deskhand.engine import copies


def groups_of(texts: Sequence[str]) -> list[list[int]]:
    return copies.near_copies(texts, lambda places: [texts[place] for place in places], lambda _: None)


def test_no_texts_and_one_text_have_no_copies() -> None:
    assert groups_of([]) == groups_of(["please cancel my appointment on Monday"]) == groups_of(["", ""][:1]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("yes", "yes please"), ("no", "now"), ("call me", "call him"), ("card 1", "card 2"),
     ("what is the weather in Rome", "what is the weather in Oslo")],
)  # fmt: skip
def test_short_texts_with_another_word_are_no_copies(first: str, second: str) -> None:
    assert groups_of([first, second]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("Yes, please!", "yes please"),
     ("please cancel my appointment on Monday", "Please cancel my apointment on Monday"),
     ("予約を来週の水曜日に変更したいのですがお願いします", "予約を来週の水曜日に変更したいのですがお願いします。"),
     ("x" * 50_000 + "a", "x" * 50_000 + "b")],
)  # fmt: skip
def test_the_same_words_and_small_slips_are_copies(first: str, second: str) -> None:
    assert groups_of([first, "something else that was written", second]) == [[0, 2]]


def test_nearly_all_pairs_at_the_border_are_found_and_none_below_it() -> None:
    dice = random.Random(5)
    words = ["".join(dice.choices("abcdefghijklmnop", k=7)) for _ in range(3000)]
    texts = [" ".join(dice.sample(words, 24)) for _ in range(600)]
    twins = [text[: -dice.randrange(1, 40)] for text in texts]
    alike = {place for place in range(600) if copies.similarity(texts[place], twins[place]) >= copies.ALIKE}
    found = {first for first, second in groups_of(texts + twins)}
    assert found <= alike
    assert len(found) >= 0.97 * len(alike) > 300


def test_a_crowd_of_copies_is_one_group() -> None:
    texts = [f"your order number {number:06} has been sent to your home address today" for number in range(3000)]
    assert [len(group) for group in groups_of(texts)] == [3000]


def test_only_case_and_space_do_not_matter_for_repeats() -> None:
    texts = ["What now", "what  NOW ", "what now?", "what now"]
    prints = np.array([copies.fingerprint(text) for text in texts], np.uint64)
    assert list(copies.same(prints)) == [[0, 1, 3]]
