"""Teach of documents: each with its page, and only what was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

import papers
from deskhand.domain.files import Content
from deskhand.domain.jobs import AskNext, Teach
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.model import Column
from deskhand.gui.pages.teach.one import all_answered
from deskhand.gui.pages.teach.page import TeachPage
from deskhand.gui.pages.teach.session import TeachSession
from deskhand.gui.widgets.document_view import DocumentView
from inbox import opened, show

ANSWERED, READ = 3, 5


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = papers.make_documents(tmp_path / "papers", files=8, answered=ANSWERED, read=READ)
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[TeachPage]:
    page = TeachPage(open_project)
    show(page, qtbot)
    page.arrive()
    page.learning.stop()
    yield page
    page.leave()
    page.hide()


def session_of(page: TeachPage) -> TeachSession:
    assert page.session is not None
    return page.session


def answer_all(page: TeachPage) -> None:
    for _ in range(READ - ANSWERED):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_1)


def test_a_document_is_asked_with_its_page_beside_its_words(page: TeachPage) -> None:
    document = page.one.item.document
    assert document is not None
    assert document.item_id == ANSWERED + 1
    assert document.words.reading.toPlainText().startswith("Invoice 2025-3")
    assert not page.one.item.reading.isVisible()
    assert document.words.reading.hasFocus()


def test_what_is_not_read_yet_is_not_asked_and_comes_when_it_is(page: TeachPage, open_project: OpenProject) -> None:
    answer_all(page)
    assert session_of(page).item_id is None
    assert page.one.item.reading.toPlainText() == "3 documents are still to be read, and can be asked about then."
    papers.read_it(open_project.project, READ + 1, papers.document(READ), papers.page("Now"))
    open_project.recorded.emit(papers.FileRead(1, READ + 1, papers.document(READ), "6"))
    assert session_of(page).item_id == READ + 1
    document = page.one.item.document
    assert document is not None
    assert document.isVisible()


def test_a_picture_without_words_is_asked_too(page: TeachPage, open_project: OpenProject) -> None:
    answer_all(page)
    content = Content("PDF", has_picture=True)
    papers.read_it(open_project.project, READ + 1, content, papers.page(""))
    open_project.recorded.emit(papers.FileRead(1, READ + 1, content, "6"))
    assert session_of(page).item_id == READ + 1


def test_all_documents_are_listed_by_name_and_folder(page: TeachPage) -> None:
    page._show_view(1)
    model = page.list.table.model()
    cells = [model.index(0, column).data() for column in (Column.MESSAGE, Column.FOLDER, Column.ANSWER)]
    assert cells == ["Invoice 2025-000.pdf", "Office/Accounts", "Invoice"]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Document"
    assert page.list.table.accessibleName() == "All documents"


def test_the_last_answers_are_told_by_their_names(page: TeachPage) -> None:
    (last,) = page.teach_panel.last.findChildren(QListView) or [page.teach_panel.last]
    assert last.model().index(0, 0).data() == papers.NAMES[2].format(n=2)


def test_when_all_are_answered_it_says_so_of_documents(page: TeachPage) -> None:
    session = session_of(page)
    noun = job_kind("documents").noun
    assert all_answered(session, noun) == "Looking at your documents…"
    session.latest = AskNext(papers.TYPE, (), 3)
    assert all_answered(session, noun).startswith("Every document that could be read has an answer")


def test_while_deskhand_learns_for_the_first_time_it_says_what_it_does(page: TeachPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.learning.busy, timeout=10_000)
    page.learning.ask(Teach(papers.TYPE))
    page.teach_panel.refresh_state()
    assert page.teach_panel.state.text() == "Learning… Getting ready"
    qtbot.waitUntil(lambda: not page.learning.busy, timeout=10_000)


def test_of_no_document_nothing_is_offered(open_project: OpenProject, qtbot: QtBot) -> None:
    view = DocumentView(open_project)
    qtbot.addWidget(view)
    assert view.isHidden()
    view.show_file(1)
    assert not view.isHidden()
    view.show_file(None)
    assert view.isHidden()
    view.stop()
