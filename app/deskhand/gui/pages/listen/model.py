"""The calls as rows that Qt's lists show."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.listen.calls import CallRow, Calls
from deskhand.gui.widgets.waveform import clock

_Index = QModelIndex | QPersistentModelIndex


class CallsModel(WindowedModel[CallRow]):
    """A row a call; answers are read for those that are looked at."""

    def show(self, calls: Calls) -> None:
        self._fetch = calls.fetch
        self.refresh(calls.count)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "  ".join(part for part in (row.when, row.about, row.then, clock(row.seconds)) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == Qt.ItemDataRole.UserRole else None
