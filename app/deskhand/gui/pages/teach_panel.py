"""The panel of Teach: how right, answers per category, the last ten."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.jobs import AskNext
from deskhand.domain.questions import Label, Question, QuestionKind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check_rows import one_line
from deskhand.gui.pages.teach_learning import TeachLearning
from deskhand.gui.widgets.category_bars import CategoryBars
from deskhand.gui.widgets.last_answers import LastAnswer, LastAnswers
from deskhand.gui.widgets.range_bar import RangeBar
from deskhand.gui.widgets.words import Words, rule

WANTED = 10  # answers a category should have
_EVERY = 1000  # milliseconds between two looks at the clock


class TeachPanel(QWidget):
    """Reads the project itself; ``refresh`` after every answer."""

    def __init__(self, open_project: OpenProject, learning: TeachLearning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project, self._learning = open_project, learning
        self.on = Words("", "caption", "ink.second")
        self.figure = Words("", "figure")
        self.range_words = Words("", "body", "ink.second")
        self.range_bar = RangeBar()
        self.state = Words("", "caption", "accent")
        self.total = Words("", "caption", "ink.second")
        self.bars = CategoryBars()
        self.needs = Words("", "caption", "wait", wraps=True)
        self.last = LastAnswers()
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.refresh_state)
        learning.changed.connect(self.refresh_state)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(4)
        column.addWidget(self.on)
        column.addLayout(_row(self.figure, self.range_words))
        for widget in (self.range_bar, self.state, rule()):
            column.addWidget(widget)
        column.addLayout(_row(Words("Answers per category", "body.strong"), self.total, far=True))
        for widget in (self.bars, self.needs, rule()):
            column.addWidget(widget)
        column.addLayout(
            _row(Words("Your last ten", "body.strong"), Words("click one to change it", "caption", "ink.second"), far=True)
        )
        column.addWidget(self.last, 1)
