"""What the table of models says in each of its cells."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from deskhand.gui.item_models import WindowedModel
from deskhand.gui.model_words import size_words
from deskhand.gui.pages.models.rows import ModelRow, Standing
from deskhand.gui.pages.models.words import licence_words, right_words, spoken, standing_words, time_words
from deskhand.gui.widgets.state_delegate import STATE_ROLE

_Index = QModelIndex | QPersistentModelIndex
ABOUT_ROLE = Qt.ItemDataRole.UserRole + 10
"""The second line of a model."""
RANGE_ROLE = Qt.ItemDataRole.UserRole + 11
"""(low, share right, high) of 1, or why there is none."""


class Column(IntEnum):
    """In the order of the table."""

    MODEL = 0
    RIGHT = 1
    RANGE = 2
    TIME = 3
    DISK = 4
    LICENCE = 5
    STATE = 6


_LOOKS = {
    Standing.HERE: "done",
    Standing.BUILT_IN: "done",
    Standing.DAMAGED: "bad",
    Standing.GONE: "bad",
    Standing.COMING: "info",
    Standing.WAITING: "info",
}
_AT_THE_END = frozenset((Column.TIME, Column.DISK))


class ModelsModel(WindowedModel[ModelRow]):
    """``narrow``: licence and disk stand in the second line; ``lowest`` (0 or 50): where the ranges begin."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ModelRow] = []
        self.narrow = False
        self.chosen = ""

    @property
    def lowest(self) -> int:
        """Of 100, where the axis of the ranges begins."""
        return 50 if all(row.tried.score.low >= 0.5 for row in self.rows if row.tried) else 0

    @property
    def compared(self) -> bool:
        """Whether any of them was tried."""
        return any(row.tried for row in self.rows)

    def show(self, rows: Sequence[ModelRow]) -> None:
        """These rows; where they are the same models in the same order, place and selection stay."""
        same = [row.id for row in rows] == [row.id for row in self.rows]
        self.rows = list(rows)
        if same:
            self.refresh()
        else:
            self.reset(lambda: len(self.rows), lambda start, count: self.rows[start : start + count])

    def place(self, name: str) -> int:
        """The row of the model of this name; -1: it is not shown."""
        return next((number for number, row in enumerate(self.rows) if row.id == name), -1)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(Column(section)) | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        likely = f"Likely, {self.lowest} to 100 of 100"
        return ("Model", "Right", likely, "Time here", "Disk", "Licence", "On this computer")[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, say = self.row(index.row()), _SAY.get(role)
        return None if row is None or say is None else say(self, row, Column(index.column()))


def _side(column: Column) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in _AT_THE_END else Qt.AlignmentFlag.AlignLeft


def _text(model: ModelsModel, row: ModelRow, column: Column) -> str:
    state = standing_words(row)
    likely = "" if row.tried is None else "likely"
    disk = size_words(row.size) if row.size or row.standing is Standing.BUILT_IN else "–"
    taking = time_words(row.estimate, row.tried)
    return (row.name, right_words(row.tried), likely, taking, disk, _short(row), state)[column]


def _short(row: ModelRow) -> str:
    """A licence's name without what stands behind it."""
    return row.licence.partition(" (")[0]


def _about(model: ModelsModel, row: ModelRow, column: Column) -> str:
    if not model.narrow or row.model is None:
        return row.about
    return f"{size_words(row.size)}, {_short(row)}. {row.about}"


def _range(model: ModelsModel, row: ModelRow, column: Column) -> object:
    if row.tried is not None:
        score = row.tried.score
        return (score.low, score.right / max(1, score.of), score.high)
    return "" if row.standing is Standing.HERE else "Get it to try it here"


def _look(_: ModelsModel, row: ModelRow, column: Column) -> str:
    return _LOOKS.get(row.standing, "") if column is Column.STATE else ""


def _tip(model: ModelsModel, row: ModelRow, column: Column) -> str | None:
    if column is Column.LICENCE and row.model is not None:
        return licence_words(row.model)
    return row.about if column is Column.MODEL else None


def _spoken(model: ModelsModel, row: ModelRow, column: Column) -> str | None:
    if column is not Column.MODEL:
        return None
    return spoken(row, chosen=row.id == model.chosen, compared=model.compared)


_SAY: dict[int, Callable[[ModelsModel, ModelRow, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.TextAlignmentRole: lambda _, __, column: _side(column) | Qt.AlignmentFlag.AlignVCenter,
    ABOUT_ROLE: _about,
    RANGE_ROLE: _range,
    STATE_ROLE: _look,
}
