"""The panel of Check: the message, its likely categories, and the most alike of the person's own answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import FindNearest, FindReasons, NearestFound, Neighbour, ReasonsFound
from deskhand.domain.questions import Question, QuestionKind
from deskhand.domain.sureness import in_ten
from deskhand.gui.job_kinds import FILE_JOBS, job_kind
from deskhand.gui.newest_request import NewestRequest
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.likely import Likely, likely_categories
from deskhand.gui.pages.check.nearest import NearestAnswers
from deskhand.gui.pages.teach.categories import KEYS, CategoryPad
from deskhand.gui.pages.teach.number import NumberField
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.category_button import DENSE, CategoryButton
from deskhand.gui.widgets.document_view import DocumentView
from deskhand.gui.widgets.document_words import DocumentWords
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.item_facts import facts_of
from deskhand.gui.widgets.words import Words, rule

_HIGHEST = 244  # pixels of the message, which scrolls beyond


class CheckPanel(QWidget):
    """``decided(label)`` when the person presses a category; ``later`` when they are not sure."""

    decided = Signal(str)
    later = Signal()

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question: Question | None = None
        self._item_id: int | None = None
        self._nearest_request, self._reasons = NewestRequest(open_project, self), NewestRequest(open_project, self)
        job = open_project.project.job
        photos = Thumbnails(open_project, self) if job in FILE_JOBS else None
        self.document = DocumentView(open_project, photos, compact=True) if job in FILE_JOBS else None
        self.facts = Words("", "caption", "ink.second")
        self.place = Words("", "caption", "ink.second")
        self.words = (
            self.document.words if self.document is not None else DocumentWords("reading", job_kind(job).noun.one)
        )
        self.reading = self.words.reading
        self.likely = QVBoxLayout()
        self.number = NumberField()
        self.all = QPushButton("All categories")
        self.not_sure = QPushButton("Not sure, keep for later")
        self.pad = CategoryPad()
        self.nearest = NearestAnswers(open_project, photos if job == "photos" else None)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.facts, 1)
        self.facts.setVisible(self.document is None)
        beside = head if self.document is None else self.document.head.beside
        beside.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        self.all.setCheckable(True)
        for button in (self.all, self.not_sure):
            button.setProperty("kind", "small")
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.all)
        more.addWidget(self.not_sure)
        more.addStretch(1)
        self.likely.setSpacing(6)
        self.pad.set_shape(1, _HIGHEST)
        self.pad.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words if self.document is None else self.document)
        column.addLayout(self.likely)
        column.addWidget(self.number)
        column.addLayout(more)
        column.addWidget(self.pad, 2)
        column.addWidget(rule(6))
        column.addWidget(self.nearest)
        column.addStretch(1)

    def _connect(self) -> None:
        self.all.toggled.connect(self._show_all)
        self.not_sure.clicked.connect(self.later)
        self.pad.chosen.connect(self.decided)
        self.number.answered.connect(self.decided)
        for request in (self._nearest_request, self._reasons):
            request.answered.connect(self._on_event)

    def add_keys(self, page: QWidget) -> None:
        """What only a sound has: a key that plays it."""
        if self.document is not None and self.document.sound is not None:
            self.document.sound.listen_to(page)

    def show_question(self, question: Question) -> None:
        self._question = question
        choice = question.kind is QuestionKind.CHOICE
        self.pad.show_categories(question.labels)
        self.all.setVisible(choice)
        self.number.setVisible(not choice)

    def show_item(self, item_id: int | None, place: str) -> None:
        """The item of the selected row; ``place`` is where it stands ("1 of 38")."""
        changed = item_id != self._item_id
        self._item_id = item_id
        self.setVisible(item_id is not None)
        if item_id is None or self._question is None:
            return
        self.place.setText(place)
        if changed:
            self._show_words(item_id)
            self.all.setChecked(False)
            self._ask_about(item_id, self._question.id)
        self._show_likely(())

    def _show_words(self, item_id: int) -> None:
        if self.document is not None:
            self.document.show_file(item_id)
            return
        view = self._open_project.project
        item = view.items.get(item_id)
        names = [question.name for question in view.questions.all()]
        self.facts.setText("    ".join(facts_of(item, view.sources.get(item.source_id), leave_out=names)))
        self.words.show_words("", view.text(item))
        self.words.fit(_HIGHEST)

    def _ask_about(self, item_id: int, question_id: int) -> None:
        """What is most like it, and which words it was, which only word counts can say. Of nothing there is nothing."""
        known = self.document is None or self.document.is_read
        self.nearest.setVisible(known)
        if not known:
            return
        self.nearest.show_nothing()
        self._nearest_request.ask(FindNearest(item_id, question_id))
        skill = self._open_project.project.skills.in_use(question_id)
        if skill is not None and skill.evaluation.method is Method.WORDS:
            self._reasons.ask(FindReasons(item_id, question_id))

    def leave(self) -> None:
        self._nearest_request.stop()
        self._reasons.stop()
        if self.document is not None:
            self.document.stop()

    def _on_event(self, event: object) -> None:
        if not isinstance(event, NearestFound | ReasonsFound) or self._question is None:
            return
        if event.item_id != self._item_id or event.question_id != self._question.id:
            return
        if isinstance(event, ReasonsFound):
            self.words.mark(event.label, event.words)
        else:
            self.nearest.show_neighbours(self._question, event.neighbours)
            self._show_likely(event.neighbours)

    def _show_likely(self, neighbours: tuple[Neighbour, ...]) -> None:
        question, item_id = self._question, self._item_id
        empty(self.likely)
        if question is None or item_id is None or question.kind is QuestionKind.NUMBER:
            return
        view = self._open_project.project
        said = view.labels.get(question.id, item_id)
        found = likely_categories(view.predictions.get(question.id, item_id), neighbours)
        for number, likely in enumerate(found):
            self.likely.addWidget(self._button(question, likely, said.value if said else None, first=number == 0))

    def _button(self, question: Question, likely: Likely, said: str | None, *, first: bool) -> CategoryButton:
        place = question.labels.index(likely.label) if likely.label in question.labels else len(question.labels)
        button = CategoryButton(likely.label, place, str(place + 1) if place < KEYS else "", DENSE)
        note = in_ten(likely.confidence) if likely.confidence is not None else "like it"
        chosen = likely.label == said if said is not None else first
        space = chosen and said is None
        shown = "your answer" if chosen and said is not None else note
        button.mark(shown, chosen=chosen, note_key="Space" if space else "")
        button.clicked.connect(lambda: self.decided.emit(likely.label))
        return button

    def _show_all(self, every: bool) -> None:
        self.pad.setVisible(every)
        self.nearest.setVisible(not every and (self.document is None or self.document.is_read))
