"""The open project: what it holds, what is done to it, and the work that goes on. Passed in, never global."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.domain.acts import Act, FilingEnded, RunEnded, WorkerDied
from deskhand.domain.jobs import (
    Cancelled,
    DoFiling,
    Ending,
    Failed,
    Finished,
    KeepBest,
    Lane,
    Learn,
    ListFiles,
    ListRecordings,
    Progress,
    ReadFiles,
    ReadTable,
    Request,
    RestorePictures,
    Run,
    SettleFiling,
    TakeCourse,
    Transcribe,
    UndoFiling,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui.job_handle import JobHandle
from deskhand.gui.undo_stack import UndoStack
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project

__all__ = ["JobHandle", "OpenProject"]

_ENDINGS = (Finished, Failed, Cancelled)
_MOST_DEATHS: dict[type, int] = {
    **dict.fromkeys((Run, Transcribe, ReadFiles, TakeCourse), 20),
    **dict.fromkeys((Learn, KeepBest, ReadTable, ListRecordings, ListFiles, DoFiling, SettleFiling, UndoFiling), 2),
}
"""How often a worker may die of a job that goes on by itself; any other job fails at the first death.

What was in hand at two deaths is passed over, so each death brings a run further; twenty are a broken computer.
"""
_MOST_LOSSES = 4
"""How many graphics processors may fail of one job: none is used again, so the fifth is something else."""
_REST = 2000  # milliseconds after which a course goes on that let other work by: more of it mostly follows soon


class OpenProject(QObject):
    """Reads go straight to ``project``; whatever changes it goes through ``record``.

    ``recorded`` follows every message that was kept, ``working`` every change of what is being done,
    ``problem`` says what went wrong outside any page, ``paused`` that work stands still until ``go_on``
    because its results cannot be kept (a full drive, say); nothing is lost meanwhile.
    """

    recorded = Signal(object)
    working = Signal()
    problem = Signal(object)
    paused = Signal(object)

    def __init__(
        self, project: Project, light: WorkerProcess, heavy: WorkerProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.trouble: Problem | None = None
        self._workers = {Lane.LIGHT: light, Lane.HEAVY: heavy}
        self._running: dict[Lane, JobHandle | None] = {Lane.LIGHT: None, Lane.HEAVY: None}
        self._unkept: dict[Lane, tuple[JobHandle, object]] = {}
        self._queue: list[JobHandle] = []
        self._undo_stack = UndoStack(project)
        self._last_number = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._start_next)
        for worker in self._workers.values():
            worker.answered.connect(self._on_event)
            worker.died.connect(self._on_died)

    # --- acts -----------------------------------------------------------------------------------

    def record(self, act: Act) -> None:
        """Keep what the person did; ``undo`` takes it back. Raises ``ProblemError`` if it could not be kept."""
        self._undo_stack.record(act)
        self.recorded.emit(act)

    def undo(self) -> bool:
        """Take back the last act; whether there was one."""
        return self._tell(self._undo_stack.undo())

    def redo(self) -> bool:
        """Do again what was taken back; whether there was something."""
        return self._tell(self._undo_stack.redo())

    @property
    def can_undo(self) -> bool:
        return self._undo_stack.can_undo

    @property
    def can_redo(self) -> bool:
        return self._undo_stack.can_redo

    def _tell(self, act: Act | None) -> bool:
        if act is not None:
            self.recorded.emit(act)
        return act is not None

    # --- jobs -----------------------------------------------------------------------------------

    def perform(self, request: Request) -> JobHandle:
        """Have it done: at once if its lane is free, else after what waits there."""
        self._last_number += 1
        handle = JobHandle(self._last_number, request, self)
        handle.stopped.connect(lambda: self.cancel(handle))
        self._queue.append(handle)
        self._let_by(handle)
        QTimer.singleShot(0, self, self._start_next)  # the caller connects to the handle first
        return handle

    def _let_by(self, handle: JobHandle) -> None:
        """What takes long anyway is put aside while its worker does what a person waits for."""
        lane = handle.request.lane
        reading = self.running(lane)
        if reading is None or not _is_patient(reading) or _is_patient(handle) or lane in self._unkept:
            return
        if not reading.aside:
            reading.aside = True
            self._workers[lane].cancel()

    def _put_aside(self, handle: JobHandle) -> None:
        handle.aside = handle.running = False
        self._queue.append(handle)
        self._free(handle.request.lane)

    def running(self, lane: Lane) -> JobHandle | None:
        """What a lane is doing."""
        handle = self._running[lane]
        return None if handle is None or handle.ending is not None else handle

    def jobs(self) -> list[JobHandle]:
        """What is being done and what waits, in order."""
        done_now = [handle for lane in self._workers if (handle := self.running(lane)) is not None]
        return done_now + self._queue

    def cancel(self, handle: JobHandle) -> None:
        """Stop a job. It ends at once; its lane is free when the worker has heard it, or was killed for not hearing."""
        if handle.ending is not None:
            return
        if handle in self._queue:
            self._queue.remove(handle)
        elif self._running[handle.request.lane] is handle:
            if self._unkept.pop(handle.request.lane, None) is not None:
                self.trouble = None
            self._workers[handle.request.lane].go_on()
            self._workers[handle.request.lane].cancel()
        handle.end(Cancelled())
        self.working.emit()

    def go_on(self) -> None:
        """Keep what could not be kept, and go on. The same problem is told again if it still stands."""
        self.trouble = None
        for lane, (handle, message) in list(self._unkept.items()):
            del self._unkept[lane]
            self._workers[lane].go_on()
            self._take(handle, message)
        self.working.emit()

    def close(self) -> None:
        """Stop what is being done and let go of the project. What was recorded is safe."""
        self._queue.clear()
        for worker in self._workers.values():
            worker.answered.disconnect(self._on_event)
            worker.died.disconnect(self._on_died)
            if worker.busy:
                worker.kill()
        self.project.close()

    def _start_next(self) -> None:
        for lane, worker in self._workers.items():
            if self._running[lane] is None:
                waiting = [one for one in self._queue if one.request.lane is lane]
                handle = min(waiting, key=_is_patient, default=None)
                if handle is not None and not (isinstance(handle.request, TakeCourse) and self._rest.isActive()):
                    self._queue.remove(handle)
                    self._running[lane] = handle
                    handle.running = True
                    worker.send(handle.number, str(self.project.folder), handle.request)
        self.working.emit()

    def _handle(self, number: int) -> JobHandle | None:
        return next((one for one in self._running.values() if one is not None and one.number == number), None)

    def _on_event(self, number: int, message: object) -> None:
        handle = self._handle(number)
        if handle is None:
            return
        if isinstance(message, Progress):
            handle.tell(message)
            self.working.emit()
        elif handle.ending is None and handle.aside and isinstance(message, Cancelled):
            self._put_aside(handle)
        elif handle.ending is None:
            self._take(handle, message)
        elif isinstance(message, _ENDINGS):
            self._free(handle.request.lane)

    def _take(self, handle: JobHandle, message: object) -> None:
        """Keep what a job says; if that cannot be, its lane stands still until ``go_on``."""
        lane = handle.request.lane
        ended = _end_of(handle.request) if isinstance(message, Finished) else None
        kept = message if ended is None else ended
        try:
            self.project.record(kept)
        except ProblemError as error:
            self._unkept[lane] = (handle, message)
            self._workers[lane].hold()
            self.trouble = error.problem
            self.working.emit()
            self.paused.emit(error.problem)
            return
        if not isinstance(message, _ENDINGS):
            handle.tell(message)
        self.recorded.emit(kept)
        if isinstance(message, _ENDINGS):
            self._end(handle, message)

    def _end(self, handle: JobHandle, ending: Ending) -> None:
        handle.end(ending)
        self._free(handle.request.lane)

    def _free(self, lane: Lane) -> None:
        done, self._running[lane] = self._running[lane], None
        if done is not None and lane is Lane.HEAVY and not _is_patient(done):
            self._rest.start()
        self._start_next()

    def _on_died(self, number: int) -> None:
        handle = self._handle(number)
        if handle is None:
            return
        lost = self._workers[handle.request.lane].lost_its_processor and handle.losses < _MOST_LOSSES
        handle.deaths += not handle.aside and not lost
        handle.losses += lost
        if handle.ending is not None:
            self._free(handle.request.lane)
        elif handle.aside:  # it did not hear, and was killed for it
            self._put_aside(handle)
        elif lost:
            self._begin_again(handle)
        elif handle.deaths < _MOST_DEATHS.get(type(handle.request), 1):
            self._go_on_after_death(handle)
        else:
            self._end(handle, Failed(_worker_died(handle.request)))

    def _go_on_after_death(self, handle: JobHandle) -> None:
        """A run says from now on what it has in hand, so that what kills a worker twice is passed over."""
        if isinstance(handle.request, Run | Transcribe):
            self.project.record(WorkerDied(handle.request.run_id))
            handle.request = replace(handle.request, one_by_one=True)
        elif isinstance(handle.request, ReadFiles):
            self.project.record(WorkerDied(handle.request.run_id))
        self._begin_again(handle)

    def _begin_again(self, handle: JobHandle) -> None:
        handle.running = False
        self._queue.insert(0, handle)
        self._free(handle.request.lane)


def _is_patient(handle: JobHandle) -> bool:
    """Whether it gives way to other work of its lane; what it did is kept, and it goes on from there."""
    return isinstance(handle.request, ReadFiles | RestorePictures | TakeCourse)


def _end_of(request: Request) -> Act | None:
    """What is over when this job is; hearing single calls again ends no run."""
    if isinstance(request, Run | ReadFiles) or (isinstance(request, Transcribe) and not request.anyway):
        return RunEnded(request.run_id)
    return FilingEnded(request.filing_id) if isinstance(request, DoFiling) else None


def _worker_died(request: Request) -> Problem:
    what = "learning" if isinstance(request, Learn | TakeCourse | KeepBest) else "this work"
    return Problem(
        "The work stopped unexpectedly",
        f"The part of Deskhand that did {what} ended by itself. The computer may have been short of memory.",
        "It was started anew. Everything that was done before is kept.",
        "Try again. If it happens again, close other programs first.",
        f"worker died in {type(request).__name__}",
    )
