"""A quiet place beside the job cards where a file can be dropped or chosen."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon, pixmap
from deskhand.gui.widgets.words import Words

_NARROW = 440


class DropStrip(QWidget):
    """``choose`` when the button is pressed; drops are taken by the window, wherever they fall."""

    choose = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._sign = QLabel()
        button = QPushButton("Choose a file…")
        button.setIcon(icon("folder-open", "ink"))
        button.clicked.connect(self.choose)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(Words("Or drop a workbook anywhere here", "title", wraps=True))
        promise = "Excel, CSV or OpenDocument. It is read where it is; nothing is copied, changed or sent."
        words.addWidget(Words(promise, "caption", "ink.second", wraps=True))
        words.addStretch(1)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(16)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(button)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else beside)

    def _dress(self) -> None:
        self._sign.setPixmap(pixmap("table", "accent", theme.current().px(28), self.devicePixelRatio()))

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line.control"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
