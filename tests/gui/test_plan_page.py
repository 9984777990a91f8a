"""Plan: seen before it happens, done by the real worker on real files, stopped, and taken back."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cabinet import FILES, MATTER, UNREAD, UNSURE, URGENCY, make_cabinet
from deskhand.domain.acts import FilingStarted
from deskhand.domain.filing import Deed, MoveState, Outcome, Remark
from deskhand.domain.jobs import FilesFiled, Lane
from deskhand.domain.questions import LabelSource
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.plan.model import Column
from deskhand.gui.pages.plan.page import PlanPage
from deskhand.gui.pages.plan.situation import Situation, Stage
from deskhand.gui.pages.plan.words import second_press
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.tables.filings import MoveFilter
from inbox import show

FILED = FILES - UNSURE - UNREAD
URGENT = ("Contract disputes", "Urgent")


class Desk:
    """The page on a project with real files and real workers."""

    def __init__(self, folder: Path, qtbot: QtBot, files: int = FILES) -> None:
        project = make_cabinet(folder, files)
        self.folder, self.target, self.qtbot = folder, folder / "Intake sorted", qtbot
        self.workers = {lane: WorkerProcess(lane) for lane in Lane}
        self.open_project = OpenProject(project, self.workers[Lane.LIGHT], self.workers[Lane.HEAVY])
        self.project = project
        self.page = self.make_page()

    def make_page(self) -> PlanPage:
        page = PlanPage(self.open_project)
        show(page, self.qtbot)
        return page

    def arrive(self) -> None:
        self.page.arrive()
        self.wait_for(Stage.PLAN)

    def wait_for(self, stage: Stage) -> None:
        self.until(lambda: self.stage is stage and self.page.work.asked is None)

    def until(self, test: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(test, timeout=30000)

    @property
    def stage(self) -> Stage:
        return self.page._situation().stage

    def counts(self) -> dict[str, int]:
        return {count.figure.words: count.figure.count for count in self.page.head.counts}

    def nodes(self) -> dict[str, int]:
        tree = self.page.left.tree.tree.nodes
        return {" › ".join(node.path) if node.path else node.title: node.count for node in tree}

    def names(self) -> list[str]:
        model = self.page.files.table.moves
        return [str(model.index(row, Column.FILE).data()) for row in range(model.rowCount())]

    def filed(self) -> list[str]:
        return sorted(str(path.relative_to(self.target)) for path in self.target.rglob("*") if path.is_file())

    def select(self, path: tuple[str, ...] | str) -> None:
        self.page.left.tree.select(path)

    def file(self) -> None:
        self.page.ways.primary.click()
        self.wait_for(Stage.ENDED)

    def close(self) -> None:
        self.page.leave()
        self.page.hide()
        self.open_project.close()
        for worker in self.workers.values():
            worker.close()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path, qtbot)
    desk.arrive()
    yield desk
    desk.close()


def test_a_plan_is_made_on_arrival_and_changes_nothing_on_the_disk(desk: Desk) -> None:
    assert desk.page.head.title.text() == "Nothing has been filed yet"
    assert desk.counts() == {
        "would be copied": FILED,
        "already there": 0,
        "renamed": 1,
        "overwritten": 0,
        "wait for you": UNSURE + UNREAD,
    }
    assert desk.page.ways.primary.text() == f"Copy {FILED} documents"
    assert desk.page.ways.look.text() == f"Look at the {UNSURE}"
    assert not desk.target.exists()


def test_the_tree_has_folders_in_the_order_of_categories_and_what_waits_with_its_reasons(desk: Desk) -> None:
    nodes = desk.nodes()
    assert list(nodes)[:4] == [
        "Intake sorted",
        "Contract disputes",
        *(f"Contract disputes › {one}" for one in ("Urgent", "This month")),
    ]
    assert nodes["Intake sorted"] == FILED
    assert nodes["Not filed, waits for you"] == UNSURE + UNREAD
    assert (nodes["Not sure"], nodes["Could not be read"]) == (UNSURE, UNREAD)
    desk.select("Not sure")
    assert len(desk.names()) == UNSURE


def test_a_folder_shows_its_files_and_those_with_a_remark_alone(desk: Desk) -> None:
    desk.select(URGENT)
    assert "Scan_0031.pdf" in desk.names()
    assert desk.page.files.remarked.text() == "Only those with a remark (1)"
    desk.page.files.remarked.click()
    assert desk.names() == ["Scan_0031.pdf"]
    index = desk.page.files.table.moves.index(0, Column.HAPPENS)
    assert index.data() == "Renamed"
    desk.page.files.remarked.click()


def test_a_count_in_the_head_shows_its_files(desk: Desk) -> None:
    renamed = next(count for count in desk.page.head.counts if count.figure.words == "renamed")
    renamed.click()
    assert desk.names() == ["Scan_0031.pdf"]
    assert desk.page.files.words.text() == "Renamed"


def test_space_unticks_and_the_file_stays_so_when_the_plan_is_made_anew(desk: Desk, qtbot: QtBot) -> None:
    desk.select(URGENT)
    table = desk.page.files.table
    table.selectRow(0)
    name = desk.names()[0]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert desk.page.ways.primary.text() == f"Copy {FILED - 1} documents"
    desk.page.left.move_.click()
    desk.until(lambda: desk.page.ways.primary.text() == f"Move {FILED - 1} documents" and desk.page.work.asked is None)
    desk.page.left.copy.click()
    desk.until(lambda: desk.page.ways.primary.text() == f"Copy {FILED - 1} documents" and desk.page.work.asked is None)
    desk.file()
    assert not (desk.target.joinpath(*URGENT) / name).exists()


def test_a_click_on_the_tick_unticks_one_file(desk: Desk) -> None:
    desk.select(URGENT)
    table = desk.page.files.table
    place = table.visualRect(table.moves.index(1, Column.FILE))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 28, place.center().y()))
    assert desk.page.ways.primary.text() == f"Copy {FILED - 1} documents"


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


def test_a_folder_that_is_renamed_is_the_folder_of_its_category(desk: Desk) -> None:
    desk.page.acts.rename(("Contract disputes",), "Contracts")
    desk.until(lambda: "Contracts" in desk.nodes() and desk.page.work.asked is None)
    assert desk.project.filings.folder_names(MATTER) == {"Contract disputes": "Contracts"}
    assert "Contract disputes" not in desk.nodes()


def test_a_file_that_is_dragged_to_another_folder_is_a_correction(desk: Desk) -> None:
    desk.select("Not sure")
    model, tree = desk.page.files.table.moves, desk.page.left.tree
    item = model.row(0).item_id
    target = next(n for n, node in enumerate(tree.tree.nodes) if node.path == ("Family", "Urgent"))
    data = model.mimeData([model.index(0, 0)])
    assert tree.tree.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, tree.tree.index_of(target))
    desk.until(lambda: desk.counts()["would be copied"] == FILED + 1)
    said = desk.project.labels.get(MATTER, item), desk.project.labels.get(URGENCY, item)
    assert [one.value for one in said if one] == ["Family", "Urgent"]
    assert {one.source for one in said if one} == {LabelSource.CORRECTION}


def test_the_order_of_questions_is_the_order_of_folders(desk: Desk) -> None:
    blocks = desk.page.left.rule.blocks
    blocks.setFocus()
    blocks.setCurrentRow(0)
    QTest.keyClick(blocks, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    desk.until(lambda: "Urgent › Contract disputes" in desk.nodes())
    QTest.keyClick(blocks, Qt.Key.Key_Delete)
    desk.until(lambda: "Urgent" in desk.nodes() and desk.page.left.rule.chosen == (URGENCY,))
    desk.page.left.rule.take_in(MATTER)
    desk.until(lambda: "Urgent › Contract disputes" in desk.nodes())


def test_names_follow_their_pattern_and_a_wrong_one_says_why(desk: Desk) -> None:
    field = desk.page.left.naming.field
    field.setFocus()
    field.setText("{dat} {name}")
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert "{dat}" in desk.page.left.naming.example.text()
    field.setText("{date} {name}")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.until(lambda: desk.page.work.asked is None and desk.page.filing is not None and desk.page.filing.whole)
    desk.select(URGENT)
    move = desk.page.files.table.moves.row(0)
    assert move.name.startswith("2026-03-")
    assert "2026-03-" in desk.page.files.table.moves.note(move)


def test_the_whole_pattern_can_be_written(desk: Desk) -> None:
    naming = desk.page.left.naming
    naming.other.click()
    assert not desk.page.left.rule.isVisible()
    naming.field.setText("{year}/{Matter type}/{name}")
    QTest.keyClick(naming.field, Qt.Key.Key_Return)
    desk.until(lambda: "2026 › Contract disputes" in desk.nodes())
    assert desk.project.filings.draft().rule.question_ids == (MATTER,)
    naming.other.click()
    desk.until(lambda: "Contract disputes" in desk.nodes())


def test_another_target_is_chosen_in_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = desk.folder / "Case files"
    elsewhere.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    desk.page.left.change.click()
    desk.until(lambda: "Case files" in desk.nodes())
    assert desk.page.left.target.text() == "Case files"


def test_answers_that_change_make_the_plan_anew(desk: Desk) -> None:
    moves = desk.project.filings.moves(desk.page.filing.id, 0, 2, MoveFilter(remark=Remark.UNSURE))
    desk.page.acts.move_into(tuple(move.item_id for move in moves), ("Family", "Urgent"))
    desk.until(lambda: desk.counts()["would be copied"] == FILED + 2)
    desk.open_project.undo()
    desk.open_project.undo()
    desk.until(lambda: desk.counts()["would be copied"] == FILED)


def test_the_list_is_saved_and_can_be_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    target = desk.folder / "plan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.page.ways.list.click()
    desk.until(desk.page.saved.isVisible)
    assert target.is_file()


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


def test_a_target_that_cannot_be_is_a_problem_in_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = desk.folder / "blocked"
    blocked.write_text("a file", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(blocked))
    desk.page.left.change.click()
    desk.until(desk.page.problem.isVisible)
    assert not desk.page.ways.primary.isEnabled()


def test_copy_is_what_a_plan_begins_with(desk: Desk) -> None:
    assert desk.page.left.copy.isChecked()
    assert desk.project.filings.draft().rule.deed is Deed.COPY
