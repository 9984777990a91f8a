"""Learning: is it getting better than what there is, and may I go away?"""

from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskhand.domain.courses import Aim, Course, Point
from deskhand.domain.problems import ProblemError
from deskhand.gui.courses import CourseWork
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.learning.beside import Beside
from deskhand.gui.pages.learning.course import CourseFace
from deskhand.gui.pages.learning.details import details_of
from deskhand.gui.pages.learning.experts import ExpertChoices
from deskhand.gui.pages.learning.figures import best_of
from deskhand.gui.pages.learning.outcome import verdict_of, way_back
from deskhand.gui.pages.learning.panel import CoursePanel
from deskhand.gui.pages.learning.plan import CoursePlan
from deskhand.gui.pages.learning.standing import stage_lines
from deskhand.gui.pages.learning.subject import latest_of, material_of, subject_of, subject_of_course
from deskhand.gui.pages.learning.words import FREE, OVER, SAFE, ahead, shown_of
from deskhand.gui.pages.page import Page
from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.chart import turn_charts
from deskhand.gui.widgets.page_keys import add_key, add_space
from deskhand.storage.tables.courses import CourseState

_OFTEN = 250  # milliseconds between two looks: at most four a second


class Face(Enum):
    """What the page shows."""

    PLAN = auto()
    EXPERTS = auto()
    COURSE = auto()  # one that goes on, or how it came out


