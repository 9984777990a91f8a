"""Teach, with the keyboard, on a real project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import QuestionDropped
from deskhand.domain.jobs import Asked, AskNext, Why
from deskhand.domain.questions import LabelSource, QuestionKind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.teach.page import TeachPage
from deskhand.gui.pages.teach.session import TeachSession
from inbox import ANSWERED, LABELS, PRICE, TYPE, make_inbox, opened, show

FIRST = ANSWERED + 1  # the first message without an answer


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    with opened(make_inbox(tmp_path / "inbox")) as project:
        yield project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[TeachPage]:
    page = TeachPage(open_project)
    show(page, qtbot)
    page.arrive()
    yield page
    page.leave()


def session_of(page: TeachPage) -> TeachSession:
    assert page.session is not None
    return page.session


def press(page: TeachPage, key: Qt.Key) -> None:
    QTest.keyClick(page.focusWidget() or page, key)


def answer_to(page: TeachPage, item_id: int) -> str | None:
    label = page.open_project.project.labels.get(TYPE, item_id)
    return label.value if label is not None else None


def guess(page: TeachPage, *asked: Asked) -> None:
    session_of(page)._asked = None
    page._take(AskNext(TYPE, asked, ANSWERED, 17, 20, 13, 19, "Appointment", 8, 14))


def test_one_can_answer_before_deskhand_has_looked_at_anything(page: TeachPage) -> None:
    assert session_of(page).item_id == FIRST
    press(page, Qt.Key.Key_2)
    assert answer_to(page, FIRST) == LABELS[1]
    assert session_of(page).item_id == FIRST + 1


def test_an_answer_given_here_is_a_persons_own(page: TeachPage) -> None:
    press(page, Qt.Key.Key_1)
    label = page.open_project.project.labels.get(TYPE, FIRST)
    assert label is not None
    assert label.source is LabelSource.PERSON


def test_space_accepts_the_guess_that_is_marked(page: TeachPage) -> None:
    guess(page, Asked(FIRST, Why.BETWEEN, LABELS[2], 0.91))
    assert page.one.pad.accepted == LABELS[2]
    press(page, Qt.Key.Key_Space)
    assert answer_to(page, FIRST) == LABELS[2]


def test_without_a_guess_space_answers_nothing(page: TeachPage) -> None:
    session_of(page)._asked = None
    press(page, Qt.Key.Key_Space)
    assert answer_to(page, FIRST) is None


def test_the_guess_is_hidden_where_the_answer_serves_an_honest_figure(page: TeachPage) -> None:
    guess(page, Asked(FIRST, Why.RANDOM, LABELS[0], 0.9))
    assert page.one.pad.accepted == ""
    assert "honest figure" in page.one.item.why.text()


def test_a_guess_that_was_read_does_not_change_under_the_finger(page: TeachPage) -> None:
    guess(page, Asked(FIRST, Why.BETWEEN, LABELS[2], 0.6))
    page._take(AskNext(TYPE, (Asked(FIRST, Why.BETWEEN, LABELS[0], 0.9),), ANSWERED))
    assert page.one.pad.accepted == LABELS[2]


def test_backspace_takes_the_answer_back_and_shows_that_message_again(page: TeachPage) -> None:
    press(page, Qt.Key.Key_1)
    press(page, Qt.Key.Key_Backspace)
    assert answer_to(page, FIRST) is None
    assert session_of(page).item_id == FIRST


def test_backspace_brings_an_earlier_answer_back_when_it_was_changed(page: TeachPage) -> None:
    session_of(page).show(1)
    press(page, Qt.Key.Key_3)
    assert answer_to(page, 1) == LABELS[2]
    press(page, Qt.Key.Key_Backspace)
    assert answer_to(page, 1) == LABELS[0]


def test_s_skips_and_0_is_not_sure(page: TeachPage) -> None:
    press(page, Qt.Key.Key_S)
    press(page, Qt.Key.Key_0)
    assert session_of(page).item_id == FIRST + 2
    assert session_of(page).request().skip == (FIRST, FIRST + 1)


def test_a_new_category_gets_the_next_key(page: TeachPage) -> None:
    press(page, Qt.Key.Key_N)
    field = page.one.pad.new_category.field
    assert field.hasFocus()
    QTest.keyClicks(field, "Insurance 9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.one.pad.label_of_key(4) == "Insurance 9"
    assert answer_to(page, FIRST) is None, "figures typed into the field are no answers"


def test_deskhand_learns_behind_and_says_so(page: TeachPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "17 of 20" in page.teach_panel.figure.text(), timeout=10_000)
    qtbot.waitUntil(lambda: page.learning.sentence().startswith("Learned from your last answer"), timeout=10_000)
    assert page.one.item.reading.hasFocus(), "learning never takes the focus"


def test_the_last_ten_can_be_opened_and_changed(page: TeachPage) -> None:
    press(page, Qt.Key.Key_1)
    last = page.teach_panel.last
    assert last.answers[0].item_id == FIRST
    last.chosen.emit(FIRST)
    press(page, Qt.Key.Key_2)
    assert answer_to(page, FIRST) == LABELS[1]


def test_a_number_is_typed_and_enter_answers(page: TeachPage) -> None:
    page.questions.go_to(PRICE)
    assert page.one.shows_number
    QTest.keyClicks(page.one.number, "12.5")
    QTest.keyClick(page.one.number, Qt.Key.Key_Return)
    label = page.open_project.project.labels.get(PRICE, 1)
    assert label is not None
    assert label.value == "12.5"


def test_a_question_is_added_in_place_and_opened(page: TeachPage) -> None:
    page.questions.add.click()
    form = page.questions.form
    form.name.setText("Urgency")
    form.answers.setText("Today, Can wait, Today")
    form.add.click()
    assert page.questions.question_id is not None
    question = page.open_project.project.questions.get(page.questions.question_id)
    assert (question.name, question.labels) == ("Urgency", ("Today", "Can wait"))


def test_the_first_question_of_a_project_is_shown_at_once_and_undone(tmp_path: Path, qtbot: QtBot) -> None:
    project = make_inbox(tmp_path / "inbox")
    for question in project.questions.all():
        project.record(QuestionDropped(question.id))
    with opened(project) as open_project:
        page = TeachPage(open_project)
        show(page, qtbot)
        page.arrive()
        assert not page.next.isEnabled()
        page.questions.form.asked.emit("About", QuestionKind.CHOICE, ("Order", "Other"))
        assert page.one.isVisible()
        assert page.next.isEnabled()
        for _ in range(3):  # two categories, and the question itself
            open_project.undo()
        assert page.session is None
        assert not page.one.isVisible()
        page.leave()


def test_a_question_without_categories_asks_for_two(page: TeachPage) -> None:
    form = page.questions.form
    form.name.setText("Mood")
    form.is_number.setChecked(False)
    assert not form.add.isEnabled()
    page.one.show_question(page.open_project.project.questions.get(TYPE))
    start = page.one.start
    assert not start.begin.isEnabled()
    start.fields[0].setText("Good")
    start.fields[1].setText("Bad")
    assert start.begin.isEnabled()
    assert len(start.fields) == 3, "a third field comes when two are filled"


def test_the_list_shows_every_message_with_its_answer(page: TeachPage) -> None:
    page.questions.view.chosen.emit(1)
    assert page.list.table.model().rowCount() == 90
    row = page.list.table.current()
    assert row is not None
    assert row.answer == LABELS[0]
