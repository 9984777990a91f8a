"""Courses that tests take, stop and look into."""

from collections.abc import Iterator

from deskhand import jobs
from deskhand.domain.courses import Course, Decision
from deskhand.domain.jobs import Cancelled, Event, Failed, PointTested, Progress, Stopped, TakeCourse
from deskhand.engine.competing.budget import Plan
from deskhand.engine.competing.entry import Entry, Fixed
from deskhand.jobs.learn_thoroughly import _Desk
from deskhand.storage.project import Project
from jobs.taught import Quiet
from jobs.word_orders import COURSE


def entry_of(project: Project, course: Course) -> Entry:
    return _Desk.of(course, project, Quiet()).competition().entries[0]


def fixed(project: Project, course: Course, plan: Plan) -> Course:
    """How it is tested does not hang on how quick the computer is."""
    entry_of(project, course).keep(Fixed(plan))
    return course


class Stopping:
    """Stops a job as Ctrl-C and Pause do, at its so many-th word of how far it is."""

    def __init__(self, at: int) -> None:
        self.left = at

    def progress(self, progress: Progress) -> None:
        self.left -= progress.unit == "seconds"
        if self.left < 0:
            raise Stopped


def begun(project: Project, words: int) -> list[Event]:
    """The course until it was stopped."""
    events = []
    for event in jobs.perform(TakeCourse(COURSE), project, Stopping(words)):
        project.record(event)
        events.append(event)
    assert isinstance(events[-1], Cancelled), events[-1]
    return events


def until_tested(project: Project, points: int) -> None:
    """The course, paused right after so many tests."""
    course = jobs.perform(TakeCourse(COURSE), project, Quiet())
    for event in course:
        project.record(event)
        points -= isinstance(event, PointTested)
        if not points:
            break
    course.close()  # type: ignore[attr-defined]


def problem(project: Project, request: object = TakeCourse(COURSE)) -> Failed:
    *_, last = jobs.perform(request, project, Quiet())  # type: ignore[arg-type]
    assert isinstance(last, Failed), last
    return last


def decision_of(project: Project) -> Decision:
    decision = project.courses.get(COURSE).decision
    assert decision is not None
    return decision


def recorded(project: Project) -> Iterator[Event]:
    """The events of the course, each after it was recorded."""
    for event in jobs.perform(TakeCourse(COURSE), project, Quiet()):
        project.record(event)
        yield event
