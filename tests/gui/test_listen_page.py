"""Check for recordings, on a real project, with the keyboard and the mouse."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from calls_heard import ABOUT, PASSAGES, RUN, SILENT, UNREAD, URGENCY, go_to, listening
from deskhand.domain.acts import PassageCorrected
from deskhand.domain.jobs import Transcribe, Transcribed
from deskhand.domain.recordings import CallState, SaidKind, Transcript
from deskhand.gui.pages.listen.page import ListenPage


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[ListenPage]:
    with listening(tmp_path, qtbot) as page:
        yield page


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


def test_what_cannot_be_played_is_said_and_the_words_stay(page: ListenPage) -> None:
    press(page, " ")
    assert page.call.bar.trouble.text().startswith("The recording is not where it was.")
    assert page.call.passages.isVisible()


def test_a_call_is_checked_with_the_keyboard_alone(page: ListenPage) -> None:
    """From the first key to F: every key goes to whatever has the keyboard."""

    def keys(pressed: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), pressed)

    def key(pressed: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget(), pressed)

    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    keys("d")
    keys("e")
    assert QApplication.focusWidget() is editor(page)
    QTest.keyClick(editor(page), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    keys(" F1")
    key(Qt.Key.Key_Return)
    keys("n")
    assert page.call.call_back.field.hasFocus()
    keys("7")
    key(Qt.Key.Key_Return)
    keys("3")
    keys("w")
    keys("f")
    project = page.open_project.project
    assert heard(page).passages[3].words.endswith("oh one six two. F1")
    number = heard(page).first(SaidKind.CALL_BACK)
    assert number is not None
    assert (number.value, number.corrected) == ("555 7162", True)
    labels = [project.labels.get(question, 1) for question in (ABOUT, URGENCY)]
    assert [label.value for label in labels if label is not None] == ["Price", "Soon"]
    assert project.transcripts.is_checked(1)
    assert page.call.item_id != 1


def test_a_correction_leaves_the_place_that_is_read_and_the_list_alone(page: ListenPage) -> None:
    passages = tuple(replace(PASSAGES[row % 5], start=row * 20.0, end=row * 20.0 + 15) for row in range(200))
    page.open_project.project.record(Transcribed(RUN, 2, Transcript(CallState.DONE, 4000, "en", 0.9, passages), "long"))
    page.aim("2")
    page.arrive()
    page.call.passages.go_to(120)
    bar = page.call.passages.verticalScrollBar()
    there, rows = bar.value(), [row.item_id for row in page.list.calls.fetch(0, 13)] if page.list.calls else []
    for act in (
        lambda: page.open_project.record(PassageCorrected(2, 120, "Something else altogether. " * 12)),
        page.open_project.undo,
        page.open_project.redo,
    ):
        act()
        QTest.qWait(50)
        assert (bar.value(), page.call.passages.currentIndex().row()) == (there, 120)
    assert page.list.calls is not None
    assert [row.item_id for row in page.list.calls.fetch(0, 13)] == rows
    below = page.call.passages.visualRect(page.call.passages.passages.index(121))
    assert below.top() == page.call.passages.visualRect(page.call.passages.passages.index(120)).bottom() + 1
    assert page.call.passages.visualRect(page.call.passages.passages.index(120)).height() > 100


def test_every_control_of_the_page_has_a_name(page: ListenPage) -> None:
    kinds = QAbstractButton | QLineEdit | QAbstractItemView | QAbstractSlider | QComboBox
    controls = [one for one in page.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
    nameless = [one for one in controls if not (one.accessibleName() or getattr(one, "text", str)())]
    assert [one for one in nameless if not isinstance(one, QScrollBar)] == []


def test_no_two_keys_of_the_page_are_the_same(page: ListenPage) -> None:
    keys = [action.shortcut().toString() for action in page.actions()]
    assert len(keys) == len(set(keys))


def test_three_thousand_passages_are_shown_at_once(page: ListenPage) -> None:
    passages = tuple(replace(PASSAGES[row % 5], start=row * 3.6, end=row * 3.6 + 3) for row in range(3000))
    long = Transcript(CallState.DONE, 10_800, "en", 0.9, passages)
    page.open_project.project.record(Transcribed(RUN, 2, long, "long"))
    began = time.perf_counter()
    go_to(page, 2)
    page.grab()
    assert time.perf_counter() - began < 1.5
    assert page.call.passages.passages.rowCount() == 3000


def test_a_narrow_window_scrolls_as_a_whole(page: ListenPage) -> None:
    page.resize(960, 560)
    QTest.qWait(50)
    assert page.call.passages.verticalScrollBar().maximum() == 0
    press(page, "d")
    assert (
        page.call.passages.viewport()
        .visibleRegion()
        .contains(page.call.passages.visualRect(page.call.passages.passages.index(3)).center())
    )
