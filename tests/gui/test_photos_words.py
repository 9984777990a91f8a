"""What the page of photos says while photos are read, and where there is nothing to see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from album import PHOTO, READING, SHOWS, digest_of, list_album
from deskhand.domain.acts import Labelled, RunPlanned, RunTask
from deskhand.domain.jobs import FileRead, Progress, ReadFiles
from deskhand.gui.job_handle import JobHandle
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.photos.lists import Show
from deskhand.gui.pages.photos.page import PhotosPage
from deskhand.gui.pages.photos.words import reading_words
from inbox import opened, show

PHOTOS = 4


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    with opened(list_album(tmp_path / "album", PHOTOS)) as project:
        project.project.record(RunPlanned(READING, (), task=RunTask.READ))
        yield project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[PhotosPage]:
    page = PhotosPage(open_project)
    show(page, qtbot)
    page.arrive()
    yield page
    page.leave()
    page.hide()


def read(page: PhotosPage, item_id: int) -> None:
    event = FileRead(READING, item_id, PHOTO, digest_of(item_id))
    page.open_project.project.record(event)
    page.open_project.recorded.emit(event)


def test_how_far_the_reading_is_stands_above_the_photos(qapp: object) -> None:
    parent = QObject()
    handle = JobHandle(1, ReadFiles(READING), parent)
    assert reading_words(handle) == "Looking at photos"
    handle.tell(Progress(412, 1316, "files", "Reading"))
    assert reading_words(handle) == "Looking at photos, 412 of 1,316"
    assert reading_words(None) == ""


def test_photos_that_are_read_meanwhile_can_be_answered_at_once(page: PhotosPage, qtbot: QtBot) -> None:
    page.album.choose(Show.ALL)
    assert page.album.lists.currentText() == "All photos, 4"
    page.deeds._answer("Lights")
    assert not page.open_project.project.labels.of(SHOWS), "nobody has seen it yet"
    read(page, 1)
    qtbot.waitUntil(lambda: page.model.row(0) is not None and page.model.row(0).words != "Not looked at yet")
    page.deeds._answer("Lights")
    assert len(page.open_project.project.labels.of(SHOWS)) == 1


def test_a_list_without_photos_says_why(page: PhotosPage) -> None:
    page.album.choose(Show.ANSWERED)
    assert page.album.nothing.isVisible()
    assert "not been looked at yet" in page.album.nothing.text()
    read(page, 1)
    page._settle()
    assert page.album.nothing.text() == "No photo has an answer yet."
    page.open_project.record(Labelled(SHOWS, ((1, "Lights"),)))
    page.album.choose(Show.UNREADABLE)
    assert page.album.nothing.text() == "Every photo could be read."
