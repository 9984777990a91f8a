"""The report card on paper: the left and the panel of the page, one below the other, on A4."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from deskhand.gui import theme

_MARGIN = 15  # millimetres
_GAP = 24


def save_pdf(path: Path, title: str, parts: list[QWidget]) -> bool:
    """Draws the parts as they look on the screen. False if the file cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    across = max(part.width() for part in parts)
    down = sum(part.height() + _GAP for part in parts)
    scale = min(writer.width() / across, writer.height() / down)
    painter.scale(scale, scale)
    top = 0
    painter.fillRect(0, 0, across, down, theme.current().color("surface"))  # light ink needs its dark ground
    for part in parts:
        part.render(painter, QPoint(0, top), renderFlags=QWidget.RenderFlag.DrawChildren)
        top += part.height() + _GAP
    return painter.end()
