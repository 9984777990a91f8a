"""How a long learning gets on: a figure after each test with its range, beside what it is compared with."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.chart import Chart
from deskhand.gui.widgets.course_figures import ChartPoint, CourseFigures
from deskhand.gui.widgets.learning_curve import Axis

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 26, 46
_NEAR = 24  # pixels between a pointer and a point that it means


class CourseChart(Chart):
    """Arrows walk the points; ``walked`` carries the words of the one that is looked at ("": none)."""

    walked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = CourseFigures(Axis(50, 100, 10), Axis(0, 12, 2), "")
        self.walking: ChartPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figures(self, figures: CourseFigures) -> None:
        """These from now on; the point that is looked at stays."""
        if figures == self.figures:
            return
        self.figures = figures
        if self.walking not in figures.points:
            self._walk_to(None)
        levels = ". ".join(level.words for level in figures.levels)
        latest = figures.points[-1].words if figures.points else figures.empty_words
        self.tell(f"Chart. {latest} {levels}.", figures.headings, (point.cells for point in figures.points))

    def sizeHint(self) -> QSize:
        return QSize(640, theme.current().px(210))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, theme.current().px(200))

    def place(self, at: float, value: float) -> QPointF:
        """Where a value stands, in pixels of the widget."""
        area, figures = self.area(), self.figures
        share = figures.across.share(at)
        share = 1 - share if self.isRightToLeft() else share
        return QPointF(area.left() + area.width() * share, area.bottom() - area.height() * figures.up.share(value))

    def area(self) -> QRectF:
        """What lies between the axes."""
        look = theme.current()
        left, right = (look.px(_RIGHT), look.px(_LEFT)) if self.isRightToLeft() else (look.px(_LEFT), look.px(_RIGHT))
        top, bottom = look.px(_TOP), look.px(_BOTTOM)
        return QRectF(left, top, self.width() - left - right, self.height() - top - bottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        back, on = (keys.Key_Right, keys.Key_Left) if self.isRightToLeft() else (keys.Key_Left, keys.Key_Right)
        steps = {back: -1, on: 1, keys.Key_Home: -len(self.figures.points), keys.Key_End: len(self.figures.points)}
        if event.key() in steps and self.figures.points:
            self._step(steps[keys(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._walk_to(None)
        super().focusOutEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The point that the pointer means is looked at."""
        here = event.position()
        near = [one for one in self.figures.points if abs(self.place(one.at, one.value).x() - here.x()) < _NEAR]
        self._walk_to(min(near, key=lambda one: self._far(one, here), default=None))

    def leaveEvent(self, event: object) -> None:
        if not self.hasFocus():
            self._walk_to(None)

    def _far(self, point: ChartPoint, at: QPointF) -> float:
        there = self.place(point.at, point.value)
        return abs(there.x() - at.x()) + abs(there.y() - at.y())

    def _step(self, by: int) -> None:
        points = self.figures.points
        here = points.index(self.walking) if self.walking in points else (-1 if by > 0 else len(points))
        self._walk_to(points[min(max(here + by, 0), len(points) - 1)])

    def _walk_to(self, point: ChartPoint | None) -> None:
        if point != self.walking:
            self.walking = point
            self.walked.emit(point.words if point is not None else "")
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        from deskhand.gui.widgets.course_painting import CoursePainting

        CoursePainting(self).paint()
