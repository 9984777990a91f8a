"""Our end of a process that reads one file at a time: it is watched, and killed if it takes too long."""

import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import deskhand
from deskhand.readers.apart import messages
from deskhand.readers.apart.limits import PATIENCE
from deskhand.readers.apart.messages import Answer, NoMemory, Order, Ready, Ticked, Weary, Word

COMMAND = (sys.executable, "-m", "deskhand", "--worker", "reader")
WORN_OUT = 200
"""Files; a process that has read so many makes way for a fresh one, whatever libraries have forgotten to free."""
_START = 60.0  # seconds: a cold drive, and a virus scanner that looks at every library
_SLEPT = 3.0  # times its patience, and whoever waited did so in a laptop that was closed
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Death(StrEnum):
    """What a process died of."""

    CRASH = "crash"
    TIME = "time"
    MEMORY = "memory"


class DiedError(Exception):
    """The process is gone, and with it what it had in hand. ``details``: names and numbers."""

    def __init__(self, death: Death, details: str) -> None:
        super().__init__(details)
        self.death = death
        self.details = details


class ReaderProcess:
    """One process, started here. ``is_weary``: it should make way for a fresh one."""

    def __init__(self) -> None:
        self.is_weary = False
        self._served = 0
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=_NO_WINDOW,
        )
        self._words: queue.SimpleQueue[Word | None] = queue.SimpleQueue()
        self._ready = False
        threading.Thread(target=self._listen, name="reader", daemon=True).start()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def ask(self, order: Order) -> Answer:
        """What comes of ``order``. Raises ``DiedError``, and then is of no more use."""
        if not self._ready:
            self._hear(_START)
            self._ready = True
        self._served += 1
        self.is_weary = self._served >= WORN_OUT
        self._send(order)
        while isinstance(word := self._hear(PATIENCE), Ticked | Ready | Weary):
            self.is_weary |= isinstance(word, Weary)
        if isinstance(word, NoMemory):
            self.kill()
            raise DiedError(Death.MEMORY, "memory ran out")
        return word

    def kill(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it and let go of the pipes."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # an order that was never taken is written when the pipe is closed
                    pipe.close()

    def _send(self, order: Order) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(messages.line_of(order))
            self._process.stdin.flush()
        except OSError:
            raise self._crashed() from None

    def _hear(self, patience: float) -> Word:
        begun = time.monotonic()
        try:
            word = self._words.get(timeout=patience)
        except queue.Empty:
            if time.monotonic() - begun > _SLEPT * patience:
                return self._hear(patience)
            self.kill()
            raise DiedError(Death.TIME, f"no answer for {patience:.0f} seconds") from None
        if word is None:
            raise self._crashed()
        return word

    def _crashed(self) -> DiedError:
        self.kill()
        return DiedError(Death.CRASH, f"ended with {self._process.returncode}")

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while line := self._process.stdout.readline(messages.LONGEST):
                self._words.put(messages.word_in(line))
        except ValueError:  # no word of ours, or a pipe that we have closed
            self._process.kill()
        self._words.put(None)


def _environment() -> dict[str, str]:
    """Ours, with our own code first, and nothing that happens to lie in the current folder."""
    ours = str(Path(deskhand.__file__).parents[1])
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path and path != ours]
    return {
        **os.environ,
        **_ONE_THREAD,
        "OMP_WAIT_POLICY": "PASSIVE",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONPATH": os.pathsep.join([ours, *paths]),
        "PYTHONSAFEPATH": "1",
    }
