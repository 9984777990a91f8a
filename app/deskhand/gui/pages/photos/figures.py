"""How right Deskhand is on photos it has not seen, and how many answers each category has."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import AskNext
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.teach.learning import TeachLearning
from deskhand.gui.pages.teach.panel import WANTED, ThoroughlyButton, needs_more
from deskhand.gui.widgets.category_bars import CategoryBars
from deskhand.gui.widgets.chart import ChartOrTable
from deskhand.gui.widgets.range_bar import RangeBar
from deskhand.gui.widgets.words import Words

_EVERY = 1000  # milliseconds between two looks at the clock


class PhotoFigures(QWidget):
    """``refresh`` after every answer. ``again`` when learning failed and the person wants it tried again.

    ``thoroughly`` when it is to learn for longer.
    """

    again = Signal()
    thoroughly = Signal()

    def __init__(self, open_project: OpenProject, learning: TeachLearning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project, self._learning = open_project, learning
        self.on = Words("", "caption", "ink.second", wraps=True)
        self.figure = Words("", "figure")
        self.range_words = Words("", "body", "ink.second", wraps=True)
        self.range_bar = RangeBar("colours and shapes")
        self.state = Words("", "caption", "accent", wraps=True)
        self.retry = QPushButton("Try again")
        self.retry.setProperty("kind", "link")
        self.thorough = ThoroughlyButton(open_project)
        self.total = Words("", "caption", "ink.second")
        self.bars = CategoryBars()
        self.chart = ChartOrTable(self.bars)
        self.needs = Words("", "caption", "wait", wraps=True)
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.refresh_state)
        self._clock.start()
        self.retry.clicked.connect(self.again)
        self.thorough.clicked.connect(self.thoroughly)
        learning.changed.connect(self.refresh_state)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.on)
        column.addLayout(_beside(self.figure, self.range_words, last_wide=True))
        column.addWidget(self.range_bar)
        column.addLayout(_beside(self.state, self.retry, last_wide=False))
        column.addWidget(self.thorough, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addLayout(_beside(Words("Answers per category", "body.strong"), self.total, last_wide=False))
        column.addWidget(self.chart)
        column.addWidget(self.needs)

    def refresh(self, question: Question, latest: AskNext | None) -> None:
        counts = self._open_project.project.labels.counts(question.id)
        choice, total = question.kind is QuestionKind.CHOICE, sum(counts.values())
        self.total.setText(f"{total:,} in all · line at {WANTED}" if choice else f"{total:,} in all")
        self.chart.setVisible(choice and bool(question.labels))
        self.needs.setVisible(choice)
        if choice:
            shown = [(label, counts.get(label, 0)) for label in question.labels]
            self.bars.show_counts(shown, WANTED)
            self.needs.setText(needs_more(shown))
        self._show_figure(latest)
        self.thorough.refresh(question.id)
        self.refresh_state()

    def refresh_state(self) -> None:
        problem = self._learning.problem
        self.retry.setVisible(problem is not None)
        self.state.set_role("wait" if problem is not None else "accent")
        failed = f"{problem.title}. Your answers are kept." if problem is not None else ""
        self.state.setText(failed or self._learning.sentence())

    def _show_figure(self, latest: AskNext | None) -> None:
        known = latest is not None and latest.of > 0
        for widget in (self.range_words, self.range_bar):
            widget.setVisible(known)
        if latest is None or not latest.of:
            self.on.setText("How often it is right")
            self.figure.setText("No figure yet")
            return
        self.on.setText(f"On {latest.of} photos, each tried without having learned from it")
        self.figure.setText(f"{latest.right} of {latest.of}")
        self.range_words.setText(f"right, between {latest.low} and {latest.high}")
        self.range_bar.show_range(latest)


def _beside(left: QWidget, right: QWidget, *, last_wide: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 0 if last_wide else 1)
    row.addWidget(right, 1 if last_wide else 0)
    return row


def sentence_for(latest: AskNext | None) -> str:
    """What the action bar says."""
    if latest is None or not latest.of:
        return "Two answers of each category are enough for a first guess."
    figure = f"Right about {latest.right} of {latest.of} on photos it has not seen"
    return f"{figure} (between {latest.low} and {latest.high})."
