"""The shape and colour of a category, so that colour never speaks alone."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from deskhand.gui import theme


def _polygon(*points: tuple[float, float]) -> Callable[[QRectF], QPainterPath]:
    def path(box: QRectF) -> QPainterPath:
        drawn = QPainterPath()
        drawn.addPolygon(
            QPolygonF([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points])
        )
        drawn.closeSubpath()
        return drawn

    return path


def _circle(box: QRectF) -> QPainterPath:
    drawn = QPainterPath()
    drawn.addEllipse(box)
    return drawn


_THIRD, _TWO_THIRDS = 0.32, 0.68
_PLUS = (
    (_THIRD, 0),
    (_TWO_THIRDS, 0),
    (_TWO_THIRDS, _THIRD),
    (1, _THIRD),
    (1, _TWO_THIRDS),
    (_TWO_THIRDS, _TWO_THIRDS),
    (_TWO_THIRDS, 1),
    (_THIRD, 1),
    (_THIRD, _TWO_THIRDS),
    (0, _TWO_THIRDS),
    (0, _THIRD),
    (_THIRD, _THIRD),
)
_SIXTHS = [turn * math.pi / 3 for turn in range(6)]
_HEXAGON = tuple((0.5 + 0.5 * math.cos(angle), 0.5 + 0.5 * math.sin(angle)) for angle in _SIXTHS)
SHAPES: tuple[tuple[str, Callable[[QRectF], QPainterPath]], ...] = (
    ("circle", _circle),
    ("square", _polygon((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94))),
    ("triangle up", _polygon((0.5, 0.04), (1, 0.94), (0, 0.94))),
    ("diamond", _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))),
    ("triangle down", _polygon((0, 0.06), (1, 0.06), (0.5, 0.96))),
    ("plus", _polygon(*_PLUS)),
    ("hexagon", _polygon(*_HEXAGON)),
    ("upright bar", _polygon((0.28, 0), (0.72, 0), (0.72, 1), (0.28, 1))),
)


def paint_mark(painter: QPainter, box: QRect | QRectF, number: int) -> None:
    """Paint the mark of the category at position ``number`` (0-based); from the ninth on in outline."""
    look = theme.current()
    colour = look.category_color(number)
    area = QRectF(box)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if number < len(SHAPES):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = area.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawPath(SHAPES[number % len(SHAPES)][1](area))
    painter.restore()


class CategoryMark(QWidget):
    """A mark that stands beside the name of its category."""

    def __init__(self, number: int, size: int = 10) -> None:
        super().__init__()
        self.number = number
        self._size = size
        self.setFixedSize(QSize(size + 2, size + 2))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRect(1, 1, self._size, self._size), self.number)
        painter.end()
