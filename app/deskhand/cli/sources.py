"""The project of a command, and the table that it is about as a source of that project."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.acts import SourceAdded
from deskhand.domain.items import Source, TablePreview
from deskhand.domain.jobs import ReadTable, TableRead
from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.project import Project
from deskhand.storage.project_problems import DamagedProject
from deskhand.storage.view import DATABASE


@contextmanager
def open_or_create(folder: Path, job: str = "tickets") -> Iterator[Project]:
    """The project in ``folder``, made for ``job`` if there is none."""
    folder = folder.resolve()
    if folder.is_file():
        raise ProblemError(
            Problem(
                title="A project is a folder",
                happened=f"{folder} is a file.",
                did="Nothing was changed.",
                advice="Name a folder after --project; one that is not there is made.",
            )
        )
    there = (folder / DATABASE).exists()
    project = _open(folder) if there else Project.create(folder, folder.name, job)
    try:
        yield project
    finally:
        project.close()


def _open(folder: Path) -> Project:
    try:
        return Project.open(folder)
    except DamagedProject as error:
        window = f" The window offers that: start Deskhand without arguments and open {folder} there."
        advice = error.problem.advice + (window if error.copy else "")
        raise ProblemError(replace(error.problem, advice=advice)) from error


@contextmanager
def open_existing(folder: Path) -> Iterator[Project]:
    """The project in ``folder``. Raises ``ProblemError`` if there is none."""
    if not (folder / DATABASE).exists():
        raise ProblemError(
            Problem(
                title="There is no project here",
                happened=f"{folder} is not a folder that Deskhand has learned into.",
                did="Nothing was changed.",
                advice="Name the folder that was given to “deskhand learn --project”, or learn first.",
            )
        )
    with open_or_create(folder) as project:
        yield project


def known(preview: TablePreview, project: Project) -> Source | None:
    """The latest source of ``project`` that was read from the same sheet of the same file."""
    here = Path(preview.path).resolve()
    same = [
        source
        for source in project.sources.all()
        if Path(source.path).resolve() == here and source.sheet == preview.sheet
    ]
    return same[-1] if same else None


def is_unchanged(source: Source, preview: TablePreview, project: Project) -> bool:
    """Whether the table still says what was read from it. Rows that were never read do not count."""
    from deskhand.readers import tables

    if source.columns != preview.columns or source.header_row != preview.header_row:
        return False
    then = ((item.row, item.cells) for item in project.items.each(source.id))
    now = tables.rows(preview.path, preview.sheet, preview.header_row)
    was_read_whole = source.rows > 0
    pairs = zip_longest(then, now) if was_read_whole else zip(then, now, strict=False)
    return all(before == after for before, after in pairs)


def add(preview: TablePreview, text_columns: tuple[int, ...], project: Project) -> Source:
    """Add the table in ``preview`` to ``project``; its rows are not read yet."""
    source_id = project.new_id("sources")
    project.record(
        SourceAdded(
            source_id=source_id,
            path=path_in(project.folder, Path(preview.path)),
            sheet=preview.sheet,
            header_row=preview.header_row,
            columns=preview.columns,
            text_columns=text_columns,
            notes=preview.notes,
        )
    )
    return project.sources.get(source_id)


def path_in(folder: Path, table: Path) -> str:
    """The path of ``table`` as a project keeps it: relative if both lie together, to be moved together."""
    together = folder.resolve().parent
    return os.path.relpath(table, folder) if table.is_relative_to(together) else str(table)


def read(source: Source, driver: Driver, console: Console) -> None:
    """Read the rows that were not read yet, and say what had to be mended in them."""
    for note in driver.answer(TableRead, ReadTable(source.id)).notes:
        console.say(note)
