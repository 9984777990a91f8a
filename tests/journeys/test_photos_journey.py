"""A garage's way from photos to folders: taught by the dozen with one key, copied, interrupted, finished, put back."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskhand.domain.filing import Deed
from deskhand.domain.jobs import Lane
from deskhand.domain.questions import QuestionKind
from deskhand.gui.pages.check.page import CheckPage
from deskhand.gui.pages.photos.lists import Show
from deskhand.gui.pages.photos.page import PhotosPage
from deskhand.gui.pages.plan.situation import Stage
from deskhand.gui.window import Window
from deskhand.storage.places import resources
from real_window import open_window, page_of, project_of
from sorted_files import (
    contents,
    filed,
    listed_and_read,
    plan_of,
    planned,
    run_all,
    take_folder_names,
    target_of,
    until,
    wait_for,
)

KINDS = ("Bodywork", "Lamps", "Receipts", "Tyres", "Windscreens")
PHOTOS, SORTED = 40, 25
HEAVY = 40_000_000  # bytes behind the end of a photo, so that copying takes a moment


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


def teach_with_keys(page: PhotosPage, qtbot: QtBot) -> None:
    """All photos of a kind are ticked and answered with one key."""
    view = page.open_project.project
    page.questions.form.asked.emit("Shows", QuestionKind.CHOICE, KINDS)
    page.album.choose(Show.OPEN)
    until(qtbot, lambda: page.model.rowCount() == PHOTOS)
    for number, kind in enumerate(KINDS, 1):
        ids = list(page.model.ids)
        names = view.files.names(ids)
        page.model.tick([one for one in ids if names[one][1] == kind], only=True)
        QTest.keyClick(page.album.grid, Qt.Key(Qt.Key.Key_0 + number))
    assert view.labels.counts(1) == dict.fromkeys(KINDS, SORTED // len(KINDS))


def test_the_sample_is_taught_by_ticking_several_and_copied(window: Window, qtbot: QtBot) -> None:
    window.home_page.cards.sample.emit("photos")
    until(qtbot, project_of(window).project.sources.all)
    choosing = listed_and_read(window, PHOTOS, qtbot)
    assert choosing.grid.isVisible()
    choosing.next.click()
    teaching = page_of(window, PhotosPage)
    teach_with_keys(teaching, qtbot)
    until(qtbot, lambda: teaching.session is not None and teaching.session.latest is not None)
    teaching.next.click()
    run_all(window, qtbot).primary.click()
    page_of(window, CheckPage).next.click()

    planning = planned(window, Deed.COPY, qtbot)
    planning.ways.primary.click()
    wait_for(planning, Stage.ENDED, qtbot)
    where = filed(window)
    assert len(where) > SORTED
    for old, new in where.items():
        assert new.read_bytes() == old.read_bytes()
        if old.parent.name in KINDS:
            assert new.parent.name == old.parent.name
    planning.ways.back.click()
    until(qtbot, lambda: planning._situation().back == len(where) and planning.work.asked is None)
    assert not contents(target_of(project_of(window)))
    assert all(old.is_file() for old in where)


def test_a_filing_that_was_killed_goes_on_when_its_project_is_opened_again(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    photos = tmp_path / "Photos"
    for kind in KINDS[:2]:
        (photos / kind).mkdir(parents=True)
        for photo in sorted((resources() / "samples" / "photos" / kind).iterdir()):
            (photos / kind / photo.name).write_bytes(photo.read_bytes() + bytes(HEAVY))
    before = contents(photos)
    first = open_window(qtbot, qapp)
    first.home_page.begin.emit(str(photos), "photos")
    take_folder_names(listed_and_read(first, len(before), qtbot), qtbot)
    planning = plan_of(first)  # answers of folders need no run
    wait_for(planning, Stage.PLAN, qtbot)
    planning.ways.primary.click()
    target, project = target_of(project_of(first)), project_of(first).project.folder
    until(qtbot, lambda: list(target.rglob("*.jpg")))
    worker = first._workers[Lane.LIGHT].process_id
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    first.close()

    again = open_window(qtbot, qapp)
    again.door.open(project)
    planning = plan_of(again)
    wait_for(planning, Stage.INTERRUPTED, qtbot)
    assert planning.ways.primary.text().startswith("Go on: copy the other")
    planning.ways.primary.click()
    wait_for(planning, Stage.ENDED, qtbot)
    assert contents(photos) == before == contents(target)
    again.close()
