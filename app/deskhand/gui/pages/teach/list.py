"""Teach as a list: all items of the project with what was answered to each."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskhand.domain.questions import Label, LabelSource, Question
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.model import Column
from deskhand.gui.pages.check.rows import CheckRow, State, folders, snippets
from deskhand.gui.pages.check.table import CheckTable
from deskhand.storage.view import ProjectView

_STATES = {LabelSource.WORKBOOK: State.WORKBOOK, LabelSource.PERSON: State.YOURS, LabelSource.CORRECTION: State.YOURS}


class AllRows:
    """Every item, source after source, in the order of their rows."""

    def __init__(self, view: ProjectView, question: Question) -> None:
        self._view, self._question = view, question
        self._counts = [(source.id, view.items.count(source.id)) for source in view.sources.all()]

    def count(self) -> int:
        return sum(count for _, count in self._counts)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        ids: list[int] = []
        for source_id, rows in self._counts:
            if start < rows and len(ids) < count:
                ids += self._view.items.ids(source_id, start, count - len(ids))
            start = max(0, start - rows)
        said, words = self._view.labels.of_items(self._question.id, ids), snippets(self._view, ids)
        return folders(self._view, [_row(item_id, words[item_id], said.get(item_id)) for item_id in ids])


def _row(item_id: int, message: str, said: Label | None) -> CheckRow:
    row = CheckRow(item_id, message, "", "", None, State.OPEN)
    return row if said is None else replace(row, answer=said.value, state=_STATES[said.source])


class TeachList(QWidget):
    """``chosen(item id)`` on a double click or Enter: that item is asked, one by one."""

    chosen = Signal(int)

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question: Question | None = None
        self.table = CheckTable(open_project)
        self.table.setAccessibleName(f"All {job_kind(open_project.project.job).noun.many}")
        self.table.leave_out(Column.SECOND, Column.SURE)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 8, 0, 0)
        place.addWidget(self.table)
        self.table.doubleClicked.connect(lambda _: self._choose())

    def show_question(self, question: Question) -> None:
        self._question = question
        self.refresh()

    def refresh(self) -> None:
        """Read anew, if anybody looks."""
        if self._question is not None and self.isVisible():
            self.table.show_rows(self._question, AllRows(self._open_project.project, self._question), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        row = self.table.current()
        if row is not None:
            self.chosen.emit(row.item_id)
