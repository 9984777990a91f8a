"""What the table of Check says in each of its cells."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from deskhand.domain.questions import Question
from deskhand.domain.sureness import in_ten
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.check.rows import CheckRow, Rows, State
from deskhand.gui.widgets.mark_delegate import NO_MARK, NUMBER_ROLE
from deskhand.gui.widgets.state_delegate import STATE_ROLE

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """In the order of the table."""

    MESSAGE = 0
    FOLDER = 1  # of files only
    ANSWER = 2
    SECOND = 3
    SURE = 4
    STATE = 5


LEAST_SURE = "least sure"
ORDERS = {Column.MESSAGE: ("row",), Column.ANSWER: ("answer",), Column.SURE: (LEAST_SURE, "most sure")}
"""The columns that rows can be sorted by, with the orders of the project that another click goes through."""

_LOOKS = {State.WAITS: "wait", State.FAILED: "bad", State.CHANGED: "done", State.AGREED: "done"}


class CheckModel(WindowedModel[CheckRow]):
    """``boundary`` is the row before which the dial stands; it is a line of its own, which cannot be selected."""

    def __init__(self, item: str, parent: QObject | None = None) -> None:
        """``item`` is what the rows are ("Message", "Document")."""
        super().__init__(parent)
        self._item = item
        self._question: Question | None = None
        self.boundary: int | None = None
        self.reasons = False  # what could not be read: why, in the place of an answer

    def show(self, question: Question, rows: Rows, boundary: int | None) -> None:
        self._question, self.boundary = question, boundary
        self.reset(rows.count, rows.fetch)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        extra = 0 if self.boundary is None or parent.isValid() else 1
        return super().rowCount(parent) + extra

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    def at(self, line: int) -> CheckRow | None:
        """What stands on a line of the table; None for the line of the dial."""
        if line == self.boundary or not 0 <= line < self.rowCount():
            return None
        return self.row(self.number_of(line))

    def number_of(self, line: int) -> int:
        """The place (0-based) of a line among the rows, the line of the dial not counted."""
        return line - 1 if self.boundary is not None and line > self.boundary else line

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if index.row() == self.boundary else super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        name = "Why" if self.reasons else self._question.name if self._question is not None else "Answer"
        return (self._item, "Folder", name, "Second guess", "How sure", "State")[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.row() == self.boundary:
            return self._of_dial(role)
        row = self.at(index.row())
        say = _SAY.get(role)
        if say is None or row is None:
            return _EMPTY.get(role)
        return say(self, row, Column(index.column()))

    def _of_dial(self, role: int) -> object:
        if role != Qt.ItemDataRole.DisplayRole or self.boundary is None:
            return _EMPTY.get(role)
        wait = "1 waits" if self.boundary == 1 else f"{self.boundary:,} wait"
        return f"The dial stands here: above it {wait} for you, below it Deskhand answers"

    def place_of(self, label: str) -> int:
        """The number of a category among those of the question: its shape."""
        labels = self._question.labels if self._question is not None else ()
        return labels.index(label) if label in labels else NO_MARK


def _text(_: CheckModel, row: CheckRow, column: Column) -> str:
    other = "Deskhand:" if row.state in (State.CHANGED, State.DOUBTFUL) else "or"
    second = f"{other} {row.second}" if row.second and row.state is not State.FAILED else ""
    sure = in_ten(row.confidence) if row.confidence is not None else ""
    answer = row.second if row.state is State.FAILED else row.answer
    return (row.message, row.folder, answer, second, sure, row.state.value)[column]


def _value(_: CheckModel, row: CheckRow, column: Column) -> object:
    if column is not Column.SURE or row.confidence is None:
        return ()
    return row.confidence, row.state is State.WAITS


def _mark(model: CheckModel, row: CheckRow, column: Column) -> int:
    return model.place_of(row.answer) if column is Column.ANSWER else NO_MARK


def _look(_: CheckModel, row: CheckRow, column: Column) -> str:
    return _LOOKS.get(row.state, "") if column is Column.STATE else ""


def _tip(_: CheckModel, row: CheckRow, column: Column) -> str | None:
    told = {Column.MESSAGE: row.message, Column.FOLDER: row.folder}
    if row.state is State.FAILED:
        told[Column.ANSWER] = row.second
    return told.get(column) or None


_EMPTY: dict[int, object] = {NUMBER_ROLE: NO_MARK, STATE_ROLE: "", Qt.ItemDataRole.EditRole: ()}
_SAY: dict[int, Callable[[CheckModel, CheckRow, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.EditRole: _value,
    Qt.ItemDataRole.ToolTipRole: _tip,
    NUMBER_ROLE: _mark,
    STATE_ROLE: _look,
}
