"""Saving calls: a workbook or CSV file with a row a call, or a folder with one file a call."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from deskhand.domain.items import Source
from deskhand.domain.jobs import OutputKind, Report, ResultsSaved, SaveResults
from deskhand.domain.recordings import WORDS_COLUMN, CallState, Transcript
from deskhand.jobs.answered_items import answered_items
from deskhand.storage.view import ProjectView
from deskhand.writers import call_files, calls, csv, workbook
from deskhand.writers.answers import Answer, AnsweredTable, Written
from deskhand.writers.calls import Call
from deskhand.writers.cells import fits
from deskhand.writers.targets import free_target

_CHUNK = 1000  # transcripts that are looked up together


def save_calls(request: SaveResults, source: Source, view: ProjectView, report: Report) -> ResultsSaved:
    """Write the calls of one source. Raises ``ProblemError`` if it cannot be done; an old file survives."""
    wanted = Path(request.path)
    order = _Order(request, source, view, report)
    if request.kind in call_files.FORMATS:
        written = call_files.write(order.calls(), wanted, request.kind)
        return ResultsSaved(str(wanted), written.rows, written.notes)
    target, notes = free_target(wanted, Path(source.path))
    written = _WRITERS[request.kind](order, target)
    return ResultsSaved(str(target), written.rows, (*notes, *written.notes))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be written; the calls can be gone through more than once."""

    request: SaveResults
    source: Source
    view: ProjectView
    report: Report

    def calls(self) -> Iterator[Call]:
        """The calls as they are on the screen, in the order of the list."""
        folder = Path(self.source.path)
        for chunk in answered_items(self.request, self.view, self.report):
            ids = [item.id for item, _ in chunk]
            transcripts, recordings = self.view.transcripts.many(ids), self.view.recordings.many(ids)
            for item, answers in chunk:
                path = Path(os.fsdecode(recordings[item.id].path))
                transcript = transcripts.get(item.id)
                counted = tuple(_unasked(answer, transcript) for answer in answers)
                yield Call(item.row, item.cells, path, folder / path, transcript, counted)

    def transcripts(self) -> Iterator[Transcript]:
        """What was heard."""
        ids = self.view.calls.heard(self.source.id)
        for start in range(0, len(ids), _CHUNK):
            yield from self.view.transcripts.many(ids[start : start + _CHUNK]).values()

    def table(self, target: Path, rows: Iterable[Call]) -> AnsweredTable:
        """``rows`` for the file ``target``."""
        questions = tuple(self.view.questions.get(question_id).name for question_id in self.request.question_ids)
        return calls.table(rows, questions, calls.more_columns(self.transcripts()), target.parent)


def _unasked(answer: Answer, transcript: Transcript | None) -> Answer:
    """Where nobody spoke there is nothing to be answered, and nothing to look at."""
    silent = transcript is not None and transcript.state is CallState.NO_SPEECH
    return replace(answer, needs_a_look=False) if silent else answer


def _workbook(order: _Order, target: Path) -> Written:
    """Words that no cell can hold go whole into a folder beside."""
    long: list[Call] = []

    def noted() -> Iterator[Call]:
        for call in order.calls():
            if not fits(call.cells[WORDS_COLUMN]):
                long.append(call)
            yield call

    beside = calls.passages(order.calls()) if order.request.passages else None
    written = workbook.write(order.table(target, noted()), target, beside)
    if not long:
        return written
    folder = target.with_name(f"{target.stem} - long calls")
    whole = call_files.write(long, folder, OutputKind.TEXT)
    return replace(written, notes=(*written.notes, f"Their words are whole in “{folder.name}”.", *whole.notes))


def _csv(order: _Order, target: Path) -> Written:
    return csv.write(order.table(target, order.calls()), target)


_WRITERS: dict[OutputKind, Callable[[_Order, Path], Written]] = {OutputKind.NEW: _workbook, OutputKind.CSV: _csv}
