"""Small pictures of files, and one of them large."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from album import COLOURS, PHOTO, READING, digest_of, drawn, make_album
from deskhand.domain.jobs import FileRead, PictureDrawn, PicturesRestored
from deskhand.gui.behind import decoded
from deskhand.gui.open_project import OpenProject
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.picture_view import PictureView
from deskhand.storage.pictures import PictureCache
from inbox import opened

PHOTOS, UNREAD, UNREADABLE = 40, 2, 2
FIRST_UNREAD, BROKEN = PHOTOS - 3, PHOTOS


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    with opened(make_album(tmp_path / "album", PHOTOS, UNREADABLE, UNREAD)) as project:
        yield project


def loaded(thumbnails: Thumbnails, qtbot: QtBot, *item_ids: int) -> None:
    qtbot.waitUntil(lambda: all(thumbnails.picture(item_id) is not None for item_id in item_ids), timeout=5000)


def test_a_picture_comes_after_it_was_wished_for(open_project: OpenProject, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(open_project)
    assert thumbnails.picture(1) is None
    with qtbot.waitSignal(thumbnails.ready, timeout=5000) as told:
        pass
    assert told.args == [1]
    picture = thumbnails.picture(1)
    assert picture is not None
    there = picture.toImage().pixelColor(5, 120)
    wanted = QColor(COLOURS[1])
    assert abs(there.red() - wanted.red()) + abs(there.blue() - wanted.blue()) < 30


def test_a_picture_is_no_larger_than_it_is_shown(open_project: OpenProject, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(open_project, edge=100)
    loaded(thumbnails, qtbot, 1)
    small = thumbnails.picture(1)
    assert small is not None
    assert (small.width(), small.height()) == (100, 75)
    thumbnails.set_edge(300)
    assert thumbnails.picture(1) is small, "the small one serves until the large one is there"
    qtbot.waitUntil(lambda: (thumbnails.picture(1) or small).width() == 300, timeout=5000)


def test_pictures_in_memory_are_bounded_by_their_bytes(open_project: OpenProject, qtbot: QtBot) -> None:
    most = 3 * 320 * 240 * 4
    thumbnails = Thumbnails(open_project, kept=most)
    for item_id in range(1, 11):
        loaded(thumbnails, qtbot, item_id)
        assert thumbnails.size <= most
    assert thumbnails.picture(10) is not None
    assert thumbnails.picture(1) is None, "the one that was looked at longest ago has gone"


def test_what_was_wished_for_last_comes_first(open_project: OpenProject, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(open_project)
    came: list[int] = []
    thumbnails.ready.connect(came.append)
    thumbnails.ready.connect(lambda _: thumbnails.picture(34))
    for item_id in range(1, 31):
        thumbnails.picture(item_id)
    qtbot.waitUntil(lambda: len(came) == 31, timeout=5000)
    assert came.index(34) < 29


def test_what_nobody_looks_at_any_more_is_not_loaded(open_project: OpenProject, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(open_project)
    came: list[int] = []
    thumbnails.ready.connect(came.append)
    thumbnails.picture(1)
    thumbnails.forget_wishes()
    thumbnails.picture(2)
    qtbot.waitUntil(lambda: 2 in came, timeout=5000)
    qtbot.wait(50)
    assert came == [2]


def test_a_file_that_was_not_read_has_no_picture_until_it_is_read(open_project: OpenProject, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(open_project)
    assert thumbnails.picture(FIRST_UNREAD) is None
    qtbot.waitUntil(lambda: thumbnails.has_none(FIRST_UNREAD), timeout=5000)
    cache = PictureCache(open_project.project.pictures_path)
    cache.put({digest_of(FIRST_UNREAD): drawn(FIRST_UNREAD)})
    cache.close()
    read = FileRead(READING, FIRST_UNREAD, PHOTO, digest_of(FIRST_UNREAD))
    open_project.project.record(read)
    with qtbot.waitSignal(thumbnails.ready, timeout=5000) as told:
        open_project.recorded.emit(read)
    assert told.args == [FIRST_UNREAD]
    loaded(thumbnails, qtbot, FIRST_UNREAD)


def test_a_file_that_cannot_be_read_is_asked_for_once(open_project: OpenProject, qtbot: QtBot) -> None:
    thumbnails = Thumbnails(open_project)
    thumbnails.picture(BROKEN)
    qtbot.waitUntil(lambda: thumbnails.has_none(BROKEN), timeout=5000)
    assert thumbnails.picture(BROKEN) is None


def test_a_picture_cache_that_was_deleted_is_no_error(open_project: OpenProject, qtbot: QtBot) -> None:
    open_project.project.pictures_path.unlink()
    thumbnails = Thumbnails(open_project)
    thumbnails.picture(1)
    qtbot.waitUntil(lambda: thumbnails.has_none(1), timeout=5000)


def test_a_picture_that_was_lost_comes_back(open_project: OpenProject, qtbot: QtBot) -> None:
    open_project.project.pictures_path.unlink()
    thumbnails = Thumbnails(open_project)
    thumbnails.picture(1)
    qtbot.waitUntil(lambda: thumbnails.has_none(1), timeout=5000)
    cache = PictureCache(open_project.project.pictures_path)
    cache.put({digest_of(1): drawn(1)})
    cache.close()
    with qtbot.waitSignal(thumbnails.ready, timeout=5000):
        open_project.recorded.emit(PicturesRestored((1, 2)))
    loaded(thumbnails, qtbot, 1)


@pytest.mark.parametrize("foreign", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg/>"])
def test_nothing_but_a_jpeg_is_ever_decoded(foreign: bytes) -> None:
    assert decoded(foreign).isNull()


# --- one of them large --------------------------------------------------------------------------


@pytest.fixture
def view(open_project: OpenProject, qtbot: QtBot) -> PictureView:
    view = PictureView(open_project)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


def answer(view: PictureView, item_id: int, page: int = 0, width: int = 1600) -> None:
    view._on_answer(PictureDrawn(item_id, page, drawn(item_id, width, width * 3 // 4)))


def width_of(view: PictureView) -> int:
    return view.canvas.picture.width() if view.canvas.picture is not None else 0


def test_the_small_picture_is_seen_until_the_large_one_is_there(view: PictureView, qtbot: QtBot) -> None:
    view.show_file(1)
    qtbot.waitUntil(lambda: width_of(view) == 320, timeout=5000)
    answer(view, 1)
    qtbot.waitUntil(lambda: width_of(view) == 1600, timeout=5000)
    assert view.canvas.accessibleName() == "Picture of IMG_2001.jpg"


def test_a_large_picture_that_comes_too_late_is_not_shown(view: PictureView, qtbot: QtBot) -> None:
    view.show_file(1)
    view.show_file(2)
    answer(view, 1)
    answer(view, 2, width=1200)
    qtbot.waitUntil(lambda: width_of(view) == 1200, timeout=5000)


def test_a_picture_is_made_larger_with_a_key_and_moved_with_the_arrows(view: PictureView, qtbot: QtBot) -> None:
    view.show_file(1)
    answer(view, 1)
    qtbot.waitUntil(lambda: width_of(view) == 1600, timeout=5000)
    assert not view.canvas.moves
    for _ in range(4):
        QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.zoom > 2
    assert view.canvas.moves
    before = view.canvas.horizontalScrollBar().value()
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.canvas.horizontalScrollBar().value() > before
    view.show_file(2)
    assert view.canvas.zoom == 1, "another file is seen whole"


def test_the_pages_of_a_document_are_turned_one_by_one(
    open_project: OpenProject, view: PictureView, qtbot: QtBot
) -> None:
    open_project.project.record(FileRead(READING, 3, replace(PHOTO, kind="PDF", pages=3), digest_of(3)))
    view.show_file(3)
    assert view.place.text() == "Page 1 of 3"
    assert not view.before.isEnabled()
    QTest.keyClick(view.canvas, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert view.canvas.picture is None, "the small picture is of the first page only"
    answer(view, 3, page=1)
    qtbot.waitUntil(lambda: width_of(view) == 1600, timeout=5000)
    assert view.canvas.accessibleName() == "Picture of IMG_2003.jpg, page 2 of 3"


def test_a_file_without_a_picture_says_so_in_words(view: PictureView) -> None:
    view.show_file(BROKEN)
    view._on_answer(PictureDrawn(BROKEN, 0, b""))
    assert "Nothing to look at" in view.canvas.words
    assert view.canvas.accessibleDescription() == view.canvas.words
    assert not view.larger.isEnabled()
