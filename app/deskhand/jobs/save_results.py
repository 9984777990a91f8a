"""Saving: the person's table, with the answers of people and of Deskhand beside every row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from deskhand.domain.items import Source, SourceKind
from deskhand.domain.jobs import Event, OutputKind, Report, ResultsSaved, SaveResults
from deskhand.domain.problems import Problem, ProblemError
from deskhand.jobs.answered_items import answered_items
from deskhand.jobs.save_calls import save_calls
from deskhand.readers import tables
from deskhand.storage.view import ProjectView
from deskhand.writers import csv, workbook, workbook_copy
from deskhand.writers.answers import AnsweredRow, AnsweredTable, Written
from deskhand.writers.targets import free_target


def save_results(request: SaveResults, view: ProjectView, report: Report) -> Iterator[Event]:
    """Write the answers of one source. Raises ``ProblemError`` if it cannot be done; an old file survives."""
    source = view.sources.get(request.source_id)
    save = save_calls if source.kind is SourceKind.RECORDINGS else _save_table
    yield save(request, source, view, report)


def _save_table(request: SaveResults, source: Source, view: ProjectView, report: Report) -> ResultsSaved:
    wanted, kind, notes = _as_it_can_be(request, source)
    target, more_notes = free_target(wanted, Path(source.path))
    written = _WRITERS[kind](_table(request, source, view, report), target, source)
    return ResultsSaved(str(target), written.rows, (*notes, *more_notes, *written.notes))


def _as_it_can_be(request: SaveResults, source: Source) -> tuple[Path, OutputKind, tuple[str, ...]]:
    """The path and kind that are possible, and what to say where they are not those asked for."""
    wanted = Path(request.path)
    if request.kind is not OutputKind.COPY:
        return wanted, request.kind, ()
    original = Path(source.path)
    suffix = original.suffix.lower()
    if suffix not in workbook_copy.SUFFIXES:
        note = f"Only .xlsx and .xlsm workbooks can be copied, so this is a new workbook, no copy of {original.name}."
        return wanted.with_suffix(".xlsx"), OutputKind.NEW, (note,)
    if wanted.suffix.lower() == suffix:
        return wanted, request.kind, ()
    note = f"A copy keeps the kind of its original, so its name ends in {suffix}."
    return wanted.with_suffix(suffix), request.kind, (note,)


def _copy(table: AnsweredTable, target: Path, source: Source) -> Written:
    original = workbook_copy.Original(Path(source.path), source.sheet, source.header_row)
    return workbook_copy.write(replace(table, rows=_unchanged(table.rows, source)), target, original)


def _unchanged(rows: Iterable[AnsweredRow], source: Source) -> Iterator[AnsweredRow]:
    """``rows``, as long as their workbook still has them where they were: answers go in by row number."""
    theirs = tables.rows(source.path, source.sheet, source.header_row)
    for row in rows:
        if next(theirs, None) != (row.row, row.cells):
            raise ProblemError(_changed(Path(source.path).name, row.row))
        yield row


def _changed(name: str, row: int) -> Problem:
    return Problem(
        title="The workbook has changed",
        happened=f"Row {row:,} of {name} is no longer what it was when Deskhand read it, so answers could go astray.",
        did="Nothing was written.",
        advice="Save a new workbook instead of a copy, or choose the changed one again and let Deskhand answer it.",
    )


_WRITERS: dict[OutputKind, Callable[[AnsweredTable, Path, Source], Written]] = {
    OutputKind.COPY: _copy,
    OutputKind.NEW: lambda table, target, _: workbook.write(table, target),
    OutputKind.CSV: lambda table, target, _: csv.write(table, target),
}


def _table(request: SaveResults, source: Source, view: ProjectView, report: Report) -> AnsweredTable:
    chunks = answered_items(request, view, report)
    return AnsweredTable(
        sheet=source.sheet,
        columns=source.columns,
        questions=tuple(view.questions.get(question_id).name for question_id in request.question_ids),
        rows=(AnsweredRow(item.row, item.cells, answers) for chunk in chunks for item, answers in chunk),
    )
