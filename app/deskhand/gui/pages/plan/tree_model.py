"""The tree of a plan for Qt."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from deskhand.gui.job_kinds import JOBS, Noun
from deskhand.gui.pages.plan.nodes import Node, spoken

ROWS_OF = "application/x-deskhand-files"
"""Files of a plan that are dragged: their ids, with blanks between."""

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class TreeModel(QAbstractItemModel):
    """``renamed(path, name)`` when a person gave a folder another name, ``dropped(item ids, path)`` for dragged files.

    ``can_rename`` says of which folders the name comes from a category.
    """

    renamed = Signal(object, str)
    dropped = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nodes: list[Node] = []
        self.noun: Noun = JOBS[0].noun
        self.can_rename: Callable[[tuple[str, ...]], bool] = lambda _: False
        self.changeable = True
        self._top: list[int] = []

    def show(self, nodes: list[Node], noun: Noun) -> bool:
        """Another tree, or the same with other counts. Whether it was built anew."""
        self.noun = noun
        if [(node.title, node.parent) for node in nodes] == [(node.title, node.parent) for node in self.nodes]:
            self.nodes = nodes
            for index in self.persistentIndexList():
                self.dataChanged.emit(index, index)
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
            return False
        self.beginResetModel()
        self.nodes = nodes
        self._top = [number for number, node in enumerate(nodes) if node.parent < 0]
        self.endResetModel()
        return True

    def node(self, index: _Index) -> Node | None:
        """What a place of the tree is."""
        return self.nodes[index.internalId()] if index.isValid() else None

    def index_of(self, number: int) -> QModelIndex:
        """Where the node of this number is."""
        return self.createIndex(self.nodes[number].row, 0, number)

    def index(self, row: int, column: int, parent: _Index = _NONE) -> QModelIndex:
        children = self.nodes[parent.internalId()].children if parent.isValid() else self._top
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) and column == 0 else _NONE

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # QObject has another of that name
        above = self.nodes[index.internalId()].parent if index.isValid() else -1
        return self.index_of(above) if above >= 0 else _NONE

    def rowCount(self, parent: _Index = _NONE) -> int:
        return len(self.nodes[parent.internalId()].children) if parent.isValid() else len(self._top)

    def columnCount(self, _: _Index = _NONE) -> int:
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags, node = super().flags(index), self.node(index)
        if node is not None and node.path and self.changeable:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
            if self.can_rename(node.path):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return node.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.nodes, index.internalId(), self.noun.count(node.count))
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node, name = self.node(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or node is None or not node.path or not name or name == node.title:
            return False
        self.renamed.emit(node.path, name)
        return True

    # --- dragged files ----------------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        return [ROWS_OF]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: _Index) -> bool:
        node = self.node(parent)
        if node is None or not node.path or not data.hasFormat(ROWS_OF):
            return False
        ids = tuple(int(one) for one in bytes(data.data(ROWS_OF).data()).split())
        self.dropped.emit(ids, node.path)
        return True
