"""The table of Run: message, state, what came out, how sure."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent

from deskhand.gui import theme
from deskhand.gui.pages.run.model import Column, RunModel
from deskhand.gui.pages.run.rows import RunRow, RunRows
from deskhand.gui.widgets.row_table import RowTable
from deskhand.gui.widgets.state_delegate import StateDelegate
from deskhand.gui.widgets.sure_delegate import SureDelegate
from deskhand.storage.tables.runs import RunCounts

_WIDTHS = {Column.STATE: 156, Column.CAME_OUT: 224, Column.SURE: 140}
_NARROW = 760  # narrower than this the column "how sure" goes


class RunTable(RowTable):
    """``opened(RunRow)`` when a row is opened with Enter or a double click."""

    opened = Signal(object)

    def __init__(self, item: str) -> None:
        self._model = RunModel(item.capitalize())
        super().__init__(self._model, "What this run is about", _WIDTHS)
        self._rows: RunRows | None = None
        self.setItemDelegateForColumn(Column.STATE, StateDelegate(self))
        self.setItemDelegateForColumn(Column.SURE, SureDelegate(self))
        self.activated.connect(self._open)

    def show_rows(self, rows: RunRows, counts: RunCounts) -> None:
        """Other rows altogether."""
        self._rows = rows
        self._model.reset(lambda: rows.count(counts), rows.fetch)
        self._share_room()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(Column.SURE, self.width() < theme.current().px(_NARROW))
        self._share_room()

    def _share_room(self) -> None:
        """Words need as much room as what they were said in; an answer is short."""
        wide = theme.current().px(_WIDTHS[Column.CAME_OUT])
        if self._rows is not None and self._rows.in_words:
            others = self.columnWidth(Column.STATE) + self.columnWidth(Column.SURE)  # 0 where it is hidden
            wide = max(wide, (self.viewport().width() - others) // 2)
        self.setColumnWidth(Column.CAME_OUT, wide)
