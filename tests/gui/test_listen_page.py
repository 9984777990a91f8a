"""Check for recordings, on a real project, with the keyboard and the mouse."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from calls_heard import ABOUT, PASSAGES, RUN, SILENT, UNREAD, URGENCY, ask_about, make_calls, transcript
from deskhand.domain.jobs import Transcribe, Transcribed
from deskhand.domain.recordings import CallState, SaidKind, Transcript
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.listen.page import ListenPage
from deskhand.gui.pages.listen.player import Player
from inbox import opened, show


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = make_calls(tmp_path / "calls", tmp_path, ("call.wav",))
    ask_about(project)
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[ListenPage]:
    page = ListenPage(open_project)
    show(page, qtbot)
    page.arrive()
    go_to(page, 1)
    yield page
    page.leave()


def go_to(page: ListenPage, item_id: int) -> None:
    assert page.list.calls is not None
    page.list.go_to(page.list.calls.places[item_id])
    page.call.take_focus()


def heard(page: ListenPage, item_id: int = 1) -> Transcript:
    found = page.open_project.project.transcripts.of(item_id)
    assert found is not None
    return found


def press(page: ListenPage, keys: str) -> None:
    QTest.keyClicks(page.call.passages, keys)


def editor(page: ListenPage) -> QTextEdit:
    found = page.call.passages.viewport().findChild(QTextEdit)
    assert isinstance(found, QTextEdit)
    return found


def test_the_list_says_how_many_calls_there_are_and_which_wait(page: ListenPage) -> None:
    assert page.list.counts.text() == "13 calls · 1 without speech · 1 could not be read"
    row = page.list.model.row(page.list.place)
    assert row is not None
    assert row.spoken == "Call at 08:12, 2:00 long, Breakdown, Today, waits for you"


def test_a_doubtful_passage_asks_to_be_heard(page: ListenPage) -> None:
    line = page.call.passages.passages.line(3)
    assert (line.chip, line.remark) == ("Listen: 5 in 10 sure", "Hard to hear")
    assert page.call.passages.passages.line(1).remark == "“pedal” was heard as “petal”"


def test_a_passage_is_corrected_in_place_and_can_be_put_back(page: ListenPage) -> None:
    press(page, "e")
    editor(page).setPlainText("Hello, it is about the car.")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    corrected = heard(page).passages[0]
    assert (corrected.words, corrected.heard) == ("Hello, it is about the car.", PASSAGES[0].words)
    assert page.call.passages.passages.line(0).remark == f"Was: {PASSAGES[0].words}"
    page.call.passages.put_back(0)
    assert heard(page).passages[0].words == PASSAGES[0].words


def test_escape_lets_go_of_a_correction(page: ListenPage) -> None:
    page.call.passages.correct(0)
    assert editor(page).toPlainText() == PASSAGES[0].words
    editor(page).setPlainText("Nonsense")
    QTest.keyClick(editor(page), Qt.Key.Key_Escape)
    assert heard(page).passages[0] == PASSAGES[0]


def test_letters_are_typed_while_a_passage_is_corrected(page: ListenPage) -> None:
    page.call.passages.correct(0)
    QTest.keyClicks(editor(page), "f1 ")
    assert editor(page).toPlainText().count("f1 ") == 1
    assert not page.open_project.project.transcripts.is_checked(1)


def test_a_click_on_a_word_corrects_and_one_on_the_time_plays(page: ListenPage) -> None:
    played: list[int] = []
    page.call.passages.pressed_at.connect(played.append)
    box = page.call.passages.visualRect(page.call.passages.passages.index(2))
    QTest.mouseClick(page.call.passages.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, 15))
    assert played == [2]
    QTest.mouseClick(page.call.passages.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(90, 15))
    assert editor(page).toPlainText() == PASSAGES[2].words


def test_the_other_number_is_used_and_undone(page: ListenPage) -> None:
    assert page.call.call_back.field.text() == "555 0162"
    assert page.call.call_back.doubt.text() == "check 2 digits"
    page.call.call_back.written.emit("555 0147")
    number = heard(page).first(SaidKind.CALL_BACK)
    assert number is not None
    assert (number.value, number.corrected) == ("555 0147", True)
    page.open_project.undo()
    assert page.call.call_back.field.text() == "555 0162"


def test_figures_and_letters_answer_the_two_questions(page: ListenPage) -> None:
    press(page, "2")
    press(page, "w")
    labels = page.open_project.project.labels
    said = [labels.get(question, 1) for question in (ABOUT, URGENCY)]
    assert [label.value for label in said if label is not None] == ["Booking", "Soon"]


def test_f_finishes_the_call_and_goes_to_the_next_that_waits(page: ListenPage) -> None:
    waiting = page.open_project.project.transcripts.waiting()
    press(page, "f")
    assert page.open_project.project.transcripts.is_checked(1)
    assert page.open_project.project.transcripts.waiting() == waiting - 1
    row = page.list.model.row(page.list.place)
    assert row is not None
    assert row.waits
    assert page.call.item_id == row.item_id != 1


def test_d_goes_to_the_next_doubtful_passage(page: ListenPage) -> None:
    press(page, "d")
    assert page.call.passages.currentIndex().row() == 3
    assert page.call.player.position == PASSAGES[3].start


def test_a_call_without_speech_says_so_and_offers_to_try(page: ListenPage) -> None:
    go_to(page, SILENT)
    assert page.call.wordless.what.text() == "No speech was found: four seconds of dial tone."
    page.call.wordless.anyway.click()
    assert [job.request for job in page.open_project.jobs()][-1] == Transcribe(RUN, anyway=(SILENT,))
    assert page.call.wordless.anyway.text() == "Turning into text…"


def test_a_recording_that_could_not_be_read_says_why(page: ListenPage) -> None:
    go_to(page, UNREAD)
    assert page.call.wordless.what.text() == "This recording could not be read. Its content is damaged."
    assert page.call.bar.isHidden()


def test_the_call_that_is_listened_to_stays_while_others_come(page: ListenPage, qtbot: QtBot) -> None:
    message = Transcribed(RUN, UNREAD, transcript(5), "digest")
    page.open_project.project.record(message)
    page.open_project.recorded.emit(message)
    qtbot.waitUntil(lambda: page.list.counts.text() == "13 calls · 1 without speech")
    assert page.call.item_id == 1


def test_what_cannot_be_played_is_said_and_the_words_stay(page: ListenPage) -> None:
    press(page, " ")
    assert page.call.bar.trouble.text().startswith("The recording is not where it was.")
    assert page.call.passages.isVisible()


def test_a_narrow_window_has_a_drop_down_in_place_of_the_list(page: ListenPage) -> None:
    page.resize(960, 560)
    assert page.list.isHidden()
    assert page.list.picker.isVisible()


def test_three_thousand_passages_are_shown_at_once(page: ListenPage) -> None:
    passages = tuple(replace(PASSAGES[row % 5], start=row * 3.6, end=row * 3.6 + 3) for row in range(3000))
    long = Transcript(CallState.DONE, 10_800, "en", 0.9, passages)
    page.open_project.project.record(Transcribed(RUN, 2, long, "long"))
    began = time.perf_counter()
    go_to(page, 2)
    page.grab()
    assert time.perf_counter() - began < 1.5
    assert page.call.passages.passages.rowCount() == 3000


def test_a_recording_plays_from_a_place(qtbot: QtBot, data: Path) -> None:
    player, places = Player(), list[float]()
    player.moved.connect(places.append)
    player.open(next((data / "voicemails").glob("vm*.wav")))
    player.play_from(2.0)
    qtbot.waitUntil(lambda: player.plays and len(places) > 3 and places[-1] > 2.2, timeout=8000)
    assert min(places) >= 1.9
    player.open(None)
