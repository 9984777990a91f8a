"""How the chart of a course is painted: what is to come, the grid, the levels, the candidates, the best."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from deskhand.gui import theme
from deskhand.gui.widgets.course_figures import Level, Series

if TYPE_CHECKING:
    from deskhand.gui.widgets.course_chart import CourseChart

_DOT, _RING, _HIGH = 3.5, 7, 20
_MOST_DOTS = 60  # with more the line says enough
_OTHERS = (0, 3, 5, 6)  # categories whose colours the candidates beside the leading one have


class CoursePainting:
    """One painting of a chart."""

    def __init__(self, chart: "CourseChart") -> None:
        self._chart, self._figures = chart, chart.figures
        self._look = theme.current()
        self._taken: list[QRectF] = []  # where words stand already

    def paint(self) -> None:
        painter = self._painter = QPainter(self._chart)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_to_come()
        self._paint_grid()
        leading = [series for series in self._figures.series if series.leading]
        for series in leading:
            self._paint_band(series)
        for level in self._figures.levels:
            self._paint_level(level)
        others = [series for series in self._figures.series if not series.leading]
        for number, series in enumerate(others):
            self._paint_series(series, number)
        for series in leading:
            self._paint_series(series, None)
        self._paint_best()
        for level in self._figures.levels:
            self._paint_words_of(level)
        self._paint_walking()
        self._paint_empty()
        painter.end()

    def _paint_to_come(self) -> None:
        figures, area = self._figures, self._chart.area()
        reached = max((point.at for point in figures.points), default=figures.across.start)
        here = self._chart.place(reached, figures.up.end)
        end = self._chart.place(figures.across.end, figures.up.end)
        still = QRectF(here.x(), area.top(), end.x() - here.x(), area.height()).normalized()
        self._painter.fillRect(still, self._look.color("sunken"))

    def _paint_grid(self) -> None:
        painter, look, figures, area = self._painter, self._look, self._figures, self._chart.area()
        painter.setFont(look.font("caption"))
        right = self._chart.isRightToLeft()
        side = Qt.AlignmentFlag.AlignLeft if right else Qt.AlignmentFlag.AlignRight
        for value in figures.up.marks():
            at = self._chart.place(figures.across.start, value)
            painter.setPen(QPen(look.color("line"), 1))
            y = round(at.y()) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.color("ink.second"))
            wide = look.px(40) - 8
            box = QRectF(area.right() + 8 if right else area.left() - 8 - wide, y - look.px(10), wide, look.px(20))
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, f"{value:g}")
        for value in figures.across.marks():
            at = self._chart.place(value, figures.up.start)
            box = QRectF(at.x() - look.px(30), area.bottom() + 4, look.px(60), look.px(20))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{value:g}")
        below = QRectF(area.left(), area.bottom() + look.px(24), area.width(), look.px(20))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, figures.across_words)

    def _paint_band(self, series: "Series") -> None:
        if len(series.points) < 2:
            return
        pale = self._look.color("accent")
        pale.setAlphaF(0.15)
        above = [self._chart.place(point.at, point.high) for point in series.points]
        below = [self._chart.place(point.at, point.low) for point in reversed(series.points)]
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(pale)
        self._painter.drawPolygon(QPolygonF([*above, *below]))

    def _paint_level(self, level: "Level") -> None:
        area, y = self._chart.area(), self._chart.place(0, level.value).y()
        pen = QPen(self._look.category_color(1), 2) if level.dashed else QPen(self._look.color("ink.third"), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4, 2.5] if level.dashed else [1, 2])
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_words_of(self, level: "Level") -> None:
        """Below its line, or above it where other words stand there."""
        area, y = self._chart.area(), self._chart.place(0, level.value).y()
        high = self._look.px(_HIGH)
        below = QRectF(area.left(), y + 3, area.width() - 4, high)
        above = below.translated(0, -high - 6)
        free = next((box for box in (below, above) if self._is_free(level.words, box)), below)
        side = Qt.AlignmentFlag.AlignLeft if self._chart.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        self._write(level.words, free, side, "caption")

    def _is_free(self, words: str, box: QRectF) -> bool:
        wide = self._painter.fontMetrics().horizontalAdvance(words)
        there = QRectF(box.right() - wide, box.top(), wide, box.height())
        return self._is_free_at(there)

    def _is_free_at(self, there: QRectF) -> bool:
        """Neither other words nor a level there."""
        inside = there.bottom() <= self._chart.area().bottom() and there.top() >= 0
        levels = (self._chart.place(0, level.value).y() for level in self._figures.levels)
        crossed = any(there.top() + 2 < y < there.bottom() - 2 for y in levels)
        return inside and not crossed and not any(there.intersects(one) for one in self._taken)

    def _write(self, words: str, box: QRectF, side: Qt.AlignmentFlag, face: str) -> None:
        """Words on a ground of their own, so that no line runs through them."""
        painter = self._painter
        painter.setFont(self._look.font(face))
        alignment = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        there = painter.boundingRect(box, alignment, words)
        middle = there.center().x()
        reached = max((one.at for one in self._figures.points), default=self._figures.across.start)
        beyond = (middle > self._chart.place(reached, 0).x()) is not self._chart.isRightToLeft()
        inside = self._chart.area().top() <= there.center().y()
        painter.fillRect(there.adjusted(-3, 2, 3, -2), self._look.color("sunken" if beyond and inside else "surface"))
        painter.setPen(self._look.color("ink"))
        painter.drawText(box, alignment, words)
        self._taken.append(there)

    def _paint_series(self, series: "Series", number: int | None) -> None:
        if not series.points:
            return
        look, painter = self._look, self._painter
        colour = look.color("accent") if number is None else look.category_color(_OTHERS[number % len(_OTHERS)])
        line = [self._chart.place(point.at, point.value) for point in series.points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(QPolygonF(line))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in line if len(line) <= _MOST_DOTS else ():
            painter.drawEllipse(at, _DOT, _DOT)
        if len(self._figures.series) > 1:
            self._name(series, line[-1])

    def _name(self, series: "Series", at: QPointF) -> None:
        """At the end of its line, inside the chart, where no other name stands."""
        look, area, high = self._look, self._chart.area(), self._look.px(_HIGH)
        self._painter.setFont(look.font("caption.strong"))
        wide = self._painter.fontMetrics().horizontalAdvance(series.name) + 4
        fits = at.x() + 10 + wide < area.right()
        left = at.x() + 10 if fits else area.right() - wide
        box = QRectF(left, at.y() - high / 2 if fits else at.y() + 8, wide, high)
        places = (box.translated(0, high * step * 0.75) for step in (0, 1, -1, 2, -2, 3, -3, 4))
        box = next((one for one in places if self._is_free_at(one)), box)
        self._write(series.name, box, Qt.AlignmentFlag.AlignLeft, "caption.strong")

    def _paint_best(self) -> None:
        best = self._figures.best
        if best is None:
            return
        look, painter, area = self._look, self._painter, self._chart.area()
        at = self._chart.place(best.at, best.value)
        if self._figures.best_words:
            painter.setFont(look.font("caption.strong"))
            wide = painter.fontMetrics().horizontalAdvance(self._figures.best_words) + 8
            left = min(max(at.x() - wide / 2, area.left()), area.right() - wide)
            box = QRectF(left, area.top() - look.px(_HIGH) - 4, wide, look.px(_HIGH))
            painter.setPen(QPen(look.color("ink.third"), 1))
            painter.drawLine(QPointF(at.x(), box.bottom()), QPointF(at.x(), at.y() - _RING - 1))
            self._write(self._figures.best_words, box, Qt.AlignmentFlag.AlignHCenter, "caption.strong")
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(at, _RING, _RING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawEllipse(at, _DOT, _DOT)

    def _paint_walking(self) -> None:
        walking = self._chart.walking
        if walking is not None:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self._look.color("focus"), 2))
            self._painter.drawEllipse(self._chart.place(walking.at, walking.value), _RING + 4, _RING + 4)

    def _paint_empty(self) -> None:
        if self._figures.points or not self._figures.empty_words:
            return
        self._painter.setFont(self._look.font("body"))
        self._painter.setPen(self._look.color("ink.second"))
        self._painter.drawText(self._chart.area(), Qt.AlignmentFlag.AlignCenter, self._figures.empty_words)
