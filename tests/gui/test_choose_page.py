"""Choose, on real files read by a real worker."""

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.domain.findings import FindingKind
from deskhand.domain.jobs import Lane
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.choose.page import SAMPLE, ChoosePage
from deskhand.gui.pages.choose.table import ColumnUse
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project
from inbox import show

LONG = 60_000  # milliseconds: a worker starts slowly where much runs beside it
MESSAGES = ("The brakes squeal when I stop", "Can I come on Tuesday morning?", "The invoice shows the wrong sum")
KINDS = ("Repair", "Appointment", "Billing")


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[ChoosePage]:
    light, heavy = WorkerProcess(Lane.LIGHT), WorkerProcess(Lane.HEAVY)
    open_project = OpenProject(Project.create(tmp_path / "project", "New project"), light, heavy)
    page = ChoosePage(open_project)
    show(page, qtbot)
    page.arrive()
    yield page
    page.leave()
    open_project.close()
    light.close()
    heavy.close()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Sixty messages on the second sheet, below two lines of chatter; half of them have an answer."""
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["Written by", "Ann"])
    sheet = book.create_sheet("Inbox")
    sheet.append(["Inbox of March"])
    sheet.append([])
    sheet.append(["No.", "Message", "Kind"])
    for number in range(60):
        text = "" if number == 10 else f"{MESSAGES[number % 3]} ({number // 3 % 18})"
        sheet.append([f"{number:04}", text, KINDS[number % 3] if number < 30 else None])
    book.save(tmp_path / "inbox.xlsx")
    return tmp_path / "inbox.xlsx"


def take(page: ChoosePage, path: Path, qtbot: QtBot, sheet: str = "") -> None:
    page.table.choose(str(path), sheet)
    settle(page, qtbot)


def settle(page: ChoosePage, qtbot: QtBot) -> None:
    """Until all rows and answers are read and the data is checked."""
    qtbot.waitUntil(lambda: page.table.source is not None and page.table.source.rows > 0, timeout=LONG)
    qtbot.waitUntil(lambda: not page.open_project.jobs() and page.check.checked, timeout=LONG)


def uses(page: ChoosePage) -> dict[str, ColumnUse]:
    return {column.name: column.use for column in page.table.columns()}


def test_a_new_project_asks_for_a_workbook_and_nothing_else_is_possible(page: ChoosePage) -> None:
    assert page.drop_area.isVisible()
    assert page.drop_area.button.hasFocus()
    assert not page.next.isEnabled()


def test_a_workbook_is_read_and_its_columns_are_guessed(page: ChoosePage, workbook: Path, qtbot: QtBot) -> None:
    take(page, workbook, qtbot, "Inbox")
    assert uses(page) == {"No.": ColumnUse.LEFT, "Message": ColumnUse.READ, "Kind": ColumnUse.ANSWERS}
    assert page.table.columns()[2].answered == 30
    assert page.model.rowCount() == 60
    assert page.model.index(0, 0).data() == "0000"
    assert page.model.headerData(0, Qt.Orientation.Vertical) == "4"  # as Excel numbers that row
    assert page.open_project.project.name == "inbox"
    assert page.next.text() == "Next: Run"


def test_keys_in_the_headings_say_what_a_column_is_for(page: ChoosePage, workbook: Path, qtbot: QtBot) -> None:
    take(page, workbook, qtbot, "Inbox")
    page.grid.header.setFocus()
    page.grid.header.go_to(1)
    QTest.keyClick(page.grid.header, Qt.Key.Key_Right)
    QTest.keyClick(page.grid.header, Qt.Key.Key_X)
    assert uses(page)["Kind"] is ColumnUse.LEFT
    assert page.next.text() == "Next: Teach"
    QTest.keyClick(page.grid.header, Qt.Key.Key_A)
    settle(page, qtbot)
    assert page.table.columns()[2].answered == 30


def test_a_question_that_was_left_out_comes_back_as_the_same_question(
    page: ChoosePage, workbook: Path, qtbot: QtBot
) -> None:
    take(page, workbook, qtbot, "Inbox")
    before = page.table.columns()[2].question
    page.use_column(2, ColumnUse.LEFT)
    page.open_project.undo()
    settle(page, qtbot)
    assert page.table.columns()[2].question == before


def test_a_flag_that_is_dragged_makes_another_column_the_one_that_is_read(
    page: ChoosePage, workbook: Path, qtbot: QtBot
) -> None:
    take(page, workbook, qtbot, "Inbox")
    page.grid.moved.emit(1, 0)
    assert uses(page)["No."] is ColumnUse.READ
    assert uses(page)["Message"] is ColumnUse.LEFT


def test_what_is_empty_or_repeated_is_found_and_its_remedy_can_be_undone(
    page: ChoosePage, workbook: Path, qtbot: QtBot
) -> None:
    take(page, workbook, qtbot, "Inbox")
    findings = {finding.kind: finding for finding in page.open_project.project.findings.all()}
    assert findings[FindingKind.EMPTY].count == 1
    assert findings[FindingKind.REPEATS].applied
    row = page.check._row(findings[FindingKind.EMPTY], "")
    assert row.remedy.text() == "Undo"
    row.remedy.click()
    after = {finding.kind: finding for finding in page.open_project.project.findings.all()}
    assert not after[FindingKind.EMPTY].applied


def test_a_finding_shows_its_rows_and_then_all_again(page: ChoosePage, workbook: Path, qtbot: QtBot) -> None:
    take(page, workbook, qtbot, "Inbox")
    empty = next(one for one in page.open_project.project.findings.all() if one.kind is FindingKind.EMPTY)
    page.check._toggle(empty)
    assert page.model.rowCount() == 1
    assert page.model.headerData(0, Qt.Orientation.Vertical) == "14"
    page.check._toggle(empty)
    assert page.model.rowCount() == 60


def test_other_headings_and_another_sheet_replace_the_table(page: ChoosePage, workbook: Path, qtbot: QtBot) -> None:
    take(page, workbook, qtbot, "Inbox")
    page.table.use_headings(4)
    qtbot.waitUntil(lambda: page.table.source is not None and page.table.source.header_row == 4, timeout=LONG)
    settle(page, qtbot)
    assert page.table.rows == 59
    page.table.choose_sheet("About")
    qtbot.waitUntil(lambda: page.table.source is not None and page.table.source.sheet == "About", timeout=LONG)
    assert len(page.open_project.project.sources.all()) == 1
    assert page.open_project.project.questions.all() == ()


def test_a_locked_workbook_is_said_in_the_page_and_the_table_before_it_stays(
    page: ChoosePage, workbook: Path, data: Path, qtbot: QtBot
) -> None:
    locked = data / "documents-hostile" / "tika--testEXCEL_protected_passtika.xlsx"
    page.open_file(str(locked))
    qtbot.waitUntil(page.first_problem.isVisible, timeout=LONG)
    take(page, workbook, qtbot, "Inbox")
    page.open_file(str(locked))
    qtbot.waitUntil(page.problem.isVisible, timeout=LONG)
    assert page.table.rows == 60


def test_a_reading_that_was_killed_goes_on_at_the_next_arrival(page: ChoosePage, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "many.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No.", "Message"])
        writer.writerows([f"{number:05}", f"{MESSAGES[number % 3]} today {number}"] for number in range(20_000))
    page.table.choose(str(table))
    qtbot.waitUntil(lambda: page.table.rows > 0, timeout=LONG)
    page.table.stop()
    qtbot.waitUntil(lambda: not page.table.reading, timeout=LONG)
    page.table.open()
    qtbot.waitUntil(lambda: page.table.rows == 20_000 and not page.table.reading, timeout=LONG)
    assert page.open_project.project.items.count() == 20_000


def test_the_bundled_workbook_to_try_with_is_one_press_away(page: ChoosePage, qtbot: QtBot) -> None:
    page.aim(SAMPLE)
    settle(page, qtbot)
    assert page.table.rows >= 600
    assert [column.name for column in page.table.columns() if column.use is ColumnUse.ANSWERS] == ["Type", "Urgency"]
