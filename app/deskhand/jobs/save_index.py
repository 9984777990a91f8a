"""Saving an index: a workbook with a row a file of a filing, of its plan, or of all filings into one folder."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from deskhand.domain.filing import Deed, Move, Remark
from deskhand.domain.filing_messages import SaveIndex
from deskhand.domain.jobs import Event, Progress, Report, ResultsSaved
from deskhand.domain.questions import Question
from deskhand.jobs.answered_items import answers_of
from deskhand.jobs.filing import FILED
from deskhand.storage.tables.filings import FilingState, MoveFilter
from deskhand.storage.view import ProjectView
from deskhand.writers import filing_index, workbook
from deskhand.writers.filing_index import FiledFile
from deskhand.writers.targets import is_taken, names_beside

_CHUNK = 1000  # files that are looked up together
_Place = tuple[int, tuple[str, ...], str]  # item, folder, name


def save_index(request: SaveIndex, view: ProjectView, report: Report) -> Iterator[Event]:
    """Raises ``ProblemError`` if it cannot be written.

    No file is written over but an index of all filings that this project wrote itself, and nobody changed.
    """
    filings = [view.filings.get(request.filing_id)]
    if request.together:
        filings += [one for one in view.filings.all() if one.id != request.filing_id and _is_beside(one, filings[0])]
    wanted = Path(request.path)
    target = next(path for path in chain([wanted], names_beside(wanted)) if _may_be_written(path, request, view))
    rule = filings[0].rule
    questions = _questions(filings, view)
    files = _Rows(filings, questions, view, report).each()
    names = tuple(question.name for question in questions)
    written = workbook.write(filing_index.table(files, names, rule.target, target.parent), target)
    notes = () if target == wanted else (f"{wanted.name} was there already. Saved beside it as {target.name}.",)
    yield ResultsSaved(str(target), written.rows, (*notes, *written.notes), _digest(target))


def _is_beside(one: FilingState, other: FilingState) -> bool:
    return one.rule.target == other.rule.target


def _may_be_written(path: Path, request: SaveIndex, view: ProjectView) -> bool:
    if not path.exists():
        return True
    if not request.together or not path.is_file() or is_taken(path):
        return False
    ours = {saved.digest for saved in view.history.saved() if saved.path == str(path) and saved.digest}
    return bool(ours) and _digest(path) in ours


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _questions(filings: Sequence[FilingState], view: ProjectView) -> tuple[Question, ...]:
    """Those that the files were filed by, each once; without those that are no more."""
    known = {question.id: question for question in view.questions.all()}
    asked = dict.fromkeys(question_id for filing in filings for question_id in filing.rule.question_ids)
    return tuple(known[question_id] for question_id in asked if question_id in known)


class _Rows:
    """The first filing with all its files, and of the others those that are where it put them, newest first."""

    def __init__(
        self, filings: Sequence[FilingState], questions: Sequence[Question], view: ProjectView, report: Report
    ) -> None:
        self._filings, self._questions, self._view, self._report = filings, questions, view, report
        self._before = {
            _place(move) for filing in filings[1:] for move in view.filings.each(filing.id, *FILED)
        }  # fmt: skip

    def each(self) -> Iterator[FiledFile]:
        total = sum(self._view.filings.count(filing.id, self._which(filing)) for filing in self._filings)
        done = 0
        for filing in self._filings:
            start = 0
            while moves := self._view.filings.moves(filing.id, start, _CHUNK, self._which(filing)):
                self._report.progress(Progress(done, total, "files", "Saving"))
                yield from self._chunk(filing, self._shown(filing, moves))
                start += len(moves)
                done += len(moves)

    def _which(self, filing: FilingState) -> MoveFilter:
        return MoveFilter() if filing is self._filings[0] else MoveFilter(states=FILED)

    def _shown(self, filing: FilingState, moves: Sequence[Move]) -> list[Move]:
        """A file has one row: what is there already has that of the filing that put it there, unless it was moved."""
        if filing is self._filings[0]:
            return [move for move in moves if move.remark is not Remark.THERE or _place(move) not in self._before]
        if filing.rule.deed is Deed.COPY:
            return list(moves)
        places = self._view.files.places([move.item_id for move in moves])
        top = Path(os.fsdecode(filing.rule.target))
        return [move for move in moves if places.get(move.item_id) == top.joinpath(*move.folder, move.name)]

    def _chunk(self, filing: FilingState, moves: Sequence[Move]) -> Iterator[FiledFile]:
        ids = [move.item_id for move in moves]
        contents = self._view.files.contents(ids)
        columns = [answers_of(question, ids, None, self._view) for question in self._questions]
        answers = zip(*columns, strict=True) if columns else iter(((),) * len(ids))
        when = _local(filing.started_at)
        for move, given in zip(moves, answers, strict=True):
            yield FiledFile(move, contents.get(move.item_id), tuple(given), filing.rule.deed, when)


def _place(move: Move) -> _Place:
    return move.item_id, move.folder, move.name


def _local(time: str | None) -> datetime | None:
    """A time in UTC as the clock on the wall had it."""
    return None if time is None else datetime.fromisoformat(time).astimezone().replace(tzinfo=None)
