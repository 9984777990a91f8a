"""The small drawings on the cards of the Home page: what goes in, what comes out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from deskhand.gui import theme

_HEIGHTS = (6, 14, 24, 34, 22, 30, 16, 26, 10, 5)  # of a wave, in pixels


def messages_picture(painter: QPainter) -> None:
    """Rows of a workbook, and a category beside each."""
    look = theme.current()
    painter.setPen(QPen(look.color("ink.second"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(0.75, 0.75, 48, 36), 2, 2)
    for row in range(1, 4):
        painter.drawLine(1, row * 9 + 1, 48, row * 9 + 1)
    for row, words in enumerate((22, 30, 18, 26)):
        painter.drawLine(7, row * 9 + 6, 7 + words, row * 9 + 6)
    painter.setPen(Qt.PenStyle.NoPen)
    for row, role in enumerate(("accent", "manila", "accent", "accent")):
        painter.setBrush(look.color(role))
        painter.drawRoundedRect(QRectF(53, row * 9 + 1.5, 16, 7), 1.5, 1.5)


def recordings_picture(painter: QPainter) -> None:
    """A wave of sound, and lines of words."""
    look = theme.current()
    painter.setPen(QPen(look.color("ink.second"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for place, tall in enumerate(_HEIGHTS):
        left = 1.5 + place * 3.4
        painter.drawLine(QPointF(left, 19 - tall / 2), QPointF(left, 19 + tall / 2))
    painter.setPen(QPen(look.color("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for row, wide in enumerate((29, 29, 19)):
        painter.drawLine(QPointF(41, 9 + row * 10), QPointF(41 + wide, 9 + row * 10))
