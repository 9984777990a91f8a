"""Run of documents: what is read is answered, and what is read meanwhile follows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import papers
from deskhand.domain.files import FileState
from deskhand.domain.jobs import ReadFiles
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.run.model import Column
from deskhand.gui.pages.run.page import RunPage
from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.run.situation import Situation, Way
from deskhand.gui.pages.run.words import told
from deskhand.storage.tables.runs import RunCounts
from inbox import opened, show

ANSWERED, READ, ALL = 30, 40, 60
NOW = Situation(
    Phase.ENDED,
    RunCounts(500, 500, 0),
    trial=False,
    table="",
    ahead=500,
    open=0,
    learned_since=False,
    taught=True,
    noun=job_kind("documents").noun,
)


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = papers.make_documents(tmp_path / "papers", files=ALL, answered=ANSWERED, read=READ)
    papers.taught(project)
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[RunPage]:
    page = RunPage(open_project)
    show(page, qtbot)
    page.arrive()
    yield page
    page.leave()
    page.hide()


def test_files_that_are_still_being_read_are_told_of_beside_everything_else() -> None:
    said = told(replace(NOW, unread=87, reading=True))
    assert (said.title, said.way) == ("All 500 documents have an answer", Way.CHECK)
    assert said.explained.endswith("87 documents are still being read: they are answered when they are.")
    one = told(replace(NOW, unread=1, reading=True))
    assert one.explained.endswith("1 document is still being read: it is answered when it is.")


def test_where_nobody_reads_them_it_says_where_to_go() -> None:
    assert told(replace(NOW, unread=2)).explained.endswith("2 documents are not read yet: Choose reads them.")


def test_before_any_is_read_there_is_nothing_to_sort() -> None:
    said = told(replace(NOW, phase=Phase.READY, ahead=0, open=0, unread=87, reading=True))
    assert said.title == "87 documents are still being read"


def test_reading_goes_on_beside_the_run_and_stands_in_the_queue(page: RunPage) -> None:
    assert page.head.title.text() == f"Sort {READ - ANSWERED} documents"
    assert "20 documents are still being read" in page.head.explained.text()
    assert any(isinstance(job.request, ReadFiles) for job in page.open_project.jobs())
    assert page.table.model().headerData(Column.ITEM, papers.Qt.Orientation.Horizontal) == "Document"


def test_what_is_read_after_a_run_of_all_began_is_answered_too(page: RunPage, qtbot: QtBot) -> None:
    project = page.open_project.project
    page.all.click()
    qtbot.waitUntil(lambda: FileState.WAITING not in project.files.counts(), timeout=30_000)
    qtbot.waitUntil(lambda: not page.session.busy and not page.session.reads, timeout=30_000)
    read = project.files.counts()[FileState.READ]
    assert read > READ
    assert project.predictions.count(papers.TYPE) == read - ANSWERED


def test_a_trial_is_not_followed_by_more(page: RunPage, qtbot: QtBot) -> None:
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.TRIED and not page.session.reads, timeout=30_000)
    assert page.open_project.project.predictions.count(papers.TYPE) == 5
    assert page.primary.text() == Way.ALL


def test_files_that_could_not_be_read_can_be_tried_again_from_here(tmp_path: Path, qtbot: QtBot) -> None:
    project = papers.make_documents(tmp_path / "locked", files=31, answered=29, read=30)
    papers.not_read(project, 31)
    papers.reading_ends(project)
    papers.taught(project)
    papers.run_over(project, 30)
    with opened(project) as open_project:
        page = RunPage(open_project)
        show(page, qtbot)
        page.arrive()
        assert page.again.isVisible()
        page.again.click()
        reading = project.runs.unfinished(reading=True)
        assert reading is not None
        assert project.runs.todo(reading.id) == [31]
        page.leave()
        page.hide()
