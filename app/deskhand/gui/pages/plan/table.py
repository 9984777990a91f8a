"""The table of a plan: file, where it is, how sure, what happens."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from deskhand.domain.filing import Move
from deskhand.gui import icons, theme
from deskhand.gui.pages.plan.model import NOTE_ROLE, Column, MoveModel
from deskhand.gui.pages.plan.words import BETWEEN
from deskhand.gui.widgets.row_table import RowTable
from deskhand.gui.widgets.state_delegate import STATE_ROLE

_WIDTHS = {Column.NOW_IN: 160, Column.SURE: 84, Column.HAPPENS: 164}
_ROW, _LEFT, _BOX, _GAP = 40, 20, 16, 20
_AROUND = 16  # of the words of a cell
_NARROW = 640  # narrower than this the column "how sure" goes
_VERY_NARROW = 480  # and then where it is
_Index = QModelIndex | QPersistentModelIndex


class MoveTable(RowTable):
    """``opened(Move)``: Enter, double click; ``chosen``: other rows; ``toggled``: Space; ``asked(place)``: a menu."""

    opened = Signal(object)
    chosen = Signal()
    toggled = Signal()
    asked = Signal(QPoint)

    def __init__(self, noun: str) -> None:
        self.moves = MoveModel(noun)
        super().__init__(self.moves, "Files of the folder", _WIDTHS)
        self.moves.setParent(self)
        self.if_empty = ""
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(max(look.px(_ROW), look.px(look.row_height)))
        indent = look.px(_BOX) + _LEFT + _GAP
        self.setStyleSheet(
            f"QTableView::item {{ padding-left: 5px; }} QHeaderView::section:first {{ padding-left: {indent}px; }}"
        )
        self.setItemDelegateForColumn(Column.FILE, _FileDelegate(self))
        self.setItemDelegateForColumn(Column.NOW_IN, _PlaceDelegate(self))
        self.setItemDelegateForColumn(Column.HAPPENS, _HappensDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.asked)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def selected(self) -> list[Move]:
        """The files of the selected rows, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [move for row in rows if (move := self.moves.row(row)) is not None]

    def selected_count(self) -> int:
        """How many rows are selected."""
        ranges = self.selectionModel().selection()
        chosen = (ranges.at(number) for number in range(ranges.count()))
        return sum(one.bottom() - one.top() + 1 for one in chosen)

    def current(self) -> Move | None:
        """The row that has the focus."""
        return self.moves.row(self.currentIndex().row())

    def _open(self, index: QModelIndex) -> None:
        move = self.moves.row(index.row())
        if move is not None:
            self.opened.emit(move)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.moves.rowCount():
            look, painter = theme.current(), QPainter(self.viewport())
            painter.setPen(look.color("ink.second"))
            painter.setFont(look.font("body"))
            room = self.viewport().rect().adjusted(24, 0, -24, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.if_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        self.setColumnHidden(Column.SURE, self.width() < look.px(_NARROW))
        self.setColumnHidden(Column.NOW_IN, self.width() < look.px(_VERY_NARROW))


class _FileDelegate(QStyledItemDelegate):
    """A tick, the name, and below it what there is to say."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is not None:
            _paint_box(painter, _box(option), ticked=Qt.CheckState(tick) == Qt.CheckState.Checked)
        look, note = theme.current(), index.data(NOTE_ROLE) or ""
        start = _LEFT + look.px(_BOX) + _GAP
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = option.rect.adjusted(12, 0, -start, 0) if mirrored else option.rect.adjusted(start, 0, -12, 0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.save()
        top = room.adjusted(0, 2, 0, -room.height() // 2 + 1) if note else room
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        painter.drawText(top, side, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width()))
        if note:
            below = room.adjusted(0, room.height() // 2, 0, -3)
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("ink.second"))
            fits = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(below, side, fits)
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: _Index) -> bool:
        """A click on the tick ticks; the rest of the cell selects."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        if not _box(option).adjusted(-8, -8, 8, 8).contains(event.position().toPoint()):
            return False
        other = Qt.CheckState.Unchecked if Qt.CheckState(tick) == Qt.CheckState.Checked else Qt.CheckState.Checked
        return isinstance(model, MoveModel) and model.setData(index, other, Qt.ItemDataRole.CheckStateRole)


class _PlaceDelegate(QStyledItemDelegate):
    """Where a file is: the innermost folder says most."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft
        names, room = option.text.split(BETWEEN), option.rect.width() - _AROUND
        while len(names) > 1 and option.fontMetrics.horizontalAdvance(option.text) > room:
            names = names[1:]
            option.text = BETWEEN.join(["…", *names])


def _box(option: QStyleOptionViewItem) -> QRect:
    side = theme.current().px(_BOX)
    place = QRect(option.rect.left() + _LEFT, option.rect.center().y() - side // 2, side, side)
    return QStyle.visualRect(option.direction, option.rect, place)


def _paint_box(painter: QPainter, box: QRect, *, ticked: bool) -> None:
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.color("accent" if ticked else "line.control"))
    painter.setBrush(look.color("accent" if ticked else "surface"))
    painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if ticked:
        icons.icon("check", "accent.on", 14).paint(painter, box.adjusted(1, 1, -1, -1))
    painter.restore()


_SIGNS = {"Ready": "check", "Renamed": "copy", "Already there": "copy", "Open elsewhere": "lock", "Put back": "undo-2"}
_STATE_SIGNS = {"wait": "triangle-alert", "bad": "triangle-alert", "done": "check", "info": "play"}
_GROUND = {"wait": "wait.ground", "bad": "bad.ground", "done": "accent.soft", "info": "info.ground"}
_BORDER = {"wait": "wait.line", "bad": "bad.line"}
_INK = {"done": "accent", "": "ink.second"}
_TALL, _INSIDE, _SIGN = 22, 9, 12


class _HappensDelegate(QStyledItemDelegate):
    """A label with a sign: green is fine, amber is worth a look, red was not done."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        look, state = theme.current(), index.data(STATE_ROLE)
        if not words:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        sign, tall = look.px(_SIGN), look.px(_TALL)
        start = sign + 6
        wide = painter.fontMetrics().horizontalAdvance(words) + start + 2 * _INSIDE
        wide = min(wide, option.rect.width() - 8)
        place = QRect(option.rect.left() + 6, option.rect.center().y() - tall // 2, wide, tall)
        label = QStyle.visualRect(option.direction, option.rect, place)
        if state:
            painter.setPen(look.color(_BORDER[state]) if state in _BORDER else Qt.PenStyle.NoPen)
            painter.setBrush(look.color(_GROUND[state]))
            painter.drawRoundedRect(label.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        ink = _INK.get(state, state)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        drawn = _SIGNS.get(words, _STATE_SIGNS.get(state, ""))
        if drawn:
            left = label.right() - _INSIDE - sign if mirrored else label.left() + _INSIDE
            icons.icon(drawn, ink, _SIGN).paint(painter, left, label.center().y() - sign // 2 + 1, sign, sign)
        inner = (
            label.adjusted(_INSIDE, 0, -_INSIDE - start, 0)
            if mirrored
            else label.adjusted(_INSIDE + start, 0, -_INSIDE, 0)
        )
        painter.setPen(look.color(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 2)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
