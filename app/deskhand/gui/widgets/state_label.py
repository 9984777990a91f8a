"""Where a thing stands: a word on its ground, with a sign."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import pixmap
from deskhand.gui.tokens import LABEL

# state: icon, ink, ground, border ("" draws none)
LOOKS: dict[str, tuple[str, str, str, str]] = {
    "done": ("check", "accent", "accent.soft", ""),
    "wait": ("triangle-alert", "wait", "wait.ground", "wait.line"),
    "bad": ("triangle-alert", "bad", "bad.ground", "bad.line"),
    "working": ("play", "info", "info.ground", ""),
    "unused": ("x", "ink", "surface", "line.control"),
    "plain": ("", "ink", "surface", "line.control"),
}
_SIDE, _SIGN, _GAP = 8, 14, 6


class StateLabel(QWidget):
    """``state`` is a key of ``LOOKS``; the word always stands beside the sign."""

    def __init__(self, words: str = "", state: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._state = "", state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(words, state)

    def show_state(self, words: str, state: str) -> None:
        """Other words, another state."""
        self._words, self._state = words, state
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        sign = _SIGN + _GAP if LOOKS[self._state][0] else 0
        words = QFontMetrics(look.font("caption")).horizontalAdvance(self._words)
        return QSize(words + sign + 2 * _SIDE + 2, look.px(LABEL))

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        sign, ink, ground, border = LOOKS[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bordered = border or ("line.control" if look.high_contrast else "")
        painter.setPen(QPen(look.color(bordered), 1) if bordered else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left = _SIDE
        if sign:
            drawn = pixmap(sign, ink, _SIGN, self.devicePixelRatio())
            painter.drawPixmap(QPointF(left, (self.height() - _SIGN) / 2), drawn)
            left += _SIGN + _GAP
        painter.setFont(look.font("caption"))
        painter.setPen(look.color(ink))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()
