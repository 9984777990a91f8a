"""A card of the Home page: a job, what goes in, what comes out."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from deskhand.gui import theme
from deskhand.gui.widgets.words import Words

_TALL, _PICTURE = 154, 76


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says."""

    title: str
    gain: str
    takes: str


class JobCard(QAbstractButton):
    """Pressing it begins the job; ``sample`` asks for the same with bundled files."""

    sample = Signal()

    def __init__(self, words: CardWords, picture: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._picture = picture
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(f"{words.gain}. Takes a {words.takes.lower()}.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.try_sample = QPushButton("Try with a sample")
        self.try_sample.setProperty("kind", "link")
        self.try_sample.setAccessibleName(f"{words.title}: try with a sample")
        self.try_sample.clicked.connect(self.sample)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, _PICTURE, 13, 10)
        column.setSpacing(2)
        column.addWidget(Words(words.title, "title"))
        column.addWidget(Words(words.gain, "caption", "ink.second", elides=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(Words(words.takes, "caption", "ink.third"))
        row.addStretch(1)
        row.addWidget(self.try_sample)
        column.addLayout(row)

    def sizeHint(self) -> QSize:
        return QSize(292, _PICTURE + theme.current().px(_TALL - _PICTURE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_S:
            self.sample.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        lit = self.underMouse() or self.isDown()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if lit else "line.control" if look.high_contrast else "line"), 1))
        painter.setBrush(look.color("accent.soft" if self.isDown() else "accent.hint" if lit else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.translate(18, 21)
        self._picture(painter)
        painter.end()


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
