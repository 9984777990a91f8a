"""The table of Run: message, state, what came out, how sure."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from deskhand.gui import theme
from deskhand.gui.pages.run.model import Column, RunModel
from deskhand.gui.pages.run.rows import RunRow, RunRows
from deskhand.gui.widgets.copied_rows import copy_rows
from deskhand.gui.widgets.state_delegate import StateDelegate
from deskhand.gui.widgets.sure_delegate import SureDelegate
from deskhand.storage.tables.runs import RunCounts

_WIDTHS = {Column.STATE: 156, Column.CAME_OUT: 224, Column.SURE: 140}
_NARROW = 760  # narrower than this the column "how sure" goes


class RunTable(QTableView):
    """``opened(RunRow)`` when a row is opened with Enter or a double click."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = RunModel(self)
        self._rows: RunRows | None = None
        self.setModel(self._model)
        self.setAccessibleName("Messages of this run")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item { padding-left: 5px; } QHeaderView::section:first { padding-left: 24px; }")
        self._set_columns()
        self.activated.connect(self._open)

    def _set_columns(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.current().px(theme.current().row_height))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.current().px(width))
        self.setItemDelegateForColumn(Column.MESSAGE, _SetIn(self))
        self.setItemDelegateForColumn(Column.STATE, StateDelegate(self))
        self.setItemDelegateForColumn(Column.SURE, SureDelegate(self))

    def show_rows(self, rows: RunRows, counts: RunCounts) -> None:
        """Other rows altogether."""
        self._rows = rows
        self._model.reset(lambda: rows.count(counts), rows.fetch)

    def refresh(self, counts: RunCounts, *, paused: bool) -> None:
        """The same rows, as they are now; place and selection stay."""
        self._model.paused = paused
        if self._rows is not None:
            self._model.refresh(self._rows.count(counts))

    def current(self) -> RunRow | None:
        """The row that has the focus."""
        return self._model.row(self.currentIndex().row())

    def _open(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying gives whole rows, not a cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(Column.SURE, self.width() < theme.current().px(_NARROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the rows, and the bar at the reading side of the selected one."""
        super().paintEvent(event)
        look, painter = theme.current(), QPainter(self.viewport())
        height, wide = self.verticalHeader().defaultSectionSize(), self.viewport().width()
        last = self.rowAt(self.viewport().height() - 1)
        for line in range(max(0, self.rowAt(0)), (last if last >= 0 else self._model.rowCount() - 1) + 1):
            top = self.rowViewportPosition(line)
            painter.fillRect(QRect(0, top + height - 1, wide, 1), look.color("line"))
            if self.selectionModel().isRowSelected(line, QModelIndex()):
                painter.fillRect(QRect(0, top, 3, height), look.color("accent"))


class _SetIn(QStyledItemDelegate):
    """Begins where the page's other words begin."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        look, room = theme.current(), option.rect.adjusted(24, 0, -12, 0)
        painter.save()
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
