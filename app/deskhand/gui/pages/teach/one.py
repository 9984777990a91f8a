"""One by one: the item, and below it whatever answers it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.acts import LabelOffered
from deskhand.domain.files import FileState
from deskhand.domain.questions import Question, QuestionKind
from deskhand.domain.sureness import in_ten
from deskhand.gui import theme
from deskhand.gui.job_kinds import FILE_JOBS, Noun, job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.teach.categories import CategoryPad
from deskhand.gui.pages.teach.item import TeachItem
from deskhand.gui.pages.teach.number import NumberField
from deskhand.gui.pages.teach.session import TeachSession
from deskhand.gui.pages.teach.start import FirstCategories
from deskhand.gui.widgets.item_facts import facts_of
from deskhand.gui.widgets.key_line import KeyHint, KeyLine
from deskhand.gui.widgets.words import Words
from deskhand.storage.view import ProjectView

SHORT, NARROW = 470, 520  # pixels of this area under which the keys are left out, or there is one column
KEYS = (
    KeyHint(("Backspace",), "Undo"),
    KeyHint(("S",), "Skip"),
    KeyHint(("0",), "Not sure"),
    KeyHint(("N",), "New category"),
    KeyHint(("?",), "All keys"),
)


class TeachOne(QWidget):
    """Shows a ``TeachSession``; ``chosen(value)`` when the person answers."""

    chosen = Signal(str)

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question: Question | None = None
        self.item = TeachItem(open_project)
        self.ask = Words("", "title")
        self.accepts = KeyLine((KeyHint(("Space",), "accepts the guess"),))
        self.pad = CategoryPad()
        self.number = NumberField()
        self.guessed_number = Words("", "body", "accent")
        self.start = FirstCategories(job_kind(open_project.project.job).noun)
        self.keys = KeyLine(KEYS)
        self._ways = QStackedWidget()
        self._lay_out()
        self.pad.chosen.connect(self.chosen)
        self.pad.offered.connect(self._offer)
        self.number.answered.connect(self.chosen)
        self.start.offered.connect(self._offer_all)

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        asking.addWidget(self.ask)
        asking.addStretch(1)
        self.accepts.setFixedWidth(self.accepts.sizeHint().width())
        asking.addWidget(self.accepts)
        self.typed = QWidget()
        row = QHBoxLayout(self.typed)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number, 1)
        row.addWidget(self.guessed_number, 1)
        for way in (self.pad, self.typed, self.start):
            self._ways.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.item, 1)
        column.addLayout(asking)
        column.addWidget(self._ways)
        column.addWidget(self.keys)

    def show_question(self, question: Question) -> None:
        self._question = question
        number, empty = question.kind is QuestionKind.NUMBER, not question.labels
        way = self.typed if number else self.start if empty else self.pad
        self._ways.setCurrentWidget(way)
        self.ask.setText(f"{question.name}?" if number else f"{question.name}: which one is it?")
        self.ask.setVisible(number or not empty)
        self.pad.show_categories(question.labels)
        self._shape()

    @property
    def shows_number(self) -> bool:
        return self._question is not None and self._question.kind is QuestionKind.NUMBER

    def show_session(self, session: TeachSession) -> None:
        """The item of the session, from its beginning."""
        view = self._open_project.project
        if session.item_id is None:
            self.item.show_nothing(all_answered(session, job_kind(view.job).noun, waiting_to_be_read(view)))
        elif self.item.document is not None:
            self.item.show_file(session.item_id, session.asked)
        else:
            item = view.items.get(session.item_id)
            names = [question.name for question in view.questions.all()]
            facts = facts_of(item, view.sources.get(item.source_id), leave_out=names)
            self.item.show_item(view.text(item), facts, session.asked)
        self.show_guess(session)

    def show_guess(self, session: TeachSession) -> None:
        """Also while the item is read: the words stay where they are."""
        self.item.show_why(session.asked)
        guess, said = session.guess, session.said
        note = "your answer" if said is not None else ""
        if said is None and guess is not None:
            said, note = guess.guess, f"Deskhand: {in_ten(guess.confidence)} sure"
        self.pad.show_guess(said or "", note)
        self.guessed_number.setText(f"Deskhand: about {said}" if said else "")
        self.accepts.setVisible(guess is not None and session.said is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setVisible(self.height() >= SHORT)
        self._shape()

    def _shape(self) -> None:
        """The answers take at most half of the height (beside a page: a third), the item what is left."""
        room = self.height() // (2 if self.item.document is None else 3)
        self.pad.set_shape(1 if self.width() < theme.current().px(NARROW) else 2, room)
        way = self._ways.currentWidget()
        if way is not None:
            self._ways.setFixedHeight(way.sizeHint().height())

    def _offer(self, name: str) -> None:
        if self._question is not None and name not in self._question.labels:
            self._open_project.record(LabelOffered(self._question.id, name))

    def _offer_all(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._offer(name)


def all_answered(session: TeachSession, noun: Noun, unread: int = 0) -> str:
    """What stands in the place of an item when none is left. ``unread``: so many files wait to be read."""
    if unread:
        return f"{noun.count(unread)} {'is' if unread == 1 else 'are'} still to be read, and can be asked about then."
    if session.latest is None:
        return f"Looking at your {noun.many}…"
    if noun in (job_kind(name).noun for name in FILE_JOBS):
        return f"Every {noun.one} that could be read has an answer, or waits until next time."
    return f"Every {noun.one} with words has an answer, or waits until next time."


def waiting_to_be_read(view: ProjectView) -> int:
    """How many files nobody can be asked about yet."""
    return view.files.counts().get(FileState.WAITING, 0) if view.job in FILE_JOBS else 0