class LearningPage(Page):
    """Of one question, of the files alone, or of hearing. The course itself goes on behind every page."""

    title = "Learn thoroughly"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.work = CourseWork.of(open_project)
        self.subject = subject_of(open_project.project, "")
        self.face = Face.PLAN
        self.state: CourseState | None = None
        self._points: list[Point] = []
        self._points_of = 0  # the course that they are of
        self._begins_anew = False
        self.experts = ExpertChoices()
        self.plan = CoursePlan(self.experts)
        self.course = CourseFace()
        self.course_panel = CoursePanel()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_OFTEN)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 14, 24, 12)
        column.setSpacing(8)
        for face in (self.plan, self.experts, self.course):
            column.addWidget(face, 1)
        self.beside = Beside(middle, self.course_panel, 392, self.title)
        self.set_middle(self.beside, least=0)
        self.tell = self.action_bar.add_check("Tell me when it is done")
        self.report = self.action_bar.add("See the report card")
        self.primary = self.action_bar.add_primary("Begin")

    def _connect(self) -> None:
        self._soon.timeout.connect(self.refresh)
        self.work.changed.connect(self._refresh_soon)
        self.work.moved.connect(self._refresh_soon)
        self.work.decided.connect(self._on_decided)
        self.open_project.working.connect(self._refresh_soon)
        self.plan.changed.connect(self._refresh_soon)
        self.plan.other.connect(self._show_subject)
        self.plan.experts_button.clicked.connect(lambda: self._show(Face.EXPERTS))
        self.experts.back.connect(lambda: self._show(Face.PLAN))
        self.course.head.turned.connect(self._turn)
        self.course.head.stopped.connect(self.work.keep_best)
        self.course.chart.walked.connect(self.announce)
        self.primary.clicked.connect(self._do_first)
        self.course.outcome.again_button.clicked.connect(self._begin_anew)
        self.course.outcome.back_button.clicked.connect(self._go_back)
        self.report.clicked.connect(lambda: self.go.emit(f"report:{self.subject.question_id}"))
        self.tell.clicked.connect(self._keep_wish)
        add_space(self, "Pause, and go on", self._turn)
        add_key(self, "Alt+T", "Charts as tables, and back", lambda: turn_charts(self))

    def aim(self, what: str) -> None:
        """``learning:3`` is about question 3, ``learning:files`` about the files alone, ``learning:hearing``."""
        self.subject = subject_of(self.open_project.project, what)
        self._begins_anew = False
        self.face = Face.PLAN

    def arrive(self) -> None:
        super().arrive()
        self.tell.setChecked(bool(settings_of(self).get("work.tell")))
        self.refresh()

    @property
    def _elsewhere(self) -> CourseState | None:
        """A course about something else, which goes on."""
        going = self.work.state
        return going if going is not None and not self.subject.is_that_of(going.course) else None

    def refresh(self) -> None:
        """Everything as it is now."""
        if not self.isVisible():
            return
        latest, before = None if self._begins_anew else latest_of(self.open_project.project, self.subject), self.face
        self.state = latest
        if latest is not None:
            self.face = Face.COURSE
        elif self.face is Face.COURSE:
            self.face = Face.PLAN
        for face, widget in ((Face.PLAN, self.plan), (Face.EXPERTS, self.experts), (Face.COURSE, self.course)):
            widget.setVisible(self.face is face)
        if latest is None:
            self._show_plan()
        else:
            self._show_course(latest)
        if self.face is not before:
            self.beside.area.verticalScrollBar().setValue(0)
        self._show_buttons()

    def _show(self, face: Face) -> None:
        self.face = face
        self.refresh()
        self.beside.area.verticalScrollBar().setValue(0)
        (self.experts.back_button if face is Face.EXPERTS else self.plan.experts_button).setFocus()

    def _refresh_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    # --- before -------------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        view, going = self.open_project.project, self._elsewhere
        elsewhere = ""
        if going is not None:
            title = subject_of_course(view, going.course).title
            elsewhere = f"“{title}” {'is paused' if going.paused else 'goes on now'}: end it first."
        self.plan.show_plan(self.subject, material_of(view, self.subject), elsewhere)
        self.course_panel.show_stages("What it will do", stage_lines(self._wished(), None, ()))
        words = "What you have stays in use until something better has won. No gain is a result, too, and is said."
        self.course_panel.show_ahead("What can happen?", words)
        self.course_panel.show_computer(())
        self.course_panel.show_details(_NOT_BEGUN)

    def _wished(self) -> Course:
        """The course as it would be now. What it is learned with is what the skill in use goes by."""
        plan, subject = self.plan, self.subject
        skill = self.open_project.project.skills.in_use(subject.question_id) if subject.question_id else None
        models = (skill.model, skill.picture_model, skill.sound_model) if skill is not None else ("", "", "")
        return Course(0, subject.aim, subject.question_id, plan.minutes, self.experts.way, plan.adapt, *models)

    def _show_subject(self, what: str) -> None:
        self.aim(what)
        self.refresh()

    def _begin_anew(self) -> None:
        self._begins_anew = True
        self.face = Face.PLAN
        self.refresh()

    # --- during and after ---------------------------------------------------------------------------

    def _show_course(self, state: CourseState) -> None:
        points, way = self._read_points(state), way_back(self.open_project.project, state)
        self.course.show_course(self.subject, state, points, self.work, way[0] if way is not None else "")
        if state.goes_on and self.work.problem is not None:
            ways = (("Go on", self.work.go_on), ("Keep the best so far", self.work.keep_best))
            self.course.problem.show_problem(self.work.problem, *ways)
        panel = self.course_panel
        doing = "What it is doing" if state.goes_on else "What it did"
        panel.show_stages(doing, stage_lines(state.course, state, points))
        if state.decision is None:
            panel.show_ahead("Which is ahead?", ahead(state.lines, best_of(points), state.course.aim))
        else:
            panel.show_ahead("How much can be relied on", shown_of(state.decision))
        panel.show_computer(self.work.remarks if self._is_of_this_sitting(state) else ())
        panel.show_details(details_of(state, points))

    def _is_of_this_sitting(self, state: CourseState) -> bool:
        return all(remark.at >= datetime.fromisoformat(state.planned_at) for remark in self.work.remarks)

    def _read_points(self, state: CourseState) -> list[Point]:
        """Only those that are new are read."""
        if self._points_of != state.course.id:
            self._points_of, self._points = state.course.id, []
        self._points += self.open_project.project.courses.points(state.course.id, len(self._points))
        return self._points

    def _turn(self) -> None:
        """Pause, or go on."""
        if self.state is None or not self.state.goes_on or self.work.keeping:
            return
        if self.state.paused:
            self.work.go_on()
        else:
            self.work.pause()
        self.refresh()

    def _on_decided(self, state: CourseState) -> None:
        if self.subject.is_that_of(state.course) and state.decision is not None and self.isVisible():
            self.announce(f"{verdict_of(state.decision)} {state.decision.words}")

    def _go_back(self) -> None:
        way = way_back(self.open_project.project, self.state) if self.state is not None else None
        if way is not None:
            self.open_project.record(way[1])
            self.refresh()

    # --- the action bar -----------------------------------------------------------------------------

    def _show_buttons(self) -> None:
        state, over = self.state, self.state is not None and not self.state.goes_on
        self.tell.setVisible(state is not None and state.goes_on)
        self.report.setVisible(over and self.subject.aim is Aim.QUESTION)
        self.action_bar.set_sentence(FREE if state is None else OVER if over else SAFE)
        begins = state is None and self._elsewhere is None
        self.primary.setText("Begin" if begins else "Show it" if state is None else "Go on teaching")
        self.primary.setEnabled(not begins or self.plan.enough)

    def _do_first(self) -> None:
        if self.state is not None:
            self.go.emit("teach")
        elif (elsewhere := self._elsewhere) is not None:
            self.subject = subject_of_course(self.open_project.project, elsewhere.course)
            self._begins_anew = False
            self.refresh()
        else:
            self._begins_anew = False
            self.work.begin(self._wished())
            self.refresh()

    def _keep_wish(self, on: bool) -> None:
        try:
            settings_of(self).set("work.tell", on)
        except ProblemError as error:
            self.open_project.problem.emit(error.problem)


_NOT_BEGUN = "Nothing was begun yet."
