"""Check, with the keyboard, on a real project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.domain.jobs import SimilarFound
from deskhand.domain.questions import LabelSource
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.filters import Tab
from deskhand.gui.pages.check.page import CheckPage
from inbox import ANSWERED, LABELS, TYPE, make_inbox, opened, run_it, show, teach_it

FIRST = ANSWERED + 1  # the least sure


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = make_inbox(tmp_path / "inbox")
    teach_it(project)
    run_it(project)
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[CheckPage]:
    page = CheckPage(open_project)
    show(page, qtbot)
    page.arrive()
    page.table.go_to(0)
    yield page
    page.leave()


def press(page: CheckPage, key: Qt.Key | str) -> None:
    QTest.keyClick(page.table, key)


def current_item(page: CheckPage) -> int:
    row = page.table.current()
    assert row is not None
    return row.item_id


def said(page: CheckPage, item_id: int) -> str | None:
    label = page.open_project.project.labels.get(TYPE, item_id)
    return label.value if label is not None else None


def go_to(page: CheckPage, tab: Tab) -> None:
    page.filters.go_to(tab)
    page._refresh()
    page.table.go_to(0)


def test_what_waits_comes_first_least_sure_on_top(page: CheckPage, qtbot: QtBot) -> None:
    assert page.filters.tab is Tab.WAITING
    assert current_item(page) == FIRST
    qtbot.waitUntil(lambda: page.dial.waiting.text() == "21", timeout=5_000)
    assert page.table.model().rowCount() == 21


def test_space_accepts_and_the_next_one_comes(page: CheckPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Space)
    assert said(page, FIRST) == LABELS[0]
    assert current_item(page) == FIRST + 1
    qtbot.waitUntil(lambda: page.dial.waiting.text() == "20", timeout=5_000)


def test_a_figure_corrects_and_a_correction_is_an_example(page: CheckPage) -> None:
    press(page, Qt.Key.Key_3)
    label = page.open_project.project.labels.get(TYPE, FIRST)
    assert label is not None
    assert (label.value, label.source) == (LABELS[2], LabelSource.CORRECTION)
    assert page.learn.isEnabled()


def test_backspace_takes_the_correction_back_and_returns_to_it(page: CheckPage) -> None:
    press(page, Qt.Key.Key_3)
    press(page, Qt.Key.Key_Backspace)
    assert said(page, FIRST) is None
    assert current_item(page) == FIRST
    assert not page.learn.isEnabled()


def test_agreeing_alone_is_nothing_to_learn_from(page: CheckPage) -> None:
    press(page, Qt.Key.Key_Space)
    assert not page.learn.isEnabled()


def test_the_line_of_the_dial_is_stepped_over(page: CheckPage) -> None:
    go_to(page, Tab.ALL)
    model = page.table.model()
    assert model.rowCount() == 61, "sixty answers and the line of the dial"
    page.table.go_to(20)
    press(page, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == 22
    press(page, Qt.Key.Key_Up)
    assert page.table.currentIndex().row() == 20


def test_the_dial_is_kept_when_it_rests(page: CheckPage, qtbot: QtBot) -> None:
    before = page.open_project.project.questions.get(TYPE).careful
    qtbot.waitUntil(page.dial.dial.isEnabled, timeout=5_000)
    qtbot.waitUntil(lambda: page.dial.waiting.text() == "21", timeout=5_000)
    press(page, "]")
    qtbot.waitUntil(lambda: _is_under(page, before), timeout=5_000)
    assert int(page.dial.waiting.text()) < 21


def _is_under(page: CheckPage, careful: float) -> bool:
    return page.open_project.project.questions.get(TYPE).careful < careful


def test_too_few_answers_to_count_on_leave_the_dial_where_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    project = make_inbox(tmp_path / "few")
    run_it(project)
    with opened(project) as open_project:
        page = CheckPage(open_project)
        show(page, qtbot)
        page.arrive()
        qtbot.waitUntil(lambda: not page.dial.dial.isEnabled(), timeout=5_000)
        assert "20 more checked answers" in page.dial.wrong.text()


def test_find_and_category_narrow_the_rows(page: CheckPage, qtbot: QtBot) -> None:
    go_to(page, Tab.ALL)
    page.filters.finder.setText("invoice")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 20, timeout=5_000)
    page.filters.category.setCurrentText(LABELS[0])
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 0, timeout=5_000)


def test_answers_that_may_be_slips_have_a_tab(page: CheckPage) -> None:
    go_to(page, Tab.DOUBTFUL)
    row = page.table.current()
    assert row is not None
    assert (row.item_id, row.answer, row.second) == (2, LABELS[1], LABELS[0])
    press(page, Qt.Key.Key_1)
    assert said(page, 2) == LABELS[0]
    assert page.table.model().rowCount() == 1


def test_all_that_look_the_same_change_in_one_step_and_back(page: CheckPage) -> None:
    found = SimilarFound(TYPE, LABELS[2], (FIRST + 1, FIRST + 4))
    page.similar.show_found(found, 1)
    press(page, Qt.Key.Key_R)
    assert [said(page, item_id) for item_id in found.item_ids] == [LABELS[2], LABELS[2]]
    press(page, Qt.Key.Key_Backspace)
    assert [said(page, item_id) for item_id in found.item_ids] == [None, None]


def test_look_at_them_shows_just_those(page: CheckPage) -> None:
    page._look_at(SimilarFound(TYPE, LABELS[2], (FIRST + 1, FIRST + 4)))
    assert page.table.model().rowCount() == 2


def test_the_nearest_answers_stand_beside_the_message(page: CheckPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "agree" in page.check_panel.nearest.agreement.text(), timeout=10_000)
    assert "Tuesday" in page.check_panel.reading.toPlainText()


def test_learning_from_corrections_offers_to_run_again(page: CheckPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_3)
    page.learn.click()
    qtbot.waitUntil(page.learned.isVisible, timeout=10_000)
    with qtbot.waitSignal(page.go) as went:
        page.run_again.click()
    assert went.args == ["run"]
