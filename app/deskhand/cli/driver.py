"""Does jobs in this process and records what they answer: the command line is the owner of the project."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from deskhand import jobs
from deskhand.cli.console import Console
from deskhand.domain.jobs import Cancelled, Event, Failed, Progress, Request, Stopped
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.failing import ProcessorLostError
from deskhand.storage.project import Project

T = TypeVar("T")


class Driver:
    """Does one job after the other for ``project``, and shows how far it is."""

    def __init__(self, project: Project | None, console: Console) -> None:
        self._project = project
        self._console = console
        self._stopped = False

    def do(self, request: Request) -> None:
        """Do ``request``. Raises ``ProblemError`` if it failed, and ``Stopped`` if the person pressed Ctrl-C."""
        for _ in self.events(request):
            pass

    def answers(self, kind: type[T], request: Request) -> Iterator[T]:
        """Do ``request`` and give its answers of ``kind``, each as soon as it is recorded. Raises as ``do``."""
        return (event for event in self.events(request) if isinstance(event, kind))

    def answer(self, kind: type[T], request: Request) -> T:
        """Do ``request`` and return its one answer of ``kind``. Raises as ``do``."""
        (answer,) = self.answers(kind, request)
        return answer

    def events(self, request: Request) -> Iterator[Event]:
        """Do ``request`` and give all that it answers, each as soon as it is recorded. Raises as ``do``."""
        with self._ctrl_c():
            try:
                yield from self._recorded(request)
            except ProcessorLostError as error:
                raise ProblemError(_LOST) from error

    def _recorded(self, request: Request) -> Iterator[Event]:
        for event in jobs.perform(request, self._project, self):
            if self._project is not None:
                self._project.record(event)
            if isinstance(event, Failed):
                raise ProblemError(event.problem)
            if isinstance(event, Cancelled):
                raise Stopped
            yield event

    def progress(self, progress: Progress) -> None:
        """The ``Report`` of the jobs. Raises ``Stopped`` after Ctrl-C."""
        if self._stopped:
            raise Stopped
        self._console.progress(progress)

    @contextmanager
    def _ctrl_c(self) -> Iterator[None]:
        """The first Ctrl-C stops the job at its next word, what is done is recorded; the second stops at once."""
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True


_LOST = Problem(
    "The graphics processor failed",
    "Its driver gave up, and nothing more can be done with it until Deskhand begins anew.",
    "Everything done before is kept, and this processor is not used again until it has been tested.",
    "Give the same command again: it goes on with the main processor. “deskhand doctor” tests all processors.",
)
