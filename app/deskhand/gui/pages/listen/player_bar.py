"""The player: play and pause, the sound from beginning to end, and how fast."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.pages.listen.legend import GroundLegend, Meaning
from deskhand.gui.widgets.key_line import KeyHint, KeyLine
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.waveform import SOUND, Waveform, clock
from deskhand.gui.widgets.words import Hairline, Words

_RATES = (("1×", 1.0), ("1.25×", 1.25), ("0.75×", 0.75))
_BUTTON = 40  # pixels of the pictures
_KEYS = (KeyHint(("Space",), "play"), KeyHint(("←", "→"), "5 s"), KeyHint(("↑", "↓"), "passage"))
_GROUNDS = (Meaning("accent.soft", "accent", "playing"), Meaning("wait.ground", "wait.line", "hard to hear"))


class PlayerBar(QWidget):
    """``pressed``: play or pause. ``paced(rate)``: another speed."""

    pressed = Signal()
    paced = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length = 0.0
        self.play = QPushButton()
        side = theme.current().px(_BUTTON)
        self.play.setFixedSize(side, side)
        self.play.setStyleSheet(f"padding: 0; min-height: {side - 2}px; min-width: {side - 2}px")
        self.waveform = Waveform()
        self.time = Words("", "body.strong")
        self.speed = Segments([words for words, _ in _RATES])
        self.speed.setAccessibleName("Speed")
        self.legend = GroundLegend(_GROUNDS)
        self.trouble = Words("", "body", "wait", wraps=True)
        self.trouble.set_ground("wait.ground")
        self.trouble.hide()
        self._lay_out()
        self.play.clicked.connect(self.pressed)
        self.speed.chosen.connect(lambda place: self.paced.emit(_RATES[place][1]))
        self.show_playing(False)

    def _lay_out(self) -> None:
        sound, line = QHBoxLayout(), QHBoxLayout()
        sound.setSpacing(24)
        beside = QVBoxLayout()
        beside.addSpacing((theme.current().px(SOUND) - self.play.height()) // 2)  # in the middle of the sound
        beside.addWidget(self.play)
        beside.addStretch(1)
        sound.addLayout(beside)
        sound.addWidget(self.waveform, 1)
        line.setSpacing(16)
        line.addWidget(self.time)
        keys = KeyLine(_KEYS)
        keys.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line.addWidget(keys)
        line.addWidget(Words("Speed", "caption", "ink.second"))
        line.addWidget(self.speed)
        line.addStretch(1)
        line.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(sound)
        column.addLayout(line)
        column.addWidget(self.trouble)
        column.addSpacing(2)
        column.addWidget(Hairline())

    @property
    def length(self) -> float:
        """Of the recording, in seconds."""
        return self._length

    def show_recording(self, seconds: float) -> None:
        self._length = seconds
        self.waveform.show_recording(seconds)
        self.show_time(0.0)

    def show_time(self, seconds: float) -> None:
        self.waveform.show_time(seconds)
        self.time.setText(f"{clock(seconds)} of {clock(self._length)}")

    def show_playing(self, playing: bool) -> None:
        name = "Pause" if playing else "Play"
        self.play.setIcon(icon("pause" if playing else "play", "accent"))
        self.play.setAccessibleName(name)
        self.play.setToolTip(f"{name} (Space)")

    def show_trouble(self, words: str) -> None:
        """Why nothing is heard; "": nothing is wrong."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
