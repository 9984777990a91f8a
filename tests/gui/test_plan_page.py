"""Plan: every copy or move is seen, and can be changed, before it happens."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from cabinet import FILES, MATTER, UNREAD, UNSURE, URGENCY
from deskhand.domain.acts import QuestionAsked, SourceAdded
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT
from deskhand.domain.filing import Deed, Remark
from deskhand.domain.items import SourceKind
from deskhand.domain.questions import LabelSource
from deskhand.gui.pages.plan.drafting import rule_to_begin_with
from deskhand.gui.pages.plan.model import Column
from deskhand.gui.pages.plan.situation import Stage
from deskhand.storage.project import Project
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


def test_where_a_file_is_names_its_innermost_folders_whole(desk: Desk) -> None:
    table, option = desk.page.files.table, QStyleOptionViewItem()
    index = table.moves.index(0, Column.NOW_IN)
    whole = str(index.data()).split(" › ")
    delegate = table.itemDelegateForColumn(Column.NOW_IN)
    assert isinstance(delegate, QStyledItemDelegate)
    option.rect = QRect(0, 0, 1000, 40)
    delegate.initStyleOption(option, index)
    assert option.text == " › ".join(whole)
    option.rect = QRect(0, 0, 40, 40)
    delegate.initStyleOption(option, index)
    assert option.text == (f"… › {whole[-1]}" if len(whole) > 1 else whole[0])


def test_a_folder_that_cannot_be_used_is_told_and_another_makes_the_plan(desk: Desk) -> None:
    inside, good = desk.project.folder / "Sorted", desk.target
    desk.page.draft.change(target=os.fsencode(inside))
    desk.wait_for(Stage.REFUSED)
    assert desk.page.head.title.text() == "There is no plan yet"
    assert desk.page.problem.isVisible()
    assert not desk.page.ways.primary.isEnabled()
    assert desk.names() == []
    desk.page.draft.change(target=os.fsencode(good))
    desk.wait_for(Stage.PLAN)
    assert desk.counts()["would be copied"] == FILED


def test_what_lies_in_the_project_itself_is_filed_beside_the_project(tmp_path: Path) -> None:
    with closing(Project.create(tmp_path / "Law office", "Law office", "documents")) as project:
        papers = project.folder / "Sample" / "Papers"
        project.record(SourceAdded(1, str(papers), "", 0, COLUMNS, DOCUMENT_TEXT, (), SourceKind.DOCUMENTS))
        project.record(QuestionAsked(1, "Type"))
        rule = rule_to_begin_with(project)
        assert rule is not None
        assert Path(os.fsdecode(rule.target)) == tmp_path / "Papers sorted"
