"""A sound as people judge it: heard, and seen as how loud it is from beginning to end."""

from PySide6.QtGui import QHideEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.files import length_of
from deskhand.domain.jobs import DrawWaveform, WaveformDrawn
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.newest_request import NewestRequest
from deskhand.gui.open_project import OpenProject
from deskhand.gui.player import Player
from deskhand.gui.widgets.key_line import KeyHint, KeyLine
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.waveform import Waveform
from deskhand.gui.widgets.words import Words

KEY = "P"
_BUTTON = 40  # pixels of the pictures
_MEANWHILE = "It can still be sorted."


class SoundView(QWidget):
    """``show_file`` and that is all; ``P`` plays and pauses it anywhere on its page, once ``listen_to`` was called.

    ``compact``: in a panel. ``by_itself``: each one that is shown is played at once, if the person ticks that.
    """

    def __init__(self, open_project: OpenProject, *, compact: bool = False) -> None:
        super().__init__()
        self._open_project = open_project
        self._peaks = NewestRequest(open_project, self)
        self.item_id: int | None = None
        self.player = Player(self, meanwhile=_MEANWHILE)
        self.play = QPushButton()
        self.waveform = Waveform()
        self.time = Words("", "body.strong")
        self.by_itself = QCheckBox("Play each one by itself")
        self.trouble = Words("", "body", "wait", wraps=True)
        self.trouble.set_ground("wait.ground")
        self.trouble.hide()
        self._lay_out(compact=compact)
        self._connect()
        self._show_playing(playing=False)

    def _lay_out(self, *, compact: bool) -> None:
        side = theme.current().px(_BUTTON)
        self.play.setFixedSize(side, side)
        self.play.setStyleSheet(f"padding: 0; min-height: {side - 2}px; min-width: {side - 2}px")
        sound, below = QHBoxLayout(), QHBoxLayout()
        sound.setSpacing(12 if compact else 24)
        sound.addWidget(self.play)
        sound.addWidget(self.waveform, 1)
        below.setSpacing(12)
        below.addWidget(self.time)
        keys = KeyLine((KeyHint((KEY,), "play"),))
        keys.setFixedWidth(keys.sizeHint().width())
        below.addWidget(keys)
        below.addStretch(1)
        below.addWidget(self.by_itself)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        column.addLayout(sound)
        column.addLayout(below)
        column.addWidget(self.trouble)
        column.addStretch(1)
        self.setFocusProxy(self.waveform)

    def _connect(self) -> None:
        self.play.clicked.connect(self.player.toggle)
        self.waveform.sought.connect(self.player.seek)
        self.player.moved.connect(self.waveform.show_time)
        self.player.playing.connect(lambda playing: self._show_playing(playing=playing))
        self.player.failed.connect(self._show_trouble)
        self._peaks.answered.connect(self._on_answer)

    def listen_to(self, page: QWidget) -> None:
        """The key of this sound is one of ``page``."""
        add_key(page, KEY, "Play or pause", self.toggle)

    def toggle(self) -> None:
        """From its beginning if it has come to its end."""
        if self.item_id is not None:
            self.player.toggle()

    def show_file(self, item_id: int | None) -> None:
        """Another sound, from its beginning; ``None``: none."""
        self.item_id = item_id
        self._show_trouble("")
        self._show_playing(playing=False)
        if item_id is None:
            self.player.open(None)
            return
        files = self._open_project.project.files
        content = files.contents([item_id]).get(item_id)
        seconds = content.seconds if content is not None else 0.0
        self.player.open(files.file_of(item_id))
        self.waveform.show_recording(seconds)
        self.time.setText(length_of(seconds))
        self._peaks.ask(DrawWaveform(item_id))
        if self.by_itself.isChecked() and self.isVisible():
            self.player.toggle()

    def show_small(self, picture: QPixmap) -> None:
        """Nothing is drawn sooner than the sound itself."""

    def stop(self) -> None:
        """Nobody looks any more, and nothing is heard."""
        self.player.pause()
        self._peaks.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.player.pause()

    def _on_answer(self, event: object) -> None:
        if isinstance(event, WaveformDrawn) and event.item_id == self.item_id:
            self.waveform.show_peaks(event.peaks)

    def _show_playing(self, *, playing: bool) -> None:
        name = "Pause" if playing else "Play"
        self.play.setIcon(icon("pause" if playing else "play", "accent"))
        self.play.setAccessibleName(name)
        self.play.setToolTip(f"{name} ({KEY})")

    def _show_trouble(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
