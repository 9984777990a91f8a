"""A table of rows that go together: whole rows are chosen and copied, hairlines between them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
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
from deskhand.gui.widgets.copied_rows import copy_rows


class RowTable(QTableView):
    """The first column takes the room that is left; ``widths`` are those of the others, in pixels of the pictures."""

    def __init__(self, model: QAbstractItemModel, name: str, widths: Mapping[Any, int]) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item { padding-left: 5px; } QHeaderView::section:first { padding-left: 24px; }")
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.current().px(theme.current().row_height))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSelectionModel(
            QItemSelectionModel(model, header)
        )  # else it asks each row
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, theme.current().px(width))
        self.setItemDelegateForColumn(0, _SetIn(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying gives whole rows, not a cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the rows, and the bar at the reading side of the selected one."""
        super().paintEvent(event)
        look, painter = theme.current(), QPainter(self.viewport())
        height, wide = self.verticalHeader().defaultSectionSize(), self.viewport().width()
        last = self.rowAt(self.viewport().height() - 1)
        for line in range(max(0, self.rowAt(0)), (last if last >= 0 else self.model().rowCount() - 1) + 1):
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
