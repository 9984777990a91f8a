"""One run from beginning to end, also where an earlier command made the beginning and never came to the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskhand.cli.driver import Driver
from deskhand.domain.acts import RunEnded, RunPlanned, RunTask, WorkerDied
from deskhand.domain.items import Source
from deskhand.domain.jobs import Event, ReadFiles, Run, Transcribe
from deskhand.storage.project import Project

MARK = "running"  # a file of the project: it is there while a run is under way, and stays if the process is killed


def answer(question_ids: tuple[int, ...], source: Source, project: Project, driver: Driver) -> None:
    """Answer these questions, or what is left of that. Raises as ``Driver.do``."""
    planned = RunPlanned(project.new_id("runs"), question_ids, source.id)
    for _ in _finish(planned, Run, project, driver):
        pass


def transcribe(source: Source, project: Project, driver: Driver) -> Iterator[Event]:
    """Turn recordings into words, or what is left of them, and give what the job answers. Raises as ``Driver.do``."""
    planned = RunPlanned(project.new_id("runs"), (), source.id, task=RunTask.TRANSCRIBE)
    return _finish(planned, Transcribe, project, driver)


def read_files(source: Source, project: Project, driver: Driver) -> Iterator[Event]:
    """Read files, or what is left of that, and give what the job answers. Raises as ``Driver.do``."""
    begun = project.runs.unfinished(reading=True)
    if begun is None or begun.source_id not in (None, source.id):
        planned = RunPlanned(project.new_id("runs"), (), source.id, task=RunTask.READ)
        project.record(planned)
        run_id = planned.run_id
    else:
        run_id = begun.id
    yield from driver.events(ReadFiles(run_id))
    project.record(RunEnded(run_id))


def _finish(
    planned: RunPlanned, kind: type[Run] | type[Transcribe], project: Project, driver: Driver
) -> Iterator[Event]:
    run_id = _left_over(planned, project)
    if run_id is None:
        run_id = planned.run_id
        project.record(planned)
    with marked(project.folder / MARK) as was_killed:
        if was_killed:
            project.record(WorkerDied(run_id))
        yield from driver.events(kind(run_id, one_by_one=was_killed))
    project.record(RunEnded(run_id))


def _left_over(planned: RunPlanned, project: Project) -> int | None:
    """The run of just this that was begun and not ended."""
    run = project.runs.unfinished()
    if run is None:
        return None
    begun = (run.task, run.question_ids, run.source_id)
    return run.id if begun == (planned.task, planned.question_ids, planned.source_id) else None


@contextmanager
def marked(mark: Path) -> Iterator[bool]:
    """Set a mark that only a killed process leaves behind; gives whether one was left."""
    was_left = mark.exists()
    mark.touch()
    try:
        yield was_left
    finally:
        mark.unlink()
