"""A figure as a dot on the range in which it likely lies, with the lines to compare with."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.domain.jobs import AskNext
from deskhand.gui import theme

_HEIGHT, _LINE = 40, 12


class RangeBar(QWidget):
    """From 0 to ``of``: the range a pale band, the figure a dot, the reference lines dashed ticks with words."""

    def __init__(self, beside: str = "word counts") -> None:
        super().__init__()
        self._beside = beside  # what needs no model, to compare with
        self._shown: AskNext | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, theme.current().px(_HEIGHT))

    def show_range(self, latest: AskNext) -> None:
        self._shown = latest
        words = f"{self._beside} on {latest.plain_right}" if latest.plain_right else ""
        always = f"Always “{latest.commonest}” would be right on {latest.commonest_right}" if latest.commonest else ""
        self.setAccessibleName(
            f"Right on {latest.right} of {latest.of} that it has not seen, likely between {latest.low} and"
            f" {latest.high}. {', '.join(part for part in (always, words) if part)}."
        )
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._shown is None or not self._shown.of:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_range(painter, self._shown)
        self._paint_references(painter, self._shown)
        painter.end()

    def _at(self, count: float) -> float:
        of = self._shown.of if self._shown is not None else 1
        return 6 + (self.width() - 12) * count / of

    def _paint_range(self, painter: QPainter, shown: AskNext) -> None:
        look = theme.current()
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(QPointF(0, _LINE), QPointF(self.width(), _LINE))
        band = look.color("accent")
        band.setAlphaF(0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        low, high = self._at(shown.low), self._at(shown.high)
        painter.drawRoundedRect(QRectF(low, _LINE - 7, high - low, 14), 2, 2)
        painter.setBrush(look.color("accent"))
        painter.drawEllipse(QPointF(self._at(shown.right), _LINE), 5, 5)

    def _paint_references(self, painter: QPainter, shown: AskNext) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        metrics = QFontMetrics(look.font("caption"))
        taken = -1.0
        references = [(shown.plain_right, f"{self._beside}: {shown.plain_right}")]
        if shown.commonest:
            references.append((shown.commonest_right, f"always “{shown.commonest}”: {shown.commonest_right}"))
        for count, words in sorted(references):
            pen = QPen(look.color("ink.third"), 1.5, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(self._at(count), _LINE - 9), QPointF(self._at(count), _LINE + 9))
            wide = metrics.horizontalAdvance(words)
            left = max(taken, min(self._at(count) - wide / 2, self.width() - wide), 0.0)
            if left + wide <= self.width():
                painter.setPen(look.color("ink.second"))
                painter.drawText(QPointF(left, _LINE + 12 + metrics.ascent()), words)
                taken = left + wide + 12
