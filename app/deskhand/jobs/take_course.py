"""Take a course, or end it with the best so far: what is done depends on what it is for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from deskhand.domain.courses import Aim
from deskhand.domain.jobs import Event, KeepBest, Progress, Report, TakeCourse
from deskhand.jobs.course_leftovers import clear_leftovers
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

_Do = Callable[[CourseState, ProjectView, Report], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """``take`` goes on with it, ``keep_best`` ends it: "module:function", imported when it is needed."""

    take: str
    keep_best: str


_KINDS: Mapping[Aim, _Kind] = {
    Aim.QUESTION: _Kind("learn_thoroughly:learn_thoroughly", "stop_learning:keep_best"),
    Aim.FILES: _Kind("adapt_files:adapt", "adapt_files:keep_best"),
    Aim.HEARING: _Kind("learn_hearing:learn_hearing", "learn_hearing:keep_best_hearing"),
}


def take_course(request: TakeCourse, view: ProjectView, report: Report) -> Iterator[Event]:
    """What the course comes to, from where it was left; nothing if it has ended."""
    yield from _do(request.course_id, view, report, lambda kind: kind.take)


def keep_best(request: KeepBest, view: ProjectView, report: Report) -> Iterator[Event]:
    """The end of the course, with what was found so far; nothing if it has ended."""
    yield from _do(request.course_id, view, report, lambda kind: kind.keep_best)


def _do(course_id: int, view: ProjectView, report: Report, which: Callable[[_Kind], str]) -> Iterator[Event]:
    report.progress(Progress(0, 0, "", "Getting ready"))
    state = view.courses.get(course_id)
    if state.goes_on:
        clear_leftovers(view, course_id)
        module, name = which(_KINDS[state.course.aim]).split(":")
        do: _Do = getattr(import_module(f"deskhand.jobs.{module}"), name)
        yield from do(state, view, report)
