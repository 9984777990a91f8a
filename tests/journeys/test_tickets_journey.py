"""Whole journeys through the real window, with real workers and the real model."""

import csv
import os
import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from deskhand.domain.jobs import Lane, Predicted, TakeAnswers
from deskhand.gui.pages.check.page import CheckPage
from deskhand.gui.pages.choose.page import ChoosePage
from deskhand.gui.pages.run.page import RunPage
from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.window import Window
from learned import write_table
from real_window import LONG, open_window, page_of, project_of

OPEN = 540  # of the many messages, those without an answer


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


@pytest.fixture
def workbook(data: Path, tmp_path: Path) -> Path:
    """Real short messages, a third of them answered, with a second sheet and a formula beside them."""
    write_table(data, tmp_path / "messages.csv")
    with (tmp_path / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    book = openpyxl.Workbook()
    book.active.title = "Inbox"
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.create_sheet("Prices")["A1"] = "=1+1"
    book.save(tmp_path / "messages.xlsx")
    return tmp_path / "messages.xlsx"


def choose(window: Window, workbook: Path, qtbot: QtBot) -> ChoosePage:
    """A new project of this workbook, read and checked."""
    window.door.begin(str(workbook))
    page = page_of(window, ChoosePage)
    qtbot.waitUntil(lambda: page.table.source is not None and page.table.source.rows > 0, timeout=LONG)
    qtbot.waitUntil(lambda: not page.table.reading and page.check.checked, timeout=LONG)
    return page


def run_all(window: Window, qtbot: QtBot) -> RunPage:
    """Learn, try five, and let it run."""
    page = page_of(window, RunPage)
    QTest.keyClick(page.primary, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.session.phase is Phase.TRIED, timeout=LONG)
    assert page.session.counts.done == 5
    page.primary.click()
    return page


def test_a_workbook_of_messages_becomes_an_answered_workbook(
    window: Window, workbook: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = choose(window, workbook, qtbot)
    assert [column.name for column in chosen.table.columns() if column.question] == ["Intent", "Domain"]
    chosen.next.click()
    running = run_all(window, qtbot)
    qtbot.waitUntil(lambda: running.session.phase is Phase.ENDED, timeout=LONG)
    assert running.session.counts.done == 240
    running.primary.click()

    checking = page_of(window, CheckPage)
    checking.table.go_to(0)
    QTest.keyClick(checking.table, Qt.Key.Key_Space)
    checking.next.click()

    using = page_of(window, UsePage)
    target = workbook.with_name("answered.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    using.ways.copy.click()
    qtbot.waitUntil(lambda: target.exists() and not using.saving.busy, timeout=LONG)

    book = openpyxl.load_workbook(target)
    heading, *rows = book["Inbox"].iter_rows(values_only=True)
    place = heading.index("Intent", 4)
    assert all(row[place] for row in rows)
    given = [row for row in rows if row[2]]
    assert all(row[place] == row[2] for row in given)
    assert book["Prices"]["A1"].value == "=1+1"


def test_a_worker_that_is_killed_in_mid_run_costs_no_answer(
    window: Window, data: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    table = many_messages(data, tmp_path / "many.csv")
    choose(window, table, qtbot).next.click()
    opened, killed = project_of(window), []

    def kill_once(message: object) -> None:
        is_whole_run = isinstance(message, Predicted) and opened.project.runs.get(message.run_id).limit is None
        if is_whole_run and not killed:
            killed.append(window._workers[Lane.HEAVY].process_id)
            os.kill(killed[0], signal.SIGKILL)

    opened.recorded.connect(kill_once)
    page = run_all(window, qtbot)
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=LONG)
    assert killed
    question = opened.project.questions.all()[0]
    assert page.session.run is not None
    assert opened.project.runs.todo(page.session.run.id) == []
    assert opened.project.predictions.count(question.id) == OPEN


def test_a_window_closed_in_mid_run_goes_on_where_it_was(
    data: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    first = open_window(qtbot, qapp)
    choose(first, many_messages(data, tmp_path / "many.csv"), qtbot).next.click()
    page = run_all(first, qtbot)
    qtbot.waitUntil(lambda: page.session.phase is Phase.RUNNING and page.session.counts.done > 5, timeout=LONG)
    folder = project_of(first).project.folder
    first.close()

    again = open_window(qtbot, qapp)
    again.door.open(folder)
    again.go_to_step(3)
    page = page_of(again, RunPage)
    assert page.session.phase is Phase.PAUSED
    done_before = page.session.counts.done
    assert done_before > 0
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=LONG)
    assert page.session.counts.done == OPEN
    again.close()


def test_a_second_window_on_the_same_project_is_told_kindly(
    window: Window, workbook: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    choose(window, workbook, qtbot)
    folder = project_of(window).project.folder
    second = open_window(qtbot, qapp)
    second.door.open(folder)
    assert second.opened is None
    assert second.home_page.problem.isVisible()
    assert "open elsewhere" in second.home_page.problem.accessibleName()
    second.close()
    page = page_of(window, ChoosePage)
    page.use_column(3, "left out")
    page.open_project.undo()
    qtbot.waitUntil(lambda: not any(isinstance(job.request, TakeAnswers) for job in page.open_project.jobs()))
    assert page.table.columns()[3].question is not None


def many_messages(data: Path, target: Path) -> Path:
    """600 real messages of four kinds, of which 60 have an answer."""
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    intents = ("translate", "transfer", "timer", "definition")
    chosen = [row for intent in intents for row in islice((one for one in rows if one["Intent"] == intent), 150)]
    answered = {id(row) for start in range(0, 600, 150) for row in chosen[start : start + 15]}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Message", "Intent"])
        for row in sorted(chosen, key=lambda one: one["Message"]):
            writer.writerow([row["Message"], row["Intent"] if id(row) in answered else ""])
    return target
