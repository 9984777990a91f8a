"""Playing a recording. The rest of the page knows nothing of Qt's media classes, which are read when first needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer

SLOWED = 0.75
_ROOM = 0.3  # seconds that are played before and after a part, so that no word is cut


class Player(QObject):
    """``moved(seconds)`` while it plays, ``playing(bool)`` when that changes, ``failed(words)`` in plain words."""

    moved = Signal(float)
    playing = Signal(bool)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, *, meanwhile: str = "Its words can still be checked.") -> None:
        super().__init__(parent)
        self._meanwhile = meanwhile  # what can be done with what cannot be heard
        self._media: QMediaPlayer | None = None
        self._file: Path | None = None
        self._start = 0.0  # seconds; where to begin once the file is open
        self._until: float | None = None
        self._opening = False
        self._then = False  # whether it plays once the file is open
        self._rate = 1.0

    @property
    def position(self) -> float:
        """Seconds from the beginning."""
        if self._media is None or self._opening or self._media.source().isEmpty():
            return self._start
        return self._media.position() / 1000

    @property
    def plays(self) -> bool:
        return self._media is not None and self._media.isPlaying()

    def open(self, file: Path | None) -> None:
        """Another recording (``None``: none), not played yet; the file is opened when it is to be heard."""
        if self._media is not None:
            self._media.stop()
            self._media.setSource(QUrl())
        self._file, self._start, self._until = file, 0.0, None
        self._opening = self._then = False

    def toggle(self) -> None:
        if self.plays or self._then:
            self.pause()
        else:
            self._until = None
            self._play(self._rate)

    def pause(self) -> None:
        """It stays where it is; a file that is being opened will not play by itself."""
        self._then = False
        if self._media is not None and not self._opening:
            self._media.pause()

    def seek(self, seconds: float) -> None:
        """Go to another place; what plays goes on from there."""
        self._start, self._until = max(0.0, seconds), None
        if self._media is not None and not self._opening:
            self._media.setPosition(round(self._start * 1000))
        self.moved.emit(self._start)

    def play_from(self, seconds: float) -> None:
        self.seek(seconds)
        self._play(self._rate)

    def play_part(self, start: float, end: float) -> None:
        """Only these seconds, slowed."""
        self.seek(start - _ROOM)
        self._until = end + _ROOM
        self._play(SLOWED)

    def set_rate(self, rate: float) -> None:
        """How fast it plays from now on (1: as it was said)."""
        self._rate = rate
        if self._media is not None:
            self._media.setPlaybackRate(rate)

    def _play(self, rate: float) -> None:
        if self._file is None:
            return
        if not self._file.is_file():
            self.failed.emit(f"The recording is not where it was. {self._meanwhile}")
            return
        media = self._ready()
        if media is None:
            return
        media.setPlaybackRate(rate)
        if media.source().isEmpty():
            self._opening = self._then = True
            media.setSource(QUrl.fromLocalFile(str(self._file)))
        elif self._opening:
            self._then = True
        else:
            media.play()

    def _ready(self) -> QMediaPlayer | None:
        """Qt's player, made the first time."""
        if self._media is not None:
            return self._media
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
        except ImportError:
            self.failed.emit(f"A part of the system that plays sound is missing. {self._meanwhile}")
            return None
        if QMediaDevices.defaultAudioOutput().isNull():
            self.failed.emit(f"No loudspeaker or headphones were found. {self._meanwhile}")
        media = self._media = QMediaPlayer(self)
        media.setAudioOutput(QAudioOutput(media))
        media.positionChanged.connect(self._on_position)
        media.mediaStatusChanged.connect(lambda _: self._on_status())
        media.playingChanged.connect(self.playing)
        media.errorOccurred.connect(self._on_error)
        return media

    def _on_status(self) -> None:
        """A file that was just opened is where the person wanted; a place set sooner would be forgotten."""
        media = self._media
        if media is not None and self._opening and media.mediaStatus() == media.MediaStatus.LoadedMedia:
            self._opening = False
            media.setPosition(round(self._start * 1000))
            (media.play if self._then else media.pause)()
            self._then = False

    def _on_position(self, thousandths: int) -> None:
        seconds = thousandths / 1000
        if self._media is None or self._opening or self._media.source().isEmpty():
            return
        self.moved.emit(seconds)
        if self._until is not None and seconds >= self._until:
            self._until = None
            self._media.pause()
            self._media.setPlaybackRate(self._rate)

    def _on_error(self, *_: object) -> None:
        self.failed.emit(f"This kind of recording cannot be played here. {self._meanwhile}")
