"""The grid of Choose: the first rows as they were looked at, then all rows from the project."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskhand.gui import theme
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.choose.rows import GridRow, Rows
from deskhand.gui.pages.choose.table import Column, ColumnUse

USE_ROLE = Qt.ItemDataRole.UserRole + 1
FLAG_ROLE = Qt.ItemDataRole.UserRole + 2
MARK_ROLE = Qt.ItemDataRole.UserRole + 3
EMPTY = {ColumnUse.READ: "empty", ColumnUse.ANSWERS: "–", ColumnUse.LEFT: ""}
_LONGEST_SHOWN = 400  # a cell is one line; the tool tip shows more
_LONGEST_TIP = 2000
_HEAD_ROWS = 10  # rows above the first message, at most mostly
_GROUND = {ColumnUse.READ: "accent.soft", ColumnUse.ANSWERS: "info.ground"}
_MARK_WIDTH, _SIDE = 3, 8
_Index = QModelIndex | QPersistentModelIndex


class ChooseModel(WindowedModel[GridRow]):
    """Cells as they look; headings with what their column is for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.marked: frozenset[int] = frozenset()
        self.total = 0  # rows of the table, however few are shown
        self._key: tuple[object, ...] = ()
        self._cell_roles: dict[int, Callable[[GridRow, str, ColumnUse], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda _row, cell, _use: " ".join(cell[:_LONGEST_SHOWN].split()),
            Qt.ItemDataRole.AccessibleTextRole: lambda _row, cell, _use: cell[:_LONGEST_TIP] or "empty",
            Qt.ItemDataRole.ToolTipRole: lambda _row, cell, _use: cell[:_LONGEST_TIP],
            USE_ROLE: lambda _row, _cell, use: use,
            MARK_ROLE: lambda row, _cell, use: use is ColumnUse.READ and row.item_id in self.marked,
        }
        self._heading_roles: dict[int, Callable[[Column], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda column: column.name,
            Qt.ItemDataRole.ToolTipRole: lambda column: column.name,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            USE_ROLE: lambda column: column.use,
            FLAG_ROLE: self._flag,
        }

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """The same table with other uses, or another table."""
        if [one.name for one in columns] != [one.name for one in self.columns]:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()
        else:
            self.columns = columns
            self.refresh()
            if columns:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def mark(self, item_ids: frozenset[int]) -> None:
        """Items with an amber mark (near-copies)."""
        if item_ids != self.marked:
            self.marked = item_ids
            self.refresh()

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, say = self.row(index.row()), self._cell_roles.get(role)
        if row is None or say is None or index.column() >= len(row.cells):
            return None
        return say(row, row.cells[index.column()], self.columns[index.column()].use)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._row_number(section, role)
        say = self._heading_roles.get(role)
        return say(self.columns[section]) if say is not None and section < len(self.columns) else None

    def _row_number(self, section: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.row(section)
        return str(row.number) if row is not None and row.number else ""

    def last_number(self) -> int:
        """The highest row number, or about it: the last row need not be fetched to know how wide it is."""
        return self.total + _HEAD_ROWS

    def _spoken(self, column: Column) -> str:
        return f"Column {column.name}, {self._flag(column) or 'left out'}, {self.total:,} rows"

    def _flag(self, column: Column) -> str:
        if column.use is ColumnUse.READ:
            return "Read this"
        return f"Answers: {column.answered:,} of {self.total:,}" if column.use is ColumnUse.ANSWERS else ""

    def show_rows(self, rows: Rows) -> None:
        """Other rows, or the same and perhaps more; then the place that is looked at stays."""
        if rows.key != self._key:
            self._key = rows.key
            self.reset(lambda: rows.count, rows.fetch)
        else:
            self._fetch = rows.fetch
            self.refresh(rows.count)


class ChooseDelegate(QStyledItemDelegate):
    """The ground says what the column is for; the words of other people stand in the reading face."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, use = theme.current(), index.data(USE_ROLE) or ColumnUse.LEFT
        cell = QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        plain = "accent.hint" if chosen else "surface"
        painter.fillRect(cell, look.color(_GROUND.get(use, plain)))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, look.color("line"))
        if index.data(MARK_ROLE):
            painter.fillRect(cell.left() + 3, cell.top() + 6, _MARK_WIDTH, cell.height() - 12, look.color("wait.line"))
        self._paint_words(painter, cell.adjusted(_SIDE + 4, 0, -_SIDE, 0), index, use)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("focus"))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, index: _Index, use: ColumnUse) -> None:
        look, words = theme.current(), index.data()
        font = look.font("reading.list" if use is ColumnUse.READ and words else "body")
        if not words and use is ColumnUse.READ:
            font.setItalic(True)
        painter.setFont(font)
        painter.setPen(look.color("ink" if words else "ink.third"))
        shown = painter.fontMetrics().elidedText(words or EMPTY[use], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
