"""Saving an index: a workbook with a row a file of a filing, or of its plan."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from deskhand.domain.filing import Move
from deskhand.domain.filing_messages import SaveIndex
from deskhand.domain.jobs import Event, Progress, Report, ResultsSaved
from deskhand.jobs.answered_items import answers_of
from deskhand.storage.tables.filings import FilingState
from deskhand.storage.view import ProjectView
from deskhand.writers import filing_index, workbook
from deskhand.writers.filing_index import FiledFile
from deskhand.writers.targets import names_beside

_CHUNK = 1000  # files that are looked up together


def save_index(request: SaveIndex, view: ProjectView, report: Report) -> Iterator[Event]:
    """Raises ``ProblemError`` if it cannot be written. A file that is there is never written over."""
    filing = view.filings.get(request.filing_id)
    wanted = Path(request.path)
    target = wanted
    if wanted.exists():
        target = next(path for path in names_beside(wanted) if not path.exists())
    rule = filing.rule
    questions = tuple(view.questions.get(question_id).name for question_id in rule.question_ids)
    files = _files(filing, view, report)
    written = workbook.write(filing_index.table(files, questions, rule.target, rule.deed, target.parent), target)
    notes = () if target == wanted else (f"{wanted.name} was there already. Saved beside it as {target.name}.",)
    yield ResultsSaved(str(target), written.rows, (*notes, *written.notes))


def _files(filing: FilingState, view: ProjectView, report: Report) -> Iterator[FiledFile]:
    total, start = view.filings.count(filing.id), 0
    while moves := view.filings.moves(filing.id, start, _CHUNK):
        report.progress(Progress(start, total, "files", "Saving"))
        yield from _chunk(filing, moves, view)
        start += len(moves)


def _chunk(filing: FilingState, moves: Sequence[Move], view: ProjectView) -> Iterator[FiledFile]:
    ids = [move.item_id for move in moves]
    contents = view.files.contents(ids)
    columns = [answers_of(view.questions.get(question_id), ids, None, view) for question_id in filing.rule.question_ids]
    answers = zip(*columns, strict=True) if columns else iter(((),) * len(ids))
    for move, given in zip(moves, answers, strict=True):
        yield FiledFile(move, contents.get(move.item_id), tuple(given))
