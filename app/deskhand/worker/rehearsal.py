"""The twin of the real jobs: the same requests, canned events in no time, and bad manners on request.

It misbehaves if any text of the request, or the file that the request is about, is called after a misbehaviour:
``Learn((1,), model="crash")``, ``PreviewTable("/any/folder/hang.csv")``.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from deskhand.domain.jobs import (
    Cancelled,
    Event,
    Failed,
    Finished,
    ListFiles,
    Progress,
    ReadFiles,
    ReadTable,
    Report,
    Request,
    Started,
    Stopped,
    TakeCourse,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.failing import ProcessorLostError
from deskhand.storage.view import ProjectView
from deskhand.worker.canned import ANSWERS


def perform(request: Request, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """As ``jobs.perform``: ``Started``, the results, one ending."""
    yield Started()
    try:
        for misbehave in misbehaviours(request, view):
            misbehave(report)
        yield from ANSWERS[type(request)](request, view, report)
    except Stopped:
        yield Cancelled()
    except ProblemError as error:
        yield Failed(error.problem)
    except MemoryError:
        yield Failed(_OUT_OF_MEMORY)
    else:
        yield Finished()


def misbehaviours(request: Request, view: ProjectView | None) -> Iterator[Callable[[Report], None]]:
    """The bad manners that ``request`` asks for."""
    texts = [str(getattr(request, part.name)) for part in fields(request)]
    if view is not None and isinstance(request, ReadTable | ListFiles):
        texts.append(view.sources.get(request.source_id).path)
    if view is not None and isinstance(request, ReadFiles):
        texts += [source.path for source in view.sources.all()]
    if view is not None and isinstance(request, TakeCourse):
        texts.append(view.courses.get(request.course_id).course.model)
    for text in texts:
        if Path(text).stem in MISBEHAVIOURS:
            yield MISBEHAVIOURS[Path(text).stem]


def hang(_report: Report) -> None:
    """Neither answer nor hear."""
    time.sleep(3600)


def crash(_report: Report) -> None:
    """Die as native code does."""
    os.abort()


def garbage(_report: Report) -> None:
    """Print, as a library does that knows nothing of the pipe: from Python and from below it."""
    print("Some weights were not used: garbage [1, 2", flush=True)  # noqa: T201
    os.write(1, b"native \xff\xfe garbage\n")


def memory(_report: Report) -> None:
    """Run out of memory."""
    raise MemoryError


def lost(_report: Report) -> None:
    """Have a graphics processor that can do no more."""
    raise ProcessorLostError("cuda:0")


def slow(report: Report) -> None:
    """Take ten seconds, and listen."""
    for done in range(200):
        report.progress(Progress(done, 200, "messages", "Rehearsing"))
        time.sleep(0.05)


def fail(_report: Report) -> None:
    """Meet a problem."""
    raise ProblemError(_REHEARSED)


MISBEHAVIOURS: dict[str, Callable[[Report], None]] = {
    "hang": hang,
    "crash": crash,
    "garbage": garbage,
    "memory": memory,
    "lost": lost,
    "slow": slow,
    "fail": fail,
}
_REHEARSED = Problem(
    title="The rehearsal failed, as it was asked to",
    happened="A problem was wanted here.",
    did="Nothing was changed.",
    advice="Ask for another rehearsal.",
    details="rehearsal: fail",
)
_OUT_OF_MEMORY = Problem(
    title="The memory was not enough for this",
    happened="The rehearsal asked for more memory than there is.",
    did="It stopped; everything done before is kept.",
    advice="Close other programs and try again.",
    details="rehearsal: MemoryError",
)
