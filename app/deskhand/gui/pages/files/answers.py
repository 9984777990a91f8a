"""Answers that the files bring along: in their folders, in their names, or in a workbook that lists them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from deskhand.domain.acts import QuestionAsked, QuestionDropped, Unlabelled
from deskhand.domain.files import AnswersIn, AnswersSeen
from deskhand.domain.items import Source
from deskhand.domain.jobs import AnswersFound, Failed, LookForAnswers, TakeFileAnswers
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.choose.page import ENOUGH
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words, rule

FIRST_NAME = "Type"
_WHERE = {AnswersIn.FOLDERS: "In the folder names", AnswersIn.PREFIX: "At the beginning of the file names"}
_SHOWN = 3  # categories that are named
_LISTS = "Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
_EXPLAINED = "Files that somebody sorted before need not be taught again."
_NOWHERE = "Nowhere yet? Then you answer some in Teach: that is next."


class AnswersPanel(QWidget):
    """Every choice is asked for, none is made by itself. ``changed`` after each; ``failed`` with a problem."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self._seen: dict[int, tuple[AnswersSeen, ...]] = {}
        self._working: list[JobHandle] = []
        self._trouble: Problem | None = None
        self._takes: list[QPushButton] = []
        self.name = QLineEdit(self._first_name())
        self.from_list = QPushButton("A workbook…")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._taken = QVBoxLayout()
        self._taken.setSpacing(4)
        self._lay_out()
        self.from_list.clicked.connect(self.choose_table)
        self.name.textChanged.connect(self._allow)

    def _lay_out(self) -> None:
        self.name.setAccessibleName("What the answers are called")
        self.name.setPlaceholderText("Such as Type, or Client")
        self.from_list.setProperty("kind", "small")
        self.from_list.setAccessibleDescription("A table with a column of file names and a column of answers")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 4)
        column.setSpacing(4)
        column.addWidget(Words("Answers that are there already", "title"))
        column.addWidget(Words(_EXPLAINED, "caption", "ink.second", wraps=True))
        column.addLayout(self._taken)
        column.addSpacing(4)
        asked = QHBoxLayout()
        asked.addWidget(Words("They say the", "body"))
        asked.addWidget(self.name, 1)
        column.addLayout(asked)
        column.addLayout(self._list)
        column.addWidget(rule(4))
        table = QHBoxLayout()
        table.addWidget(Words("In a list of the files", "body.medium", wraps=True), 1)
        table.addWidget(self.from_list)
        column.addLayout(table)
        column.addWidget(Words(_NOWHERE, "caption", "ink.second", wraps=True))
        column.addWidget(rule(8))

    # --- looking --------------------------------------------------------------------------------

    @property
    def sources(self) -> tuple[Source, ...]:
        return self._open_project.project.sources.all()

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to begin with, whoever gave them."""
        project = self._open_project.project
        each = (project.labels.counts(one.id) for one in project.questions.all())
        return any(sum(counts.values()) >= ENOUGH and len(counts) > 1 for counts in each)

    def forget(self) -> None:
        """There may be other files now."""
        self._seen.clear()

    def look(self) -> None:
        """All is listed: whether folders and names look like answers that nobody has looked at yet."""
        for source in self.sources:
            if source.id in self._seen:
                continue
            handle = self._open_project.perform(LookForAnswers(source.id))
            handle.event.connect(self._on_found)

    def _on_found(self, event: object) -> None:
        if isinstance(event, AnswersFound):
            self._seen[event.source_id] = event.seen
            self.refresh()

    def refresh(self) -> None:
        """Everything as it is now."""
        empty(self._list)
        self._takes.clear()
        for source in self.sources:
            for seen in self._seen.get(source.id, ()):
                if seen.where in _WHERE and seen.labels:
                    self._list.addWidget(rule(4))
                    self._list.addWidget(self._choice(source, seen))
        empty(self._taken)
        for question in self._open_project.project.questions.all():
            if taken := len(self._open_project.project.labels.taken(question.id)):
                self._taken.addWidget(self._taken_row(question, taken))
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        """Answers from two places are not mixed: what came along first is put back first, or has another name."""
        name, project = self._name(), self._open_project.project
        known = project.questions.by_name(name) if name else None
        taken = known is not None and bool(project.labels.taken(known.id))
        for button in (self.from_list, *self._takes):
            button.setEnabled(bool(name) and not taken)
            button.setToolTip(f"{name} has answers: undo those first, or write another name" if taken else "")

    def _first_name(self) -> str:
        """Of the question whose answers came along before, so that they are not offered once more."""
        project = self._open_project.project
        names = [one.name for one in project.questions.all() if project.labels.taken(one.id)]
        return next(iter(names), FIRST_NAME)

    def _name(self) -> str:
        return " ".join(self.name.text().split())

    def _choice(self, source: Source, seen: AnswersSeen) -> QWidget:
        files = sum(count for _, count in seen.labels)
        of = f" of {Path(source.path).name}" if len(self.sources) > 1 else ""
        told = f"{len(seen.labels)} answers for {files:,} files{of}: {_named(seen)}"
        row, button = _row(_WHERE[seen.where], told, "Take", lambda: self.take(seen.where, (source,)))
        self._takes.append(button)
        return row

    def _taken_row(self, question: Question, taken: int) -> QWidget:
        categories = len(self._open_project.project.labels.counts(question.id))
        told = f"{taken:,} answers in {categories} categories came along"
        return _row(question.name, told, "Undo", lambda: self.put_back(question.id), taken=True)[0]

    # --- taking ---------------------------------------------------------------------------------

    def take(self, where: AnswersIn, sources: tuple[Source, ...], table: str = "") -> None:
        """Take what is there as answers to the question of this name."""
        name = self._name()
        if not name or self._working:
            return
        try:
            question_id = self._asked(name)
        except ProblemError as error:
            self.failed.emit(error.problem)
            return
        self._trouble = None
        for source in sources:
            handle = self._open_project.perform(TakeFileAnswers(source.id, question_id, where, table))
            self._working.append(handle)
            handle.ended.connect(lambda end, handle=handle: self._on_taken(handle, end, question_id))

    def choose_table(self) -> None:
        """Ask for a workbook that lists the files."""
        beside = next((str(Path(source.path).parent) for source in self.sources), "")  # where such lists lie
        path, _ = QFileDialog.getOpenFileName(self, "Choose a list of the files and their answers", beside, _LISTS)
        if path:
            self.take(AnswersIn.TABLE, self.sources, path)

    def put_back(self, question_id: int) -> None:
        """The answers that came along are forgotten; those of the person stay."""
        project = self._open_project.project
        self._open_project.record(Unlabelled(question_id, project.labels.taken(question_id)))
        if not project.labels.counts(question_id):
            self._open_project.record(QuestionDropped(question_id))
        self.refresh()

    def _asked(self, name: str) -> int:
        project = self._open_project.project
        known = project.questions.by_name(name)
        usable = known is not None and known.kind is QuestionKind.CHOICE
        number = known.id if known is not None and usable else project.new_id("questions")
        if all(one.id != number for one in project.questions.all()):
            self._open_project.record(QuestionAsked(number, name))
        return number

    def _on_taken(self, handle: JobHandle, ending: object, question_id: int) -> None:
        self._working.remove(handle)
        if not isValid(self):  # the page was made anew meanwhile
            return
        if isinstance(ending, Failed):
            self._trouble = ending.problem
        if not self._working:
            if not self._open_project.project.labels.counts(question_id):
                self._open_project.record(QuestionDropped(question_id))
            if self._trouble is not None:
                self.failed.emit(self._trouble)
        self.refresh()


def _named(seen: AnswersSeen) -> str:
    words = ", ".join(f"{label} {count:,}" for label, count in seen.labels[:_SHOWN])
    more = len(seen.labels) - _SHOWN
    return f"{words} and {more} more" if more > 0 else words


def _row(
    title: str, told: str, deed: str, do: Callable[[], object], *, taken: bool = False
) -> tuple[QWidget, QPushButton]:
    widget = QWidget()
    button = QPushButton(deed)
    button.setProperty("kind", "quiet" if taken else "small")
    button.setAccessibleName(f"{deed}: {title}. {told}")
    button.clicked.connect(lambda _=False: do())
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Words(title, "body.strong" if taken else "body.medium", wraps=True))
    words.addWidget(Words(told, "caption", "accent" if taken else "ink.second", wraps=True))
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 4, 0, 4)
    row.addLayout(words, 1)
    row.addWidget(button)
    return widget, button
