"""After a kill: how far each move came, from the disk alone. None is finished that was not begun."""

from collections.abc import Iterator

from deskhand.domain.filing import MoveState, Outcome
from deskhand.domain.filing_messages import SettleFiling
from deskhand.domain.jobs import Event, Report
from deskhand.jobs.filing import in_pieces, moves_of, settled
from deskhand.storage.view import ProjectView


def settle_filing(request: SettleFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    """What was to be put back and is still where it was filed is ``DONE`` again; what is not done stays ``PLANNED``."""
    filing = view.filings.get(request.filing_id)
    moves = moves_of(view, filing, MoveState.PLANNED, MoveState.FAILED, MoveState.TAKING_BACK)
    known = set()
    for event in in_pieces(filing.id, settled(view, filing, moves, report)):
        known |= {outcome.item_id for outcome in event.outcomes}
        yield event
    still = (move.item_id for move in moves if move.state is MoveState.TAKING_BACK and move.item_id not in known)
    yield from in_pieces(filing.id, (Outcome(item_id, MoveState.DONE) for item_id in still))
