"""A quiet place beside the job cards where files can be dropped or chosen."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon, pixmap
from deskhand.gui.widgets.words import Words

_NARROW = 440


class DropStrip(QWidget):
    """``choose`` and ``choose_folder`` say which button; drops are taken by the window, wherever they fall."""

    choose = Signal()
    choose_folder = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._sign = QLabel()
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for name, sign, signal in (("file…", "file", self.choose), ("folder…", "folder-open", self.choose_folder)):
            button = QPushButton(f"Choose a {name}")
            button.setIcon(icon(sign, "ink"))
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(Words("Or drop files anywhere here", "title", wraps=True))
        promise = (
            "A workbook, or a folder of recordings, documents or photos. Read where they are; nothing is copied,"
            " changed or sent."
        )
        words.addWidget(Words(promise, "caption", "ink.second", wraps=True))
        words.addStretch(1)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(16)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addLayout(buttons)
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
