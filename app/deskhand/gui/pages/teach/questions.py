"""The head of Teach: a tab a question, *Add a question*, and one by one or as a list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.acts import LabelOffered, QuestionAsked
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.icons import icon
from deskhand.gui.job_kinds import Noun, job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.count_tabs import CountTabs
from deskhand.gui.widgets.question_form import QuestionForm
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.words import Words


class TeachQuestions(QWidget):
    """``chosen(question id)`` when another tab is opened, ``viewed(index)`` 0 one by one, 1 list."""

    chosen = Signal(int)
    viewed = Signal(int)

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._ids: tuple[int, ...] = ()
        self.tabs = CountTabs("Questions")
        self.add = QPushButton("Add a question")
        self.add.setProperty("kind", "quiet")
        self.add.setIcon(icon("plus", "accent"))
        self.view = Segments(["One by one", "List"])
        self.form = QuestionForm()
        self.form.hide()
        self.beginning = Beginning(job_kind(open_project.project.job).noun)
        self._lay_out()
        self.tabs.currentChanged.connect(self._choose)
        self.add.clicked.connect(self._open_form)
        self.form.asked.connect(self._ask)
        self.form.let_go.connect(self.add.show)
        self.view.chosen.connect(self.viewed)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.add)
        row.addStretch(0)  # takes the room of the tabs where there are none
        row.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.beginning)
        column.addWidget(self.form)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Names with the number of their categories; the open tab stays open."""
        self._ids = tuple(question.id for question in questions)
        self.tabs.set_tabs([(question.name, _count(question)) for question in questions])
        self.beginning.setVisible(not questions)
        for widget in (self.tabs, self.view):
            widget.setVisible(bool(questions))
        if not questions:
            self._open_form()

    def go_to(self, question_id: int) -> None:
        if question_id in self._ids:
            self.tabs.setCurrentIndex(self._ids.index(question_id))

    @property
    def question_id(self) -> int | None:
        index = self.tabs.currentIndex()
        return self._ids[index] if 0 <= index < len(self._ids) else None

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self.chosen.emit(self._ids[index])

    def _open_form(self) -> None:
        self.add.hide()
        self.form.open()

    def _ask(self, name: str, kind: QuestionKind, labels: tuple[str, ...]) -> None:
        question_id = self._open_project.project.new_id("questions")
        self._open_project.record(QuestionAsked(question_id, name, kind))
        for label in labels:
            self._open_project.record(LabelOffered(question_id, label))
        self.show_questions(self._open_project.project.questions.all())
        self.go_to(question_id)


class Beginning(QWidget):
    """What stands above the form while nothing is asked yet."""

    def __init__(self, noun: Noun) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(Words(f"What do you want to know of every {noun.one}?", "page", wraps=True))
        explained = (
            "Give it a name and its possible answers, such as About: Booking, Price, Complaint, Other. You answer a"
            f" few, Deskhand learns from them and answers the other {noun.many}."
        )
        column.addWidget(Words(explained, "body", "ink.second", wraps=True))


def _count(question: Question) -> str:
    if question.kind is QuestionKind.NUMBER:
        return "a number"
    return "1 category" if len(question.labels) == 1 else f"{len(question.labels)} categories"
