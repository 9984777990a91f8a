"""Putting files back that were filed; after a kill the disk is looked at first."""

from collections.abc import Iterator, Sequence
from itertools import islice

from deskhand.domain.filing import Move, MoveState, Outcome
from deskhand.domain.filing_messages import FilesFiled, UndoFiling
from deskhand.domain.jobs import Event, Report, Stopped
from deskhand.domain.problems import ProblemError
from deskhand.jobs.filing import Counter, in_pieces, moves_of, part_of, settled
from deskhand.jobs.filing_target import check_still_there
from deskhand.storage.tables.filings import FilingState
from deskhand.storage.view import ProjectView
from deskhand.writers.folders.undoing import Undoer

_AT_ONCE = 256  # files whose folders are flushed together


def undo_filing(request: UndoFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    """Puts back what is ``TAKING_BACK``; when it is stopped, what it did not come to is ``DONE`` again."""
    filing = view.filings.get(request.filing_id)
    moves = moves_of(view, filing, MoveState.TAKING_BACK)
    if moves:
        check_still_there(filing.rule.target)
    known = set()
    for event in in_pieces(filing.id, settled(view, filing, moves, report)):
        known |= {outcome.item_id for outcome in event.outcomes}
        yield event
    left = [move for move in moves if move.item_id not in known]
    yield from _put_back(filing, left, len(moves), view, report)


def _put_back(
    filing: FilingState, moves: Sequence[Move], total: int, view: ProjectView, report: Report
) -> Iterator[Event]:  # fmt: skip
    rule = filing.rule
    counter = Counter(report, total, "Putting back", done=total - len(moves))
    undoer = Undoer(rule.target, rule.deed, part_of(view, filing))
    iterator = iter(moves)
    try:
        while chunk := list(islice(iterator, _AT_ONCE)):
            stopped: Exception | None = None
            try:
                undoer.put_back(chunk, counter.tick)
                counter.done += len(chunk)
                counter.tell()
            except (Stopped, ProblemError, OSError) as error:
                stopped = error  # what was done is reported first
            if undoer.outcomes:
                yield FilesFiled(filing.id, tuple(undoer.outcomes))
            if stopped is not None:
                rest = [*chunk[len(undoer.outcomes) :], *iterator]
                if isinstance(stopped, Stopped):
                    yield from in_pieces(filing.id, (Outcome(move.item_id, MoveState.DONE) for move in rest))
                raise stopped
        undoer.remove_folders(one.folder for one in view.filings.folders(filing.id) if one.is_new)
    finally:
        undoer.close()
