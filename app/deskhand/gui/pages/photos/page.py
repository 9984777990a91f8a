"""Teach, of photos: tick those that show the same, and answer them with one key."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskhand.domain.acts import AnswersPutBack, Labelled, LabelOffered, QuestionAsked, QuestionDropped, Unlabelled
from deskhand.domain.jobs import AskNext, FileRead, ItemFailed, Learn, ReadFiles
from deskhand.gui import theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import WIDE, Page
from deskhand.gui.pages.photos.album import Album
from deskhand.gui.pages.photos.answers import PhotoAnswers
from deskhand.gui.pages.photos.deeds import PhotoDeeds
from deskhand.gui.pages.photos.figures import PhotoFigures, sentence_for
from deskhand.gui.pages.photos.lists import PhotoCounts, PhotoList, Show
from deskhand.gui.pages.photos.model_hint import ModelHint
from deskhand.gui.pages.photos.rows import PhotoRows
from deskhand.gui.pages.photos.session import PhotoSession
from deskhand.gui.pages.photos.words import list_words, nothing_words, reading_words
from deskhand.gui.pages.teach.learning import TeachLearning
from deskhand.gui.pages.teach.questions import TeachQuestions
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.photo_model import PhotoModel
from deskhand.gui.widgets.words import rule

_ANSWERS = (Labelled, Unlabelled, AnswersPutBack)
_CHANGES = (*_ANSWERS, LabelOffered, QuestionAsked, QuestionDropped)
_LOWEST = 380  # pixels of the pictures that photos and answers need under each other
_SETTLES = 1000  # milliseconds between two looks at what was read meanwhile


class PhotosPage(Page):
    """Each question has a session of its own, which is kept while the project is open."""

    title = "Teach"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        view = open_project.project
        self._sessions: dict[int, PhotoSession] = {}
        self._answered: set[int] = set()  # questions with answers that no skill has learned from
        self._counts = PhotoCounts(view)
        self._rows = PhotoRows(view)
        self._list = PhotoList(view, self)
        self.model = PhotoModel(self._rows.read, self)
        self.thumbnails = Thumbnails(open_project, self)
        self.learning = TeachLearning(open_project, self)
        self.questions = TeachQuestions(open_project)
        self.questions.view.set_choices(["Grid", "One large"])
        self.album = Album(open_project, self.model, self.thumbnails)
        self.answers = PhotoAnswers(open_project)
        self.figures = PhotoFigures(open_project, self.learning)
        self.hint = ModelHint(open_project)
        self.deeds = PhotoDeeds(self, self.album, self.answers, self._rows)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLES)
        self._lay_out()
        self._connect()
        self.deeds.add_keys()

    def _lay_out(self) -> None:
        middle, side = QWidget(), QWidget()
        self._left = QVBoxLayout(middle)
        self._left.setContentsMargins(24, 0, 24, 8)
        self._left.setSpacing(0)
        self._left.addWidget(self.questions)
        self._left.addWidget(self.album, 1)
        self._left.addStretch(0)
        self._right = QVBoxLayout(side)
        self._right.setContentsMargins(24, 14, 24, 8)
        self._right.setSpacing(4)
        self._right.addWidget(self.answers)
        self._apart = rule(8)
        self._right.addWidget(self._apart)
        self._right.addWidget(self.figures)
        self._right.addStretch(1)
        self._right.addWidget(self.hint)
        self.set_middle(middle, _LOWEST)
        self.set_panel(side, 440, "How right it is")
        self.report = self.action_bar.add("See the report card")
        self.next = self.action_bar.add_primary("Next: Run")

    def _connect(self) -> None:
        self.questions.chosen.connect(self._show_question)
        self.questions.viewed.connect(self.deeds.show_view)
        self.album.wanted.connect(self._show_list)
        self.album.turned.connect(lambda large: self.questions.view.choose(int(large)))
        self._list.found.connect(self.model.append)
        self.figures.again.connect(self._learn)
        self.figures.thoroughly.connect(lambda: self.go.emit(f"learning:{self.questions.question_id}"))
        self.hint.wanted.connect(lambda: self.go.emit("models:picture/teach"))
        self.learning.chosen.connect(self._take)
        self._soon.timeout.connect(self._settle)
        self.open_project.recorded.connect(self._on_recorded)
        self.open_project.working.connect(self._show_words)
        self.report.clicked.connect(lambda: self.go.emit(f"report:{self.questions.question_id}"))
        self.next.clicked.connect(self._go_on)

    # --- the question ---------------------------------------------------------------------------

    @property
    def session(self) -> PhotoSession | None:
        """That of the question that is open."""
        question_id = self.questions.question_id
        if question_id is None:
            return None
        if question_id not in self._sessions:
            session = self._sessions[question_id] = PhotoSession(self.open_project, question_id, self)
            session.taken_back.connect(self._show_again)
        return self._sessions[question_id]

    def arrive(self) -> None:
        super().arrive()
        self.hint.refresh()
        self._counts.count_files()
        self.questions.show_questions(self.open_project.project.questions.all())
        self._show_question()

    def leave(self) -> None:
        self.learning.stop()
        self._list.stop()
        self._soon.stop()
        self.thumbnails.forget_wishes()
        self.album.large.picture.stop()
        super().leave()

    def _show_question(self, _: int = 0) -> None:
        session = self.session
        self._rows.about(session)
        self.deeds.about(session)
        for widget in (self.album, self.answers):
            widget.setVisible(session is not None)
        self.set_panel_wanted(wanted=session is not None)
        for button in (self.report, self.next):
            button.setEnabled(session is not None)
        if session is None:
            self.action_bar.set_sentence("Add a question to begin.")
            return
        self.answers.show_question(session.question)
        self.model.tick((), only=True)
        self._count()
        self._show_list()
        self._refresh()
        self._learn()
        self.album.grid.setFocus()

    def _learn(self) -> None:
        if self.session is not None:
            self.learning.ask(self.session.request())

    def _take(self, latest: AskNext) -> None:
        session = self._sessions.get(latest.question_id)
        if session is None:
            return
        at_it = session is self.session and (bool(self.model.ticked) or self.album.is_large)
        another = session.take(latest, at_it=at_it)
        if session is self.session:
            if another and self.album.show_now is Show.NEXT:
                self._show_list()
            else:
                self.model.refresh()
            self._refresh()

    # --- which photos ---------------------------------------------------------------------------

    def _show_list(self, _: object = None) -> None:
        session = self.session
        if session is None:
            return
        self._list.stop()
        show = self.album.show_now
        if show is Show.NEXT:
            self.model.show_ids(session.next_ids())
        else:
            self.model.show_ids(self._list.begin(show, session.question.id))
        if self.album.is_large:
            self.album.large.show_row(0)
        self.album.grid.go_to(0)
        self._show_words()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, FileRead | ItemFailed):
            if not self._soon.isActive():
                self._soon.start()
            return
        session = self.session
        if not isinstance(message, _CHANGES) or not self.isVisible():
            return
        if isinstance(message, Labelled | Unlabelled | AnswersPutBack):
            if session is not None:
                self._on_answers(session, message)
            return
        self.questions.show_questions(self.open_project.project.questions.all())
        if session is None or self.session is not session:
            self._show_question()
        else:
            self.answers.show_question(session.question)
            self._refresh()

    def _on_answers(self, session: PhotoSession, message: Labelled | Unlabelled | AnswersPutBack) -> None:
        """Here or by undo: what has an answer now leaves the lists of those without."""
        self._answered.add(message.question_id)
        if isinstance(message, Labelled) and self.album.show_now in (Show.NEXT, Show.OPEN):
            self.model.leave_out({item_id for item_id, _ in message.answers})
            at_it = bool(self.model.ticked) or self.album.is_large
            if self.album.show_now is Show.NEXT and session.latest and session.take(session.latest, at_it=at_it):
                self._show_list()
        else:
            self.model.refresh()
        if self.album.is_large:
            self.album.large.show_row(self.album.large.row)
        self._count()
        self._refresh()
        self._learn()

    def _show_again(self, item_ids: Sequence[int]) -> None:
        """Answers were taken back: their photos are here again, ticked, for another answer."""
        if self.album.show_now in (Show.NEXT, Show.OPEN):
            there = set(item_ids)
            self.model.show_ids([*item_ids, *(item_id for item_id in self.model.ids if item_id not in there)])
            self.album.grid.go_to(0)
        if self.album.is_large:
            self.album.large.show_row(self.model.row_of(item_ids[0]) or 0)
        else:
            self.model.tick(item_ids, only=True)

    def _settle(self) -> None:
        """Photos were read meanwhile."""
        if self.isVisible() and self.session is not None:
            self._counts.count_files()
            self._count()
            self.model.refresh()
            if not self.model.rowCount():
                self._show_list()
                self._learn()
            self._refresh()

    # --- what is seen ---------------------------------------------------------------------------

    def _count(self) -> None:
        question_id = self.questions.question_id
        if question_id is not None:
            self._counts.count_answers(question_id)
        self.album.show_counts({show: self._counts.of(show) for show in Show})

    def _refresh(self) -> None:
        session = self.session
        if session is not None:
            self.figures.refresh(session.question, session.latest)
            self.action_bar.set_sentence(sentence_for(session.latest))
            self.deeds.show_targets()
            self._show_words()

    def _show_words(self) -> None:
        session, counts = self.session, self._counts
        if session is None:
            return
        reading = next((job for job in self.open_project.jobs() if isinstance(job.request, ReadFiles)), None)
        show = self.album.show_now
        self.album.words.setText(reading_words(reading) or list_words(show, session.latest, self.model.rowCount()))
        empty = not self.model.rowCount()
        self.album.say_nothing_is_here(nothing_words(show, counts, session.latest) if empty else "")

    # --- where it goes on -----------------------------------------------------------------------

    def _go_on(self) -> None:
        """To Run. What has not been learned from yet is learned on the way."""
        view = self.open_project.project
        asked = (question.id for question in view.questions.all())
        stale = (one for one in asked if one in self._answered or view.skills.in_use(one) is None)
        learnable = tuple(one for one in stale if len(view.labels.counts(one)) > 1)
        if learnable:
            self._answered.clear()
            self.open_project.perform(Learn(learnable))
        self.go.emit("run")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_answers()

    def _place_answers(self) -> None:
        """Beside the photos; in a narrow window under them, for they are needed all the time."""
        look, narrow = theme.current(), self.width() < theme.current().px(WIDE)
        below = self._left.indexOf(self.answers) >= 0
        if narrow and not below:
            self._right.removeWidget(self.answers)
            self._left.insertWidget(2, self.answers)
        elif below and not narrow:
            self._left.removeWidget(self.answers)
            self._right.insertWidget(0, self.answers)
        self.answers.setVisible(self.session is not None)  # it hides when it goes to another place
        self._apart.setVisible(not narrow)
        columns = 3 if narrow and self.width() >= look.px(640) else 2
        tall = max(self.height() - self.action_bar.height(), look.px(_LOWEST))
        self.answers.set_shape(columns, tall // 4, tall // 3 if narrow else tall // 2)
        self.answers.setContentsMargins(0, 8 if narrow else 0, 0, 4 if narrow else 0)
