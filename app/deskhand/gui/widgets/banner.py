"""A judgement in one box: an icon, a bold word, and why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon

_GROUND = {"done": "accent.soft", "wait": "wait.ground", "bad": "bad.ground", "info": "info.ground"}
_ICON = {"done": "accent"}
_SIDE, _SIGN, _TOP, _LEADING = 14, 26, 10, 2


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
        return round(self._layout(width)[1]) + 2 * _TOP

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
        icon(self._icon, _ICON.get(self._state, self._state)).paint(painter, _SIDE, _TOP + 1, 16, 16)
        painter.setPen(look.color("ink"))
        words, _height = self._layout(self.width())
        words.draw(painter, QPointF(_SIDE + _SIGN, _TOP))

    def _layout(self, width: int) -> tuple[QTextLayout, float]:
        """The words in lines, the verdict bold, and how high they are."""
        look = theme.current()
        words = QTextLayout(f"{self._verdict} {self._reason}", look.font("body"))
        words.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, len(self._verdict)
        strong = QTextCharFormat()
        strong.setFont(look.font("body.strong"))
        bold.format = strong
        words.setFormats([bold])
        top = 0.0
        words.beginLayout()
        while (line := words.createLine()).isValid():
            line.setLineWidth(width - 2 * _SIDE - _SIGN)
            line.setPosition(QPointF(0, top))
            top += line.height() + _LEADING
        words.endLayout()
        return words, top
