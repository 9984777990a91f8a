"""The left of the report card: the figure, the ranges, the verdict, and what is mixed up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.evaluations import Evaluation, NumberScore, Verdict
from deskhand.domain.questions import Question
from deskhand.gui.pages.report_card.methods import how_it_was_seen
from deskhand.gui.pages.report_card.words import MixUp, commonest_mix_ups, figure_of, rows_of, verdict_of
from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.chart import ChartOrTable
from deskhand.gui.widgets.confusion_table import ConfusionTable
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.learning_curve import axis_over
from deskhand.gui.widgets.range_chart import RangeChart
from deskhand.gui.widgets.words import Words

SQUARE = 12  # categories up to which everything that is mixed up fits into a square
LOOKS = {
    Verdict.WORTH_USING: ("check", "done"),
    Verdict.SURE_ONES: ("check", "done"),
    Verdict.TOO_EARLY: ("clock", "wait"),
    Verdict.WORDS_DO: ("info", "info"),
}


class ReportCardLeft(QWidget):
    """``opened(truth, answer)`` when a count is chosen."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = Words("", "figure")
        self.explained = Words("", "body", wraps=True)
        self.seen = Words("", "body", "ink.second", wraps=True)
        self.ranges = RangeChart()
        self.verdict = Banner()
        self.mixed_up = Words("What it mixes up", "title")
        self.hint = Words("click a number to look at those", "caption", "ink.second")
        self.table = ConfusionTable()
        self.mix_ups = QWidget()
        self.left_out = Words("", "caption", "ink.second", wraps=True)
        self._mix_up_rows = QVBoxLayout(self.mix_ups)
        self._mix_up_rows.setContentsMargins(0, 0, 0, 0)
        self._mix_up_rows.setSpacing(4)
        self._lay_out()
        self.table.opened.connect(self.opened)

    def _lay_out(self) -> None:
        figure = QHBoxLayout()
        figure.setSpacing(12)
        figure.addWidget(self.figure)
        figure.addWidget(self.explained, 1)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self.mixed_up)
        heading.addWidget(self.hint)
        heading.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(figure)
        column.addWidget(self.seen)
        column.addWidget(ChartOrTable(self.ranges))
        column.addWidget(self.verdict)
        column.addLayout(heading)
        for widget in (self.table, self.mix_ups, self.left_out):
            column.addWidget(widget)
        column.addStretch(1)

    def show_evaluation(self, question: Question, evaluation: Evaluation) -> None:
        figure = figure_of(evaluation)
        self.figure.setText(figure.number)
        self.explained.setText(figure.words)
        self.seen.setText(how_it_was_seen(evaluation))
        self.seen.setVisible(bool(self.seen.text()))
        self._show_ranges(evaluation)
        icon, state = LOOKS[evaluation.verdict]
        self.verdict.show_words(verdict_of(evaluation), evaluation.verdict_reason, icon, state)
        self._show_confusion(question, evaluation)
        self.left_out.setVisible(bool(evaluation.left_out))
        names = ", ".join(evaluation.left_out)
        self.left_out.setText(f"Left out of the figure, for too few answers (or all copies of one another): {names}.")

    def _show_ranges(self, evaluation: Evaluation) -> None:
        rows = rows_of(evaluation)
        if isinstance(evaluation.score, NumberScore):
            axis = axis_over(0, max((row.high for row in rows), default=1.0), 5)
            self.ranges.show_rows(rows, axis.end, axis.step)
        else:
            self.ranges.show_rows(rows, 100, 20)

    def _show_confusion(self, question: Question, evaluation: Evaluation) -> None:
        square = 0 < len(evaluation.labels) <= SQUARE and bool(evaluation.confusion)
        many = len(evaluation.labels) > SQUARE and bool(evaluation.confusion)
        for widget in (self.mixed_up, self.hint):
            widget.setVisible(square or many)
        self.table.setVisible(square)
        self.mix_ups.setVisible(many)
        if square:
            labels = question.labels
            tested = enumerate(evaluation.labels)
            places = [labels.index(label) if label in labels else number for number, label in tested]
            self.table.show_counts(evaluation.labels, evaluation.confusion, places)
        if many:
            self._show_mix_ups(commonest_mix_ups(evaluation.labels, evaluation.confusion))

    def _show_mix_ups(self, mix_ups: list[MixUp]) -> None:
        empty(self._mix_up_rows)
        for mix_up in mix_ups:
            times = "once" if mix_up.count == 1 else f"{mix_up.count} times"
            button = QPushButton(f"{mix_up.truth} was answered {mix_up.answer}, {times}")
            button.setProperty("kind", "link")
            button.clicked.connect(lambda _=False, one=mix_up: self.opened.emit(one.truth, one.answer))
            self._mix_up_rows.addWidget(button)
