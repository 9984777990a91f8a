"""The learning curve: how right (or how far off) with how many answers, with its range, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from deskhand.domain.evaluations import CurvePoint
from deskhand.gui import theme
from deskhand.gui.widgets.chart import Chart

_LEFT, _RIGHT, _TOP, _BOTTOM, _DOT = 36, 14, 10, 24, 3


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``start`` to ``end``, with a line every ``step``."""

    start: float
    end: float
    step: float

    def marks(self) -> list[float]:
        return [self.start + number * self.step for number in range(round((self.end - self.start) / self.step) + 1)]

    def share(self, value: float) -> float:
        return (min(max(value, self.start), self.end) - self.start) / (self.end - self.start)


def axis_over(lowest: float, highest: float, most: int = 4) -> Axis:
    """A round axis that holds both values with at most ``most`` steps (plus one)."""
    span = max(highest - lowest, 1e-9)
    unit = 10 ** floor(log10(span / most))
    step = next(unit * times for times in (1, 2, 2.5, 5, 10, 20) if span / (unit * times) <= most)
    return Axis(floor(lowest / step + 1e-9) * step, ceil(highest / step - 1e-9) * step, step)


class LearningCurve(Chart):
    """Painted from the theme; its sentence is the accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[CurvePoint, ...] = ()
        self._expected: CurvePoint | None = None
        self._words = ""
        self._across, self._up = Axis(0, 100, 50), Axis(0, 100, 20)

    def show_curve(self, points: Sequence[CurvePoint], expected: CurvePoint | None, words: str) -> None:
        """Values in the units of the upright axis (right of 100, or error). ``words`` stand at the dotted end."""
        self._points, self._expected, self._words = tuple(points), expected, words
        ends = [*points, expected] if expected else list(points)
        if ends:
            self._across = axis_over(0, max(point.examples for point in ends), 4)
            self._up = axis_over(min(point.low for point in ends), max(point.high for point in ends))
        spoken = ", ".join(f"with {point.examples} {point.value:.3g}" for point in points)
        cells = ((str(one.examples), f"{one.value:.3g}", f"{one.low:.3g} to {one.high:.3g}") for one in ends)
        self.tell(f"Learning curve: {spoken}. {words}", ("Answers", "Figure", "Likely"), cells)

    def sizeHint(self) -> QSize:
        return QSize(340, theme.current().px(176))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, theme.current().px(150))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        if self._points:
            self._paint_band(painter)
            self._paint_line(painter)
        if self._points and self._expected:
            self._paint_expected(painter, self._expected)

    def _at(self, examples: float, value: float) -> QPointF:
        look = theme.current()
        left, below = look.px(_LEFT), look.px(_BOTTOM)
        wide, high = self.width() - left - _RIGHT, self.height() - _TOP - below
        return QPointF(left + wide * self._across.share(examples), _TOP + high * (1 - self._up.share(value)))

    def _paint_axes(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        for value in self._up.marks():
            at = self._at(self._across.start, value)
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(at, self._at(self._across.end, value))
            painter.setPen(look.color("ink.second"))
            box = QRectF(0, at.y() - look.px(10), look.px(_LEFT) - 8, look.px(20))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:g}")
        for examples in self._across.marks():
            at = self._at(examples, self._up.start)
            box = QRectF(at.x() - look.px(30), at.y() + 4, look.px(60), look.px(20))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{examples:g}")

    def _paint_band(self, painter: QPainter) -> None:
        pale = theme.current().color("accent")
        pale.setAlphaF(0.2)
        above = [self._at(point.examples, point.high) for point in self._points]
        below = [self._at(point.examples, point.low) for point in reversed(self._points)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pale)
        painter.drawPolygon(QPolygonF([*above, *below]))

    def _paint_line(self, painter: QPainter) -> None:
        accent = theme.current().color("accent")
        line = [self._at(point.examples, point.value) for point in self._points]
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        for at in line:
            painter.drawEllipse(at, _DOT, _DOT)

    def _paint_expected(self, painter: QPainter, expected: CurvePoint) -> None:
        look = theme.current()
        last = self._points[-1]
        start, end = self._at(last.examples, last.value), self._at(expected.examples, expected.value)
        dots = QPen(look.color("accent"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        dots.setDashPattern([0.1, 2.4])
        painter.setPen(dots)
        painter.drawLine(start, end)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink.second"))
        width = max(painter.fontMetrics().horizontalAdvance(line) for line in self._words.split("\n")) + 4
        left = min(max((start.x() + end.x()) / 2 - width / 2, look.px(_LEFT)), self.width() - width)
        box = QRectF(left, max(start.y(), end.y()) + 12, width, look.px(36))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._words)
