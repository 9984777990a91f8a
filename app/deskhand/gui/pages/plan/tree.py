"""The tree of a plan as it is seen: folders with their counts, "new" for those that would be made."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from deskhand.gui import icons, theme
from deskhand.gui.job_kinds import Noun
from deskhand.gui.pages.plan.nodes import Node
from deskhand.gui.pages.plan.tree_model import TreeModel
from deskhand.gui.widgets.reading_side import seen

_ROW, _STEP, _SIGN, _GAP = 27, 20, 16, 8
_OPENED = 100  # nodes up to which all of a tree is open to begin with
_Index = QModelIndex | QPersistentModelIndex


class FolderTree(QTreeView):
    """``reached(Node)`` when another node is selected."""

    reached = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tree = TreeModel(self)
        self.setModel(self.tree)
        self._shut: set[tuple[str, tuple[str, ...] | None]] = set()
        self.setAccessibleName("Folders")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.current().px(_STEP))
        self.setItemDelegate(_NodeDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ground", "sunken")
        self.setStyleSheet("QTreeView { background: transparent; } QTreeView::branch { background: transparent; }")
        self.setMinimumHeight(theme.current().px(4 * _ROW))
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.collapsed.connect(lambda index: self._note(index, shut=True))
        self.expanded.connect(lambda index: self._note(index, shut=False))

    def show_tree(self, nodes: list[Node], noun: Noun) -> None:
        """As it is now; what was shut stays shut, and the selection on its node if that is still there."""
        here = self.current()
        if not self.tree.show(nodes, noun):
            self.viewport().update()
            return
        few = len(nodes) <= _OPENED
        self.blockSignals(True)  # opening is not the person's doing
        for number, node in enumerate(nodes):
            if node.children and _key(node) not in self._shut and (few or node.parent < 0):
                self.expand(self.tree.index_of(number))
        self.blockSignals(False)
        wanted = _key(here) if here is not None else None
        again = next((number for number, node in enumerate(nodes) if _key(node) == wanted), _first(nodes))
        if nodes:
            self.setCurrentIndex(self.tree.index_of(again))

    def select(self, test: str | tuple[str, ...]) -> None:
        """Go to the folder of this path, or to the node of this title."""
        for number, node in enumerate(self.tree.nodes):
            if (node.path if isinstance(test, tuple) else node.title) == test:
                self.setCurrentIndex(self.tree.index_of(number))
                return

    def current(self) -> Node | None:
        """The selected node."""
        index = self.currentIndex()
        return self.tree.node(index) if index.isValid() and index.internalId() < len(self.tree.nodes) else None

    def _tell(self) -> None:
        node = self.current()
        if node is not None:
            self.reached.emit(node)

    def _note(self, index: QModelIndex, *, shut: bool) -> None:
        node = self.tree.node(index)
        if node is not None:
            (self._shut.add if shut else self._shut.discard)(_key(node))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The ground of a whole row, from edge to edge."""
        look, row = theme.current(), QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        if self.selectionModel().isSelected(index):
            painter.fillRect(row, look.color("accent.soft"))
            painter.fillRect(seen(self.viewport(), QRect(0, row.top(), 3, row.height())), look.color("accent"))
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """An arrow where there is something below."""
        if not self.tree.rowCount(index):
            return
        look = theme.current()
        side, step = look.px(_SIGN), self.indentation()
        sign = "chevron-down" if self.isExpanded(index) else "chevron-right"
        mirrored = self.isRightToLeft()
        left = rect.left() + (step - side) // 2 if mirrored else rect.right() - step + (step - side) // 2 + 1
        icons.icon(sign, "ink.second").paint(painter, left, rect.center().y() - side // 2 + 1, side, side)


def _first(nodes: list[Node]) -> int:
    """Where one begins: the first folder with files of its own, else what waits, else the target."""
    deepest = next((number for number, node in enumerate(nodes) if node.path and not node.children), None)
    if deepest is not None:
        return deepest
    return next((number for number, node in enumerate(nodes) if node.path is None), 0)


def _key(node: Node) -> tuple[str, tuple[str, ...] | None]:
    return node.title if node.path is None else "", node.path


class _NodeDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tree = self.parent()
        node = tree.tree.node(index) if isinstance(tree, FolderTree) else None
        if node is None or not isinstance(tree, FolderTree):
            return
        look, room = theme.current(), option.rect
        mirrored = tree.isRightToLeft()
        chosen = tree.selectionModel().isSelected(index)
        painter.save()
        side = look.px(_SIGN)
        colour = "wait.line" if node.role == "wait" else "bad" if node.role == "bad" else "ink.second"
        sign = icons.icon("folder", "accent" if node.is_new else colour)
        left = room.right() - side - 4 if mirrored else room.left() + 4
        sign.paint(painter, left, room.center().y() - side // 2 + 1, side, side)
        start = 4 + side + _GAP
        painter.setFont(look.font("caption.strong" if chosen else "caption"))
        count = f"{node.count:,}"
        wide = painter.fontMetrics().horizontalAdvance(count)
        words = room.adjusted(0, 0, -start - 16, 0) if mirrored else room.adjusted(start, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.color("ink" if chosen else node.role if node.role != "ink" else "ink.third"))
        end = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(words, end | Qt.AlignmentFlag.AlignAbsolute | middle, count)
        words = words.adjusted(wide + 12, 0, 0, 0) if mirrored else words.adjusted(0, 0, -wide - 12, 0)
        self._paint_name(painter, words, node, chosen=chosen, mirrored=mirrored)
        painter.restore()

    def _paint_name(self, painter: QPainter, room: QRect, node: Node, *, chosen: bool, mirrored: bool) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        chip = painter.fontMetrics().horizontalAdvance("new") + 14 if node.is_new else 0
        painter.setFont(look.font("body.strong" if chosen else "body"))
        fits = room.width() - (chip + 8 if chip else 0)
        name = painter.fontMetrics().elidedText(node.title, Qt.TextElideMode.ElideMiddle, fits)
        painter.setPen(look.color(node.role))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, name)
        if not chip:
            return
        wide, tall = painter.fontMetrics().horizontalAdvance(name), look.px(18)
        left = room.right() - wide - 8 - chip if mirrored else room.left() + wide + 8
        label = QRect(left, room.center().y() - tall // 2 + 1, chip, tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("accent") if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface" if chosen else "accent.soft"))
        painter.drawRoundedRect(label, 4, 4)
        painter.setPen(look.color("accent"))
        painter.setFont(look.font("caption"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, "new")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _: _Index) -> None:
        editor.setGeometry(option.rect.adjusted(theme.current().px(_SIGN) + 8, 0, -4, 0))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setStyleSheet("min-height: 0; padding: 0 4px;")
        editor.setAccessibleName("Name of the folder")
        return editor
