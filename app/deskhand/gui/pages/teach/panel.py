"""The panel of Teach: how right, answers per category, the last ten."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import AskNext
from deskhand.domain.questions import Label, Question, QuestionKind
from deskhand.gui.courses import CourseWork
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.rows import snippets
from deskhand.gui.pages.teach.learning import TeachLearning
from deskhand.gui.widgets.category_bars import CategoryBars
from deskhand.gui.widgets.chart import ChartOrTable
from deskhand.gui.widgets.last_answers import LastAnswer, LastAnswers
from deskhand.gui.widgets.range_bar import RangeBar
from deskhand.gui.widgets.words import Words, rule

WANTED, LAST = 10, 10  # answers a category should have; answers that stay in sight
_EVERY = 1000  # milliseconds between two looks at the clock


class TeachPanel(QWidget):
    """Reads the project itself; ``refresh`` after every answer. ``thoroughly`` when it is to learn for longer."""

    thoroughly = Signal()

    def __init__(self, open_project: OpenProject, learning: TeachLearning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project, self._learning = open_project, learning
        self.on = Words("", "caption", "ink.second", wraps=True)
        self.figure = Words("", "figure")
        self.range_words = Words("", "body", "ink.second", wraps=True)
        self.range_bar = RangeBar()
        self.state = Words("", "caption", "accent", wraps=True)
        self.thorough = ThoroughlyButton(open_project)
        self.total = Words("", "caption", "ink.second")
        self.bars = CategoryBars()
        self.chart = ChartOrTable(self.bars)
        self.needs = Words("", "caption", "wait", wraps=True)
        self.last = LastAnswers()
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.refresh_state)
        self._clock.start()
        self.thorough.clicked.connect(self.thoroughly)
        learning.changed.connect(self.refresh_state)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(4)
        column.addWidget(self.on)
        column.addLayout(_row(self.figure, self.range_words))
        column.addWidget(self.range_bar)
        column.addWidget(self.state)
        column.addWidget(self.thorough, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule(6))
        column.addLayout(_ends(Words("Answers per category", "body.strong"), self.total))
        for widget in (self.chart, self.needs, rule(6)):
            column.addWidget(widget)
        hint = Words("click one to change it", "caption", "ink.second")
        column.addLayout(_ends(Words("Your last ten", "body.strong"), hint))
        column.addWidget(self.last, 1)

    def refresh(self, question: Question, latest: AskNext | None) -> None:
        view = self._open_project.project
        self._show_counts(question, view.labels.counts(question.id))
        self._show_last(question, view.labels.last(question.id, LAST), latest)
        self._show_figure(latest)
        self.thorough.refresh(question.id)
        self.refresh_state()

    def refresh_state(self) -> None:
        problem = self._learning.problem
        self.state.set_role("wait" if problem is not None else "accent")
        failed = f"{problem.title}. Your answers are kept." if problem is not None else ""
        self.state.setText(failed or self._learning.sentence())

    def _show_counts(self, question: Question, counts: dict[str, int]) -> None:
        choice = question.kind is QuestionKind.CHOICE
        total = sum(counts.values())
        self.total.setText(f"{total:,} in all · line at {WANTED}" if choice else f"{total:,} in all")
        self.chart.setVisible(choice)
        self.needs.setVisible(choice)
        if choice:
            shown = [(label, counts.get(label, 0)) for label in question.labels]
            self.bars.show_counts(shown, WANTED)
            self.needs.setText(needs_more(shown))

    def _show_last(self, question: Question, last: list[Label], latest: AskNext | None) -> None:
        changed = set(latest.changed_mind) if latest is not None else set()
        words = snippets(self._open_project.project, [label.item_id for label in last])
        self.last.show_answers(
            [
                LastAnswer(
                    one.item_id, words[one.item_id], one.value, _place(question, one.value), one.item_id in changed
                )
                for one in last
            ]
        )

    def _show_figure(self, latest: AskNext | None) -> None:
        known = latest is not None and latest.of > 0
        for widget in (self.range_words, self.range_bar):
            widget.setVisible(known)
        if latest is None or not latest.of:
            self.on.setText("How often it is right")
            self.figure.setText("No figure yet")
            return
        self.on.setText(f"On {latest.of} answers, each tested without having learned from it")
        self.figure.setText(f"{latest.right} of {latest.of}")
        self.range_words.setText(f"right, between {latest.low} and {latest.high}")
        self.range_bar.show_range(latest)


class ThoroughlyButton(QPushButton):
    """The way to the long learning, which says where it stands."""

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__("Learn thoroughly…")
        self.setProperty("kind", "link")
        self.setStyleSheet("padding: 0;")
        self._work, self._question_id = CourseWork.of(open_project), 0
        self._work.changed.connect(lambda: self.refresh(self._question_id))

    def refresh(self, question_id: int) -> None:
        """As it stands for this question."""
        self._question_id, going = question_id, self._work.state
        if going is None or going.course.question_id != question_id:
            self.setText("Learn thoroughly…")
        else:
            self.setText("Learning thoroughly, paused…" if going.paused else "Learning thoroughly…")


def needs_more(counts: list[tuple[str, int]]) -> str:
    """Which category lacks most, in words; "" if none does."""
    if not counts:
        return ""
    label, count = min(counts, key=lambda pair: pair[1])
    if count >= WANTED:
        return ""
    if count < 2:
        return f"{label}: two answers are enough for a first guess."
    return f"{label} needs {WANTED - count} more. Deskhand will look for likely ones."


def _place(question: Question, label: str) -> int | None:
    return question.labels.index(label) if label in question.labels else None


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is widgets[-1] else 0)
    return row


def _ends(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row
