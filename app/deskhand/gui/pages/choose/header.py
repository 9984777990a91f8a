"""Headings with flags above them that say what each column is for; moved through and set with keys."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from deskhand.gui import icons, theme
from deskhand.gui.pages.choose.model import FLAG_ROLE, USE_ROLE
from deskhand.gui.pages.choose.table import ColumnUse

_ROW, _FLAG, _SIDE, _BESIDE, _ICON = 32, 22, 12, 24, 14
_SAID_ONCE = "Answers: "
_GROUND = {ColumnUse.READ: "accent.soft", ColumnUse.ANSWERS: "info.ground"}
_FILL = {ColumnUse.READ: "accent", ColumnUse.ANSWERS: "info"}
_SIGN = {ColumnUse.READ: "book-open", ColumnUse.ANSWERS: "check"}
_KEYS = {Qt.Key.Key_R: ColumnUse.READ, Qt.Key.Key_A: ColumnUse.ANSWERS, Qt.Key.Key_X: ColumnUse.LEFT}
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ColumnFlagHeader(QHeaderView):
    """``chosen(column, use)`` by key; ``asked(column)`` wants the choices shown; ``moved(from, to)`` drags a flag."""

    chosen = Signal(int, str)
    asked = Signal(int)
    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.current = 0
        self._pressed = -1
        self._over = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(56)
        self.setMouseTracking(True)
        self.setAccessibleName("Columns")
        self.setToolTip("Click to say what the column is for. R: read, A: answers, X: leave out")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(2 * _ROW))

    def place_of(self, column: int) -> QRect:
        """Where the heading stands, for what pops up below it."""
        return QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())

    # --- painting -------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        look, use = theme.current(), self._use(column)
        painter.save()
        painter.fillRect(rect, look.color(_GROUND.get(use, "surface")))
        name = QRect(rect.left(), rect.bottom() - look.px(_ROW), rect.width(), look.px(_ROW))
        if column == self._over:
            painter.fillRect(name, look.color("accent.hint"))
        painter.setFont(look.font("caption.strong"))
        painter.setPen(look.color(_FILL.get(use, "ink.second")))
        inner = name.adjusted(_SIDE, 0, -4, 0)
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line.control"))
        if self.hasFocus() and column == self.current:
            painter.setPen(look.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset in (0, 1):
                painter.drawRect(name.adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for columns in self.flags():
            self._paint_flag(painter, columns)
        painter.end()

    def flags(self) -> Iterator[range]:
        """Neighbours that are for the same and share a flag."""
        column = 0
        while column < self.count():
            neighbours = self._alike(column)
            if self._use(column) is not ColumnUse.LEFT:
                yield neighbours
            column = neighbours.stop

    def width_of_flag(self, columns: range) -> int:
        """The room that a flag needs over its columns, in pixels."""
        look = theme.current()
        words = QFontMetrics(look.font("caption.strong")).horizontalAdvance(self._said(columns))
        return words + 2 * _SIDE + look.px(_ICON) + _BESIDE

    def _said(self, columns: range) -> str:
        said = list(dict.fromkeys(self._words(column) for column in columns))
        return said[0] if len(said) == 1 else f"{said[0]}, {said[-1].removeprefix(_SAID_ONCE)}"

    def _paint_flag(self, painter: QPainter, columns: range) -> None:
        """It may reach over its columns."""
        look, use, words = theme.current(), self._use(columns.start), self._said(columns)
        painter.setFont(look.font("caption.strong"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = sum(self.sectionSize(column) for column in columns) - _SIDE
        wide = min(painter.fontMetrics().horizontalAdvance(words) + look.px(_ICON) + _BESIDE, room)
        left = self.sectionViewportPosition(columns[-1] if mirrored else columns.start)
        left += room - wide if mirrored else _SIDE
        tall, sign = look.px(_FLAG), look.px(_ICON)
        flag = QRect(left, (look.px(_ROW) - tall) // 2 + 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(_FILL[use]))
        painter.drawRoundedRect(flag, 4, 4)
        icons.icon(_SIGN[use], "accent.on").paint(painter, flag.left() + 8, flag.top() + (tall - sign) // 2, sign, sign)
        painter.setPen(look.color("accent.on"))
        inner = flag.adjusted(sign + 14, 0, -4, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _alike(self, column: int) -> range:
        """This column and those behind it that are for the same."""
        end = column + 1
        while end < self.count() and self._use(end) is self._use(column):
            end += 1
        return range(column, end)

    def _use(self, column: int) -> ColumnUse:
        return ColumnUse(self.model().headerData(column, Qt.Orientation.Horizontal, USE_ROLE) or ColumnUse.LEFT)

    def _words(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal, FLAG_ROLE) or "")

    # --- keys and mouse -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self.current + _STEPS[key])
        elif key in _KEYS:
            self.chosen.emit(self.current, _KEYS[key].value)
        elif key in _OPEN:
            self.asked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def go_to(self, column: int) -> None:
        """The heading that keys are for."""
        self.current = max(0, min(column, self.count() - 1))
        table = self.parent()
        if isinstance(table, QTableView) and self.model().rowCount():
            table.scrollTo(self.model().index(table.rowAt(0), self.current))
        said = self.model().headerData(self.current, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        self.setAccessibleDescription(str(said or ""))
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.logicalIndexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.logicalIndexAt(event.position().toPoint())
        if over != self._over:
            self._over = over
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._over = -1
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        released, pressed, self._pressed = self.logicalIndexAt(event.position().toPoint()), self._pressed, -1
        if resizing or min(pressed, released) < 0:
            return
        if released == pressed:
            self.current = pressed
            self.asked.emit(pressed)
        else:
            self.moved.emit(pressed, released)
