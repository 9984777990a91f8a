"""Our end of the pipe: one worker process, its orders and its answers."""

import sys
from time import perf_counter

import msgspec
from PySide6.QtCore import QByteArray, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from deskhand.domain.jobs import Lane, Request
from deskhand.domain.lanes import PROCESSOR_LOST
from deskhand.storage.codec import decode

_SLICE = 0.008  # seconds of handling lines before the window gets its turn
_GRACE = 2000  # milliseconds that a cancelled job has to answer before its worker is killed


class WorkerProcess(QObject):
    """A worker of one lane; started at its first order, started anew after it died.

    ``answered(job, message)`` comes for every answer; ``died(job)`` when the process ended with ``job`` in hand.
    """

    answered = Signal(int, object)
    died = Signal(int)

    def __init__(self, lane: Lane | str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = str(lane)
        self._job = 0
        self._unread = bytearray()
        self._held = False
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("OMP_WAIT_POLICY", "PASSIVE")
        self._process.setProcessEnvironment(environment)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._gather)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._handle_slice)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE)
        self._grace.timeout.connect(self.kill)

    @property
    def busy(self) -> bool:
        """Whether a job is in hand."""
        return self._job != 0

    @property
    def lost_its_processor(self) -> bool:
        """Whether it ended because a graphics processor could do no more; its job is not to blame."""
        ended = self._process.state() == QProcess.ProcessState.NotRunning
        return ended and self._process.exitCode() == PROCESSOR_LOST

    @property
    def process_id(self) -> int:
        """The number that the system knows the process by (0: not running)."""
        return int(self._process.processId())

    def start(self) -> None:
        """Start the process if it does not run, so that its first job need not wait for it."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._unread.clear()
            self._held = False
            self._process.start(sys.executable, ["-m", "deskhand", "--worker", self._kind])

    def send(self, job: int, folder: str, request: Request) -> None:
        """Give it a job; only one at a time."""
        self.start()
        self._job = job
        kind, fields = type(request).__name__, msgspec.Raw(msgspec.json.encode(request))
        self._process.write(QByteArray(msgspec.json.encode([job, folder, kind, fields]) + b"\n"))

    def cancel(self) -> None:
        """Ask the job in hand to stop; if it does not answer within two seconds its worker is killed."""
        if self._job:
            self._process.write(QByteArray(msgspec.json.encode([self._job, "", "Cancel", {}]) + b"\n"))
            self._grace.start()

    def kill(self) -> None:
        """End the process now; ``died`` follows."""
        self._process.kill()

    def hold(self) -> None:
        """Hand out no more answers until ``go_on``; the worker goes on and its answers are kept."""
        self._held = True
        self._slices.stop()

    def go_on(self) -> None:
        """Hand out what was held, and what comes."""
        self._held = False
        self._slices.start()

    def close(self) -> None:
        """Let it leave: it hears that its window is gone."""
        self._process.finished.disconnect(self._on_finished)
        self._process.closeWriteChannel()
        if self._process.state() != QProcess.ProcessState.NotRunning and not self._process.waitForFinished(500):
            self._process.kill()
            self._process.waitForFinished(500)

    def _gather(self) -> None:
        self._unread += self._process.readAllStandardOutput().data()
        if not self._slices.isActive() and not self._held:
            self._slices.start()

    def _handle_slice(self) -> None:
        until = perf_counter() + _SLICE
        while not self._held and perf_counter() < until:
            end = self._unread.find(b"\n")
            if end < 0:
                self._slices.stop()
                return
            line = bytes(self._unread[:end])
            del self._unread[: end + 1]
            self._handle(line)

    def _handle(self, line: bytes) -> None:
        try:
            job, kind, fields = msgspec.json.decode(line, type=tuple[int, str, msgspec.Raw])
            message = decode(msgspec.json.encode([kind, fields]))
        except (msgspec.MsgspecError, ValueError):
            return  # not one of ours: a worker that speaks nonsense is caught by its job never ending
        if job == self._job:
            if kind in ("Finished", "Failed", "Cancelled"):
                self._job = 0
                self._grace.stop()
            self.answered.emit(job, message)

    def _on_finished(self) -> None:
        self._gather()
        while not self._held and self._unread.find(b"\n") >= 0:
            self._handle_slice()
        self._lose()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._lose()

    def _lose(self) -> None:
        self._slices.stop()
        self._grace.stop()
        job, self._job = self._job, 0
        if job:
            self.died.emit(job)
