"""Which questions make the folders, as blocks to drag, add and take away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from deskhand.domain.questions import Question
from deskhand.gui import theme
from deskhand.gui.icons import icon

_Index = QModelIndex | QPersistentModelIndex
_NUMBER = Qt.ItemDataRole.UserRole
_TALL, _SIDE, _SIGN, _GAP, _ARROW = 28, 8, 14, 6, 20
_WIDEST = 200


class FolderRule(QWidget):
    """``changed(question ids)`` when folders are to be made from others, or in another order."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._questions: dict[int, Question] = {}
        self.blocks = _Blocks()
        self.add = QToolButton()
        self.add.setIcon(icon("plus", "accent"))
        self.add.setAccessibleName("Make folders from another question, too")
        self.add.clicked.connect(self._offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.blocks)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.blocks.moved.connect(self._tell)
        self.blocks.wished_away.connect(self.take_away)

    def show_rule(self, questions: Sequence[Question], chosen: Sequence[int]) -> None:
        """All questions that could make folders, and those that do."""
        self._questions = {question.id: question for question in questions}
        if self.chosen != tuple(chosen):
            self.blocks.show_blocks(
                [(number, self._questions[number].name) for number in chosen if number in self._questions]
            )
        others = [number for number in self._questions if number not in self.chosen]
        self.add.setEnabled(bool(others))
        self.add.setToolTip(
            "Make folders from another question, too" if others else "Every question makes a level of folders already"
        )

        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.blocks.fit(self.width() - self.add.sizeHint().width() - 8)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The questions that make folders, from the outside in."""
        return tuple(self.blocks.item(row).data(_NUMBER) for row in range(self.blocks.count()))

    def take_in(self, question_id: int) -> None:
        """One more level, inside the others."""
        self.changed.emit((*self.chosen, question_id))

    def take_away(self, question_id: int) -> None:
        """One level less; the last one stays."""
        left = tuple(number for number in self.chosen if number != question_id)
        if left:
            self.changed.emit(left)

    def _tell(self) -> None:
        self.changed.emit(self.chosen)

    def _offer(self) -> None:
        menu = QMenu(self)
        for number, question in self._questions.items():
            if number not in self.chosen:
                menu.addAction(question.name, partial(self.take_in, number))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))


class _Blocks(QListWidget):
    """``moved`` when the order is another; ``wished_away(question id)`` for a block that is to go."""

    moved = Signal()
    wished_away = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_BlockDelegate(self))
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; } QListView::item { background: transparent; }")
        self.setAccessibleName("Folders are made from, in this order")
        self.setToolTip("Drag to change the order (Alt and an arrow), Delete takes one away")
        self.model().rowsMoved.connect(lambda *_: self._on_moved())

    def show_blocks(self, blocks: Sequence[tuple[int, str]]) -> None:
        """These questions, in this order."""
        row = max(0, self.currentRow())
        self.clear()
        for number, name in blocks:
            item = QListWidgetItem(name)
            item.setData(_NUMBER, number)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self._name()

    def _on_moved(self) -> None:
        self._name()
        self.moved.emit()

    def _name(self) -> None:
        for row in range(self.count()):
            said = f"{self.item(row).text()}, level {row + 1} of {self.count()}"
            self.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow moves a block, Delete takes it away."""
        item, row = self.currentItem(), self.currentRow()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if item is not None and event.key() == Qt.Key.Key_Delete:
            self.wished_away.emit(item.data(_NUMBER))
        elif item is not None and step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if 0 <= row + step < self.count():
                self.insertItem(row + step, self.takeItem(row))
                self.setCurrentRow(row + step)
                self._on_moved()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if item is not None and self.count() > 1:
            place = self.visualItemRect(item)
            if away(place, self.layoutDirection(), last=self.row(item) == self.count() - 1).contains(
                event.position().toPoint()
            ):
                self.wished_away.emit(item.data(_NUMBER))

    def fit(self, room: int) -> None:
        """As wide as its blocks, or as high as its lines of them in this room."""
        lines, left, widest = 1, 0, 0
        for row in range(self.count()):
            wide = self.sizeHintForIndex(self.model().index(row, 0)).width()
            if left and left + wide > room:
                lines, left = lines + 1, 0
            left += wide
            widest = max(widest, left)
        self.setFixedSize(min(room, widest + 2), lines * theme.current().px(_TALL + 4))


class _BlockDelegate(QStyledItemDelegate):
    """A block with a grip and a cross, and an arrow to the next one."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        look = theme.current()
        words = QFontMetrics(look.font("body")).horizontalAdvance(str(index.data()))
        wide = min(words, look.px(_WIDEST)) + 2 * (look.px(_SIGN) + _GAP + _SIDE)
        last = index.row() == index.model().rowCount() - 1
        return QSize(wide + (0 if last else _ARROW), look.px(_TALL + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, last = theme.current(), index.row() == index.model().rowCount() - 1
        alone = index.model().rowCount() == 1
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        block, side = _block(option.rect, option.direction, last=last), look.px(_SIGN)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("focus" if focused else "accent" if over else "line.control"))
        painter.setBrush(look.color("accent.hint" if over else "surface"))
        painter.drawRoundedRect(block.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        grip = QStyle.visualRect(option.direction, block, QRect(block.left() + _SIDE, 0, side, 1))
        top = block.center().y() - side // 2 + 1
        icon("grip-vertical", "ink.third", _SIGN).paint(painter, grip.left(), top, side, side)
        if not alone:
            cross = away(option.rect, option.direction, last=last)
            icon("x", "ink.third", 12).paint(painter, cross)
        words = QStyle.visualRect(option.direction, block, block.adjusted(_SIDE + side + _GAP, 0, -_SIDE - side, 0))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if not last:
            beyond = QRect(option.rect.left() if mirrored else block.right() + 1, block.top(), _ARROW, block.height())
            icon("chevron-right", "ink.third", 14).paint(painter, beyond)
        painter.restore()


def _block(place: QRect, direction: Qt.LayoutDirection, *, last: bool) -> QRect:
    wide = place.width() - (0 if last else _ARROW)
    return QStyle.visualRect(direction, place, QRect(place.left(), place.top() + 2, wide, place.height() - 4))


def away(place: QRect, direction: Qt.LayoutDirection, *, last: bool) -> QRect:
    """Where the cross of a block is."""
    block, side = _block(place, direction, last=last), theme.current().px(_SIGN)
    cross = QRect(block.right() - _SIDE - side + 4, block.top(), side + 4, block.height())
    return QStyle.visualRect(direction, block, cross)
