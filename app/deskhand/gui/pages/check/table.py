"""The table of Check: message, answer, second guess, how sure, state."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from deskhand.domain.questions import Question
from deskhand.gui import theme
from deskhand.gui.job_kinds import FILE_JOBS, job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.model import LEAST_SURE, ORDERS, CheckModel, Column
from deskhand.gui.pages.check.name_delegate import MessageDelegate, PhotoNameDelegate
from deskhand.gui.pages.check.rows import CheckRow, Rows
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.mark_delegate import MarkDelegate
from deskhand.gui.widgets.state_delegate import StateDelegate
from deskhand.gui.widgets.sure_delegate import SureDelegate

NARROW, WIDE = 720, 1000  # pixels under which the second guess goes; where folders stand too, it goes under the latter
WIDTHS = {Column.FOLDER: 148, Column.ANSWER: 158, Column.SECOND: 154, Column.SURE: 132, Column.STATE: 118}
_THUMB, _AROUND = 44, 8  # how high a small photo is, and the room above and below it


class CheckTable(QTableView):
    """``reached(row or None, "3 of 38")`` when another row is selected; ``sorted`` when a heading is clicked."""

    reached = Signal(object, str)
    sorted = Signal()

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        job = open_project.project.job
        self._model = CheckModel(job_kind(job).noun.one.capitalize(), self)
        self.setModel(self._model)
        self._files = job in FILE_JOBS
        self.thumbnails = (
            Thumbnails(open_project, self, edge=2 * theme.current().px(_THUMB)) if job == "photos" else None
        )
        self.order = LEAST_SURE
        self._left_out: set[Column] = set()
        self.if_empty = ""  # what stands in the place of rows
        self.setAccessibleName("Answers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        row_height = theme.current().row_height if self.thumbnails is None else _THUMB + _AROUND
        self.verticalHeader().setDefaultSectionSize(theme.current().px(row_height))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStyleSheet("QTableView::item { padding-left: 5px; } QHeaderView::section:first { padding-left: 24px; }")
        self._set_columns()
        self._share_room()
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.horizontalHeader().sectionClicked.connect(self._sort_by)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(80)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, theme.current().px(width))
        message = MessageDelegate(self) if self.thumbnails is None else PhotoNameDelegate(self.thumbnails, self)
        self.setItemDelegateForColumn(Column.MESSAGE, message)
        self.setItemDelegateForColumn(Column.ANSWER, MarkDelegate(self))
        self.setItemDelegateForColumn(Column.SURE, SureDelegate(self))
        self.setItemDelegateForColumn(Column.STATE, StateDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the rows, and the bar at the reading side of the selected one."""
        super().paintEvent(event)
        look, painter = theme.current(), QPainter(self.viewport())
        if not self._model.rowCount():
            painter.setPen(look.color("ink.second"))
            painter.setFont(look.font("body"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.if_empty)
            return
        last = self.rowAt(self.viewport().height() - 1)
        for line in range(self.rowAt(0), (last if last >= 0 else self._model.rowCount() - 1) + 1):
            bottom = self.rowViewportPosition(line) + self.rowHeight(line) - 1
            painter.fillRect(0, bottom, self.viewport().width(), 1, look.color("line"))
            if line == self.currentIndex().row():
                painter.fillRect(0, bottom - self.rowHeight(line) + 1, 3, self.rowHeight(line), look.color("accent"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """What there is no room for goes; why something could not be read needs more room than an answer."""
        look, reasons = theme.current(), self._model.reasons
        narrow = self.width() < look.px(NARROW)
        no_second = narrow or reasons or (self._files and self.width() < look.px(WIDE))
        gone = {Column.FOLDER: narrow or not self._files, Column.SECOND: no_second}
        gone |= {Column.SURE: reasons, Column.STATE: reasons}
        for column, hidden in gone.items():
            if column not in self._left_out:
                self.setColumnHidden(column, hidden)
        wide = self.width() * 2 // 5 if reasons else look.px(WIDTHS[Column.ANSWER])
        self.setColumnWidth(Column.ANSWER, wide)

    def leave(self) -> None:
        """Nobody looks at it any more."""
        if self.thumbnails is not None:
            self.thumbnails.forget_wishes()

    def leave_out(self, *columns: Column) -> None:
        """What this table has no use for."""
        self._left_out.update(columns)
        for column in columns:
            self.hideColumn(column)

    def show_rows(self, question: Question, rows: Rows, boundary: int | None, *, reasons: bool = False) -> None:
        """Other rows, or the same as they are now; the selection stays on its item, else on its line.

        ``reasons``: they could not be read, and it says why.
        """
        line, item = self.currentIndex().row(), self.current()
        self.clearSpans()
        if self._model.reasons != reasons:
            self._model.reasons = reasons
            self._share_room()
        self._model.show(question, rows, boundary)
        if boundary is not None:
            self.setSpan(boundary, 0, 1, len(Column))
        self._select(self._line_again(line, item))

    def current(self) -> CheckRow | None:
        """The selected row."""
        return self._model.at(self.currentIndex().row())

    def go_to(self, line: int) -> None:
        self._select(line)

    def go_down(self) -> None:
        self._go(1)

    def go_up(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        line = self.currentIndex().row() + step
        self._select(line + step if line == self._model.boundary else line)

    def _line_again(self, line: int, item: CheckRow | None) -> int:
        """Where the item is now: on its line, or near it; else the line that it was on."""
        if item is not None:
            for near in (0, 1, -1):
                row = self._model.at(line + near)
                if row is not None and row.item_id == item.item_id:
                    return line + near
        return max(0, line)

    def _select(self, line: int) -> None:
        last = self._model.rowCount() - 1
        line = max(0, min(line, last))
        if line == self._model.boundary:
            line += 1 if line < last else -1
        if 0 <= line <= last:
            self.setCurrentIndex(self._model.index(line, 0))
        self._tell()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The line of the dial is stepped over."""
        found = super().moveCursor(action, modifiers)
        if found.row() != self._model.boundary:
            return found
        step = 1 if found.row() > self.currentIndex().row() else -1
        beyond = self._model.index(found.row() + step, found.column())
        return beyond if beyond.isValid() else self.currentIndex()

    def _tell(self) -> None:
        row, line = self.current(), self.currentIndex().row()
        count = self._model.rowCount() - (self._model.boundary is not None)
        self.reached.emit(row, f"{self._model.number_of(line) + 1:,} of {count:,}" if row is not None else "")

    def _sort_by(self, column: int) -> None:
        orders = ORDERS.get(Column(column))
        if orders is None:
            return
        place = orders.index(self.order) + 1 if self.order in orders else 0
        self.order = orders[place % len(orders)]
        self.sorted.emit()
