"""Names of the business: what the decoder is told, and what is mended afterwards."""

import csv
from itertools import islice, product
from pathlib import Path
from time import perf_counter

import pytest

from deskhand.domain.recordings import Replacement
from deskhand.engine.speech.names import DOUBTFUL, corrected, hot_words
from deskhand.engine.speech.words import HeardWord

CLEAR, UNSURE = 0.95, 0.45

STRANGERS = [
    f"{first} {last}"
    for first, last in islice(
        product(
            ("Oliver", "Amelia", "Isla", "Arthur", "Freya", "Oscar", "Lukas", "Marta", "Pablo", "Yvonne"),
            (
                "Thompson", "Whitaker", "Okafor", "Gallagher", "Schneider", "Fernandez", "Dubois", "Petrov", "Bancroft",
                "Davenport", "Fairbanks", "Grimshaw", "Ibbotson", "Jarvis", "Lockwood", "Norwood", "Pemberton",
                "Quigley", "Sinclair", "Zimmerman",
            ),
        ),
        200,
    )
]  # fmt: skip
LISTED = [
    "Justin Holmes", "Paul Hartley", "Kathryn Pritchard", "Nadia Pritchard", "Walter Cole", "Ann Fletcher",
    "Victoria Porter", "Jacob Anderson", "Dennis Clark", "Amanda Singh", "Megan Mason", "Alice Spencer",
    "Heather Simmons", "Gloria Watson", "Sarah Foster", "Helen Robinson", "Robert Quinn", "Jeffrey Jackson",
    "Sara Barnes", "Christina Bailey", "Tracy Patel", "Lawrence Elliott", "Anthony Holmes", "Jack Stevens",
    "Edward Ward", "Benjamin Wright", "Hillcrest Property", "Kingsway Kitchens", "Baxter Legal", "Delta Electrical",
    "Volkswagen Golf", "Nakamura", "Kowalski", "Jürgen Groß",
]  # fmt: skip
MISHEARD = {
    "Justin Frmes": "Justin Holmes", "Justin Hames": "Justin Holmes", "Paul Atley": "Paul Hartley",
    "Cathrin Prichard": "Kathryn Pritchard", "Nadya Pritchart": "Nadia Pritchard", "Walter Coal": "Walter Cole",
    "Ann Flecher": "Ann Fletcher", "Victoria Paughter": "Victoria Porter", "Jacob Benderson": "Jacob Anderson",
    "Benice Clark": "Dennis Clark", "Amanda Sing": "Amanda Singh", "Megan Mayson": "Megan Mason",
    "Alice Spenser": "Alice Spencer", "Heather Simons": "Heather Simmons", "Gloria Whatson": "Gloria Watson",
    "Helen Robison": "Helen Robinson", "Robert Kwin": "Robert Quinn", "Jeffry Jackson": "Jeffrey Jackson",
    "Sarah Barns": "Sara Barnes", "Christina Baily": "Christina Bailey", "Laurence Elliot": "Lawrence Elliott",
    "Antony Homes": "Anthony Holmes", "Jack Stephens": "Jack Stevens", "Tracey Patell": "Tracy Patel",
    "Hill Crest Property": "Hillcrest Property", "Kings Way Kitchens": "Kingsway Kitchens",
    "Backster Legal": "Baxter Legal", "Delter Electrical": "Delta Electrical", "Folkswagon Golf": "Volkswagen Golf",
    "Naka Mura": "Nakamura", "Kowalsky": "Kowalski", "Jurgen Gross": "Jürgen Groß",
}  # fmt: skip


def heard(text: str, unsure: str = "") -> list[HeardWord]:
    """The words of ``text``; those of ``unsure`` with little probability."""
    doubtful = unsure.split()
    return [
        HeardWord(word, float(place), place + 0.5, UNSURE if word.strip(".,") in doubtful else CLEAR)
        for place, word in enumerate(text.split())
    ]


