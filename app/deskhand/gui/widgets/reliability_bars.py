"""Does it know when it is unsure? What it says beside what happened."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from deskhand.domain.evaluations import ReliabilityBin
from deskhand.domain.sureness import in_ten
from deskhand.gui import theme
from deskhand.gui.widgets.chart import Chart

_ROW, _BAR = 26, 8


class ReliabilityBars(Chart):
    """A row for each level of sureness: the bar is how often it was right, the upright line what it said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: tuple[ReliabilityBin, ...] = ()

    def show_bins(self, bins: Sequence[ReliabilityBin]) -> None:
        """Surest first; levels that read the same become one, those that never occurred are left out."""
        self._bins = tuple(_together(bins))
        cells = [(_says(bin_), _happened(bin_)) for bin_ in self._bins]
        self.tell(". ".join(", ".join(row) for row in cells), ("What it says", "What happened"), cells)

    def sizeHint(self) -> QSize:
        return QSize(340, _row() * len(self._bins))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, _row() * len(self._bins))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.current().font("caption"))
        metrics = painter.fontMetrics()
        before = max((metrics.horizontalAdvance(_says(bin_)) for bin_ in self._bins), default=0) + 16
        after = max((metrics.horizontalAdvance(_happened(bin_)) for bin_ in self._bins), default=0) + 16
        for number, bin_ in enumerate(self._bins):
            row = QRectF(0, number * _row(), self.width(), _row())
            self._paint_row(painter, row, bin_, row.adjusted(before, 0, -after, 0))

    def _paint_row(self, painter: QPainter, row: QRectF, bin_: ReliabilityBin, middle: QRectF) -> None:
        look = theme.current()
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.color("ink"))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | upright, _says(bin_))
        painter.setPen(look.color("ink.second"))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | upright, _happened(bin_))
        bar = QRectF(middle.left(), middle.center().y() - _BAR / 2, middle.width(), _BAR)
        painter.fillRect(bar, look.color("line"))
        painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * bin_.right / bin_.of, _BAR), look.color("accent"))
        says = QRectF(bar.left() + bar.width() * bin_.says - 1, bar.top() - 3, 2, _BAR + 6)
        painter.fillRect(says, look.color("ink"))


def _row() -> int:
    """How high a row is, in pixels."""
    return theme.current().px(_ROW)


def _together(bins: Sequence[ReliabilityBin]) -> list[ReliabilityBin]:
    levels: dict[str, list[ReliabilityBin]] = {}
    for bin_ in sorted(bins, key=lambda bin_: -bin_.says):
        if bin_.of:
            levels.setdefault(in_ten(bin_.says), []).append(bin_)
    return [_sum(level) for level in levels.values()]


def _sum(level: Sequence[ReliabilityBin]) -> ReliabilityBin:
    of = sum(bin_.of for bin_ in level)
    says = sum(bin_.says * bin_.of for bin_ in level) / of
    return ReliabilityBin(says, sum(bin_.right for bin_ in level), of)


def _says(bin_: ReliabilityBin) -> str:
    return f"says {in_ten(bin_.says)} sure"


def _happened(bin_: ReliabilityBin) -> str:
    return f"right {bin_.right} of {bin_.of}"
