"""Use of documents and photos: into folders by a plan, and filings taken back from the history, months later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from cabinet import FILES, UNREAD, UNSURE, make_cabinet
from deskhand.domain.jobs import OutputKind
from deskhand.gui.pages.plan.situation import Stage
from deskhand.gui.pages.use.file_ways import FileWays
from deskhand.gui.pages.use.history import HistoryRow
from deskhand.gui.pages.use.page import UsePage
from filing_desk import Desk
from inbox import opened, show

FILED = FILES - UNSURE - UNREAD


class Use(Desk):
    """The page of Use beside the plan, on the same project."""

    def open_use(self) -> None:
        self.page.leave()
        self.page.hide()
        self.use = UsePage(self.open_project)
        show(self.use, self.qtbot)
        self.use.arrive()

    @property
    def ways(self) -> FileWays:
        assert isinstance(self.use.ways, FileWays)
        return self.use.ways

    def newest(self) -> HistoryRow:
        row = self.use.history.list.itemWidget(self.use.history.list.item(0))
        assert isinstance(row, HistoryRow)
        return row

    def told(self) -> str:
        return str(self.use.history.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole))

    def press(self, words: str) -> None:
        next(button for button in self.newest().findChildren(QPushButton) if button.text() == words).click()

    def close(self) -> None:
        self.use.leave()
        self.use.hide()
        super().close()


@pytest.fixture
def use(tmp_path: Path, qtbot: QtBot) -> Iterator[Use]:
    """After sixty documents were answered and those that are sure were copied."""
    use = Use(tmp_path, qtbot)
    use.arrive()
    use.file()
    use.open_use()
    yield use
    use.close()


def test_before_anything_was_filed_the_preview_is_the_way(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(make_cabinet(tmp_path, job="photos")) as open_project:
        page, went = UsePage(open_project), []
        page.go.connect(went.append)
        show(page, qtbot)
        page.arrive()
        assert isinstance(page.ways, FileWays)
        page.ways.copy.click()
        assert went == ["plan"]
        assert not page.ways.save_index.isEnabled()
        assert page.ways.workbook.isEnabled()
        assert page.more.text() == "More photos…"
        page.hide()


def test_the_history_says_what_was_filed_and_where_to(use: Use) -> None:
    assert use.told().startswith(f"{FILED} documents copied into Intake sorted")
    assert "can be undone" in use.told()
    assert use.use.head.text() == f"{FILED} documents copied into Intake sorted"


def test_a_filing_is_undone_from_the_history_and_says_so_in_its_place(use: Use) -> None:
    use.press("Undo")
    use.until(lambda: use.told().startswith(f"{FILED} documents put back from Intake sorted"))
    assert not use.filed()
    assert "cannot be undone" in use.told()


def test_what_was_put_back_file_by_file_is_counted(use: Use) -> None:
    use.use.work.take_back(1, tuple(move.item_id for move in use.project.filings.moves(1, 20, 3)))
    use.until(lambda: "3 put back" in use.told())
    assert "can be undone" in use.told()
    use.press("Undo")
    use.until(lambda: use.told().startswith(f"{FILED} documents put back"))


def test_what_was_changed_since_stays_and_can_be_seen(use: Use) -> None:
    changed = use.target / use.filed()[0]
    changed.write_text("A note of the office manager", encoding="utf-8")
    use.press("Undo")
    use.until(lambda: "1 left as they are" in use.told())
    assert changed.is_file()
    went: list[str] = []
    use.use.go.connect(went.append)
    use.press("Show")
    assert went == ["plan:1"]
    use.page.aim("1")
    use.page.show()
    use.page.arrive()
    use.wait_for(Stage.ENDED)
    assert use.counts()["left as they are"] == 1
    use.page.hide()


def test_the_index_of_what_was_filed_is_saved(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    target = use.folder / "index.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    use.ways.save_index.click()
    use.until(target.is_file)
    assert use.ways.index.isVisible()


def test_a_workbook_has_a_row_for_each_file(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    target = use.folder / "files.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    use.ways.wanted.emit(OutputKind.CSV)
    use.until(target.is_file)
    use.until(lambda: not use.use.saving.busy)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) >= FILES
