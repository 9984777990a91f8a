"""Teach: answer one message after another as fast as one can read."""

from functools import partial

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.acts import AnswersPutBack, Labelled, LabelOffered, QuestionAsked, QuestionDropped, Unlabelled
from deskhand.domain.jobs import AskNext, FileRead, Learn
from deskhand.gui.job_kinds import FILE_JOBS
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.teach.learning import TeachLearning
from deskhand.gui.pages.teach.list import TeachList
from deskhand.gui.pages.teach.one import TeachOne
from deskhand.gui.pages.teach.panel import TeachPanel
from deskhand.gui.pages.teach.questions import TeachQuestions
from deskhand.gui.pages.teach.session import TeachSession
from deskhand.gui.widgets.chart import turn_charts
from deskhand.gui.widgets.page_keys import add_key, add_space

_FILES_LEAST = 420  # pixels of the pictures under which a page beside its words is no use
_CHANGES = (Labelled, Unlabelled, AnswersPutBack, LabelOffered, QuestionAsked, QuestionDropped)


class TeachPage(Page):
    """Each question has a session of its own, which is kept while the project is open."""

    title = "Teach"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._sessions: dict[int, TeachSession] = {}
        self._answered: set[int] = set()  # questions with answers that no skill has learned from
        self.learning = TeachLearning(open_project, self)
        self.questions = TeachQuestions(open_project)
        self.one = TeachOne(open_project)
        self.list = TeachList(open_project)
        self.teach_panel = TeachPanel(open_project, self.learning)
        self._views = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        self._views.addWidget(self.one)
        self._views.addWidget(self.list)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 0, 24, 12)
        column.setSpacing(0)
        column.addWidget(self.questions)
        column.addWidget(self._views, 1)
        column.addStretch(0)
        self.set_middle(middle, *((_FILES_LEAST,) if self.open_project.project.job in FILE_JOBS else ()))
        self.set_panel(self.teach_panel, 400, "How right it is")
        self.report = self.action_bar.add("See the report card")
        self.next = self.action_bar.add_primary("Next: Run")

    def _connect(self) -> None:
        self.questions.chosen.connect(self._show_question)
        self.questions.viewed.connect(self._show_view)
        self.one.chosen.connect(self._answer)
        self.list.chosen.connect(self._show_item)
        self.teach_panel.last.chosen.connect(self._show_item)
        self.teach_panel.thoroughly.connect(lambda: self.go.emit(f"learning:{self.questions.question_id}"))
        self.learning.chosen.connect(self._take)
        self.learning.changed.connect(self._show_sentence)
        self.open_project.recorded.connect(self._on_recorded)
        self.report.clicked.connect(lambda: self.go.emit(f"report:{self.questions.question_id}"))
        self.next.clicked.connect(self._go_on)

    def _add_keys(self) -> None:
        for number in range(1, 10):
            add_key(self, str(number), "Answer with the category of that number", partial(self._answer_by_key, number))
        add_space(self, "Accept the guess", self._accept)
        self.one.item.add_keys(self)
        add_key(self, "0", "Not sure", self._not_sure)
        add_key(self, "S", "Skip", self._skip)
        add_key(self, "Backspace", "Undo, and show that one again", self._undo)
        add_key(self, "N", "New category", self.one.pad.new_category.open)
        add_key(self, "Alt+T", "Charts as tables, and back", partial(turn_charts, self))
        add_key(self, "/", "Find a category", self.one.pad.finder.setFocus)

    @property
    def session(self) -> TeachSession | None:
        """That of the question that is open."""
        question_id = self.questions.question_id
        if question_id is None:
            return None
        if question_id not in self._sessions:
            session = self._sessions[question_id] = TeachSession(self.open_project, question_id, self)
            session.moved.connect(self._on_moved)
        return self._sessions[question_id]

    def arrive(self) -> None:
        super().arrive()
        self.questions.show_questions(self.open_project.project.questions.all())
        self._show_question()

    def leave(self) -> None:
        self.learning.stop()
        self.one.item.leave()
        super().leave()

    def _show_question(self, _: int = 0) -> None:
        session = self.session
        self._views.setVisible(session is not None)
        self.set_panel_wanted(wanted=session is not None)
        for button in (self.report, self.next):
            button.setEnabled(session is not None)
        if session is None:
            self.action_bar.set_sentence("Add a question to begin.")
            return
        self.one.show_question(session.question)
        self.list.show_question(session.question)
        session.begin()
        self.one.show_session(session)
        self._refresh()
        self.learning.ask(session.request())
        if not self.one.shows_number:
            self.one.item.take_focus()

    def _show_view(self, number: int) -> None:
        """0 is one by one, 1 the list."""
        self._views.setCurrentIndex(number)
        self.list.refresh()

    def _show_item(self, item_id: int) -> None:
        session = self.session
        if session is not None:
            self.questions.view.choose(0)
            self._views.setCurrentIndex(0)
            session.show(item_id)

    def _on_moved(self) -> None:
        session = self.session
        if session is not None and self.sender() is session:
            self.one.show_session(session)
            self._focus_item()

    def _focus_item(self) -> None:
        """The item has the focus when it comes, unless something is being typed; a screen reader then reads it."""
        focused = QApplication.focusWidget()
        if self.one.shows_number:
            self.one.number.setFocus()
        elif focused is not None and self.one.pad.isAncestorOf(focused):
            self.one.item.take_focus()

    def _take(self, latest: AskNext) -> None:
        session = self._sessions.get(latest.question_id)
        if session is None:
            return
        session.take(latest)
        if session is self.session:
            self.one.show_session(session) if session.item_id is None else self.one.show_guess(session)
            self._refresh()

    def _on_recorded(self, message: object) -> None:
        """An answer, or a question, here or by undo, or in Check: everything that counts it follows."""
        session = self.session
        if isinstance(message, FileRead) and session is not None and self.isVisible():
            session.look_again()
        if not isinstance(message, _CHANGES) or not self.isVisible():
            return
        if not isinstance(message, Labelled | Unlabelled | AnswersPutBack):
            self.questions.show_questions(self.open_project.project.questions.all())
            if session is None or self.session is not session:
                self._show_question()
            else:
                self.one.show_question(session.question)
        elif session is not None:
            self._answered.add(message.question_id)
            self.learning.ask(session.request())
        self._refresh()

    def _refresh(self) -> None:
        session = self.session
        if session is not None:
            self.teach_panel.refresh(session.question, session.latest)
            self.list.refresh()
            self._show_sentence()

    def _show_sentence(self) -> None:
        session = self.session
        latest = session.latest if session is not None else None
        self.action_bar.set_sentence(sentence_for(latest))

    def _answer(self, value: str) -> None:
        if self.session is not None:
            self.session.answer(value)
            self.announce(value)

    def _answer_by_key(self, number: int) -> None:
        label = self.one.pad.label_of_key(number)
        if label is not None and not self.one.shows_number:
            self._answer(label)

    def _go_on(self) -> None:
        """To Run. What has not been learned from yet is learned on the way."""
        view = self.open_project.project
        stale = [
            question.id
            for question in view.questions.all()
            if question.id in self._answered or view.skills.in_use(question.id) is None
        ]
        learnable = tuple(one for one in stale if len(view.labels.counts(one)) > 1)
        if learnable:
            self._answered.clear()
            self.open_project.perform(Learn(learnable))
        self.go.emit("run")

    def _accept(self) -> None:
        session = self.session
        guess = session.guess if session is not None else None
        if session is not None and guess is not None:
            session.accept()
            self.announce(guess.guess)

    def _not_sure(self) -> None:
        if self.session is not None:
            self.session.not_sure()

    def _skip(self) -> None:
        if self.session is not None:
            self.session.skip()

    def _undo(self) -> None:
        if self.session is not None and not self.session.undo():
            self.announce("Nothing to undo")


def sentence_for(latest: AskNext | None) -> str:
    """What follows, in the action bar."""
    if latest is None or not latest.of:
        return "Two answers of each category are enough for a first guess."
    if latest.right <= latest.commonest_right:
        return f"Not better than always “{latest.commonest}” yet. More answers will tell."
    if latest.right <= latest.plain_right:
        return "Good enough to try. Counting words does as well so far."
    return "Good enough to try. More answers make the range narrower."
