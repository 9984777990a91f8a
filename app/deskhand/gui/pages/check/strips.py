"""The amber and green strips of Check: others that look the same, and learning from corrections."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from deskhand.domain.jobs import SimilarFound
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.widgets.words import Words


class Strip(QFrame):
    """A sentence, its buttons, and a way to close it. ``ink`` and ``ground`` are colour roles."""

    closed = Signal()

    def __init__(self, icon_name: str, ink: str, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._sign = QLabel()
        self._sign.setPixmap(icon(icon_name, ink).pixmap(16, 16))
        self.words = Words("", "body.strong", ink, elides=True)
        self._close = QToolButton()
        self._close.setIcon(icon("x", ink))
        self._close.setAccessibleName("Close")
        self._close.setToolTip("Close")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 8, 16, 8)
        self._row.setSpacing(12)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._close.clicked.connect(self.closed)
        self.hide()

    def add(self, name: str) -> QPushButton:
        button = QPushButton(name)
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color(self._ground))
        if self._ground == "wait.ground":
            painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("wait.line"))

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()


class SimilarStrip(Strip):
    """``look(SimilarFound)`` shows them, ``change(SimilarFound)`` answers them all alike."""

    look = Signal(object)
    change = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("copy", "wait", "wait.ground", parent)
        self.found: SimilarFound | None = None
        self.look_button = self.add("Look at them")
        self.change_button = self.add("Change all")
        self.look_button.clicked.connect(lambda: self.look.emit(self.found))
        self.change_button.clicked.connect(lambda: self.change.emit(self.found))

    def show_found(self, found: SimilarFound, corrected: int) -> None:
        self.found = found
        others = len(found.item_ids)
        look = "other looks" if others == 1 else "others look"
        like = "the one" if corrected == 1 else f"the {corrected}"
        self.say(f"{others:,} {look} like {like} you changed to “{found.label}”. Change too?")
        self.change_button.setText(f"Change all {others:,}" if others > 1 else "Change it")
