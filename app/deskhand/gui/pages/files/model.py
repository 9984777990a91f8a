"""What the list of documents or photos says in each of its cells."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from deskhand.domain.files import FileState
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.files.rows import FileRow
from deskhand.gui.widgets.state_delegate import STATE_ROLE

_Index = QModelIndex | QPersistentModelIndex
_LOOKS = {FileState.WAITING: "", FileState.READ: "done", FileState.UNREADABLE: "bad"}


class Column(IntEnum):
    """In the order of the list. ``WHY`` is shown beside what could not be read alone."""

    FILE = 0
    FOLDER = 1
    KIND = 2
    DATE = 3
    PAGES = 4
    WHY = 5
    STATE = 6


_HEADINGS = ("Folder", "Kind", "Date", "Pages", "Why", "State")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FilesModel(WindowedModel[FileRow]):
    """A row a file; ``noun`` is what one is called. Sounds (``lengths``) have a length where others have pages."""

    def __init__(self, noun: str, parent: object = None, *, lengths: bool = False) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # Qt's own type of parents
        named = ("Length" if lengths and one == "Pages" else one for one in _HEADINGS)
        self._headings = (noun.capitalize(), *named)

    def show(self, count: int, fetch: Callable[[int, int], Sequence[FileRow]]) -> None:
        """The files as they are now, perhaps more or fewer; the place that is looked at stays."""
        self._fetch = fetch
        self.refresh(count)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == Column.PAGES else _LEFT
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        say = _SAY.get(role)
        row = self.row(index.row()) if say is not None else None
        return None if row is None or say is None else say(row, Column(index.column()))


def _text(row: FileRow, column: Column) -> str:
    pages = row.length or (f"{row.pages:,}" if row.pages else "")
    folder = row.folder.replace("/", " › ")
    return (row.file, folder, row.kind, row.date, pages, row.why, row.state.value.capitalize())[column]


def _tip(row: FileRow, column: Column) -> str | None:
    if column is Column.FILE:
        return "\n".join(part for part in (row.file, row.folder, row.notes) if part)
    return row.why or row.notes or None if column in (Column.STATE, Column.WHY) else None


_SAY: dict[int, Callable[[FileRow, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _RIGHT if column is Column.PAGES else _LEFT,
    STATE_ROLE: lambda row, column: _LOOKS[row.state] if column is Column.STATE else "",
}
