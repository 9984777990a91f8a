"""The five steps in a line, for whoever has not gone them yet."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.step_tabs import STEPS

_WORDS = (
    "A workbook, recordings or other files",
    "A few answers of yours, so that it sees how",
    "It reads or listens, and answers the rest",
    "You decide where it is not sure",
    "A workbook with all of it, or files in folders",
)
_DISC, _GAP, _TALL, _BETWEEN = 20, 8, 92, 24


class PathStrip(QWidget):
    """Each step with its number, its name and one line; a screen reader hears all of it as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named = enumerate(zip(STEPS, _WORDS, strict=True), start=1)
        told = " ".join(f"{number}, {name}: {words}." for number, (name, words) in named)
        self.setAccessibleName(f"The five steps. {told}")

    def sizeHint(self) -> QSize:
        return QSize(800, theme.current().px(_TALL))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = (self.width() + _BETWEEN) / len(STEPS)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number in range(len(STEPS)):
            place = len(STEPS) - 1 - number if mirrored else number
            self._paint_step(painter, number, QRectF(place * wide, 0, wide - _BETWEEN, self.height()))
        painter.end()

    def _paint_step(self, painter: QPainter, number: int, box: QRectF) -> None:
        look = theme.current()
        side = look.px(_DISC)
        disc = QRectF(box.left() + 0.5, box.top() + 0.5, side, side)
        painter.setPen(QPen(look.color("accent"), 1.2))
        painter.setBrush(look.color("accent.soft"))
        painter.drawEllipse(disc)
        painter.setPen(look.color("accent"))
        painter.setFont(look.font("caption.strong"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        painter.setPen(look.color("ink"))
        painter.setFont(look.font("body.strong"))
        name = QRectF(disc.right() + _GAP, disc.top(), box.width() - side - _GAP, side)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, STEPS[number])
        if number + 1 < len(STEPS):
            begin = name.left() + painter.fontMetrics().horizontalAdvance(STEPS[number]) + _GAP
            painter.setPen(QPen(look.color("line.tab"), 1))
            middle, end = disc.center().y(), box.right() + _BETWEEN - _GAP
            painter.drawLine(QPointF(begin, middle), QPointF(end, middle))
        painter.setPen(look.color("ink.second"))
        painter.setFont(look.font("caption"))
        words = QRectF(box.left(), disc.bottom() + _GAP, box.width(), box.height() - side - _GAP)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, _WORDS[number])
