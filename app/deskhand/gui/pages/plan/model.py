"""The files of a folder of a plan, read from the project a page at a time."""

import os
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from deskhand.domain.filing import Deed, Move
from deskhand.domain.sureness import in_ten
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.plan.tree_model import ROWS_OF
from deskhand.gui.pages.plan.words import BETWEEN, happens, name_of, note_of
from deskhand.gui.widgets.state_delegate import STATE_ROLE
from deskhand.storage.tables.filings import STAYING, FilingState, MoveFilter
from deskhand.storage.view import ProjectView

_Index = QModelIndex | QPersistentModelIndex
NOTE_ROLE = Qt.ItemDataRole.UserRole + 3
"""The second line of a file."""


class Column(IntEnum):
    """Of the table, in the order they stand."""

    FILE = 0
    NOW_IN = 1
    SURE = 2
    HAPPENS = 3


_AFTERWARDS: dict[int, str] = {Column.NOW_IN: "Was in", Column.HAPPENS: "What happened"}


class MoveModel(WindowedModel[Move]):
    """``ticked(item ids, wanted)`` when a person ticks or unticks a file."""

    ticked = Signal(object, bool)

    def __init__(self, noun: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = (noun.capitalize(), "Is now in", "How sure", "What happens")
        self._roots: list[Path] = []
        self.deed = Deed.COPY
        self.begun = False
        self.shown: tuple[str, ...] | None = None
        self._tell: dict[int, Callable[[Move, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.CheckStateRole: self._tick,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            STATE_ROLE: self._state,
            NOTE_ROLE: lambda move, _: self.note(move),
        }

    def show(self, view: ProjectView, filing: FilingState, only: MoveFilter) -> None:
        """Other files altogether."""
        self._take(view, filing, only)
        self.reset(
            lambda: view.filings.count(filing.id, only),
            lambda start, count: view.filings.moves(filing.id, start, count, only),
        )

    def show_again(self, view: ProjectView, filing: FilingState, only: MoveFilter) -> None:
        """The same files as they are now; place and selection stay."""
        self._take(view, filing, only)
        self._fetch = lambda start, count: view.filings.moves(filing.id, start, count, only)
        self.refresh(view.filings.count(filing.id, only))

    def _take(self, view: ProjectView, filing: FilingState, only: MoveFilter) -> None:
        self._roots = [Path(source.path) for source in view.sources.all()]
        self.deed, self.begun, self.shown = filing.rule.deed, filing.started_at is not None, only.folder
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, Column.HAPPENS)

    def columnCount(self, _: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own signature
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_AFTERWARDS if self.begun else {}).get(section, self._headings[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The same for all: Qt asks for them often, and of every row."""
        return super().flags(index) | (Qt.ItemFlag.NoItemFlags if self.begun else Qt.ItemFlag.ItemIsDragEnabled)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        move, tell = self.row(index.row()), self._tell.get(role)
        return None if move is None or tell is None else tell(move, index.column())

    def note(self, move: Move) -> str:
        """The second line."""
        return note_of(move, self.deed, self.shown)

    def _words(self, move: Move, column: int) -> str:
        if column == Column.FILE:
            return name_of(move)
        if column == Column.NOW_IN:
            return self._now_in(move)
        if column == Column.SURE:
            return _sure(move.confidence)
        return happens(move, self.deed, begun=self.begun)[0]

    def _spoken(self, move: Move, column: int) -> str | None:
        if column != Column.FILE:
            return None
        where = BETWEEN.join(move.folder) or "nowhere yet"
        return f"{name_of(move)}, goes to {where}, {self._words(move, Column.HAPPENS)}. {self.note(move)}"

    def _state(self, move: Move, _: int) -> str:
        return happens(move, self.deed, begun=self.begun)[1]

    def _tip(self, move: Move, column: int) -> str:
        if column == Column.NOW_IN:
            return str(Path(os.fsdecode(move.source)).parent)
        if column == Column.FILE:
            return "\n".join(part for part in (name_of(move), self.note(move)) if part)
        return move.why if column == Column.HAPPENS else ""

    def _tick(self, move: Move, column: int) -> Qt.CheckState | None:
        if column != Column.FILE or self.begun or move.remark in STAYING:
            return None
        return Qt.CheckState.Checked if move.wanted else Qt.CheckState.Unchecked

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        move = self.row(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or move is None:
            return False
        self.ticked.emit((move.item_id,), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _now_in(self, move: Move) -> str:
        folder = Path(os.fsdecode(move.source)).parent
        for root in self._roots:
            if folder.is_relative_to(root):
                return BETWEEN.join((root.name, *folder.relative_to(root).parts))
        return folder.name

    # --- dragged to another folder ------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        return [ROWS_OF]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]  # Qt hands over a list
        moves = (self.row(number) for number in sorted({index.row() for index in indexes}))
        data = QMimeData()
        data.setData(ROWS_OF, " ".join(str(move.item_id) for move in moves if move is not None).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


def _sure(confidence: float) -> str:
    """A person's own answer is certain, one of Deskhand's never is."""
    if confidence == 1:
        return "Yours"
    return in_ten(confidence) if confidence else ""
