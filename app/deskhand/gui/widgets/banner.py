"""A judgement in one box: an icon, a bold word, and why."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon

_GROUND = {"done": "accent.soft", "wait": "wait.ground", "bad": "bad.ground", "info": "info.ground"}
_ICON = {"done": "accent"}
_SIDE, _SIGN, _TOP = 14, 26, 10


class Banner(QWidget):
    """``state`` is ``done``, ``wait``, ``info`` or ``bad``: its ground and the colour of its icon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict, self._reason, self._icon, self._state = "", "", "check", "done"
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, verdict: str, reason: str, icon_name: str, state: str) -> None:
        self._verdict, self._reason, self._icon, self._state = verdict, reason, icon_name, state
        self.setAccessibleName(f"{verdict} {reason}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 2 * _TOP + sum(line.height() for line in self._lines(width))

    def sizeHint(self) -> QSize:
        width = max(self.width(), 320)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(_GROUND[self._state]))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        sign = icon(self._icon, _ICON.get(self._state, self._state))
        sign.paint(painter, _SIDE, _TOP + 2, 16, 16)
        verdict, reason = self._lines(self.width())
        painter.setPen(look.color("ink"))
        painter.setFont(look.font("body.strong"))
        painter.drawText(verdict, Qt.TextFlag.TextWordWrap, self._verdict)
        painter.setFont(look.font("body"))
        painter.drawText(reason, Qt.TextFlag.TextWordWrap, self._reason)

    def _lines(self, width: int) -> tuple[QRect, QRect]:
        """Where the verdict and its reason stand, one below the other."""
        look = theme.current()
        room = QRect(_SIDE + _SIGN, _TOP, width - 2 * _SIDE - _SIGN, 2000)
        wrap = Qt.TextFlag.TextWordWrap
        verdict = QFontMetrics(look.font("body.strong")).boundingRect(room, wrap, self._verdict)
        below = room.translated(0, verdict.height())
        return verdict, QFontMetrics(look.font("body")).boundingRect(below, wrap, self._reason)
