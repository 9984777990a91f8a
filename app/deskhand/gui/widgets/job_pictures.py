"""The small drawings on the cards of the Home page: what goes in, what comes out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from deskhand.gui import theme

_HILLS = ((0, 10), (5, 5.5), (9, 9), (12, 6.5), (17, 10))  # outline of what a photo shows, in pixels
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


def documents_picture(painter: QPainter) -> None:
    """A pile of papers, and two folders."""
    look = theme.current()
    painter.setPen(QPen(look.color("ink.second"), 1.5))
    painter.setBrush(look.color("surface"))
    for place in range(3):
        painter.drawRoundedRect(QRectF(0.75 + place * 5, 1.75 + place * 5, 18, 23), 2, 2)
    painter.setPen(QPen(look.color("ink.third"), 1.5))
    for row, wide in enumerate((10, 10, 6)):
        painter.drawLine(QPointF(15, 18.5 + row * 5), QPointF(15 + wide, 18.5 + row * 5))
    _folder(painter, 38, 4, 30, "manila")
    _folder(painter, 38, 21, 30, "accent")


def photos_picture(painter: QPainter) -> None:
    """Four photos, one of them chosen, and two folders."""
    look = theme.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, chosen in enumerate((False, False, False, True)):
        left, top = 0.75 + place % 2 * 23.5, 1.75 + place // 2 * 19
        painter.setPen(QPen(look.color("ink.second"), 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF([QPointF(left + 2 + x, top + 3 + y) for x, y in _HILLS]))
        painter.setPen(QPen(look.color("accent" if chosen else "ink.second"), 2.4 if chosen else 1.5))
        painter.drawRoundedRect(QRectF(left, top, 20.5, 15), 2, 2)
    _folder(painter, 52, 3, 16, "manila")
    _folder(painter, 52, 21, 16, "accent")


def sounds_picture(painter: QPainter) -> None:
    """Two sounds that differ, and two folders."""
    look = theme.current()
    painter.setPen(QPen(look.color("ink.second"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for place, tall in enumerate(_HEIGHTS):
        left = 1.5 + place * 4
        painter.drawLine(QPointF(left, 9.5 - tall / 4), QPointF(left, 9.5 + tall / 4))
    painter.setPen(QPen(look.color("accent"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for place in range(len(_HEIGHTS)):
        left, tall = 1.5 + place * 4, 15 if place % 3 == 0 else 4
        painter.drawLine(QPointF(left, 28.5 - tall / 2), QPointF(left, 28.5 + tall / 2))
    _folder(painter, 48, 3, 20, "manila")
    _folder(painter, 48, 21, 20, "accent")


def _folder(painter: QPainter, left: float, top: float, wide: float, role: str) -> None:
    """With its tab at the upper edge, thirteen pixels high."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().color(role))
    tab = min(11.0, wide * 0.45)
    outline = ((0, 0), (tab - 2, 0), (tab, 3), (wide, 3), (wide, 13), (0, 13))
    painter.drawPolygon(QPolygonF([QPointF(left + x, top + y) for x, y in outline]))
