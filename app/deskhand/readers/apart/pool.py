"""Files read in processes of their own, several side by side. What one does to its process stops no other."""

import os
import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from deskhand.domain.files import Content
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import ProblemError
from deskhand.readers.apart import trouble
from deskhand.readers.apart.messages import (
    Answer,
    CannotRead,
    Draw,
    HasDrawn,
    HasRead,
    HasTakenOut,
    Order,
    Read,
    TakeOut,
)
from deskhand.readers.apart.process import Death, DiedError, ReaderProcess

_MOST = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """``jpeg`` is the picture that is kept of the file, b"" if there is none."""

    content: Content
    jpeg: bytes


class Apart:
    """At most ``processes`` of them, as many as there are cores if none are told; each is started when it is needed.

    Every thread may ask; one that finds all processes busy waits.
    """

    def __init__(self, processes: int = 0) -> None:
        self.size = processes or max(1, min(os.cpu_count() or 1, _MOST))
        self._idle: queue.LifoQueue[ReaderProcess | None] = queue.LifoQueue()
        for _ in range(self.size):
            self._idle.put(None)
        self._alive: set[ReaderProcess] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path, kind: SourceKind) -> Opened:
        """What is in a file of a source of this kind. Raises ``ProblemError``, or ``Stopped`` when it is closed."""
        answer = self._ask(Read(os.fsencode(path.absolute()), kind), path)
        assert isinstance(answer, HasRead)
        return Opened(answer.content, answer.jpeg)

    def picture(self, path: Path, kind: SourceKind) -> bytes:
        """The picture alone that ``read`` gives of it, without words being read off it. Raises as ``read`` does."""
        answer = self._ask(Read(os.fsencode(path.absolute()), kind, see=False), path)
        assert isinstance(answer, HasRead)
        return answer.jpeg

    def draw(self, path: Path, kind: SourceKind, page: int, edge: int) -> bytes:
        """A page (0-based) as a JPEG file, b"" if it has none. Raises as ``read`` does."""
        answer = self._ask(Draw(os.fsencode(path.absolute()), kind, page, edge), path)
        assert isinstance(answer, HasDrawn)
        return answer.jpeg

    def take_out(self, path: Path, number: int, start: int) -> HasTakenOut:
        """A piece of what is attached to a mail. Raises as ``read`` does."""
        answer = self._ask(TakeOut(os.fsencode(path.absolute()), number, start), path)
        assert isinstance(answer, HasTakenOut)
        return answer

    def close(self) -> None:
        """End all processes now, whatever they have in hand."""
        with self._lock:
            self._closed = True
            alive, self._alive = self._alive, set()
        for process in alive:
            process.close()

    def _ask(self, order: Order, path: Path) -> HasRead | HasDrawn | HasTakenOut:
        """A process may also die of what it read before, so a file is tried twice; time is not spent twice."""
        for last in (False, True):
            try:
                answer = self._asked_once(order)
            except DiedError as died:
                if last or died.death is Death.TIME:
                    raise trouble.ended(path, died) from None
            else:
                break
        if isinstance(answer, CannotRead):
            raise ProblemError(answer.problem)
        return answer

    def _asked_once(self, order: Order) -> Answer:
        process = self._idle.get()
        fresh = False
        try:
            process = process or self._started()
            answer = process.ask(order)
            fresh = process.is_weary
        except DiedError:
            fresh = True
            if self._closed:
                raise Stopped from None
            raise
        finally:
            if fresh and process is not None:
                self._end(process)
            self._idle.put(None if fresh else process)
        return answer

    def _started(self) -> ReaderProcess:
        with self._lock:
            if self._closed:
                raise Stopped
            process = ReaderProcess()
            self._alive.add(process)
            return process

    def _end(self, process: ReaderProcess) -> None:
        with self._lock:
            self._alive.discard(process)
        process.close()
