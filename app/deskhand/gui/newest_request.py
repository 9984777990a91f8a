"""Requests that follow a person about: only the newest counts."""

from PySide6.QtCore import QObject, Signal

from deskhand.domain.jobs import Failed, Progress, Request
from deskhand.domain.problems import Problem
from deskhand.gui.open_project import JobHandle, OpenProject


class NewestRequest(QObject):
    """One request runs and at most one waits: the newest, which makes the older ones that waited needless."""

    answered = Signal(object)
    changed = Signal()

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._running: JobHandle | None = None
        self._waiting: Request | None = None
        self.problem: Problem | None = None

    @property
    def busy(self) -> bool:
        return self._running is not None

    @property
    def progress(self) -> Progress | None:
        """How far what runs is, if it lasts long enough to say so."""
        return self._running.progress if self._running is not None else None

    def ask(self, request: Request) -> None:
        if self._running is None:
            self._start(request)
        else:
            self._waiting = request

    def stop(self) -> None:
        """The page is left: what waits is forgotten, what runs is cancelled."""
        self._waiting = None
        if self._running is not None:
            self._running.cancel()

    def _start(self, request: Request) -> None:
        self.problem = None
        handle = self._running = self._open_project.perform(request)
        handle.event.connect(self.answered)
        handle.ended.connect(self._on_ended)
        self.changed.emit()

    def _on_ended(self, ending: object) -> None:
        self._running = None
        if isinstance(ending, Failed):
            self.problem = ending.problem
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._start(waiting)
        else:
            self.changed.emit()
