"""Several figures with their ranges on one axis, each with its name beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.chart import Chart

_ROW, _BAND, _DOT, _AXIS, _GAP = 31, 14, 5, 22, 10


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One figure: ``value`` with its range, in the units of the axis. ``ours`` is drawn in the accent colour."""

    name: str
    value: float
    low: float
    high: float
    ours: bool = False


class RangeChart(Chart):
    """``end`` is the last value of the axis, which starts at 0 and has a line every ``step``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RangeRow, ...] = ()
        self._end, self._step = 100.0, 20.0

    def show_rows(self, rows: Sequence[RangeRow], end: float, step: float) -> None:
        self._rows, self._end, self._step = tuple(rows), end, step
        spoken = (f"{row.name}, likely {row.low:.3g} to {row.high:.3g} of {end:g}" for row in rows)
        cells = ((row.name, f"{row.low:.3g} to {row.high:.3g} of {end:g}") for row in rows)
        self.tell(". ".join(spoken), ("What answers: right", "Likely"), cells)

    def sizeHint(self) -> QSize:
        return QSize(480, _row() * len(self._rows) + theme.current().px(_AXIS) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, row, _row() * (number + 0.5))

    def _x(self, value: float) -> float:
        return 12 + (self.width() - 30) * min(value, self._end) / self._end

    def _paint_axis(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        floor = _row() * len(self._rows)
        for number in range(int(self._end / self._step + 1e-9) + 1):
            value = number * self._step
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(self._x(value), 0), QPointF(self._x(value), floor))
            painter.setPen(look.color("ink.second"))
            label = QRectF(self._x(value) - look.px(30), floor + 2, look.px(60), look.px(_AXIS))
            painter.drawText(label, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{value:g}")

    def _paint_row(self, painter: QPainter, row: RangeRow, middle: float) -> None:
        look = theme.current()
        colour = look.color("accent" if row.ours else "ink.third")
        high = look.px(_BAND)
        band = QRectF(self._x(row.low), middle - high / 2, self._x(row.high) - self._x(row.low), high)
        pale = look.color("accent" if row.ours else "ink.third")
        pale.setAlphaF(0.3)
        painter.fillRect(band, pale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        dot = _DOT + 2 if row.ours else _DOT
        painter.drawEllipse(QPointF(self._x(row.value), middle), dot, dot)
        self._paint_name(painter, row, band, middle)

    def _paint_name(self, painter: QPainter, row: RangeRow, band: QRectF, middle: float) -> None:
        """Before the band where there is room, else behind it."""
        look = theme.current()
        font = look.font("caption")
        if row.ours:
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("ink" if row.ours else "ink.second"))
        width = painter.fontMetrics().horizontalAdvance(row.name) + 2
        before = band.left() - _GAP - width
        left = before if before >= 0 else band.right() + _GAP
        box = QRectF(left, middle - _row() / 2, width, _row())
        ground = look.color("surface")
        painter.fillRect(box.adjusted(-2, 6, 2, -6), ground)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.name)


def _row() -> int:
    """How high a row is, in pixels."""
    return theme.current().px(_ROW)
