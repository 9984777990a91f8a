"""What Run says, without a window."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskhand.domain.items import Source, TablePreview
from deskhand.gui.actions.stay_awake import command
from deskhand.gui.pages.run.another import known_source, text_columns
from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.run.situation import Situation, Way
from deskhand.gui.pages.run.words import done_at, told
from deskhand.storage.tables.runs import RunCounts

FIRST = Source(1, "/office/first.xlsx", "Inbox", 1, ("No.", "Message", "Type"), (1,))


def situation(phase: Phase, **changed: Any) -> Situation:
    counts = RunCounts(500, 500, 0)
    usual = Situation(phase, counts, trial=False, table="", ahead=500, open=0, learned_since=False, taught=True)
    return replace(usual, **changed)


def preview(*columns: str, guess: tuple[int, ...] = ()) -> TablePreview:
    return TablePreview("/office/more.xlsx", ("Inbox",), "Inbox", 1, columns, (), text_guess=guess)


@pytest.mark.parametrize(
    ("now", "title", "way"),
    [
        (situation(Phase.READY, open=500), "Sort 500 messages", Way.TRY),
        (situation(Phase.READY), "All 500 messages have an answer", Way.CHECK),
        (situation(Phase.READY, taught=False), "Nothing to run with yet", Way.TEACH),
        (situation(Phase.LEARNING), "Learning from your answers", Way.TRY),
        (situation(Phase.LEARNING, planned=True), "First, learning from your answers", Way.CHECK_DONE),
        (situation(Phase.ENDED), "All 500 messages have an answer", Way.CHECK),
        (situation(Phase.ENDED, counts=RunCounts(500, 498, 2)), "498 messages have an answer", Way.CHECK),
        (situation(Phase.ENDED, open=1), "1 message has no answer yet", Way.ALL),
        (situation(Phase.ENDED, learned_since=True), "500 messages were answered before", Way.ALL),
        (situation(Phase.RUNNING, table="more.csv"), "Sorting 500 messages of more.csv", Way.CHECK_DONE),
    ],
)
def test_the_page_offers_what_comes_next(now: Situation, title: str, way: Way) -> None:
    said = told(now)
    assert (said.title, said.way) == (title, way)


def test_the_end_is_told_by_the_clock_and_by_the_day_if_it_is_another() -> None:
    evening = datetime(2026, 10, 4, 22, 0)
    assert done_at(31 * 60, evening) == "done at about 22:31"
    assert done_at(3 * 3600, evening) == "done at about 01:00 on Monday"


def test_the_columns_of_another_workbook_are_found_by_their_names() -> None:
    assert text_columns(preview("Message", "Date", guess=(1,)), (FIRST,)) == (0,)
    assert text_columns(preview("Text", "Date", guess=(0,)), (FIRST,)) == (0,)
    assert text_columns(preview("Date"), (FIRST,)) == ()


def test_a_workbook_that_was_read_before_is_known_again() -> None:
    again = TablePreview("/office/first.xlsx", ("Inbox",), "Inbox", 1, FIRST.columns, ())
    assert known_source(again, (FIRST,)) is FIRST
    assert known_source(preview(*FIRST.columns), (FIRST,)) is None


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_the_computer_may_sleep_again_if_deskhand_dies(platform: str) -> None:
    assert any("4711" in part for part in command(platform, 4711))
