"""A key of the keyboard, drawn."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from deskhand.gui import theme
from deskhand.gui.tokens import KEY_CAP

_INSIDE = 8


def cap_width(key: str) -> int:
    """How wide the cap of ``key`` is, in pixels."""
    look = theme.current()
    words = QFontMetrics(look.font("caption")).horizontalAdvance(key)
    return max(look.px(KEY_CAP), words + 2 * _INSIDE - 2)


def paint_cap(painter: QPainter, box: QRect, key: str) -> None:
    """Paint the cap of ``key`` into ``box``."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("line.control"), 1))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(look.color("ink.second"))
    painter.setFont(look.font("caption"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
