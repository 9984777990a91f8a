"""Qt table models over rows that stay in the database: only the pages that are looked at are held."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

Row = TypeVar("Row")
PAGE, KEPT_PAGES = 200, 12
_Index = QModelIndex | QPersistentModelIndex


class WindowedModel(QAbstractTableModel, Generic[Row]):
    """Rows by ``fetch(start, count)``, ``count()`` of them. Subclasses say what a cell shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: Callable[[int, int], Sequence[Row]] = lambda _start, _count: ()
        self._rows = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def reset(self, count: Callable[[], int], fetch: Callable[[int, int], Sequence[Row]]) -> None:
        """Other rows altogether."""
        self.beginResetModel()
        self._fetch, self._rows = fetch, count()
        self._pages.clear()
        self.endResetModel()

    def refresh(self, count: int | None = None) -> None:
        """The rows may say other things now, and may have become more or fewer; position and selection stay."""
        self._pages.clear()
        rows = self._rows if count is None else count
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows < self._rows:
            self.beginRemoveRows(QModelIndex(), rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self.columnCount() - 1))

    def row(self, number: int) -> Row | None:
        """The row at a position; ``None`` if there is none (any more)."""
        if not 0 <= number < self._rows:
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._fetch(page * PAGE, PAGE)
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own signature
        return 0 if parent.isValid() else self._rows
