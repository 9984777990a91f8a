"""The open project: what it holds, what is done to it, and the work that goes on. Passed in, never global."""

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.domain.acts import Act, RunEnded, WorkerDied
from deskhand.domain.jobs import Cancelled, Ending, Failed, Finished, Lane, Learn, Progress, Request, Run
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project

_ENDINGS = (Finished, Failed, Cancelled)
_MOST_RUN_DEATHS = 20


class JobHandle(QObject):
    """One piece of work. ``ended`` carries ``Finished``, ``Failed`` or ``Cancelled`` and comes exactly once."""

    event = Signal(object)
    ended = Signal(object)

    def __init__(self, number: int, request: Request, parent: "OpenProject") -> None:
        super().__init__(parent)
        self.number = number
        self.request = request
        self.progress: Progress | None = None
        self.ending: Ending | None = None
        self.deaths = 0
        self.stopping = False
        self._open_project = parent

    @property
    def running(self) -> bool:
        """Whether it is in a worker's hands now."""
        return self._open_project.running(self.request.lane) is self

    def cancel(self) -> None:
        """Stop it; what was recorded stays."""
        self._open_project.cancel(self)


class OpenProject(QObject):
    """Reads go straight to ``project``; whatever changes it goes through ``record``.

    ``recorded`` follows every message that was kept, ``working`` every change of what is being done, and
    ``problem`` says what went wrong outside any page (a full drive, say).
    """

    recorded = Signal(object)
    working = Signal()
    problem = Signal(object)

    def __init__(
        self, project: Project, light: WorkerProcess, heavy: WorkerProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self._workers = {Lane.LIGHT: light, Lane.HEAVY: heavy}
        self._running: dict[Lane, JobHandle | None] = {Lane.LIGHT: None, Lane.HEAVY: None}
        self._queue: list[JobHandle] = []
        self._undo: list[Act] = []
        self._redo: list[Act] = []
        self._last_number = 0
        for worker in self._workers.values():
            worker.event.connect(self._on_event)
            worker.died.connect(self._on_died)

    # --- acts -----------------------------------------------------------------------------------

    def record(self, act: Act) -> None:
        """Keep what the person did; ``undo`` takes it back. Raises ``ProblemError`` if it could not be kept."""
        inverse = self.project.inverse(act)
        self.project.record(act)
        if inverse is not None:
            self._undo.append(inverse)
            self._redo.clear()
        self.recorded.emit(act)

    def undo(self) -> bool:
        """Take back the last act; whether there was one."""
        return self._turn(self._undo, self._redo)

    def redo(self) -> bool:
        """Do again what was taken back; whether there was something."""
        return self._turn(self._redo, self._undo)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def _turn(self, source: list[Act], target: list[Act]) -> bool:
        if not source:
            return False
        act = source.pop()
        inverse = self.project.inverse(act)
        self.project.record(act)
        if inverse is not None:
            target.append(inverse)
        self.recorded.emit(act)
        return True

    # --- jobs -----------------------------------------------------------------------------------

    def perform(self, request: Request) -> JobHandle:
        """Have it done: at once if its lane is free, else after what waits there."""
        self._last_number += 1
        handle = JobHandle(self._last_number, request, self)
        self._queue.append(handle)
        QTimer.singleShot(0, self, self._start_next)  # the caller connects to the handle first
        return handle

    def running(self, lane: Lane) -> JobHandle | None:
        """What a lane is doing."""
        return self._running[lane]

    def jobs(self) -> list[JobHandle]:
        """What is being done and what waits, in order."""
        return [handle for handle in self._running.values() if handle is not None] + self._queue

    def cancel(self, handle: JobHandle) -> None:
        """Stop a job; one that only waits ends at once."""
        if handle in self._queue:
            self._queue.remove(handle)
            self._end(handle, Cancelled())
        elif handle.running:
            handle.stopping = True
            self._workers[handle.request.lane].cancel()

    def close(self) -> None:
        """Stop what is being done and let go of the project. What was recorded is safe."""
        self._queue.clear()
        for worker in self._workers.values():
            worker.event.disconnect(self._on_event)
            worker.died.disconnect(self._on_died)
            if worker.busy:
                worker.kill()
        self.project.close()

    def _start_next(self) -> None:
        for lane, worker in self._workers.items():
            if self._running[lane] is None:
                handle = next((one for one in self._queue if one.request.lane is lane), None)
                if handle is not None:
                    self._queue.remove(handle)
                    self._running[lane] = handle
                    worker.send(handle.number, str(self.project.folder), handle.request)
        self.working.emit()

    def _handle(self, number: int) -> JobHandle | None:
        return next((one for one in self._running.values() if one is not None and one.number == number), None)

    def _on_event(self, number: int, message: object) -> None:
        handle = self._handle(number)
        if handle is None:
            return
        if isinstance(message, Progress):
            handle.progress = message
            handle.event.emit(message)
            self.working.emit()
        elif isinstance(message, _ENDINGS):
            self._running[handle.request.lane] = None
            self._end(handle, message)
            self._start_next()
        elif self._keep(handle, message):
            handle.event.emit(message)
            self.recorded.emit(message)

    def _keep(self, handle: JobHandle, message: object) -> bool:
        try:
            self.project.record(message)
        except ProblemError as error:
            self._workers[handle.request.lane].kill()
            self._running[handle.request.lane] = None
            self._end(handle, Failed(error.problem))
            self.problem.emit(error.problem)
            return False
        return True

    def _end(self, handle: JobHandle, ending: Ending) -> None:
        handle.ending = ending
        if isinstance(handle.request, Run) and isinstance(ending, Finished):
            self.project.record(RunEnded(handle.request.run_id))
            self.recorded.emit(RunEnded(handle.request.run_id))
        handle.ended.emit(ending)
        self.working.emit()

    def _on_died(self, number: int) -> None:
        handle = self._handle(number)
        if handle is None:
            return
        lane = handle.request.lane
        self._running[lane] = None
        handle.deaths += 1
        if isinstance(handle.request, Run) and handle.deaths < _MOST_RUN_DEATHS and not handle.stopping:
            self._go_on_one_by_one(handle, handle.request)
        else:
            self._end(handle, Cancelled() if handle.stopping else Failed(_worker_died(handle.request)))
        self._start_next()

    def _go_on_one_by_one(self, handle: JobHandle, run: Run) -> None:
        self.project.record(WorkerDied(run.run_id))
        handle.request = Run(run.run_id, one_by_one=True)
        self._queue.insert(0, handle)


def _worker_died(request: Request) -> Problem:
    what = "learning" if isinstance(request, Learn) else "this work"
    return Problem(
        "The work stopped unexpectedly",
        f"The part of Deskhand that did {what} ended by itself. The computer may have been short of memory.",
        "It was started anew. Everything that was done before is kept.",
        "Try again. If it happens again, close other programs first.",
        f"worker died in {type(request).__name__}",
    )
