"""The face of a course: its head, its chart, and at the end what came out."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.courses import Point
from deskhand.gui.courses import CourseWork
from deskhand.gui.pages.learning.figures import best_of, figures_of
from deskhand.gui.pages.learning.head import CourseHead
from deskhand.gui.pages.learning.outcome import CourseOutcome
from deskhand.gui.pages.learning.standing import explained_of, head_words, how_far
from deskhand.gui.pages.learning.subject import Subject
from deskhand.gui.pages.learning.words import chart_about
from deskhand.gui.widgets.chart import ChartOrTable
from deskhand.gui.widgets.course_chart import CourseChart
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.words import Words
from deskhand.storage.tables.courses import CourseState


class CourseFace(QWidget):
    """Told what to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = CourseHead()
        self.problem = ProblemPanel()
        self.outcome = CourseOutcome()
        self.chart_title = Words("", "title")
        self.chart_about = Words("", "caption", "ink.second", wraps=True)
        self.chart = CourseChart()
        self.chart_or_table = ChartOrTable(self.chart)
        self.walked = Words("", "caption", "ink.second", wraps=True)
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self.chart_title)
        title.addWidget(self.chart_about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.head, self.problem, self.outcome):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(title)
        column.addWidget(self.chart_or_table, 1)
        column.addWidget(self.walked)
        column.addStretch(0)
        self.chart.walked.connect(lambda words: self.walked.setText(words or _HINT))
        self.walked.setText(_HINT)

    def show_course(
        self, subject: Subject, state: CourseState, points: Sequence[Point], work: CourseWork, back: str
    ) -> None:
        """The course as it stands. ``back`` is the way back to what there was before ("": there is none)."""
        over, lines = not state.goes_on, state.lines
        self.head.show_words(subject.doing, explained_of(lines, subject.aim, over=over))
        best = best_of(points)
        tested = best.score.of if best is not None and best.score is not None else lines.now.of if lines else 0
        title, about = chart_about(lines, f"{tested:,} answers", state.course.aim)
        self.chart_title.setText(title)
        self.chart_about.setText(about)
        self.chart.show_figures(figures_of(state.course, points, lines, over=over))
        self.walked.setVisible(bool(points))
        self.outcome.setVisible(over)
        if over:
            self.head.show_over()
            self.problem.clear()
            self.outcome.show_outcome(state, points, back)
            return
        if work.problem is None:
            self.problem.clear()
        paused = state.paused and not work.busy
        now = datetime.now().astimezone()
        self.head.show_work(*head_words(work, state, now), *how_far(work, state, points), paused=paused)
        self.head.show_ways(possible=not work.keeping, elsewhere=work.problem is not None)


_HINT = "Arrow keys, or the pointer, tell each point."
