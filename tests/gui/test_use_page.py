"""Use: saving with the real writers, and taking back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import Labelled
from deskhand.domain.items import Source
from deskhand.domain.jobs import Lane, OutputKind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.pages.use.saving import targets
from deskhand.gui.pages.use.words import told, when
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project
from inbox import ANSWERED, ROWS, TYPE, make_inbox, run_it, show, teach_it


@dataclass(frozen=True, slots=True)
class Use:
    """The page on a project whose table is a real file."""

    page: UsePage
    open_project: OpenProject
    target: Path


def table_of(project: Project, folder: Path) -> None:
    rows = ["Message,Channel", *(",".join(f'"{cell}"' for cell in item.cells) for item in project.items.each())]
    (folder / "inbox.csv").write_text("\n".join(rows), encoding="utf-8")


@pytest.fixture
def use(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """After a run of everything, with real workers."""
    project = make_inbox(tmp_path / "inbox")
    teach_it(project)
    run_it(project)
    table_of(project, tmp_path / "inbox")
    target = tmp_path / "sorted.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    workers = {lane: WorkerProcess(lane) for lane in Lane}
    open_project = OpenProject(project, workers[Lane.LIGHT], workers[Lane.HEAVY])
    page = UsePage(open_project)
    show(page, qtbot)
    page.arrive()
    yield Use(page, open_project, target)
    page.leave()
    open_project.close()
    for worker in workers.values():
        worker.close()


def titles(page: UsePage) -> list[str]:
    entries = page.history.list
    names = [entries.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(entries.count())]
    return [name.split(",")[0] for name in names]


def test_the_head_counts_what_is_sorted_and_what_waits(use: Use) -> None:
    assert use.page.head.text() == f"{ROWS} messages are sorted"
    assert f"You decided {ANSWERED}." in use.page.explained.text()
    assert "21 wait for you" in use.page.explained.text()


def test_saving_says_where_the_file_is_and_that_it_was_saved(use: Use, qtbot: QtBot) -> None:
    use.page.ways.csv.click()
    qtbot.waitUntil(lambda: "Table saved" in titles(use.page), timeout=30000)
    lines = use.target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == ROWS + 1
    assert "Type" in lines[0]
    names = [button.text() for button in use.page.ways.text.findChildren(QPushButton) if button.isVisible()]
    assert set(names) == {"Save CSV…", "Open file", "Open folder"}


def test_a_folder_that_is_not_there_is_a_problem_in_the_page(
    use: Use, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = use.target.parent / "inbox" / "project.db" / "sorted.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(nowhere), ""))
    use.page.ways.csv.click()
    qtbot.waitUntil(use.page.problem.isVisible, timeout=30000)
    assert use.page.ways.csv.isEnabled()


def test_a_run_is_undone_from_the_history(use: Use, qtbot: QtBot) -> None:
    assert titles(use.page)[0] == "60 messages answered"
    use.page.history.list.setFocus()
    use.page.history.list.setCurrentRow(0)
    QTest.keyClick(use.page.history.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(use.page)[0] == "Undone: 60 messages answered")
    assert use.open_project.project.predictions.count(TYPE) == 0
    assert not use.page.ways.csv.isEnabled()


def test_answers_changed_together_are_taken_back_together(use: Use, qtbot: QtBot) -> None:
    changed = tuple((item_id, "Complaint") for item_id in range(ANSWERED + 1, ANSWERED + 28))
    use.open_project.record(Labelled(TYPE, changed))
    qtbot.waitUntil(lambda: titles(use.page)[0] == "27 answers changed together")
    use.page.history.list.setCurrentRow(0)
    use.page.history.undo_current()
    assert not use.open_project.project.labels.of_items(TYPE, [item_id for item_id, _ in changed])


def test_a_question_that_is_left_out_gets_no_columns(use: Use) -> None:
    chip = use.page.ways.chips.findChildren(QPushButton)[0]
    assert use.page.ways.chips.chosen == (TYPE,)
    chip.click()
    assert not use.page.ways.chips.chosen


def test_before_a_run_the_ways_are_listed_but_not_possible(tmp_path: Path, qtbot: QtBot) -> None:
    project = make_inbox(tmp_path / "new")
    light, heavy = WorkerProcess(Lane.LIGHT), WorkerProcess(Lane.HEAVY)
    open_project = OpenProject(project, light, heavy)
    page = UsePage(open_project)
    show(page, qtbot)
    page.arrive()
    assert not page.ways.copy.isEnabled()
    assert page.ways.copy.toolTip() == "After a run"
    assert page.ways.workbook.isVisible()
    page.leave()
    open_project.close()


def test_only_workbooks_can_be_copied(tmp_path: Path) -> None:
    def of(name: str) -> Source:
        return Source(1, str(tmp_path / name), "", 1, ("Message",))

    assert OutputKind.COPY in targets(of("a.xlsm"))
    assert OutputKind.COPY not in targets(of("a.csv"))
    (tmp_path / "a sorted.csv").touch()
    assert targets(of("a.csv"))[OutputKind.CSV].path.name == "a sorted 2.csv"


def test_days_are_told_as_people_say_them() -> None:
    now = datetime(2026, 10, 4, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert when("2026-10-04T09:40:00+00:00", now) == "Today 11:40"
    assert when("2026-10-03T07:05:00+00:00", now) == "Yesterday 9:05"
    assert when("2026-09-12T07:05:00+00:00", now) == "12 Sep"
    assert when("2025-09-12T07:05:00+00:00", now) == "12 Sep 2025"


def test_every_entry_of_the_history_has_words(use: Use) -> None:
    project = use.open_project.project
    assert all(all(told(project, entry)) for entry in project.history.all())
