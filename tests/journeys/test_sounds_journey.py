"""A garage's way from recordings of engines to folders: kept together by car, one answered by ear, copied, put back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskhand.domain.filing import Deed
from deskhand.gui.pages.check.page import CheckPage
from deskhand.gui.pages.plan.situation import Stage
from deskhand.gui.pages.teach.page import TeachPage
from deskhand.gui.window import Window
from real_window import open_window, page_of, project_of
from sorted_files import (
    contents,
    filed,
    listed_and_read,
    planned,
    run_all,
    take_folder_names,
    target_of,
    until,
    wait_for,
)

SOUNDS, SORTED, CARS = 40, 28, 8


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


def chosen(window: Window, qtbot: QtBot) -> None:
    """The sample, with the answers of its folders, and each car on one side of every split."""
    window.home_page.cards.sample.emit("sounds")
    until(qtbot, project_of(window).project.sources.all)
    choosing = listed_and_read(window, SOUNDS, qtbot)
    assert choosing.table.isVisible()
    choosing.answers.name.setText("Trouble")
    take_folder_names(choosing, qtbot)
    until(qtbot, choosing.together.isVisible)
    choosing.together.boxes[0].click()
    assert project_of(window).project.sources.all()[0].together == 1
    choosing.teach.click()


def answered_by_ear(window: Window, qtbot: QtBot) -> None:
    """One more, with a key."""
    teaching = page_of(window, TeachPage)
    document = teaching.one.item.document
    assert document is not None
    assert document.sound is not None
    until(qtbot, lambda: document.item_id is not None)
    assert document.sound.isVisible()
    QTest.keyClick(teaching.focusWidget() or teaching, Qt.Key.Key_1)
    assert sum(project_of(window).project.labels.counts(1).values()) == SORTED + 1
    teaching.next.click()


def test_the_sample_is_kept_together_by_car_answered_by_ear_and_copied(window: Window, qtbot: QtBot) -> None:
    chosen(window, qtbot)
    answered_by_ear(window, qtbot)
    run_all(window, qtbot).primary.click()
    view = project_of(window).project
    skill = view.skills.in_use(1)
    assert skill is not None
    assert skill.evaluation.together == CARS
    checking = page_of(window, CheckPage)
    assert checking.check_panel.document is not None
    assert checking.check_panel.document.sound is not None
    checking.next.click()

    planning = planned(window, Deed.COPY, qtbot)
    planning.ways.primary.click()
    wait_for(planning, Stage.ENDED, qtbot)
    where = filed(window)
    assert len(where) > SORTED
    assert all(new.read_bytes() == old.read_bytes() for old, new in where.items())
    planning.ways.back.click()
    until(qtbot, lambda: planning._situation().back == len(where) and planning.work.asked is None)
    assert not contents(target_of(project_of(window)))
