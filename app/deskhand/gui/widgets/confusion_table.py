"""What a skill mixes up: a square of counts whose cells open their items."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from deskhand.gui import theme
from deskhand.gui.widgets.category_mark import paint_mark
from deskhand.gui.widgets.mark_delegate import NO_MARK, NUMBER_ROLE, MarkDelegate

ROW, CELL, FEWEST_SHADE, MOST_SHADE = 31, 62, 0.18, 0.48
_Index = QModelIndex | QPersistentModelIndex


class ConfusionModel(QAbstractTableModel):
    """A row a true category, a column a given answer, and a last column "38 of 41"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: tuple[str, ...] = ()
        self.counts: tuple[tuple[int, ...], ...] = ()
        self.places: tuple[int, ...] = ()

    def show(self, labels: Sequence[str], counts: Sequence[Sequence[int]], places: Sequence[int]) -> None:
        """``places`` are the numbers of the labels among the categories of the question: their shapes."""
        self.beginResetModel()
        self.labels, self.places = tuple(labels), tuple(places)
        self.counts = tuple(tuple(row) for row in counts)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.labels)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.labels) + 2

    def pair(self, index: _Index) -> tuple[str, str] | None:
        """(true category, answer) of a cell with a count; None elsewhere."""
        column = index.column() - 1
        if not 0 <= column < len(self.labels) or not self.counts[index.row()][column]:
            return None
        return self.labels[index.row()], self.labels[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == NUMBER_ROLE:
            return self.places[index.row()] if index.column() == 0 else NO_MARK
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == self.columnCount() - 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        names = ("Really is ↓   Deskhand answered →", *self.labels, "right")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return names[section]
        first_or_last = section in (0, len(names) - 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return names[section] if first_or_last else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == NUMBER_ROLE:
            return NO_MARK if first_or_last else self.places[section - 1]
        return None

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return self.labels[row]
        if column == self.columnCount() - 1:
            return f"{self.counts[row][row]} of {sum(self.counts[row])}"
        return str(self.counts[row][column - 1] or "·")

    def _spoken(self, row: int, column: int) -> str:
        if not 0 < column <= len(self.labels):
            return self._text(row, column)
        return f"Really {self.labels[row]}, answered {self.labels[column - 1]}, {self.counts[row][column - 1]}"


class _CountDelegate(QStyledItemDelegate):
    """Right answers in the accent colour by their share, mistakes in amber, none as a dot."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, ConfusionModel):
            return
        look = theme.current()
        row, column = index.row(), index.column() - 1
        count = model.counts[row][column]
        cell = option.rect.adjusted(1, 0, -1, -1)
        painter.save()
        painter.fillRect(option.rect, look.color("surface"))
        if count and row == column:
            shade = look.color("accent")
            shade.setAlphaF(FEWEST_SHADE + (MOST_SHADE - FEWEST_SHADE) * count / sum(model.counts[row]))
            painter.fillRect(cell, shade)
        elif count:
            self._paint_mistakes(painter, cell, count)
        self._paint_figure(painter, cell, count, "ink" if row == column else "wait")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_mistakes(self, painter: QPainter, cell: QRect, count: int) -> None:
        look = theme.current()
        painter.fillRect(cell, look.color("wait.ground"))
        if count > 1:
            painter.setPen(QPen(look.color("wait.line"), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def _paint_figure(self, painter: QPainter, cell: QRect, count: int, role: str) -> None:
        look = theme.current()
        font = look.font("body")
        font.setWeight(QFont.Weight.DemiBold if count else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(look.color(role if count else "ink.third"))
        figure = cell.adjusted(0, 0, -14, 0)
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count or "·"))


class _MarkHeader(QHeaderView):
    """Columns of categories are headed by their shapes."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        super().paintSection(painter, rect, logicalIndex)
        number = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, NUMBER_ROLE)
        if number != NO_MARK:
            paint_mark(painter, QRect(rect.right() - 24, rect.center().y() - 5, 10, 10), number)


class ConfusionTable(QTableView):
    """As high as its rows; ``opened(truth, answer)`` when a count is clicked or Enter is pressed on it."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ConfusionModel(self)
        self.setModel(self._model)
        self.setHorizontalHeader(_MarkHeader(Qt.Orientation.Horizontal, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setStyleSheet("QTableView::item { padding-left: 5px; }")
        self.setAccessibleName("What it mixes up")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.current().px(ROW))
        self.horizontalHeader().setMinimumSectionSize(32)
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_counts(self, labels: Sequence[str], counts: Sequence[Sequence[int]], places: Sequence[int]) -> None:
        self._model.show(labels, counts, places)
        marks, figures = MarkDelegate(self), _CountDelegate(self)
        self.setItemDelegateForColumn(0, marks)
        for column in range(1, len(labels) + 1):
            self.setItemDelegateForColumn(column, figures)
            self.setColumnWidth(column, theme.current().px(CELL))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setFixedHeight(header.sizeHint().height() + theme.current().px(ROW) * len(labels) + 2)

    def _open(self, index: QModelIndex) -> None:
        pair = self._model.pair(index)
        if pair is not None:
            self.opened.emit(*pair)
