"""An office manager's way from a folder of papers to sorted folders and back: real window, workers and files."""

import os
import signal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskhand.domain.files import FileState
from deskhand.domain.filing import Deed, MoveState
from deskhand.domain.jobs import FileRead, Lane
from deskhand.gui.pages.files.page import FilesPage
from deskhand.gui.pages.plan.situation import Stage
from deskhand.gui.pages.use.history import HistoryRow
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.window import Window
from real_window import open_window, page_of, project_of
from sorted_files import (
    contents,
    filed,
    let_one_wait,
    listed_and_read,
    moves,
    planned,
    run_all,
    some_papers,
    take_folder_names,
    target_of,
    until,
    wait_for,
)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


def check_one_that_waits(window: Window, qtbot: QtBot) -> None:
    page = let_one_wait(window, qtbot)
    row = page.table.current()
    assert row is not None
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert project_of(window).project.labels.get(1, row.item_id) is not None
    page.next.click()


def undo_newest(window: Window, qtbot: QtBot) -> None:
    """From the history of Use."""
    window.go_to_step(5)
    history = page_of(window, UsePage).history.list
    until(qtbot, history.count)
    row = history.itemWidget(history.item(0))
    assert isinstance(row, HistoryRow)
    row.undo.click()
    until(qtbot, lambda: not moves(window, MoveState.DONE) and page_of(window, UsePage).work.asked is None)


def test_papers_are_moved_into_folders_and_every_byte_comes_back(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    papers = some_papers(tmp_path / "Papers", each=4, new=10)
    before = contents(papers)
    window.home_page.begin.emit(str(papers), "documents")
    choosing = listed_and_read(window, len(before), qtbot)
    assert project_of(window).project.files.counts() == {FileState.READ: len(before)}
    take_folder_names(choosing, qtbot)
    choosing.next.click()
    run_all(window, qtbot).primary.click()
    check_one_that_waits(window, qtbot)

    planning = planned(window, Deed.MOVE, qtbot)
    assert contents(papers) == before
    planning.ways.primary.click()
    wait_for(planning, Stage.ENDED, qtbot)
    where = filed(window)
    assert len(where) > len(before) - 10
    assert not any(old.exists() for old in where)
    told = {str(old.relative_to(papers)): sha256(new.read_bytes()).hexdigest() for old, new in where.items()}
    assert told == {name: before[name] for name in told}

    planning.files.table.selectRow(0)
    planning.files.back.click()
    until(qtbot, lambda: len(moves(window, MoveState.TAKEN_BACK)) == 1 and planning.work.asked is None)
    (back,) = moves(window, MoveState.TAKEN_BACK)
    assert Path(os.fsdecode(back.source)).is_file()
    undo_newest(window, qtbot)
    assert contents(papers) == before
    assert not contents(target_of(project_of(window)))


def test_a_window_closed_in_mid_reading_reads_the_rest(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    papers = some_papers(tmp_path / "Papers", each=2, new=4)
    first = open_window(qtbot, qapp)
    first.home_page.begin.emit(str(papers), "documents")
    project, read = project_of(first), []
    project.recorded.connect(lambda message: read.append(message) if isinstance(message, FileRead) else None)
    until(qtbot, lambda: read)
    worker = first._workers[Lane.LIGHT].process_id
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    first.close()

    again = open_window(qtbot, qapp)
    again.door.open(project.project.folder)
    assert project_of(again).project.files.counts().get(FileState.WAITING, 0) > 0
    page = listed_and_read(again, len(contents(papers)), qtbot)
    assert isinstance(page, FilesPage)
    assert project_of(again).project.files.counts() == {FileState.READ: len(contents(papers))}
    again.close()
