"""What the rehearsal answers about filing: a plan with every remark in it, and files that will not go."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from deskhand.domain import jobs
from deskhand.domain.filing import WAITING, Move, MoveState, Outcome, PlannedFolder, Remark
from deskhand.domain.items import Item
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.problems import Problem
from deskhand.storage.tables.filings import FilingState
from deskhand.storage.view import ProjectView

BATCH = 12
REMARKS: tuple[tuple[Remark, str], ...] = (
    *((Remark.READY, ""),) * 5,
    (Remark.RENAMED, "There is another file of this name: both are kept."),
    (Remark.READY, ""),
    (Remark.THERE, "The same file is already there, it is not copied again."),
    (Remark.UNSURE, "Perhaps a contract, 5 in 10 sure."),
    (Remark.SHORTENED, "Its name is shortened to fit this drive."),
    (Remark.UNANSWERED, "Nobody has said yet what it is."),
    (Remark.LOCKED, "It is open in another program and is copied when it is closed."),
)
_CATEGORIES = ("Contracts", "Invoices", "Letters")
_NOT_WRITABLE = Problem(
    "This file could not be filed",
    "The folder may not be written to.",
    "The file is where it was.",
    "Ask whoever looks after the folder, then file it again.",
)
_ALTERED = Problem(
    "This file was not put back",
    "It was changed after it had been filed.",
    "It is left where it is.",
    "Look at it, and move it yourself if it belongs elsewhere.",
)


def plan(request: jobs.PlanFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    filing = view.filings.get(request.filing_id)
    moves = [_move(view, filing, item, place) for place, item in enumerate(view.items.each())]
    counted = Counter(move.folder for move in moves if move.folder)
    folders = tuple(
        PlannedFolder(folder, count, place % 2 == 1) for place, (folder, count) in enumerate(counted.items())
    )
    for done, batch in _batches(moves):
        report.progress(Progress(done, len(moves), "files", "Planning"))
        yield jobs.FilesPlanned(filing.id, batch)
    yield jobs.FilesPlanned(filing.id, (), folders, whole=True)


def _move(view: ProjectView, filing: FilingState, item: Item, place: int) -> Move:
    remark, why = next(islice(cycle(REMARKS), place, None))
    folder = () if remark in WAITING else tuple(_folders(view, filing, place))
    source = os.fsencode(view.files.file_of(item.id))
    sure = 0.5 if remark is Remark.UNSURE else 0.98 - place % 7 / 50
    wanted = remark is not Remark.THERE
    return Move(item.id, source, folder, item.cells[0], remark, why, wanted, sure, 40_000, f"{item.id:064x}")


def _folders(view: ProjectView, filing: FilingState, place: int) -> Iterator[str]:
    for question_id in filing.rule.question_ids:
        labels = view.questions.get(question_id).labels or _CATEGORIES
        label = labels[place % len(labels)]
        yield view.filings.folder_names(question_id).get(label, label)


def do(request: jobs.DoFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    moves = list(view.filings.each(request.filing_id, MoveState.PLANNED))
    for done, batch in _batches(moves):
        report.progress(Progress(done, len(moves), "files", "Filing"))
        outcomes = (
            Outcome(move.item_id, MoveState.FAILED, problem=_NOT_WRITABLE)
            if move.item_id % 17 == 0
            else Outcome(move.item_id, MoveState.DONE)
            for move in batch
        )
        yield jobs.FilesFiled(request.filing_id, tuple(outcomes))


def settle(_request: jobs.SettleFiling, _view: ProjectView, report: Report) -> Iterator[Event]:
    """Nothing was under way: how the moves stand is how they are recorded."""
    report.progress(Progress(0, 0, "files", "Looking"))
    yield from ()


def undo(request: jobs.UndoFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    moves = list(view.filings.each(request.filing_id, MoveState.TAKING_BACK))
    for done, batch in _batches(moves):
        report.progress(Progress(done, len(moves), "files", "Putting back"))
        outcomes = (
            Outcome(move.item_id, MoveState.LEFT, problem=_ALTERED)
            if move.item_id % 13 == 0
            else Outcome(move.item_id, MoveState.TAKEN_BACK)
            for move in batch
        )
        yield jobs.FilesFiled(request.filing_id, tuple(outcomes))


def save_index(request: jobs.SaveIndex, view: ProjectView, _report: Report) -> Iterator[Event]:
    notes = ("Only rehearsed: no file was written.",)
    yield jobs.ResultsSaved(request.path, sum(view.filings.remarks(request.filing_id).values()), notes)


def _batches(moves: Sequence[Move]) -> Iterator[tuple[int, tuple[Move, ...]]]:
    return ((start, tuple(moves[start : start + BATCH])) for start in range(0, len(moves), BATCH))
