"""Takes a course in children that something happens to. What they need is imported before they fork.

A line in: ``[project, fault, number]``: at the step of that number which would change something on a drive the child is
killed before it (``kill``) or after it (``kill after``), or the step fails (``ENOSPC``, ``EIO``); or, as it happens in
libraries too, no file may grow beyond ``number`` bytes (``room``). A line out: how many such steps there were (0: the
child was killed), and the title of the problem that was told, with its advice ("": none). In these children what is
changed always wins.
"""

import json
import os
import resource
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from deskhand import jobs
from deskhand.domain.jobs import Failed, TakeCourse
from deskhand.domain.problems import ProblemError
from deskhand.engine.competing import competition
from deskhand.engine.winning import Comparison
from deskhand.storage import backups
from deskhand.storage.project import Project
from faults.filing_process import Fault, _raise, _say
from jobs.taught import Quiet
from jobs.word_orders import COURSE

_CHANGING = ("write", "fsync", "unlink", "mkdir", "rmdir", "link", "rename", "replace")


def _guard_everything(fault: Fault) -> None:
    for name in _CHANGING:
        setattr(os, name, fault.guard(getattr(os, name), _raise))
    plain_open = os.open
    guarded = fault.guard(plain_open, _raise)
    os.open = lambda path, flags, *rest, **named: (guarded if flags & os.O_CREAT else plain_open)(
        path, flags, *rest, **named
    )


def taken(project: str, kind: str, number: int) -> tuple[int, str, str]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        fault = Fault(kind, number)
        if kind == "room":
            resource.setrlimit(resource.RLIMIT_FSIZE, (number, resource.RLIM_INFINITY))
        else:
            _guard_everything(fault)
        _take(Path(project), fault, writer)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    told = os.read(reader, 1000)
    os.close(reader)
    if os.WIFSIGNALED(status):
        return 0, "", ""
    left, title, advice = json.loads(told)
    return number - left, title, advice


def _take(folder: Path, fault: Fault, writer: int) -> None:
    title, advice = "", ""
    try:
        try:
            project = Project.open(folder)
            project._connection.set_trace_callback(lambda _: fault.guard(lambda: 0, lambda _: 0)())
            for event in jobs.perform(TakeCourse(COURSE), project, Quiet()):
                project.record(event)
                if isinstance(event, Failed):
                    title, advice = event.problem.title, event.problem.advice
            with suppress(OSError):
                project.close()
        except ProblemError as error:  # the owner of the project says so, and stops
            title, advice = error.problem.title, error.problem.advice
        _say(writer, json.dumps([fault._left, title, advice]).encode())
    except BaseException as error:
        _say(writer, json.dumps([fault._left, repr(error)[:200], ""]).encode())
    finally:
        os._exit(0)


def _wins(*_: object) -> Comparison:
    return Comparison(0.1, 0.05, 0.15, wins=True)


if __name__ == "__main__":
    for module in ("learn_thoroughly", "stop_learning"):
        import_module(f"deskhand.jobs.{module}")
    for module in ("text", "pictures", "sound"):
        import_module(f"deskhand.engine.encoders.{module}")
    competition.compare = _wins
    backups.is_up_to_date = lambda _: True  # a copy in the making would take part of the faults
    for line in sys.stdin:
        print(json.dumps(taken(*json.loads(line))), flush=True)
