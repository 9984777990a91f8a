"""Between the head and the list: how far reading is, what could not be read, and how the files are shown."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.gui import icons, theme
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.words import Words
from deskhand.storage.tables.runs import RunCounts

PICTURES, LIST = 0, 1


class FilesStrip(QWidget):
    """``pause`` and ``go_on`` of reading; ``only_unread(bool)`` and ``again`` of what could not be read; ``shown``."""

    pause = Signal()
    go_on = Signal()
    only_unread = Signal(bool)
    again = Signal()
    shown = Signal(int)

    def __init__(self, *, pictures: bool) -> None:
        super().__init__()
        self.words = Words("", "body", "ink.second", elides=True)
        self.pause_button = QPushButton("Pause")
        self.bar = QProgressBar()
        self.unread = Words("", "body.medium", "bad", elides=True)
        self.only = QPushButton("Show only those")
        self.again_button = QPushButton("Try them again")
        self.ways = Segments(("Pictures", "List"))
        self._sign = QLabel()
        self._paused = False
        self._only = False
        self._has_ways = pictures
        self._lay_out()
        self.pause_button.clicked.connect(self._turn)
        self.only.clicked.connect(lambda: self.only_unread.emit(not self._only))
        self.again_button.clicked.connect(self.again)
        self.ways.chosen.connect(self.shown)
        self._dress()

    def _lay_out(self) -> None:
        for button in (self.only, self.again_button, self.pause_button):
            button.setProperty("kind", "quiet")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Reading")
        self._reading, self._trouble = QWidget(), QWidget()
        reading, trouble = QHBoxLayout(self._reading), QHBoxLayout(self._trouble)
        for row in (reading, trouble):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
        reading.addWidget(self.words, 1)
        reading.addWidget(self.pause_button)
        trouble.addWidget(self._sign)
        trouble.addWidget(self.unread, 1)
        trouble.addWidget(self.only)
        trouble.addWidget(self.again_button)
        said = QVBoxLayout()
        said.setSpacing(4)
        for widget in (self.bar, self._reading, self._trouble):
            said.addWidget(widget)
        around = QHBoxLayout(self)
        around.setContentsMargins(24, 2, 24, 8)
        around.setSpacing(16)
        around.addLayout(said, 1)
        around.addWidget(self.ways)
        self.ways.setVisible(self._has_ways)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self._sign.setPixmap(icons.pixmap("circle-alert", "bad", theme.current().px(16), 2))

    def turn_to(self, which: int) -> None:
        """Show the files as ``LIST`` or as ``PICTURES``."""
        self.ways.choose(which)
        self.shown.emit(which)

    def _turn(self) -> None:
        wish = self.go_on if self._paused else self.pause
        wish.emit()

    def show_reading(self, counts: RunCounts | None, time_left: str, *, paused: bool) -> None:
        """``None``: nothing is left to read."""
        self._paused = paused
        self._reading.setVisible(counts is not None)
        self.bar.setVisible(counts is not None and not paused)
        if counts is not None:
            done = counts.done + counts.failed
            self.bar.setRange(0, max(1, counts.total))
            self.bar.setValue(done)
            left = f", about {time_left}" if time_left and not paused else ""
            self.words.setText(f"{'Reading is paused' if paused else 'Reading'}, {done:,} of {counts.total:,}{left}")
            self.words.setToolTip("What is read already can be taught and run while the rest is being read")
            self.pause_button.setText("Go on" if paused else "Pause")
            self.pause_button.setAccessibleName("Go on reading" if paused else "Pause reading")
        self._settle()

    def show_unread(self, count: int, *, only: bool, busy: bool) -> None:
        """How many could not be read, and whether they alone are shown."""
        self._only = only
        self._trouble.setVisible(count > 0 or only)
        self.unread.setText(f"{count:,} could not be read")
        self.only.setText("Show all" if only else "Show only those")
        self.again_button.setVisible(count > 0 and not busy)
        self._settle()

    def _settle(self) -> None:
        said = not self._reading.isHidden() or not self._trouble.isHidden()
        self.setVisible(said or self._has_ways)
