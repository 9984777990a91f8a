"""How loud a recording is from beginning to end, where it is playing, and what in it is hard to hear."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from deskhand.gui import theme

SOUND, _SCALE = 76, 20  # heights of the sound and of the line of times under it, in pixels of the pictures
_BAR, _APART, _QUIET = 2.4, 4.0, 1.5
_STEPS = (1, 2, 5, 10, 20, 60, 120, 300, 600, 1200, 3600)  # seconds between two times
_ROOM = 120  # pixels that a time should have


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to ``end`` (seconds) the ground has the colour ``role``."""

    start: float
    end: float
    role: str


def clock(seconds: float) -> str:
    """``2:05``, or ``1:02:05`` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Waveform(QAbstractSlider):
    """Its value is the time in thousandths of a second. ``sought(seconds)`` when a person goes to another place."""

    sought = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peaks: tuple[int, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSingleStep(1000)
        self.setPageStep(5000)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Place in the recording")
        self.actionTriggered.connect(lambda _: self.sought.emit(self.sliderPosition() / 1000))

    def show_recording(self, seconds: float) -> None:
        """Another recording, of which only the length is known yet."""
        self._peaks, self._stretches = (), ()
        self.setRange(0, max(1, round(seconds * 1000)))
        self.show_time(0)

    def show_peaks(self, peaks: Sequence[int]) -> None:
        """How loud it is (0 to 255) in equal stretches."""
        self._peaks = tuple(peaks)
        self.update()

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        if tuple(stretches) != self._stretches:
            self._stretches = tuple(stretches)
            self.update()

    def show_time(self, seconds: float) -> None:
        """Where it is playing."""
        self.setValue(round(seconds * 1000))
        self.setAccessibleDescription(f"{clock(seconds)} of {clock(self.maximum() / 1000)}")
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(480, look.px(SOUND) + look.px(_SCALE))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def _follow(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            share = min(1.0, max(0.0, event.position().x() / max(1, self.width())))
            self.sought.emit(share * self.maximum() / 1000)
            event.accept()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sound = QRectF(0, 0, self.width(), theme.current().px(SOUND))
        for stretch in self._stretches:
            left, right = self._x(stretch.start), self._x(stretch.end)
            ground = QRectF(left, 0, max(2.0, right - left), sound.height())
            painter.fillRect(ground, theme.current().color(stretch.role))
        self._paint_bars(painter, sound)
        self._paint_times(painter, sound)
        self._paint_place(painter, sound)

    def _x(self, seconds: float) -> float:
        return self.width() * seconds * 1000 / max(1, self.maximum())

    def _paint_bars(self, painter: QPainter, sound: QRectF) -> None:
        look, here = theme.current(), self._x(self.value() / 1000)
        played, ahead = look.color("accent"), look.color("line.control")
        painter.setPen(Qt.PenStyle.NoPen)
        count = max(1, int(sound.width() / _APART))
        for number, peak in enumerate(self._folded(count)):
            x = (number + 0.5) * sound.width() / count
            tall = max(_QUIET, peak / 255 * (sound.height() - 10) / 2)
            painter.setBrush(played if x <= here else ahead)
            painter.drawRoundedRect(QRectF(x - _BAR / 2, sound.center().y() - tall, _BAR, 2 * tall), 1, 1)

    def _folded(self, count: int) -> list[int]:
        """The peaks as ``count`` bars, each as loud as the loudest in its share."""
        there = len(self._peaks)
        if not there:
            return [0] * count
        shares = (
            (number * there // count, max((number + 1) * there // count, number * there // count + 1))
            for number in range(count)
        )
        return [max(self._peaks[start:end]) for start, end in shares]

    def _paint_times(self, painter: QPainter, sound: QRectF) -> None:
        look, length = theme.current(), self.maximum() / 1000
        most = max(1, int(self.width() / look.px(_ROOM)))
        step = next((step for step in _STEPS if length / step <= most), _STEPS[-1] * (1 + int(length / 3600 / most)))
        painter.setFont(look.font("caption"))
        metrics = painter.fontMetrics()
        last = clock(length)
        ends = self.width() - metrics.horizontalAdvance(last)
        top, tall = int(sound.bottom()), look.px(_SCALE)
        painter.setPen(look.color("ink.second"))
        painter.drawText(QRectF(ends, top, self.width() - ends, tall), Qt.AlignmentFlag.AlignBottom, last)
        for number in range(int(length / step) + 1):
            words, x = clock(number * step), self._x(number * step)
            wide = metrics.horizontalAdvance(words)
            left = max(0.0, x - wide / 2)
            if words != last and left + wide + 12 < ends:
                painter.fillRect(QRectF(x, top, 1, 4), look.color("line.control"))
                painter.drawText(QRectF(left, top, wide + 2, tall), Qt.AlignmentFlag.AlignBottom, words)

    def _paint_place(self, painter: QPainter, sound: QRectF) -> None:
        x = min(self.width() - 1.0, max(1.0, self._x(self.value() / 1000)))
        painter.setBrush(theme.current().color("ink"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(QRectF(x - 1, 0, 2, sound.height() + 2))
        painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 6)]))
