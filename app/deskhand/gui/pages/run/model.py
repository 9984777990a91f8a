"""What the table of Run says in each of its cells."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from deskhand.domain.sureness import in_ten
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.run.rows import RunRow
from deskhand.gui.widgets.state_delegate import STATE_ROLE
from deskhand.storage.tables.runs import Outcome

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """In the order of the table."""

    ITEM = 0
    STATE = 1
    CAME_OUT = 2
    SURE = 3


_HEADINGS = {
    Column.STATE: "State",
    Column.CAME_OUT: "What came out",
    Column.SURE: "How sure",
}
_STATES = {Outcome.DONE: "Done", Outcome.FAILED: "Could not be read", Outcome.WAITING: "Waiting"}
_LOOKS = {Outcome.DONE: "done", Outcome.FAILED: "bad", Outcome.WAITING: ""}


class RunModel(WindowedModel[RunRow]):
    """``paused`` says of what waits that it does so because the person wants it. ``item`` is what the rows are."""

    def __init__(self, item: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = {Column.ITEM: item} | _HEADINGS
        self.paused = False

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._headings[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, say = self.row(index.row()), _SAY.get(role)
        if row is None or say is None:
            return None
        return say(self, row, Column(index.column()))


def _text(model: RunModel, row: RunRow, column: Column) -> str:
    state = "Paused" if _is_paused(model, row) else "Working" if row.working else _STATES[row.outcome]
    sure = in_ten(row.confidence) if row.confidence is not None else ""
    return (row.item, row.state.capitalize() or state, row.came_out, sure)[column]


def _value(_: RunModel, row: RunRow, column: Column) -> object:
    return (row.confidence, False) if column is Column.SURE and row.confidence is not None else ()


def _look(model: RunModel, row: RunRow, column: Column) -> str:
    if column is not Column.STATE:
        return ""
    if row.state:
        return "plain"
    return "wait" if _is_paused(model, row) else "info" if row.working else _LOOKS[row.outcome]


def _is_paused(model: RunModel, row: RunRow) -> bool:
    return model.paused and row.outcome is Outcome.WAITING


def _tip(_: RunModel, row: RunRow, column: Column) -> str | None:
    return {Column.ITEM: row.item, Column.CAME_OUT: row.came_out}.get(column)


_SAY: dict[int, Callable[[RunModel, RunRow, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.EditRole: _value,
    Qt.ItemDataRole.ToolTipRole: _tip,
    STATE_ROLE: _look,
}
