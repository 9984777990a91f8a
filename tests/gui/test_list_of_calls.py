"""Check for recordings: its list of calls, what is sought in it, and what happens to it while others come."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calls_heard import RUN, UNREAD, go_to, listening, transcript
from deskhand.domain.acts import PassageCorrected
from deskhand.domain.jobs import Transcribed
from deskhand.gui.pages.listen.page import ListenPage


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[ListenPage]:
    with listening(tmp_path, qtbot) as page:
        yield page


def test_the_list_says_how_many_calls_there_are_and_which_wait(page: ListenPage) -> None:
    assert page.list.counts.text() == "13 calls · 1 without speech · 1 could not be read"
    row = page.list.model.row(page.list.place)
    assert row is not None
    assert row.spoken == "Call at 08:12, 2:00 long, Breakdown, Today, waits for you"


def find(page: ListenPage, words: str, qtbot: QtBot) -> None:
    QTest.keyClick(page.call.passages, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.finder.hasFocus()
    QTest.keyClicks(page.finder, words)
    qtbot.waitUntil(lambda: page.list.calls is not None and page.list.calls.find == words)


def test_one_aims_at_a_call(page: ListenPage) -> None:
    page.aim("7")
    page.arrive()
    assert page.call.item_id == page.list.item_id == 7


def test_a_call_that_is_aimed_at_is_shown_although_others_are_sought(page: ListenPage, qtbot: QtBot) -> None:
    find(page, "estate car", qtbot)
    page.aim("7")
    page.arrive()
    assert page.call.item_id == 7
    assert page.finder.isHidden()


def test_words_are_sought_in_all_calls_and_escape_brings_all_back(page: ListenPage, qtbot: QtBot) -> None:
    find(page, "estate car", qtbot)
    assert page.list.counts.text() == "1 of 13 calls"
    assert page.call.item_id == 1
    QTest.keyClick(page.finder, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 13)
    assert page.call.passages.hasFocus()


def test_words_that_nobody_said_are_said_to_be_nowhere(page: ListenPage, qtbot: QtBot) -> None:
    find(page, "submarine", qtbot)
    assert page.nothing.isVisible()
    assert page.call.isHidden()


def test_undoing_what_was_done_in_another_call_shows_that_call(page: ListenPage) -> None:
    page.open_project.record(PassageCorrected(1, 0, "Hello."))
    go_to(page, 3)
    page.open_project.undo()
    assert page.call.item_id == 1


def test_the_call_that_is_listened_to_stays_while_others_come(page: ListenPage, qtbot: QtBot) -> None:
    message = Transcribed(RUN, UNREAD, transcript(5), "digest")
    page.open_project.project.record(message)
    page.open_project.recorded.emit(message)
    qtbot.waitUntil(lambda: page.list.counts.text() == "13 calls · 1 without speech")
    assert page.call.item_id == 1


def test_the_answers_of_a_run_come_while_a_number_is_written(page: ListenPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.call.passages, "n")
    QTest.keyClicks(page.call.call_back.field, "99")
    message = Transcribed(RUN, UNREAD, transcript(5), "digest")
    page.open_project.project.record(message)
    page.open_project.recorded.emit(message)
    qtbot.waitUntil(lambda: page.list.counts.text() == "13 calls · 1 without speech")
    assert page.call.call_back.field.text() == "555 9962"


def test_a_narrow_window_has_a_drop_down_in_place_of_the_list(page: ListenPage) -> None:
    page.resize(960, 560)
    assert page.list.isHidden()
    assert page.list.picker.isVisible()
