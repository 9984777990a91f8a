"""What the coloured grounds of the player and of the passages mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.reading_side import seen

_BOX, _INSIDE, _BETWEEN = 11, 8, 14


@dataclass(frozen=True, slots=True)
class Meaning:
    """The colour roles of a ground and of its edge, and what they mean."""

    ground: str
    edge: str
    words: str


class GroundLegend(QWidget):
    """Painted. Where there is no room for all of it, nothing is shown: the grounds say it too, when one is heard."""

    def __init__(self, meanings: Sequence[Meaning], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meanings = tuple(meanings)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Grounds: " + ", ".join(one.words for one in self._meanings))

    def sizeHint(self) -> QSize:
        metrics, look = QFontMetrics(theme.current().font("caption")), theme.current()
        words = sum(metrics.horizontalAdvance(one.words) for one in self._meanings)
        spaces = len(self._meanings) * (look.px(_BOX) + _INSIDE + _BETWEEN) - _BETWEEN
        return QSize(words + spaces + 2, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        if self.width() < self.sizeHint().width():
            return
        painter, look, left = QPainter(self), theme.current(), 0
        painter.setFont(look.font("caption"))
        side = look.px(_BOX)
        for one in self._meanings:
            painter.setPen(QPen(look.color(one.edge), 1))
            painter.setBrush(look.color(one.ground))
            box = QRect(left, (self.height() - side) // 2, side - 1, side - 1)
            painter.drawRect(seen(self, box))
            left += side + _INSIDE
            wide = painter.fontMetrics().horizontalAdvance(one.words) + 2
            painter.setPen(look.color("ink.second"))
            words = seen(self, QRect(left, 0, wide, self.height()))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, one.words)
            left += wide - 2 + _BETWEEN
