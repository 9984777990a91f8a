"""How much of a piece of work is in which state, as one bar."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from deskhand.gui import theme

_HEIGHT = 12


class StackedBar(QProgressBar):
    """Parts beside each other, what is left in the colour of lines. Screen readers meet a progress bar."""

    def __init__(self, name: str, height: int = _HEIGHT) -> None:
        super().__init__()
        self._parts: Sequence[tuple[int, str]] = ()
        self._height = height
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(f"min-height: {height}px; max-height: {height}px;")

    def show_parts(self, parts: Sequence[tuple[int, str]], total: int) -> None:
        """``parts`` are (how many, colour role) out of ``total``; 0: not known how many."""
        self._parts = parts
        self.setRange(0, max(1, total))
        self.setValue(sum(count for count, _ in parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("line"))
        mirrored, left = self.isRightToLeft(), 0.0
        for count, role in self._parts:
            wide = self.width() * count / max(1, self.maximum())
            if 0 < wide < 2:
                wide = 2.0  # one of ten thousand is seen, too
            start = self.width() - left - wide if mirrored else left
            painter.fillRect(QRectF(start, 0, wide, self.height()), look.color(role))
            left += wide
        if look.high_contrast:
            painter.setPen(look.color("line.control"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
