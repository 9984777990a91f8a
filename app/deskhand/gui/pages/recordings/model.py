"""What the list of recordings says in each of its cells."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, Qt

from deskhand.domain.recordings import CallState
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.recordings.rows import RecordingRow
from deskhand.gui.widgets.state_delegate import STATE_ROLE

_Index = QModelIndex | QPersistentModelIndex
LOOKS = {
    CallState.WAITING.value: "",
    CallState.DONE.value: "done",
    CallState.NO_SPEECH.value: "plain",
    CallState.TOO_QUIET.value: "plain",
    CallState.UNREADABLE.value: "bad",
}
"""How the state of a call is painted (see ``STATE_ROLE``)."""


class Column(IntEnum):
    """In the order of the list."""

    FILE = 0
    RECEIVED = 1
    CALLER = 2
    STATE = 3
    SIZE = 4


_HEADINGS = ("Recording", "Received", "Caller", "State", "Size")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordingsModel(WindowedModel[RecordingRow]):
    """A row a recording."""

    def show(self, count: int, fetch: Callable[[int, int], Sequence[RecordingRow]]) -> None:
        """The recordings as they are now, perhaps more or fewer; the place that is looked at stays."""
        self._fetch = fetch
        self.refresh(count)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == Column.SIZE else _LEFT
        return _HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, say = self.row(index.row()), _SAY.get(role)
        if row is None or say is None:
            return None
        return say(row, Column(index.column()))


def _text(row: RecordingRow, column: Column) -> str:
    size = QLocale().formattedDataSize(row.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    return (row.file, row.received, row.caller, row.state.capitalize(), size)[column]


_SAY: dict[int, Callable[[RecordingRow, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: lambda row, column: f"{row.file}\n{row.folder}" if column is Column.FILE else None,
    Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _RIGHT if column is Column.SIZE else _LEFT,
    STATE_ROLE: lambda row, column: LOOKS.get(row.state, "") if column is Column.STATE else "",
}
