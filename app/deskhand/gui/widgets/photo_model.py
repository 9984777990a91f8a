"""Photos by their ids: only those that are looked at are read, and some of them are ticked."""

from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from deskhand.domain.sureness import in_ten

_PAGE, _KEPT_PAGES = 120, 12
MOST_TICKED = 2000  # at once: more than anyone can have looked at
_Index = QModelIndex | QPersistentModelIndex


class Look(StrEnum):
    """How a photo stands, and so how it is painted."""

    OPEN = "open"
    GUESSED = "guessed"
    ANSWERED = "answered"
    WAITING = "waiting"  # not read yet
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """``label`` is the answer, or Deskhand's guess, and ``number`` the place of its category (``None``: it has none).

    ``words`` stand under the picture.
    """

    item_id: int
    name: str
    look: Look
    words: str
    label: str = ""
    number: int | None = None
    confidence: float = 0.0
    folder: str = ""


class PhotoModel(QAbstractListModel):
    """``read(ids)`` gives the rows of some ids, in that order. ``ticks_changed`` when other photos are ticked."""

    ticks_changed = Signal()

    def __init__(self, read: Callable[[Sequence[int]], Sequence[PhotoRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._ids: list[int] = []
        self._pages: OrderedDict[int, Sequence[PhotoRow]] = OrderedDict()
        self._ticked: dict[int, None] = {}

    # --- what is shown --------------------------------------------------------------------------

    def show_ids(self, ids: Sequence[int]) -> None:
        """Other photos altogether; ticks stay on those that are still among them."""
        self.beginResetModel()
        self._ids = list(ids)
        self._pages.clear()
        self.endResetModel()
        if self._ticked:
            there = set(ids)
            self.tick((item_id for item_id in self._ticked if item_id in there), only=True)

    def append(self, ids: Sequence[int]) -> None:
        """More photos, after those that are there."""
        if ids:
            first = len(self._ids)
            self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
            self._pages.pop((first - 1) // _PAGE, None)
            self._ids += ids
            self.endInsertRows()

    def leave_out(self, ids: Container[int]) -> None:
        """These are no longer among them; what is looked at stays where it is."""
        self.layoutAboutToBeChanged.emit()
        before, last = self.persistentIndexList(), self._ids
        self._ids = [item_id for item_id in self._ids if item_id not in ids]
        self._pages.clear()
        for index in before:
            gone = sum(item_id in ids for item_id in last[: index.row()])
            row = min(index.row() - gone, len(self._ids) - 1)
            self.changePersistentIndex(index, self.index(row) if row >= 0 else QModelIndex())
        self.layoutChanged.emit()

    def refresh(self) -> None:
        """The same photos, of which other things may be known now."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    def item_id(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, item_id: int) -> int | None:
        return self._ids.index(item_id) if item_id in self._ids else None

    def row(self, number: int) -> PhotoRow | None:
        """What is known of a photo; ``None`` if there is none at that place."""
        if not 0 <= number < len(self._ids):
            return None
        page, place = divmod(number, _PAGE)
        if page not in self._pages:
            self._pages[page] = self._read(self._ids[page * _PAGE : (page + 1) * _PAGE])
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    # --- ticks ----------------------------------------------------------------------------------

    @property
    def ticked(self) -> tuple[int, ...]:
        """Ids, in the order in which they were ticked."""
        return tuple(self._ticked)

    def is_ticked(self, item_id: int) -> bool:
        return item_id in self._ticked

    def tick(self, item_ids: Iterable[int], wanted: bool = True, *, only: bool = False) -> None:
        """Tick these (or take their ticks away); ``only`` these from now on. What is too much is left out."""
        before = dict(self._ticked)
        each = list(item_ids)
        if only:
            self._ticked.clear()
        for item_id in each:
            if not wanted:
                self._ticked.pop(item_id, None)
            elif len(self._ticked) < MOST_TICKED:
                self._ticked[item_id] = None
        if before != self._ticked:
            self.ticks_changed.emit()

    # --- as Qt wants it -------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = "ticked" if self.is_ticked(row.item_id) else ""
            return ", ".join(part for part in (row.name, spoken(row), ticked) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.name, row.folder, spoken(row)) if part)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.is_ticked(row.item_id) else Qt.CheckState.Unchecked
        return None


def spoken(row: PhotoRow) -> str:
    """What is said of a photo besides its name."""
    if row.look is Look.GUESSED:
        return f"perhaps {row.label}, {in_ten(row.confidence)} sure"
    return f"answered {row.label}" if row.look is Look.ANSWERED else row.words
