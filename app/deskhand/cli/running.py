"""One run from beginning to end, also where an earlier command made the beginning and never came to the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskhand.cli.driver import Driver
from deskhand.domain.acts import RunEnded, RunPlanned, WorkerDied
from deskhand.domain.items import Source
from deskhand.domain.jobs import Run
from deskhand.storage.project import Project

MARK = "running"  # a file of the project: it is there while a run is under way, and stays if the process is killed


def finish_run(question_ids: tuple[int, ...], source: Source, project: Project, driver: Driver) -> int:
    """Do the run, or what is left of it, and return its id. Raises as ``Driver.do``."""
    run_id = left_over(question_ids, source, project)
    if run_id is None:
        run_id = project.new_id("runs")
        project.record(RunPlanned(run_id, question_ids, source.id))
    with marked(project.folder / MARK) as was_killed:
        if was_killed:
            project.record(WorkerDied(run_id))
        driver.do(Run(run_id, one_by_one=was_killed))
    project.record(RunEnded(run_id))
    return run_id


def left_over(question_ids: tuple[int, ...], source: Source, project: Project) -> int | None:
    """The run of just this that was begun and not ended."""
    run = project.runs.unfinished()
    return run.id if run is not None and (run.question_ids, run.source_id) == (question_ids, source.id) else None


@contextmanager
def marked(mark: Path) -> Iterator[bool]:
    """Set a mark that only a killed process leaves behind; gives whether one was left."""
    was_left = mark.exists()
    mark.touch()
    try:
        yield was_left
    finally:
        mark.unlink()
