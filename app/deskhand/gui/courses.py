"""The course of a project: it goes on behind every page, lets other work by, and goes on after a restart."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import Act, CourseGivenUp, CoursePaused, CoursePlanned
from deskhand.domain.courses import Course
from deskhand.domain.jobs import (
    Cancelled,
    CourseDecided,
    Failed,
    KeepBest,
    LinesDrawn,
    ModelMade,
    Noticed,
    PointTested,
    Progress,
    SkillLearned,
    StageReached,
    TakeCourse,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.work_words import step_words
from deskhand.storage.tables.courses import CourseState

_WORK = "seconds"  # the unit of how far a course is; what it does on the way may count other things
_MOVES = (StageReached, LinesDrawn, PointTested, ModelMade, SkillLearned)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that stopped nothing, and when."""

    at: datetime
    words: str


class CourseWork(QObject):
    """One a project, got by ``CourseWork.of``. ``changed`` when a course begins, pauses, goes on or ends, ``moved``
    while it goes on, ``decided`` with its ``CourseState`` at the end.

    ``problem``: why it stands still, where the person did not wish it; ``remarks`` of this sitting.
    """

    changed = Signal()
    moved = Signal()
    decided = Signal(object)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._open_project = open_project
        self._handle: JobHandle | None = None
        self._progress: Progress | None = None
        self.problem: Problem | None = None
        self.remarks: list[Remark] = []
        open_project.recorded.connect(self._on_recorded)

    @classmethod
    def of(cls, open_project: OpenProject) -> "CourseWork":
        """That of this project; whoever asks first makes it."""
        found = next((child for child in open_project.children() if isinstance(child, cls)), None)
        return cls(open_project) if found is None else found

    @property
    def state(self) -> CourseState | None:
        """The course that has not ended; ``None``: there is none."""
        return self._open_project.project.courses.unfinished()

    @property
    def busy(self) -> bool:
        """Whether it is being worked on, or waits for its turn."""
        return self._handle is not None

    @property
    def waits(self) -> bool:
        """Whether it lets other work by."""
        return self._handle is not None and (self._handle.aside or not self._handle.running)

    @property
    def keeping(self) -> bool:
        """Whether it was stopped, and its best is being kept."""
        return self._handle is not None and isinstance(self._handle.request, KeepBest)

    @property
    def progress(self) -> Progress | None:
        """``done`` of ``total`` seconds of work, as last told; ``None`` before it is known in this sitting."""
        return self._progress

    @property
    def step(self) -> str:
        """What it does on the way: ``Looking at your messages, 40 of 90``; "" if it says nothing of the kind."""
        latest = None if self._handle is None else self._handle.progress
        return step_words(latest) if latest is not None and latest.unit != _WORK and latest.total else ""

    @property
    def seconds_left(self) -> float | None:
        """The work that is left; ``None`` while nobody can know."""
        progress = self.progress
        return None if progress is None else float(max(0, progress.total - progress.done))

    def begin(self, course: Course) -> None:
        """A new course; ``course.id`` is given here. Only one at a time: call it when ``state`` is ``None``."""
        planned = replace(course, id=self._open_project.project.new_id("courses"))
        self.remarks.clear()
        self._progress = None
        if self._record(CoursePlanned(planned)):
            self._handle = None  # that of a course which has just ended may still be clearing up
            self.resume()

    def resume(self) -> None:
        """What was interrupted goes on, unless the person paused it."""
        state = self.state
        if state is not None and not state.paused and self._handle is None:
            self._perform(TakeCourse(state.course.id))

    def pause(self) -> None:
        """Stand still until ``go_on``, also after a restart; what was learned is kept."""
        state = self.state
        if state is not None and self._record(CoursePaused(state.course.id)):
            self._let_go()
            self.changed.emit()

    def go_on(self) -> None:
        """After a pause, or a problem."""
        state = self.state
        if state is not None and self._record(CoursePaused(state.course.id, paused=False)):
            self.resume()

    def keep_best(self) -> None:
        """Stop, and keep the best so far. What is interrupted by a restart then waits for the person."""
        state = self.state
        if state is not None and self._record(CoursePaused(state.course.id)):
            self._let_go()
            self._perform(KeepBest(state.course.id))

    def give_up(self) -> None:
        """Stop, and keep nothing."""
        state = self.state
        if state is not None and self._record(CourseGivenUp(state.course.id)):
            self._let_go()
            self.problem = None
            self.changed.emit()

    def _record(self, act: Act) -> bool:
        try:
            self._open_project.record(act)
        except ProblemError as error:
            self.problem = error.problem
            self.changed.emit()
            return False
        return True

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _perform(self, request: TakeCourse | KeepBest) -> None:
        self.problem = None
        handle = self._handle = self._open_project.perform(request)
        handle.event.connect(self._on_event)
        handle.ended.connect(lambda ending: self._on_ended(handle, ending))
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress) and event.unit == _WORK and event.total:
            self._progress = event
        if isinstance(event, Noticed):
            self.remarks.append(Remark(datetime.now().astimezone(), event.words))
        if isinstance(event, Progress | Noticed):
            self.moved.emit()

    def _on_ended(self, handle: JobHandle, ending: object) -> None:
        if handle is not self._handle:
            return  # paused, stopped or given up here
        self._handle = None
        state = self.state
        if isinstance(ending, Failed | Cancelled) and state is not None:
            self._record(CoursePaused(state.course.id))  # taken out of the queue, it does not come back by itself
        if isinstance(ending, Failed):
            self.problem = ending.problem
        self.changed.emit()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, CourseDecided):
            self.decided.emit(self._open_project.project.courses.get(message.course_id))
        elif isinstance(message, _MOVES):
            self.moved.emit()
