"""Cells of one size, line by line. What it costs does not depend on their number: places are reckoned, not laid out."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.photo_delegate import CAPTION

_GAP, _EDGE, _SHAPE = 8, 2, 0.72  # between cells, above and below all, height of a picture to its width
_RIGHT = 6  # before the scroll bar
_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class CellView(QAbstractItemView):
    """As ``QListView`` in icon mode, which takes an eighth of a second for 100,000 cells at every change of width.

    Nothing is ever selected: subclasses say what a click and a key do, and paint.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self._first = 0  # of the line at the top
        self._resizing = False
        self.columns, self.cell = 1, QSize(1, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def set_cell_width(self, pixels: int) -> None:
        """About how wide a cell is, in pixels of the pictures; the line at the top stays there."""
        self._width = pixels
        self._keep_first()

    def _keep_first(self) -> None:
        before, self._resizing = (self.columns, self.cell), True
        self.updateGeometries()
        if before != (self.columns, self.cell):
            self.verticalScrollBar().setValue(self._top(self._first) - _EDGE)
        self._resizing = False
        self.viewport().update()

    def _count(self) -> int:
        model = self.model()
        return 0 if model is None else model.rowCount()

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)

    # --- places ---------------------------------------------------------------------------------

    def _reckon(self) -> None:
        look, room = theme.current(), max(1, self.viewport().width() - _RIGHT)
        self.columns = max(1, (room + _GAP) // (look.px(self._width) + _GAP))
        width = (room - (self.columns - 1) * _GAP) // self.columns
        self.cell = QSize(width, round(width * _SHAPE) + look.px(CAPTION))

    def _step(self) -> int:
        return self.cell.height() + _GAP

    def _top(self, row: int) -> int:
        """Where the line of a photo begins, from the top of all."""
        return _EDGE + row // self.columns * self._step()

    def _row_at(self, height: int) -> int:
        """The first photo of the line at that height."""
        return max(0, height - _EDGE) // self._step() * self.columns

    def _place(self, row: int) -> QRect:
        """Where a photo is in the viewport."""
        cell, column = self.cell, row % self.columns
        left = column * (cell.width() + _GAP)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.viewport().width() - left - cell.width()
        return QRect(QPoint(left, self._top(row) - self.verticalScrollBar().value()), cell)

    def visualRect(self, index: _Index) -> QRect:
        return self._place(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        first = self._row_at(point.y() + self.verticalScrollBar().value())
        for row in range(first, min(first + self.columns, self._count())):
            if self._place(row).contains(point):
                return self._index(row)
        return QModelIndex()

    def in_sight(self) -> range:
        """The rows of photos that are seen, if only in part."""
        top = self.verticalScrollBar().value()
        last = self._row_at(top + self.viewport().height()) + self.columns
        return range(self._row_at(top), min(last, self._count()))

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar, place = self.verticalScrollBar(), self.visualRect(index)
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + place.center().y() - self.viewport().height() // 2)
        elif place.top() < _EDGE:
            bar.setValue(bar.value() + place.top() - _EDGE)
        elif place.bottom() > self.viewport().height() - _EDGE:
            over = place.bottom() - self.viewport().height() + _EDGE
            bar.setValue(bar.value() + min(over, place.top() - _EDGE))  # of one that is too tall, its top

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._reckon()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        lines = -(-self._count() // self.columns)
        bar.setRange(0, max(0, lines * self._step() - _GAP + 2 * _EDGE - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, self._step() // 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_first()

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def reset(self) -> None:
        """Other photos: back to the first of them."""
        super().reset()
        self._first = 0
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing is ever selected: photos are ticked."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._resizing:
            self._first = self._row_at(self.verticalScrollBar().value() + _EDGE)
        self.viewport().update()

    def dataChanged(self, first: _Index, last: _Index, roles: object = ()) -> None:
        self.viewport().update()

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        here, last = self.currentIndex().row(), self._count() - 1
        if last < 0:
            return QModelIndex()
        line, side = self.columns, 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        screen = max(1, self.viewport().height() // self._step()) * line
        by = {
            _Move.MoveLeft: -side,
            _Move.MoveRight: side,
            _Move.MoveUp: -line,
            _Move.MoveDown: line,
            _Move.MovePageUp: -screen,
            _Move.MovePageDown: screen,
            _Move.MovePrevious: -1,
            _Move.MoveNext: 1,
            _Move.MoveHome: -here,
            _Move.MoveEnd: last - here,
        }[action]
        aim = here + by
        if abs(by) >= line and action not in (_Move.MoveHome, _Move.MoveEnd) and not 0 <= aim <= last:
            aim = here % line if aim < 0 else last if here // line < last // line else here
        return self._index(min(max(0, aim), last))
