"""Our end of a process that tries one thing with a processor: it is watched, and killed if it takes too long."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import deskhand

_OFTEN = 0.2  # seconds between two looks at whether it is still wanted
_SLEPT = 3.0  # times its limit, and whoever waited did so in a laptop that was closed
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Death(StrEnum):
    """What a process died of."""

    CRASH = "crash"
    TIME = "time"
    MEMORY = "memory"


class DiedError(Exception):
    """The process is gone without an answer. ``details``: names and numbers."""

    def __init__(self, death: Death, details: str) -> None:
        super().__init__(details)
        self.death = death
        self.details = details


@dataclass(frozen=True, slots=True)
class Child:
    """How such a process is started, and how many ``seconds`` it has: mostly ten do; but drives may be cold, drivers
    wake up slowly, and other programs be busy. ``home`` in place of the person's ("": theirs)."""

    command: tuple[str, ...] = (sys.executable, "-m", "deskhand", "--worker", "trial")
    seconds: float = 120.0
    home: str = ""


def ask(order: Sequence[str], child: Child, look: Callable[[], None]) -> bytes:
    """The line that it answers ``order`` with. ``look`` is called all the while, and may raise to end it.

    Raises ``DiedError``.
    """
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [*child.command, *order],
        stdin=subprocess.PIPE,  # which ends when we do: then it ends too
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(child.home),
        creationflags=_NO_WINDOW,
    )
    try:
        line = _line_of(process, child.seconds, look)
        if line:
            return line
        raise DiedError(*_cause(process.wait(timeout=_OFTEN)))
    except subprocess.TimeoutExpired:
        raise DiedError(Death.CRASH, "closed its pipe") from None
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _line_of(process: "subprocess.Popen[bytes]", seconds: float, look: Callable[[], None]) -> bytes:
    """What it says; b"": it ended without a word. Raises ``DiedError`` if it takes too long."""
    said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    assert process.stdout is not None
    stream = process.stdout
    threading.Thread(target=lambda: said.put(stream.readline()), name="trial", daemon=True).start()
    begun = time.monotonic()
    while True:
        try:
            return said.get(timeout=min(_OFTEN, seconds))
        except queue.Empty:
            look()
        waited = time.monotonic() - begun
        if waited > _SLEPT * seconds + _OFTEN:
            begun = time.monotonic()  # it slept with us: its time begins anew
        elif waited > seconds:
            raise DiedError(Death.TIME, f"no answer within {seconds:.0f} seconds")


def _cause(code: int) -> tuple[Death, str]:
    """Of an ending without a word. Nobody but the system kills it then, and that for want of memory (SIGKILL)."""
    return (Death.MEMORY if code in (-9, 137) else Death.CRASH), f"ended with {code}"


def _environment(home: str) -> dict[str, str]:
    """Ours, with our own code first, and nothing that happens to lie in the current folder."""
    ours = str(Path(deskhand.__file__).parents[1])
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path and path != ours]
    elsewhere = {"DESKHAND_HOME": home} if home else {}
    return {**os.environ, **elsewhere, "PYTHONPATH": os.pathsep.join([ours, *paths]), "PYTHONSAFEPATH": "1"}
