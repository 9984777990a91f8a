"""Carrying out a filing that was started; after a kill the disk is looked at first."""

from collections.abc import Iterator, Sequence

from deskhand.domain.filing import Deed, Move, MoveState
from deskhand.domain.filing_messages import DoFiling, FilesFiled
from deskhand.domain.jobs import Event, Report, Stopped
from deskhand.domain.problems import ProblemError
from deskhand.jobs.filing import DOING, Counter, claimed, in_pieces, moves_of, part_of, settled
from deskhand.jobs.filing_target import check_still_there, check_target, is_on_drive_of, room_left
from deskhand.storage.tables.filings import FilingState
from deskhand.storage.view import ProjectView
from deskhand.writers.folders import troubles
from deskhand.writers.folders.moving import Errand, Mover, chunks

_CHUNK = 1000  # moves that are looked up together


def do_filing(request: DoFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    """Files what is ticked and not done yet; what failed is tried again. Raises ``ProblemError``: a drive is full."""
    filing = view.filings.get(request.filing_id)
    check_target(filing.rule.target, view.folder)
    if any(not one.is_new for one in view.filings.folders(filing.id)):
        check_still_there(filing.rule.target)
    open_ones = moves_of(view, filing, MoveState.PLANNED, MoveState.FAILED)
    done = []
    for event in in_pieces(filing.id, settled(view, filing, open_ones, report)):
        done += [outcome.item_id for outcome in event.outcomes]
        yield event
    settled_ones = frozenset(done)
    left = [move for move in open_ones if move.item_id not in settled_ones]
    _check_room(filing, left)
    yield from _carried_out(filing, left, view, report)


def _check_room(filing: FilingState, moves: Sequence[Move]) -> None:
    target = filing.rule.target
    is_moved = filing.rule.deed is Deed.MOVE
    needed = sum(move.size for move in moves if not is_moved or not is_on_drive_of(target, move.source))
    free = room_left(target)
    if needed > free:
        raise troubles.too_little_room(needed, free)


def _carried_out(filing: FilingState, moves: Sequence[Move], view: ProjectView, report: Report) -> Iterator[Event]:
    rule = filing.rule
    counts = view.filings.counts(filing.id)
    total = sum(counts.values())
    counter = Counter(report, total, DOING[rule.deed], done=total - len(moves))
    mover = Mover(rule.target, rule.deed, part_of(view, filing), claimed(view, filing))
    try:
        for chunk in chunks(_errands(moves, view)):
            stopped: Exception | None = None
            try:
                mover.carry_out(chunk, counter.tick)
            except (Stopped, ProblemError, OSError) as error:
                stopped = error  # what was done is reported first
            if mover.outcomes:
                yield FilesFiled(filing.id, tuple(mover.outcomes))
            if stopped is not None:
                raise stopped
            counter.done += len(chunk)
            counter.tell()
    finally:
        mover.close()


def _errands(moves: Sequence[Move], view: ProjectView) -> Iterator[Errand]:
    for start in range(0, len(moves), _CHUNK):
        some = moves[start : start + _CHUNK]
        listed = view.files.many([move.item_id for move in some])
        yield from (Errand(move, listed[move.item_id].modified) for move in some)
