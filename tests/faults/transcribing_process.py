"""Turns recordings into words in children that kill themselves on order. What they need is imported before they fork.

A line in: ``[folder, moments, one_by_one]``; a moment is before an event is recorded, after it, and when the job says
how far it is. A line out: whether the child was killed (else it had come to the end).
"""

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path

from deskhand import jobs
from deskhand.domain.jobs import Failed, Progress, Transcribe
from deskhand.storage.project import Project

RUN = 1


class Fuse:
    """Burns down a moment at a time."""

    def __init__(self, moments: int) -> None:
        self._left = moments

    def burn(self) -> None:
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def progress(self, _: Progress) -> None:
        self.burn()


def killed(folder: str, moments: int, one_by_one: bool) -> bool:
    child = os.fork()
    if child == 0:
        _transcribe(Path(folder), Fuse(moments), one_by_one)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the job failed")
    return os.WIFSIGNALED(status)


def _transcribe(folder: Path, fuse: Fuse, one_by_one: bool) -> None:
    code = 1
    try:
        project = Project.open(folder)
        for event in jobs.perform(Transcribe(RUN, one_by_one), project, fuse):
            fuse.burn()
            project.record(event)
            fuse.burn()
        project.close()
        code = int(isinstance(event, Failed))
    finally:
        os._exit(code)


if __name__ == "__main__":
    import_module("deskhand.jobs.transcribe")
    for line in sys.stdin:
        print(json.dumps(killed(*json.loads(line))), flush=True)
