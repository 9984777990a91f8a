"""Report card: whether the skill is worth using, what it mixes up, and what would help."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.acts import AnswersPutBack, Labelled, SkillChosen, Unlabelled
from deskhand.domain.evaluations import HeldOut
from deskhand.domain.jobs import Failed, HeldOutTested, Learn, Progress, SkillLearned
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Question
from deskhand.domain.skills import Skill
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.check.rows import doubtful_answers, snippets
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.report_card.empty import NoReportCard
from deskhand.gui.pages.report_card.head import ReportCardHead
from deskhand.gui.pages.report_card.items import HeldOutItems
from deskhand.gui.pages.report_card.left import ReportCardLeft
from deskhand.gui.pages.report_card.panel import MOST_MISTAKES, ReportCardPanel
from deskhand.gui.pages.report_card.pdf import save_pdf
from deskhand.gui.pages.report_card.words import CANNOT, advice_for
from deskhand.gui.widgets.chart import turn_charts
from deskhand.gui.widgets.page_keys import add_key

_CHANGES = (AnswersPutBack, Labelled, Unlabelled, SkillChosen, SkillLearned, HeldOutTested)
CANNOT_SAVE = Problem(
    "The PDF could not be saved",
    "The file cannot be written: it may be open in another program, or its folder may be protected.",
    "Nothing was changed.",
    "Close the file, or choose another place.",
)


class ReportCardPage(Page):
    """Three faces: the card, the items behind one of its figures, or what is missing for a card."""

    title = "Report card"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._question_id: int | None = None
        self._learning: JobHandle | None = None
        self.head = ReportCardHead()
        self.left = ReportCardLeft()
        self.nothing = NoReportCard()
        self.items = HeldOutItems(open_project)
        self.card_panel = ReportCardPanel()
        self._faces = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        card = QWidget()
        card.setProperty("ground", "surface")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.left)
        column.addWidget(self.nothing, 1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(card)
        self._scroll.setAccessibleName("Report card")
        self._faces.addWidget(self._scroll)
        self._faces.addWidget(self.items)
        self.set_middle(self._faces, least=0)
        self.set_panel(self.card_panel, 424, "More about it")
        self.action_bar.set_sentence(CANNOT)
        self.again = self.action_bar.add("Learn again")
        self.save = self.action_bar.add("Save as PDF…")
        self.restore = self.action_bar.add("Restore the skill before")
        self.next = self.action_bar.add_primary("Next: Run")

    def _connect(self) -> None:
        self.head.back.connect(lambda: self.go.emit("teach"))
        self.head.chosen.connect(self.show_question)
        self.left.opened.connect(self._open_cell)
        self.nothing.learn.connect(self._learn)
        self.nothing.stop.connect(self._stop)
        self.items.back.connect(lambda: self._faces.setCurrentIndex(0))
        self.card_panel.go.connect(self._go)
        self.card_panel.mistake.connect(self._open_mistake)
        self.again.clicked.connect(self._learn)
        self.save.clicked.connect(self._save)
        self.restore.clicked.connect(self._restore)
        self.next.clicked.connect(lambda: self.go.emit("run"))
        self.open_project.recorded.connect(self._on_recorded)
        add_key(self, "Alt+T", "Charts as tables, and back", lambda: turn_charts(self))

    def arrive(self) -> None:
        super().arrive()
        self.refresh()

    def leave(self) -> None:
        self.items.leave()
        super().leave()

    def aim(self, what: str) -> None:
        """``report:3`` is the card of question 3."""
        if what.isdecimal():
            self._question_id = int(what)
        self._faces.setCurrentIndex(0)

    def show_question(self, question_id: int) -> None:
        """The card of this question."""
        self._question_id = question_id
        self._faces.setCurrentIndex(0)
        self.refresh()

    @property
    def question(self) -> Question | None:
        """The one that was asked for, or the first."""
        questions = self.open_project.project.questions.all()
        wanted = [question for question in questions if question.id == self._question_id]
        return next(iter([*wanted, *questions]), None)

    @property
    def skill(self) -> Skill | None:
        question = self.question
        return self.open_project.project.skills.in_use(question.id) if question is not None else None

    def refresh(self) -> None:
        question, skill = self.question, self.skill
        self.head.show_questions(self.open_project.project.questions.all(), question.id if question else None)
        busy = self._learning is not None
        has_card = question is not None and skill is not None
        self.left.setVisible(has_card)
        self.left.setEnabled(not busy)
        self.nothing.setVisible(busy or not has_card)
        self.set_panel_wanted(wanted=has_card)
        for button in (self.again, self.save, self.next):
            button.setEnabled(has_card and not busy)
        self.restore.setVisible(self._before() is not None)
        if busy:
            self.nothing.show_progress(None)
        elif question is None or skill is None:
            self.nothing.show_missing(self._answers(question))
        if question is not None and skill is not None:
            self._show_card(question, skill)

    def _answers(self, question: Question | None) -> int:
        if question is None:
            return 0
        return sum(self.open_project.project.labels.counts(question.id).values())

    def _show_card(self, question: Question, skill: Skill) -> None:
        view, evaluation = self.open_project.project, skill.evaluation
        self.left.show_evaluation(question, evaluation)
        self.card_panel.show_evaluation(evaluation)
        doubtful = doubtful_answers(view, question.id)
        counts = dict.fromkeys(question.labels, 0) | view.labels.counts(question.id)
        self.card_panel.show_advice(advice_for(evaluation, counts, len(doubtful)))
        mistakes = [one for one in view.skills.held_out(skill.id) if one.truth != one.answer]
        mistakes = sorted(mistakes, key=lambda one: -one.confidence)[:MOST_MISTAKES]
        words = snippets(view, [one.item_id for one in mistakes])
        self.card_panel.show_mistakes([(one, words[one.item_id]) for one in mistakes])

    def _before(self) -> Skill | None:
        """The skill that answered this question before the one in use."""
        question, skill = self.question, self.skill
        if question is None or skill is None:
            return None
        ids = [one.id for one in self.open_project.project.skills.all(question.id)]
        place = ids.index(skill.id) + 1
        return self.open_project.project.skills.get(ids[place]) if place < len(ids) else None

    def _restore(self) -> None:
        before = self._before()
        if before is not None:
            self.open_project.record(SkillChosen(before.id))

    def _open_cell(self, truth: str, answer: str) -> None:
        question, skill = self.question, self.skill
        if question is None or skill is None:
            return
        items = self.open_project.project.skills.held_out(skill.id, truth, answer)
        how_many = job_kind(self.open_project.project.job).noun.count(len(items))
        self._open_items(question, f"Really {truth}, answered {answer}: {how_many}", items)

    def _open_mistake(self, mistake: HeldOut) -> None:
        question, skill = self.question, self.skill
        if question is None or skill is None:
            return
        wrong = [one for one in self.open_project.project.skills.held_out(skill.id) if one.truth != one.answer]
        self._open_items(question, "Most confident mistakes", wrong, mistake.item_id)

    def _open_items(self, question: Question, heading: str, items: list[HeldOut], first: int | None = None) -> None:
        self._faces.setCurrentIndex(1)
        self.items.show_items(question, heading, items, first)

    def _go(self, where: str) -> None:
        if where == "look":
            question = self.question
            doubtful = doubtful_answers(self.open_project.project, question.id) if question is not None else []
            if question is not None:
                self._open_items(question, "Answers of yours that may be wrong", doubtful)
        elif where == "learning" and self.question is not None:
            self.go.emit(f"learning:{self.question.id}")
        else:
            self.go.emit(where)

    def _learn(self) -> None:
        question = self.question
        if question is not None and self._learning is None:
            self._learning = self.open_project.perform(Learn((question.id,)))
            self._learning.event.connect(self._on_event)
            self._learning.ended.connect(self._on_ended)
            self.refresh()

    def _stop(self) -> None:
        if self._learning is not None:
            self._learning.cancel()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.nothing.show_progress(event)

    def _on_ended(self, ending: object) -> None:
        self._learning = None
        if isinstance(ending, Failed):
            self.say(ending.problem)
        self.refresh()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, _CHANGES) and self.isVisible():
            self.refresh()

    def _save(self) -> None:
        question = self.question
        if question is None:
            return
        suggested = str(self.open_project.project.folder / f"Report card {question.name}.pdf")
        path, _ = QFileDialog.getSaveFileName(self, "Save the report card", suggested, "PDF (*.pdf)")
        parts: list[QWidget] = [self.head.title, self.left, self.card_panel]
        if path and not save_pdf(Path(path), f"Report card: {question.name}", parts):
            self.say(CANNOT_SAVE)
