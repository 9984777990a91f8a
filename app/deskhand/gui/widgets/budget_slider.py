"""How long something may take: a slider of a few stops, each with its words below."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from deskhand.gui import theme

_GROOVE, _KNOB, _MIDDLE, _LINE, _APART = 4, 9, 18, 20, 12


class BudgetSlider(QSlider):
    """Its value is the place (0-based) of a stop; ``words`` of each stand below it where there is room."""

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name, self._words = name, tuple(words)
        self.setRange(0, len(words) - 1)
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._say)
        self._say()

    def _say(self, _: int = 0) -> None:
        self.setAccessibleName(f"{self._name}: {self._words[self.value()]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(456, _MIDDLE + 18 + theme.current().px(_LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the nearest stop."""
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _follow(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            stops = range(self.maximum() + 1)
            self.setValue(min(stops, key=lambda stop: abs(self._x(stop) - event.position().x())))
            event.accept()

    def _inset(self) -> float:
        """Half of the widest words at either end, so that they stand below their stops."""
        metrics = QFontMetrics(theme.current().font("caption.strong"))
        ends = (self._words[0], self._words[-1])
        return max(_KNOB + 5, *(metrics.horizontalAdvance(words) / 2 + 1 for words in ends))

    def _x(self, stop: int) -> float:
        share = stop / max(1, self.maximum())
        share = 1 - share if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else share
        return self._inset() + (self.width() - 2 * self._inset()) * share

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_groove(painter)
        self._paint_words(painter)
        self._paint_knob(painter)
        painter.end()

    def _paint_groove(self, painter: QPainter) -> None:
        look = theme.current()
        for last, role in ((self.maximum(), "line"), (self.value(), "accent" if self.isEnabled() else "line")):
            groove = QRectF(self._x(0), _MIDDLE - _GROOVE / 2, self._x(last) - self._x(0), _GROOVE)
            painter.fillRect(groove.normalized(), look.color(role))
        painter.setPen(QPen(look.color("line.control" if self.isEnabled() else "line"), 1))
        for stop in range(self.maximum() + 1):
            x = round(self._x(stop)) + 0.5
            painter.drawLine(QPointF(x, _MIDDLE + 7), QPointF(x, _MIDDLE + 12))

    def _paint_words(self, painter: QPainter) -> None:
        look, top = theme.current(), _MIDDLE + 16
        for stop in self._shown():
            chosen = stop == self.value()
            painter.setFont(look.font("caption.strong" if chosen else "caption"))
            painter.setPen(look.color("ink.disabled" if not self.isEnabled() else "ink" if chosen else "ink.second"))
            wide = painter.fontMetrics().horizontalAdvance(self._words[stop]) + 2
            box = QRectF(self._x(stop) - wide / 2, top, wide, look.px(_LINE))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._words[stop])

    def _shown(self) -> list[int]:
        """The stops whose words there is room for: the chosen one, the ends, then the others."""
        metrics = QFontMetrics(theme.current().font("caption.strong"))
        shown: list[int] = []
        for stop in dict.fromkeys((self.value(), 0, self.maximum(), *range(self.maximum()))):
            half = metrics.horizontalAdvance(self._words[stop]) / 2 + _APART / 2
            others = ((one, metrics.horizontalAdvance(self._words[one]) / 2 + _APART / 2) for one in shown)
            if all(abs(self._x(stop) - self._x(one)) >= half + other for one, other in others):
                shown.append(stop)
        return shown

    def _paint_knob(self, painter: QPainter) -> None:
        look, at = theme.current(), QPointF(self._x(self.value()), _MIDDLE)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _KNOB + 4, _KNOB + 4)
        painter.setPen(QPen(look.color("accent" if self.isEnabled() else "line"), 3))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(at, _KNOB, _KNOB)
