"""Check of documents and photos: with their pages, their folders, and why some could not be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import papers
from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import FindReasons, NearestFound, Neighbour, ReasonsFound
from deskhand.gui.pages.check.filters import Tab
from deskhand.gui.pages.check.model import Column
from deskhand.gui.pages.check.nearest import NearestPhoto
from deskhand.gui.pages.check.page import CheckPage
from deskhand.storage.project import Project
from inbox import opened, show

FIRST, UNREAD = 31, 58  # the least sure; one that could not be read


@contextmanager
def checked(project: Project, qtbot: QtBot) -> Iterator[CheckPage]:
    papers.run_over(project, *range(FIRST, UNREAD))
    with opened(project) as open_project:
        page = CheckPage(open_project)
        show(page, qtbot)
        page.arrive()
        page.table.go_to(0)
        yield page
        page.leave()
        page.hide()


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[CheckPage]:
    project = papers.make_documents(tmp_path / "papers", read=UNREAD - 1)
    papers.not_read(project, UNREAD)
    papers.reading_ends(project)
    papers.taught(project, Method.WORDS)
    with checked(project, qtbot) as page:
        yield page


@pytest.fixture
def photos(tmp_path: Path, qtbot: QtBot) -> Iterator[CheckPage]:
    project = papers.make_photos(tmp_path / "photos")
    papers.taught(project, Method.COLOURS)
    with checked(project, qtbot) as page:
        yield page


def cells(page: CheckPage, line: int = 0) -> list[str]:
    model = page.table.model()
    shown = [column for column in Column if not page.table.isColumnHidden(column)]
    return [str(model.index(line, column).data()) for column in shown]


def go_to(page: CheckPage, tab: Tab) -> None:
    page.filters.go_to(tab)
    page._refresh()
    page.table.go_to(0)


def test_documents_are_listed_by_their_names_and_folders(page: CheckPage) -> None:
    assert cells(page) == ["Invoice 2025-030.pdf", "Office/Accounts", "Invoice", "3 in 10", "Waits for you"]
    headings = [page.table.model().headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert headings[:2] == ["Document", "Folder"]


def test_beside_them_are_the_page_and_the_words_of_the_chosen_one(page: CheckPage) -> None:
    document = page.check_panel.document
    assert document is not None
    assert document.item_id == FIRST
    assert "amount due" in page.check_panel.reading.toPlainText()
    page.table.go_down()
    assert "Dear Ms Hartley" in page.check_panel.reading.toPlainText()


def test_single_keys_answer_as_for_messages(page: CheckPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_2)
    label = page.open_project.project.labels.get(papers.TYPE, FIRST)
    assert label is not None
    assert label.value == papers.LABELS[1]


def test_what_word_counts_went_by_is_asked_and_marked(page: CheckPage, qtbot: QtBot) -> None:
    asked = []
    page.open_project.working.connect(lambda: asked.extend(job.request for job in page.open_project.jobs()))
    page.table.go_down()
    qtbot.waitUntil(lambda: FindReasons(FIRST + 1, papers.TYPE) in asked, timeout=5_000)
    page.check_panel._on_event(ReasonsFound(FIRST + 1, papers.TYPE, "Letter", ("Dear", "sincerely")))
    assert page.check_panel.words.legend.text() == "spoke for Letter: Dear, sincerely"
    page.check_panel._on_event(ReasonsFound(FIRST, papers.TYPE, "Invoice", ("due",)))
    assert page.check_panel.words.legend.text() == "spoke for Letter: Dear, sincerely"


def test_no_words_are_asked_for_where_it_was_the_picture_that_spoke(photos: CheckPage) -> None:
    photos.table.go_down()
    assert not [job for job in photos.open_project.jobs() if isinstance(job.request, FindReasons)]


def test_files_that_could_not_be_read_say_why_in_the_place_of_an_answer(page: CheckPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.filters.tabs.tabText(Tab.FAILED) != "", timeout=5_000)
    go_to(page, Tab.FAILED)
    assert page.table.model().rowCount() == 1
    assert cells(page) == ["Invoice 2025-057.pdf", "Office/Accounts", papers.LOCKED.title]
    document = page.check_panel.document
    assert document is not None
    assert document.remark.text().startswith(papers.LOCKED.title)
    assert not page.check_panel.nearest.isVisible()
    go_to(page, Tab.WAITING)
    assert cells(page)[-1] == "Waits for you"


def test_a_file_that_was_read_at_last_is_no_longer_among_them(page: CheckPage) -> None:
    papers.read_it(page.open_project.project, UNREAD, papers.document(0), None)
    go_to(page, Tab.FAILED)
    assert page.table.model().rowCount() == 0


def test_find_looks_into_documents(page: CheckPage, qtbot: QtBot) -> None:
    go_to(page, Tab.ALL)
    page.filters.finder.setText("landlord")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 9, timeout=5_000)
    assert page.filters.finder.accessibleName() == "Find in the documents"


def test_photos_are_listed_with_small_pictures(photos: CheckPage, qtbot: QtBot) -> None:
    thumbnails = photos.table.thumbnails
    assert thumbnails is not None
    qtbot.waitUntil(lambda: thumbnails.picture(FIRST) is not None, timeout=5_000)
    assert cells(photos)[:2] == ["IMG_0030.jpg", "May"]
    assert photos.table.rowHeight(0) > 44


def test_the_nearest_photos_are_pictures_with_what_was_said_of_them(photos: CheckPage) -> None:
    near = tuple(Neighbour(item_id, papers.LABELS[0], 0.9) for item_id in (1, 4, 7))
    photos.check_panel._on_event(NearestFound(FIRST, papers.TYPE, near))
    found = photos.check_panel.nearest.findChildren(NearestPhoto)
    said = [one.picture.accessibleName() for one in found[-3:]]
    assert said[0] == "IMG_0000.jpg: your answer was Invoice"
    assert photos.check_panel.nearest.agreement.text() == "They agree."
