"""Files, or puts back, in children that something happens to. What they need is imported before they fork.

A line in: ``[project, undoing, fault, number]``. ``fault`` says what happens at the step of that number which would
change something on a drive: ``kill`` before it, ``kill after``, or an error by its name instead (``ENOSPC``), or
although it was done (``EIO after``); ``wait``: the child tells its id and goes on at SIGUSR1 (for strace).
A line out: whether it happened.
"""

import ctypes
import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from deskhand import jobs
from deskhand.domain.filing_messages import DoFiling, FilingEnded, UndoFiling
from deskhand.domain.jobs import Finished
from deskhand.domain.problems import ProblemError
from deskhand.storage import backups
from deskhand.storage.project import Project
from deskhand.writers.folders import opened, renaming
from jobs.filings import Report

FILING = 1
_CHANGING = ("write", "fsync", "unlink", "mkdir", "rmdir", "fchmod", "utime", "link", "rename")


class Fault:
    """Happens once, at the step of one number."""

    def __init__(self, fault: str, number: int) -> None:
        self._kind, _, after = fault.partition(" ")
        self._after = bool(after)
        self._left = number
        self.happened = False

    def guard(self, do: Callable[..., object], refuse: Callable[[int], object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            self._left -= 1
            if self._left != 0:
                return do(*arguments, **named)
            self.happened = True
            try:
                done = do(*arguments, **named) if self._after else None
            finally:  # also after a step that failed by itself, as one that takes away what is not there
                if self._kind == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
            return refuse(getattr(errno, self._kind)) if done is None or self._after else done

        return step


def _raise(number: int) -> object:
    raise OSError(number, os.strerror(number))


def _as_c_does(number: int) -> int:
    ctypes.set_errno(number)
    return -1


def _guard_everything(fault: Fault) -> None:
    for name in _CHANGING:
        setattr(os, name, fault.guard(getattr(os, name), _raise))
    plain_open = os.open
    guarded = fault.guard(plain_open, _raise)
    os.open = lambda path, flags, *rest, **named: (guarded if flags & os.O_CREAT else plain_open)(
        path, flags, *rest, **named
    )
    call, flag = renaming._system_call()
    renaming._system_call = lambda: (fault.guard(call, _as_c_does), flag)
    sync = opened._sync_of_drive()
    opened._sync_of_drive = lambda: fault.guard(sync, _as_c_does)


def happened(project: str, undoing: bool, kind: str, number: int) -> bool:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        fault = Fault(kind, number)
        if kind == "wait":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
            print(json.dumps(os.getpid()), flush=True)
            signal.sigwait({signal.SIGUSR1})
        else:
            _guard_everything(fault)
        _file(Path(project), undoing, fault, writer)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    told = os.read(reader, 100)
    os.close(reader)
    if told not in (b"", b"yes", b"no"):
        raise RuntimeError(told.decode())
    return os.WIFSIGNALED(status) or told == b"yes"


def _file(folder: Path, undoing: bool, fault: Fault, writer: int) -> None:
    try:
        try:
            project = Project.open(folder)
            connection = project._connection
            connection.set_trace_callback(lambda _: fault.guard(lambda: 0, lambda _: 0)())
            for event in jobs.perform((UndoFiling if undoing else DoFiling)(FILING), project, Report()):
                project.record(event)
            if isinstance(event, Finished):
                project.record(FilingEnded(FILING))
            project.close()
        except (ProblemError, OSError):  # as a program would stop that cannot record: the next start looks at the disk
            pass
        fault.happened |= fault._left <= 0
        _say(writer, b"yes" if fault.happened else b"no")
    except BaseException as error:
        _say(writer, repr(error).encode()[:90])
    finally:
        os._exit(0)


def _say(writer: int, told: bytes) -> None:
    """Not by ``os.write``, which is guarded; and once more if strace let this very write fail: it is no filing’s."""
    with open(writer, "wb", buffering=0, closefd=False) as pipe:
        try:
            pipe.write(told)
        except OSError:
            pipe.write(told)


if __name__ == "__main__":
    for module in ("do_filing", "undo_filing", "settle_filing"):
        import_module(f"deskhand.jobs.{module}")
    renaming._system_call()
    backups.is_up_to_date = lambda _: True  # a copy in the making would take part of the faults
    for line in sys.stdin:
        print(json.dumps(happened(*json.loads(line))), flush=True)
