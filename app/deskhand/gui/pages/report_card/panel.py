"""The panel of the report card: what more answers would bring, whether it knows when it is unsure, what would help."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.evaluations import CurvePoint, Evaluation, HeldOut, NumberScore
from deskhand.domain.sureness import in_ten
from deskhand.gui.pages.report_card.words import Advice, knows_when_unsure
from deskhand.gui.widgets.chart import ChartOrTable
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.learning_curve import LearningCurve
from deskhand.gui.widgets.reliability_bars import ReliabilityBars
from deskhand.gui.widgets.words import Words, rule

MOST_MISTAKES = 4


class ReportCardPanel(QWidget):
    """``go(where)`` for a piece of advice, ``mistake(held out)`` when one is chosen."""

    go = Signal(str)
    mistake = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve_about = Words("", "caption", "ink.second", wraps=True)
        self.curve = LearningCurve()
        self.curve_chart = ChartOrTable(self.curve)
        self.forecast = Words("", "body", "ink.second", wraps=True)
        self.reliability_title = Words("Does it know when it is unsure?", "title")
        self.reliability = ReliabilityBars()
        self.reliability_says = Words("", "body", "ink.second", wraps=True)
        self.thorough = QPushButton("Learn thoroughly…")
        self.thorough.setProperty("kind", "small")
        self._advice, self._mistakes = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.thorough.clicked.connect(lambda: self.go.emit("learning"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(Words("More answers, more right", "title"))
        for widget in (self.curve_about, self.curve_chart, self.forecast, rule(6)):
            column.addWidget(widget)
        for widget in (self.reliability_title, ChartOrTable(self.reliability), self.reliability_says, rule(6)):
            column.addWidget(widget)
        column.addWidget(Words("What would help most", "title"))
        column.addLayout(self._advice)
        column.addWidget(row_of(Words("More time, to change the model itself", wraps=True), self.thorough))
        column.addWidget(rule(6))
        column.addWidget(Words("Most confident mistakes", "title"))
        column.addLayout(self._mistakes)
        column.addStretch(1)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        numbers = isinstance(evaluation.score, NumberScore)
        scale = 1.0 if numbers else 100.0
        points = [scaled(point, scale) for point in evaluation.curve]
        expected = scaled(evaluation.expected, scale) if evaluation.expected is not None else None
        words = f"perhaps {expected.value:.3g}\nwith {expected.examples}" if expected is not None else ""
        what = "How far off on average" if numbers else "Right of 100"
        self.curve_about.setText(f"{what}, by how many answers it learned from")
        self.curve_chart.setVisible(len(points) > 1)
        self.curve.show_curve(points, expected, words)
        self.forecast.setText(evaluation.forecast)
        self.forecast.setVisible(bool(evaluation.forecast))
        self.reliability.show_bins(evaluation.reliability)
        self.reliability_says.setText(knows_when_unsure(evaluation))

    def show_advice(self, advice: Sequence[Advice]) -> None:
        empty(self._advice)
        for number, one in enumerate(advice, 1):
            button = QPushButton(one.button)
            button.setProperty("kind", "small")
            button.setAccessibleName(f"{one.button}: {one.words}")
            button.clicked.connect(lambda _=False, go=one.go: self.go.emit(go))
            place = Words(str(number), "caption.strong", "wait")
            place.set_ground("wait.ground")
            self._advice.addWidget(row_of(place, Words(one.words, wraps=True), button))
        if not advice:
            self._advice.addWidget(Words("Nothing in particular.", "body", "ink.second"))

    def show_mistakes(self, mistakes: Sequence[tuple[HeldOut, str]]) -> None:
        """(tested answer, beginning of its message), the surest first."""
        empty(self._mistakes)
        for held_out, message in mistakes[:MOST_MISTAKES]:
            said = f"You said {held_out.truth}; Deskhand {held_out.answer}, {in_ten(held_out.confidence)} sure"
            button = QPushButton("Look")
            button.setProperty("kind", "small")
            button.setAccessibleName(f"Look at: {message}. {said}")
            button.clicked.connect(lambda _=False, one=held_out: self.mistake.emit(one))
            self._mistakes.addWidget(row_of(two_lines(message, said), button))
        if not mistakes:
            self._mistakes.addWidget(Words("None.", "body", "ink.second"))


def scaled(point: CurvePoint, scale: float) -> CurvePoint:
    return CurvePoint(point.examples, point.value * scale, point.low * scale, point.high * scale)


def two_lines(message: str, below: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Words(message, "reading.list", elides=True))
    column.addWidget(Words(below, "caption", "ink.second", wraps=True))
    return both


def row_of(*widgets: QWidget) -> QWidget:
    """Side by side, the last but one takes the room."""
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == len(widgets) - 2 else 0)
    return row_widget