def calls(data: Path) -> list[str]:
    with (data / "voicemails" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [row["transcript"] for row in csv.DictReader(file)]


def text_of(words: list[HeardWord]) -> str:
    return " ".join(word.word for word in words)


def test_most_misheard_names_are_mended() -> None:
    known = {word for name in LISTED for word in name.split()}
    mended = 0
    for wrong, right in MISHEARD.items():
        unsure = " ".join(word for word in wrong.split() if word not in known)
        words, _ = corrected(heard(f"Hello, this is {wrong}. Please call.", unsure), [*STRANGERS, *LISTED])
        mended += text_of(words) == f"Hello, this is {right}. Please call."
    assert mended >= 0.85 * len(MISHEARD)


def test_a_call_heard_clearly_is_never_changed(data: Path) -> None:
    for transcript in calls(data):
        words = heard(transcript)
        assert corrected(words, [*STRANGERS, *LISTED]) == (words, ())


def test_names_of_strangers_replace_nothing_even_where_all_is_unsure(data: Path) -> None:
    for transcript in calls(data):
        assert corrected(heard(transcript, transcript.replace(".", "").replace(",", "")), STRANGERS)[1] == ()


def test_what_was_replaced_is_told() -> None:
    words, replaced = corrected(heard("Hello, it's Justin Frmes, calling.", "Frmes"), ["Justin Holmes"])
    assert text_of(words) == "Hello, it's Justin Holmes, calling."
    assert replaced == (Replacement("Frmes", "Holmes"),)


def test_words_that_become_one_name_keep_their_time() -> None:
    words, replaced = corrected(heard("From Naka Mura today.", "Naka Mura"), ["Nakamura"])
    assert words[1] == HeardWord("Nakamura", 1.0, 2.5, UNSURE)
    assert replaced == (Replacement("Naka Mura", "Nakamura"),)


@pytest.mark.parametrize("sentence", ["It was right.", "In a hurry.", "Could you call me?", "It has sevens.", "I've"])
def test_ordinary_words_are_not_taken_for_names(sentence: str) -> None:
    words = heard(sentence, sentence.strip(".?"))
    assert corrected(words, ["Ann Wright", "Harry Cole", "Jack Stevens", "Ivy May"]) == (words, ())


def test_one_name_of_the_list_never_becomes_another() -> None:
    words = heard("This is Sara Barnes.", "Sara Barnes")
    assert corrected(words, ["Sarah Foster", "Sara Barnes", "Jim Barns"]) == (words, ())


def test_between_two_names_that_are_as_near_none_is_chosen() -> None:
    words = heard("This is Hansan.", "Hansan")
    assert corrected(words, ["Hanson", "Hansen"]) == (words, ())


def test_a_word_is_doubtful_below_the_given_probability() -> None:
    for probability, count in ((DOUBTFUL, 0), (DOUBTFUL - 0.01, 1)):
        assert len(corrected([HeardWord("Kowalsky", 0, 1, probability)], ["Kowalski"])[1]) == count


def test_the_decoder_is_told_each_name_once() -> None:
    assert hot_words([" Justin  Holmes", "justin holmes", "", "--", "Baxter Legal"]) == "Justin Holmes, Baxter Legal"


def test_names_that_bring_new_words_are_told_first() -> None:
    assert hot_words(["Justin Holmes", "Justin Cole", "Nakamura"], 2) == "Justin Holmes, Nakamura"


def test_no_more_is_told_than_fits() -> None:
    assert len(hot_words(STRANGERS).split(", ")) == 40


def test_without_names_nothing_is_changed() -> None:
    assert hot_words([]) == ""
    assert corrected(heard("Hello.", "Hello"), []) == (heard("Hello.", "Hello"), ())


def test_a_long_call_is_compared_in_about_a_second() -> None:
    words = [HeardWord("Kowalk", place, place + 0.5, UNSURE if place % 10 == 0 else CLEAR) for place in range(10_000)]
    began = perf_counter()
    corrected(words, [*STRANGERS, *LISTED])
    assert perf_counter() - began < 5  # the machine may be busy
