"""Filing in its page: done by the real worker on real files, stopped, interrupted, and taken back."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cabinet import FILES, UNREAD, UNSURE
from deskhand.domain.acts import FilingStarted
from deskhand.domain.filing import Deed, MoveState, Outcome
from deskhand.domain.jobs import FilesFiled
from deskhand.gui.pages.plan.model import Column
from deskhand.gui.pages.plan.situation import Situation, Stage
from deskhand.gui.pages.plan.words import second_press
from deskhand.storage.tables.filings import MoveFilter
from filing_desk import Desk

FILED = FILES - UNSURE - UNREAD
URGENT = ("Contract disputes", "Urgent")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path, qtbot)
    desk.arrive()
    yield desk
    desk.close()


def test_copying_leaves_the_originals_and_says_what_came_of_it(desk: Desk) -> None:
    desk.file()
    assert desk.page.head.title.text() == f"{FILED} documents were copied"
    assert len(desk.filed()) == FILED
    assert sum(path.is_file() for path in (desk.folder / "Intake").rglob("*")) == FILES
    filing = desk.project.filings.all()[0]
    assert filing.ended_at is not None


def test_what_could_not_be_copied_is_shown_with_its_reason(desk: Desk) -> None:
    changed = desk.folder / "Intake" / "Mail" / "Scan_0031.pdf"
    changed.write_text("Something else, and longer", encoding="utf-8")
    desk.file()
    assert desk.counts()["could not be"] == 1
    assert desk.names() == ["Scan_0031.pdf"]
    assert desk.page.files.table.moves.index(0, Column.HAPPENS).data() == "Not copied"


def test_selected_files_are_put_back_and_then_all(desk: Desk) -> None:
    desk.file()
    desk.select(URGENT)
    table = desk.page.files.table
    table.selectRow(0)
    assert desk.page.files.back.isVisible()
    desk.page.files.back.click()
    desk.until(lambda: desk.counts().get("put back") == 1 and desk.page.work.asked is None)
    assert len(desk.filed()) == FILED - 1
    desk.page.ways.back.click()
    desk.until(lambda: desk.page.head.title.text() == f"{FILED} documents were put back")
    assert not desk.filed()


def test_undo_in_the_menu_puts_everything_back(desk: Desk) -> None:
    desk.page.left.move_.click()
    desk.until(lambda: desk.page.ways.primary.text().startswith("Move") and desk.page.work.asked is None)
    desk.file()
    assert sum(path.is_file() for path in (desk.folder / "Intake").rglob("*")) == UNSURE + UNREAD
    desk.open_project.undo()
    desk.until(lambda: desk.page.head.title.text() == f"{FILED} documents were put back")
    assert sum(path.is_file() for path in (desk.folder / "Intake").rglob("*")) == FILES


def test_a_filing_that_was_killed_says_how_far_it_came_and_goes_on(desk: Desk) -> None:
    desk.page.leave()
    number = desk.page.filing.id
    desk.project.record(FilingStarted(number))
    move = desk.project.filings.moves(number, 0, 1, MoveFilter(waiting=False))[0]
    there = desk.target.joinpath(*move.folder)
    there.mkdir(parents=True)
    (there / move.name).write_bytes(Path(os.fsdecode(move.source)).read_bytes())
    desk.project.record(FilesFiled(number, (Outcome(move.item_id, MoveState.DONE),)))
    desk.page = desk.make_page()
    desk.page.arrive()
    desk.wait_for(Stage.INTERRUPTED)
    assert desk.page.head.title.text() == "Deskhand was stopped in the middle of filing"
    assert desk.page.head.explained.text().startswith(f"1 of {FILED} is done.")
    assert desk.page.ways.primary.text() == f"Go on: copy the other {FILED - 1}"
    desk.page.ways.primary.click()
    desk.wait_for(Stage.ENDED)
    assert len(desk.filed()) == FILED


def test_a_killed_filing_can_be_left_as_it_is(desk: Desk) -> None:
    desk.page.leave()
    number = desk.page.filing.id
    desk.project.record(FilingStarted(number))
    desk.page = desk.make_page()
    desk.page.arrive()
    desk.wait_for(Stage.INTERRUPTED)
    desk.page.ways.leave.click()
    assert desk.stage is Stage.ENDED


def test_a_large_move_is_told_once_more_in_the_page(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot, files=120)
    desk.arrive()
    desk.page.left.move_.click()
    desk.until(lambda: desk.page.ways.primary.text() == "Move 112 documents" and desk.page.work.asked is None)
    desk.page.ways.primary.click()
    assert desk.page.ways.primary.text() == "Yes, move 112 documents"
    assert desk.page.action_bar.sentence.text().startswith("112 documents will leave their present folders")
    desk.page.ways.later.click()
    assert desk.page.ways.primary.text() == "Move 112 documents"
    desk.page.ways.primary.click()
    desk.file()
    assert desk.page.head.title.text() == "112 documents were moved"
    desk.close()


def test_another_drive_is_told_before_a_move() -> None:
    now = Situation(Stage.PLAN, Deed.MOVE, Path("Case files"), to_do=3)
    assert not second_press(now, other_drive=False)
    assert "another drive" in second_press(now, other_drive=True)
    assert not second_press(replace(now, deed=Deed.COPY), other_drive=True)


def test_stopping_keeps_what_is_done_and_the_rest_can_be_planned_again(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot, files=400)
    desk.arrive()
    desk.page.ways.primary.click()
    desk.until(lambda: desk.page.work.progress is not None and desk.page.work.progress.done > 0)
    desk.page.ways.stop.click()
    desk.wait_for(Stage.ENDED)
    done = desk.counts()["copied"]
    assert len(desk.filed()) == done
    desk.page.ways.plan.click()
    desk.wait_for(Stage.PLAN)
    assert desk.counts()["already there"] == done
    desk.close()
