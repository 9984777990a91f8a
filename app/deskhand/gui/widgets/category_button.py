"""The button of one category: its key, its shape and colour, its name, and what Deskhand thinks."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.tokens import KEY_CAP
from deskhand.gui.widgets.category_mark import paint_mark
from deskhand.gui.widgets.key_cap import cap_width, paint_cap
from deskhand.gui.widgets.reading_side import seen

ROOMY, DENSE = 44, 36
_GAP, _MARK = 12, 10


class CategoryButton(QPushButton):
    """``number`` is the place of the category (0-based); ``key`` what is written on its cap, "" for none."""

    def __init__(self, name: str, number: int, key: str, height: int = ROOMY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.number, self.key = name, number, key
        self._note, self._note_key, self._chosen = "", "", False
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the guess of the next item
        self.setToolTip(name)
        self.mark("", chosen=False)

    def mark(self, note: str, *, chosen: bool, note_key: str = "") -> None:
        """``note`` stands at the far end ("Deskhand: 9 in 10 sure"); ``chosen``: this is what Space accepts."""
        self._note, self._chosen, self._note_key = note, chosen, note_key
        spoken = [self.name, note, "Press Space to accept" if chosen else ""]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setAccessibleDescription(f"Key {self.key}" if self.key else "")
        self.update()

    @property
    def chosen(self) -> bool:
        return self._chosen

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.name) + 90
        return QSize(width, max(theme.current().px(self._height), self.fontMetrics().height() + 16))

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inner = self.rect().adjusted(_GAP, 0, -_GAP, 0)
        inner = self._paint_key_and_mark(painter, inner)
        inner = self._paint_note(painter, inner)
        self._paint_name(painter, inner)

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        soft = self._chosen or self.isDown()
        ground = "accent.soft" if soft else "accent.hint" if self.underMouse() else "surface"
        border = "accent" if soft or self.underMouse() else "line.control"
        pen = QPen(look.color(border if self.isEnabled() else "line"), 2 if self._chosen else 1)
        painter.setPen(pen)
        painter.setBrush(look.color(ground if self.isEnabled() else "sunken"))
        half = pen.widthF() / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), 4, 4)

    def _paint_key_and_mark(self, painter: QPainter, inner: QRect) -> QRect:
        if self.key:
            width = cap_width(self.key)
            paint_cap(painter, seen(self, _slot(inner, width, theme.current().px(KEY_CAP))), self.key)
            inner = inner.adjusted(width + 8, 0, 0, 0)
        size = theme.current().px(_MARK)
        paint_mark(painter, seen(self, _slot(inner, size, size)), self.number)
        return inner.adjusted(size + _GAP, 0, 0, 0)

    def _paint_note(self, painter: QPainter, inner: QRect) -> QRect:
        look = theme.current()
        if self._note_key:
            width = cap_width(self._note_key)
            cap = _slot(inner.adjusted(inner.width() - width, 0, 0, 0), width, look.px(KEY_CAP))
            paint_cap(painter, seen(self, cap), self._note_key)
            inner = inner.adjusted(0, 0, -width - 8, 0)
        if not self._note:
            return inner
        painter.setFont(look.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(self._note)
        painter.setPen(look.color("accent" if self._chosen else "ink.second"))
        painter.drawText(seen(self, inner), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._note)
        return inner.adjusted(0, 0, -width - 8, 0)

    def _paint_name(self, painter: QPainter, inner: QRect) -> None:
        look = theme.current()
        font = look.font("body")
        if self._chosen:
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("ink" if self.isEnabled() else "ink.disabled"))
        name = painter.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(seen(self, inner), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def _slot(inner: QRect, width: int, height: int) -> QRect:
    return QRect(inner.left(), inner.center().y() - height // 2 + 1, width, height)
