"""Saving: the person's table, with the answers of people and of Deskhand beside every row."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from deskhand.domain.items import Item, Source
from deskhand.domain.jobs import Event, OutputKind, Progress, Report, ResultsSaved, SaveResults
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Label, Prediction, Question, QuestionKind
from deskhand.readers import tables
from deskhand.storage.view import ProjectView
from deskhand.writers import csv, workbook, workbook_copy
from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable, Cell, Written
from deskhand.writers.targets import free_target

_CHUNK = 1000  # items that are looked up together


def save_results(request: SaveResults, view: ProjectView, report: Report) -> Iterator[Event]:
    """Write the answers of one source. Raises ``ProblemError`` if it cannot be done; an old file survives."""
    source = view.sources.get(request.source_id)
    wanted, kind, notes = _as_it_can_be(request, source)
    target, more_notes = free_target(wanted, Path(source.path))
    written = _WRITERS[kind](_table(request, source, view, report), target, source)
    yield ResultsSaved(str(target), written.rows, (*notes, *more_notes, *written.notes))


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
    questions = tuple(view.questions.get(question_id) for question_id in request.question_ids)
    return AnsweredTable(
        sheet=source.sheet,
        columns=source.columns,
        questions=tuple(question.name for question in questions),
        rows=_rows(request, questions, view, report),
    )


def _rows(
    request: SaveResults, questions: tuple[Question, ...], view: ProjectView, report: Report
) -> Iterator[AnsweredRow]:
    items = view.items.each(request.source_id)
    total = view.items.count(request.source_id)
    done = 0
    while chunk := list(islice(items, _CHUNK)):
        columns = [_answers(question, chunk, request.run_id, view) for question in questions]
        for item, *answers in zip(chunk, *columns, strict=True):
            yield AnsweredRow(item.row, item.cells, tuple(answers))
        done += len(chunk)
        report.progress(Progress(done, total, "rows", "Saving"))


def _answers(question: Question, items: list[Item], run_id: int | None, view: ProjectView) -> list[Answer]:
    """The answer to ``question`` of each of ``items``."""
    ids = [item.id for item in items]
    labels = view.labels.of_items(question.id, ids)
    predictions = view.predictions.of_items(question.id, ids, run_id)
    return [_answer(question, labels.get(item_id), predictions.get(item_id)) for item_id in ids]


def _answer(question: Question, label: Label | None, prediction: Prediction | None) -> Answer:
    """What the person said wins; nobody need look at that again."""
    if label is not None:
        return Answer(_value(question, label.value), 1.0, needs_a_look=False)
    if prediction is not None:
        unsure = prediction.confidence < question.careful
        return Answer(_value(question, prediction.answer), round(prediction.confidence, 4), needs_a_look=unsure)
    return Answer(None, None, needs_a_look=True)


def _value(question: Question, answer: str) -> Cell:
    if question.kind is not QuestionKind.NUMBER:
        return answer
    try:
        number = float(answer)
    except ValueError:  # a number that only a person can read
        return answer
    return number if math.isfinite(number) else answer
