"""A worker: takes orders from a pipe, one job at a time, and answers with events until the pipe ends.

``deskhand --worker light`` reads files, ``heavy`` runs models, ``network`` alone may use the network, ``rehearsal``
plays all of them.
"""

import faulthandler
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path

from deskhand.domain.jobs import Cancelled, Event, Failed, Progress, Report, Request, Stopped
from deskhand.domain.lanes import PROCESSOR_LOST
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.failing import ProcessorLostError
from deskhand.jobs.library_settings import tell_libraries
from deskhand.storage.places import logs_folder
from deskhand.storage.view import ProjectView
from deskhand.worker.pipe import Cancel, Order, Pipe

LIGHT_MEMORY = 4 << 30  # bytes of address space: a file that unpacks to more is refused, not the computer frozen
KINDS = {
    "light": "deskhand.jobs",
    "heavy": "deskhand.jobs",
    "network": "deskhand.jobs",
    "rehearsal": "deskhand.worker.rehearsal",
}

Perform = Callable[[Request, ProjectView | None, Report], Iterator[Event]]


class Worker:
    """The jobs that are waiting, the one in hand, and which of them were cancelled."""

    def __init__(self, pipe: Pipe, perform: Perform) -> None:
        self._pipe = pipe
        self._perform = perform
        self._waiting: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._cancelled: set[int] = set()

    def run(self) -> None:
        """Do one job after the other, for ever: the listening thread ends the process."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        while True:
            self._do(self._waiting.get())

    def _listen(self) -> None:
        for order in self._pipe.orders():
            if isinstance(order, ValueError):
                self._pipe.send(0, Failed(_not_understood(order)))
            elif isinstance(order.request, Cancel):
                self._cancelled.add(order.job)
            else:
                self._waiting.put(order)
        os._exit(0)  # the window is gone: nobody would hear another word, and a busy library must not keep us

    def _do(self, order: Order) -> None:
        try:
            self._answer(order)
        except ProblemError as error:
            self._pipe.send(order.job, Failed(error.problem))
        except BrokenPipeError:
            os._exit(0)
        except ProcessorLostError:
            os._exit(PROCESSOR_LOST)  # at once: what the driver holds cannot be let go of in order
        self._cancelled.discard(order.job)

    def _answer(self, order: Order) -> None:
        if isinstance(order.request, Cancel) or order.job in self._cancelled:
            self._pipe.send(order.job, Cancelled())
            return
        report = PipedReport(self._pipe, order.job, self._cancelled)
        with view_of(order.folder) as view:
            for event in self._perform(order.request, view, report):
                self._pipe.send(order.job, event)


@contextmanager
def view_of(folder: str) -> Iterator[ProjectView | None]:
    """The project in ``folder``, read-only ("": none). Raises ``ProblemError``."""
    if not folder:
        yield None
        return
    with closing(ProjectView.open(Path(folder))) as view:
        yield view


class PipedReport:
    """The ``Report`` of one job."""

    def __init__(self, pipe: Pipe, job: int, cancelled: set[int]) -> None:
        self._pipe = pipe
        self._job = job
        self._cancelled = cancelled

    def progress(self, progress: Progress) -> None:
        if self._job in self._cancelled:
            raise Stopped
        self._pipe.send(self._job, progress)


def main(arguments: list[str]) -> int:
    """Be the worker of the kind in ``arguments``."""
    kind = arguments[0] if arguments else ""
    if kind not in KINDS:
        print("usage: deskhand --worker {" + "|".join(KINDS) + "}", file=sys.stderr)  # noqa: T201
        return 2
    pipe = Pipe()
    tell_libraries()
    logs_folder().mkdir(parents=True, exist_ok=True)
    with (logs_folder() / f"worker-{kind}.log").open("a") as log:
        faulthandler.enable(log)
        give_way()
        if kind == "light":
            limit_memory(LIGHT_MEMORY)
        Worker(pipe, load_perform(kind)).run()
    return 0


def load_perform(kind: str) -> Perform:
    """What does the jobs of a worker of this kind."""
    perform: Perform = import_module(KINDS[kind]).perform
    return perform


def give_way() -> None:
    """Let whatever the person does go first (measured: the longest gap of the window falls from 60 to 23 ms)."""
    if sys.platform != "win32":
        os.nice(10)


def limit_memory(limit: int) -> None:
    """Let this process have at most ``limit`` bytes of address space, where the system can hold it to that."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _not_understood(reason: ValueError) -> Problem:
    return Problem(
        title="Deskhand's own parts did not understand each other",
        happened="A part of Deskhand was given an order that it does not know.",
        did="The order was passed over; nothing was changed.",
        advice="Close Deskhand and open it again. If it was just updated, restart the computer.",
        details=f"worker: {reason}",
    )
