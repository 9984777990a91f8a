"""Patterns make folders and names from answers and from what was read, and say what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskhand.domain.files import Content
from deskhand.domain.filing import PATTERN_FIELDS
from deskhand.domain.filing_patterns import example, parsed, values_of
from deskhand.domain.problems import ProblemError

QUESTIONS = ("Type", "Urgency", "Kind of case")
READ = Content("PDF", "", 2, "2026-03-09T10:11:12", "Bell & Sons", "Invoice 2041")
ANSWERS = {"Type": "Letter", "Urgency": "Urgent", "Kind of case": "Lease"}


def placed(pattern: str, content: Content | None = READ, name: str = "scan 1.PDF", **answers: str) -> str:
    values, ending = values_of(name, "Inbox", content, ANSWERS | answers)
    folders, at_last = parsed(pattern, QUESTIONS).place(values, ending)
    return "/".join((*folders, at_last))


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("", "Letter/Urgent/Lease/scan 1.PDF"),
        ("{Type}/{name}", "Letter/scan 1.PDF"),
        ("{Type}/{Urgency}/{date} {name}", "Letter/Urgent/2026-03-09 scan 1.PDF"),
        ("{ type } of {year}\\{month}/{from} - {subject}", "Letter of 2026/03/Bell & Sons - Invoice 2041.PDF"),
        ("{kind of case}/{kind}/{folder}/{name}", "Lease/PDF/Inbox/scan 1.PDF"),
        ("{Type}", "Letter.PDF"),
    ],
)
def test_a_pattern_makes_folders_and_a_name(pattern: str, place: str) -> None:
    assert placed(pattern) == place


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("{Type}/{date} {name}", "Letter/scan 1.PDF"),
        ("{Type}/{date} - {from} - {name}", "Letter/scan 1.PDF"),
        ("{Type}/{name} ({from})", "Letter/scan 1.PDF"),
        ("{Type}/{name}_{date}", "Letter/scan 1.PDF"),
        ("{Type}/{year}/{name}", "Letter/scan 1.PDF"),
        ("{Type}/{from}, {name}, {date}", "Letter/scan 1.PDF"),
        ("{Type}/{subject}", "Letter/unnamed.PDF"),
    ],
)
def test_what_is_not_known_leaves_nothing_behind(pattern: str, place: str) -> None:
    assert placed(pattern, Content("PDF")) == place


def test_no_answer_and_no_text_of_a_file_makes_a_path() -> None:
    evil = Content("PDF", "", 1, "2026-01-01", "../../etc", "/root/.ssh\\..\\x")
    assert placed("{Type}/{from}/{subject}", evil, Type="..") == "unnamed/..-..-etc/-root-.ssh-..-x.PDF"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_there_are_never_more_levels_than_slashes(answer: str, sender: str, name: str) -> None:
    values, ending = values_of(name, "Inbox", Content("PDF", sender=sender), ANSWERS | {"Type": answer})
    folders, at_last = parsed("{Type}/{from}/{name}", QUESTIONS).place(values, ending)
    assert len(folders) <= 2
    assert all(part not in ("", ".", "..") and "/" not in part and "\\" not in part for part in (*folders, at_last))


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("{Typ}/{name}", "a word that means nothing"),
        ("{Type/{name}", "a brace too many"),
        ("{Type}}/{name}", "a brace too many"),
        ("../{name}", "leads out of the folder"),
        ("{Type}/../{name}", "leads out of the folder"),
        ("/{Type}/{name}", "leads out of the folder"),
        ("C:\\{Type}\\{name}", "leads out of the folder"),
        ("~/{name}", "leads out of the folder"),
        ("{Type}//{name}", "a folder without a name"),
        ("{Type}/", "a folder without a name"),
        ("{Type}/letter", "get the same name"),
    ],
)
def test_what_cannot_be_meant_is_said_in_words(pattern: str, title: str) -> None:
    with pytest.raises(ProblemError, match=title):
        parsed(pattern, QUESTIONS)


def test_an_unknown_word_is_answered_with_those_that_are_known() -> None:
    with pytest.raises(ProblemError) as caught:
        parsed("{Typ}/{name}", QUESTIONS)
    assert all(f"{{{name}}}" in caught.value.problem.advice for name in (*QUESTIONS, *PATTERN_FIELDS))


def test_a_person_sees_an_example() -> None:
    assert example("{Type}/{date} {name}", {"Type": "Letter"}) == "Letter / 2026-03-09 scan 0412.pdf"
    assert example("", {"Type": "Letter", "Urgency": "Urgent"}) == "Letter / Urgent / scan 0412.pdf"
    assert example("{Type}/{kind} {name}", {"Type": "Hum"}, "Track 0412.wav") == "Hum / WAV Track 0412.wav"
