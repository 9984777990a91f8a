"""Check: decide the doubtful ones, and choose how many those are."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskhand.domain.acts import (
    AnswersPutBack,
    CarefulSet,
    Labelled,
    QuestionDropped,
    RunUndone,
    SkillChosen,
    Unlabelled,
)
from deskhand.domain.jobs import Failed, Learn, Predicted, SimilarFound, SkillLearned
from deskhand.domain.questions import Question
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.check.corrections import Corrections
from deskhand.gui.pages.check.dial import DialStrip
from deskhand.gui.pages.check.filters import CheckFilters, Tab
from deskhand.gui.pages.check.model import LEAST_SURE
from deskhand.gui.pages.check.panel import CheckPanel
from deskhand.gui.pages.check.rows import CheckRow
from deskhand.gui.pages.check.strips import SimilarStrip, Strip
from deskhand.gui.pages.check.table import CheckTable
from deskhand.gui.pages.check.tabs import counts_of, rows_of
from deskhand.gui.pages.page import Page
from deskhand.gui.widgets.key_line import KeyHint, KeyLine
from deskhand.gui.widgets.page_keys import add_key, add_space
from deskhand.gui.widgets.segments import Segments
from deskhand.storage.tables.predictions import PredictionFilter

_LATER = 250  # milliseconds of quiet before the rows follow what is typed or dialled
_CHANGES = (
    Labelled,
    Unlabelled,
    AnswersPutBack,
    CarefulSet,
    Predicted,
    RunUndone,
    SkillLearned,
    SkillChosen,
    QuestionDropped,
)
KEYS = (
    KeyHint(("Space",), "accept"),
    KeyHint(("1", "–", "9"), "change"),
    KeyHint(("Backspace",), "undo"),
    KeyHint(("↑", "↓"), "move"),
)


class CheckPage(Page):
    """The table on the left, the item of the selected row in the panel."""

    title = "Check"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._noun = job_kind(open_project.project.job).noun
        self._question_id: int | None = None
        self._only: SimilarFound | None = None
        self._learning: JobHandle | None = None
        self.dial = DialStrip(open_project)
        self.questions = Segments([])
        self.filters = CheckFilters(self._noun)
        self.similar = SimilarStrip()
        self.learned = Strip("refresh-cw", "accent", "accent.soft")
        self.table = CheckTable(open_project)
        self.check_panel = CheckPanel(open_project)
        self.corrections = Corrections(open_project, self)
        self._soon, self._later = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self._soon, 0), (self._later, _LATER)):
            timer.setSingleShot(True)
            timer.setInterval(milliseconds)
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        self.run_again = self.learned.add("Run again")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.dial, self.filters, self.similar, self.learned):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.filters.add_questions(self.questions)
        self.set_middle(middle)
        self.set_panel(self.check_panel, 368, f"The {self._noun.one}")
        self.toggle_panel()  # on a narrow window its drawer is open: nobody decides without reading
        self.action_bar.set_widget(KeyLine(KEYS))
        self.learn = self.action_bar.add("Learn from your corrections")
        self.next = self.action_bar.add_primary("Next: Use")

    def _connect(self) -> None:
        self.questions.chosen.connect(self._choose_question)
        self.dial.moved.connect(lambda _: self._later.start())
        self.filters.changed.connect(self._show_other_rows)
        self._later.timeout.connect(self._refresh)
        self._soon.timeout.connect(self._count)
        self.table.reached.connect(self._show_item)
        self.table.sorted.connect(self._refresh)
        self.check_panel.decided.connect(self._decide)
        self.check_panel.later.connect(self.table.go_down)
        self.corrections.similar.connect(self.similar.show_found)
        self.corrections.undone.connect(lambda _: self.table.go_up())
        self.similar.look.connect(self._look_at)
        self.similar.change.connect(self._change_all)
        self.similar.closed.connect(lambda: self._look_at(None))
        self.learn.clicked.connect(self._learn)
        self.run_again.clicked.connect(lambda: self.go.emit("run"))
        self.next.clicked.connect(lambda: self.go.emit("use"))
        self.open_project.recorded.connect(self._on_recorded)

    def _add_keys(self) -> None:
        for number in range(1, 10):
            add_key(self, str(number), "Change to the category of that number", partial(self._decide_by_key, number))
        add_space(self, "Accept Deskhand’s answer", self._accept)
        add_key(self, "Backspace", "Undo", self.corrections.undo)
        self.check_panel.add_keys(self)
        add_key(self, "R", "Change the others that look the same", self._change_similar)
        add_key(self, "[", "More careful", lambda: self.dial.step(-1))
        add_key(self, "]", "Quicker", lambda: self.dial.step(1))
        add_key(self, "Ctrl+F", "Find", self.filters.start_finding)

    def arrive(self) -> None:
        super().arrive()
        questions = self.open_project.project.questions.all()
        ids = [question.id for question in questions]
        if self._question_id not in ids:
            self._question_id = ids[0] if ids else None
        self.questions.set_choices([question.name for question in questions])
        self.questions.setVisible(len(questions) > 1)
        if self._question_id is not None:
            self.questions.choose(ids.index(self._question_id))
        self._refresh()
        self.table.setFocus()

    def leave(self) -> None:
        self._soon.stop()
        self._later.stop()
        self.dial.leave()
        self.table.leave()
        self.check_panel.leave()
        super().leave()

    @property
    def question(self) -> Question | None:
        """The one that is checked, as it is now."""
        if self._question_id is None:
            return None
        return self.open_project.project.questions.get(self._question_id)

    def _choose_question(self, index: int) -> None:
        self._question_id = self.open_project.project.questions.all()[index].id
        self._show_other_rows()

    def _show_other_rows(self) -> None:
        self._only = None
        self._later.start()

    def _look_at(self, found: SimilarFound | None) -> None:
        self._only = found
        self._refresh()

    def _refresh(self) -> None:
        question, view = self.question, self.open_project.project
        if question is None:
            return
        self.filters.show_question(question)
        self.check_panel.show_question(question)
        only = self._only.item_ids if self._only is not None else None
        rows = rows_of(view, question, self.filters, self.table.order, only)
        self.table.if_empty = self.filters.if_empty
        reasons = only is None and self.filters.tab is Tab.FAILED
        self.table.show_rows(question, rows, self._boundary(question), reasons=reasons)
        self._show_actions()
        self._soon.start()

    def _count(self) -> None:
        """In a turn of its own, for among 100,000 answers counting takes about as long as showing them."""
        question = self.question
        if question is not None:
            counts = counts_of(self.open_project.project, question)
            self.filters.show_counts(counts)
            self.dial.show_question(question, undecided=counts[Tab.ALL] - counts[Tab.CHANGED])

    def _boundary(self, question: Question) -> int | None:
        """The row before which the dial stands, where rows lie in the order of sureness and none is left out."""
        plain = self.filters.tab is Tab.ALL and not self.filters.narrowed() and self._only is None
        if not plain or self.table.order != LEAST_SURE:
            return None
        predictions = self.open_project.project.predictions
        sure = predictions.count(question.id, PredictionFilter(at_least=question.careful))
        return predictions.count(question.id) - sure

    def _show_actions(self) -> None:
        busy = self._learning is not None
        self.learn.setEnabled(self.corrections.count > 0 and not busy)
        self.learn.setText("Learning…" if busy else "Learn from your corrections")

    def _show_item(self, row: CheckRow | None, place: str) -> None:
        self.check_panel.show_item(row.item_id if row is not None else None, place)

    def _decide(self, label: str) -> None:
        row, question = self.table.current(), self.question
        if row is None or question is None:
            return
        self.corrections.decide(question.id, (row.item_id,), label)
        self.announce(label)
        if self.table.current() == row or self.filters.tab is not Tab.WAITING:
            self.table.go_down()

    def _decide_by_key(self, number: int) -> None:
        question = self.question
        if question is not None and number <= len(question.labels):
            self._decide(question.labels[number - 1])

    def _accept(self) -> None:
        row, question = self.table.current(), self.question
        if row is None or question is None:
            return
        prediction = self.open_project.project.predictions.get(question.id, row.item_id)
        if prediction is not None:
            self._decide(prediction.answer)

    def _change_similar(self) -> None:
        if self.similar.isVisible():
            self._change_all(self.similar.found)

    def _change_all(self, found: SimilarFound | None) -> None:
        if found is not None:
            self.similar.hide()
            self._only = None
            self.corrections.decide(found.question_id, found.item_ids, found.label)

    def _learn(self) -> None:
        question = self.question
        if question is None:
            return
        self._learning = self.open_project.perform(Learn((question.id,)))
        self._learning.ended.connect(self._on_learned)
        self._show_actions()

    def _on_learned(self, ending: object) -> None:
        self._learning = None
        if isinstance(ending, Failed):
            self.say(ending.problem)
        else:
            self.corrections.forget()
            self.learned.say("Learned from your corrections. The answers in the table are those of before.")
        self._refresh()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, _CHANGES) and self.isVisible():
            self._refresh()
