"""On or off, with the word beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from deskhand.gui import theme

_TRACK, _TALL, _GAP = 32, 18, 8


class Switch(QCheckBox):
    """A check box painted as a switch; screen readers and the keyboard meet a check box."""

    def __init__(self, name: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = QFontMetrics(look.font("body")).horizontalAdvance("Off")
        return QSize(words + look.px(_GAP + _TRACK) + 2, look.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _: object) -> bool:
        return True

    def paintEvent(self, _: QPaintEvent) -> None:
        look, on = theme.current(), self.isChecked()
        wide, tall = look.px(_TRACK), look.px(_TALL)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        track = QRectF(1 if mirrored else self.width() - wide - 1, (self.height() - tall) / 2, wide, tall)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = "accent" if on else "line.control" if self.isEnabled() else "line"
        painter.setPen(QPen(look.color(rim), 1))
        painter.setBrush(look.color("accent" if on else "surface"))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), tall / 2, tall / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent.on" if on else "line.control"))
        at_right = on is not mirrored
        middle = track.right() - tall / 2 if at_right else track.left() + tall / 2
        painter.drawEllipse(QPointF(middle, track.center().y()), tall / 2 - 3.5, tall / 2 - 3.5)
        painter.setPen(look.color("ink.second" if self.isEnabled() else "ink.disabled"))
        painter.setFont(look.font("body"))
        left, right = (wide + _GAP, 0) if mirrored else (0, -wide - _GAP - 1)
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        words = self.rect().adjusted(left, 0, right, 0)
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, "On" if on else "Off")
        painter.end()
