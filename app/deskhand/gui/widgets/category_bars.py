"""How many answers each category has, with a line at how many work well."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from deskhand.gui import theme
from deskhand.gui.widgets.category_mark import paint_mark
from deskhand.gui.widgets.chart import Chart
from deskhand.gui.widgets.reading_side import seen

_ROW, _MOST = 22, 12


class CategoryBars(Chart):
    """A bar a category; more than twelve show the twelve with the fewest answers."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[int, str, int]] = []
        self._wanted = 10

    def show_counts(self, counts: Sequence[tuple[str, int]], wanted: int) -> None:
        rows = [(number, label, count) for number, (label, count) in enumerate(counts)]
        if len(rows) > _MOST:
            rows = sorted(rows, key=lambda row: (row[2], row[0]))[:_MOST]
        self._rows, self._wanted = rows, wanted
        cells = [(label, f"{count:,}") for _, label, count in rows]
        spoken = "Answers per category: " + ", ".join(" ".join(row) for row in cells)
        self.tell(spoken, ("Category", "Answers"), cells)

    def sizeHint(self) -> QSize:
        return QSize(300, theme.current().px(_ROW) * len(self._rows))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        height, name_width = look.px(_ROW), self._name_width()
        most = max([count for _, _, count in self._rows] + [self._wanted])
        for place, (number, label, count) in enumerate(self._rows):
            row = QRect(0, place * height, self.width(), height)
            self._paint_row(painter, row, (number, label, count), (name_width, most))
        painter.end()

    def _name_width(self) -> int:
        """Room for the longest name with its mark, at most half."""
        metrics = QFontMetrics(theme.current().font("body"))
        longest = max((metrics.horizontalAdvance(label) for _, label, _ in self._rows), default=0)
        return min(longest + 34, self.width() // 2)

    def _paint_row(self, painter: QPainter, row: QRect, shown: tuple[int, str, int], scale: tuple[int, int]) -> None:
        number, label, count = shown
        name_width, most = scale
        look = theme.current()
        middle = row.center().y()
        paint_mark(painter, seen(self, QRect(0, middle - 4, 10, 10)), number)
        painter.setPen(look.color("ink"))
        painter.setFont(look.font("body"))
        name = QFontMetrics(look.font("body")).elidedText(label, Qt.TextElideMode.ElideMiddle, name_width - 26)
        left_middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(seen(self, row.adjusted(20, 0, 0, 0)), left_middle, name)
        bar = QRectF(seen(self, QRect(name_width, middle - 3, row.width() - name_width - 36, 8)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(look.category_color(number))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide = bar.width() * count / most
        painter.drawRoundedRect(QRectF(bar.right() - wide if mirrored else bar.left(), bar.top(), wide, 8), 2, 2)
        wanted = bar.width() * self._wanted / most
        line = bar.right() - wanted if mirrored else bar.left() + wanted
        painter.setPen(QPen(look.color("ink.second"), 1))
        painter.drawLine(round(line), middle - 6, round(line), middle + 7)
        painter.setPen(look.color("wait" if count < self._wanted else "ink"))
        painter.setFont(look.font("body.strong"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count))
