"""The mark of Deskhand: an open hand that is also a folder."""

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from deskhand.gui import theme
from deskhand.storage.places import resources

_ACCENT, _SECOND = "#1D5C4A", "#D9A441"  # as they stand in the file


class Mark(QWidget):
    """``size`` wide, in the colours of the theme."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._drawing = (resources() / "mark.svg").read_text(encoding="utf-8")
        self.setFixedSize(size, size)
        self.setAccessibleName("Deskhand")

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        drawing = self._drawing.replace(_ACCENT, look.hex("accent")).replace(_SECOND, look.hex("mark.second"))
        painter = QPainter(self)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(self.rect()))
        painter.end()
