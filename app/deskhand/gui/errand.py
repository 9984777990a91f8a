"""A job that belongs to no project, done by a worker of its own that leaves afterwards."""

from PySide6.QtCore import QObject, Signal

from deskhand.domain.jobs import Cancelled, Ending, Failed, Finished, Request
from deskhand.domain.problems import Problem
from deskhand.gui.worker_process import WorkerProcess


class Errand(QObject):
    """Begins at once. ``ended`` carries ``Finished``, ``Failed`` or ``Cancelled`` and comes exactly once."""

    answer = Signal(object)
    ended = Signal(object)

    def __init__(self, request: Request, parent: QObject | None = None, kind: str = "") -> None:
        super().__init__(parent)
        self._worker = WorkerProcess(kind or request.lane, self)
        self._over = False
        self._worker.answered.connect(self._on_event)
        self._worker.died.connect(lambda _: self._end(Failed(_DIED)))
        self._worker.send(1, "", request)

    def cancel(self) -> None:
        """Stop it now: nothing of it is kept."""
        self._end(Cancelled())

    def _on_event(self, _: int, message: object) -> None:
        if isinstance(message, Finished | Failed | Cancelled):
            self._end(message)
        elif not self._over:
            self.answer.emit(message)

    def _end(self, ending: Ending) -> None:
        if self._over:
            return
        self._over = True
        self._worker.close()
        self.ended.emit(ending)
        self.deleteLater()


_DIED = Problem(
    "The work stopped unexpectedly",
    "The part of Deskhand that did this work ended by itself. The computer may have been short of memory.",
    "Nothing was changed.",
    "Close other programs and try again.",
    "worker died",
)
