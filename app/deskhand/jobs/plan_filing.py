"""Planning a filing: where each file would go. Looks at the disk and changes nothing on it."""

from collections.abc import Iterator

from deskhand.domain.filing import WAITING, Deed, Move, Remark
from deskhand.domain.filing_messages import FilesPlanned, PlanFiling
from deskhand.domain.jobs import Event, Noticed, Progress, Report
from deskhand.jobs.filing_rows import FilingRows
from deskhand.jobs.filing_target import check_target, room_left
from deskhand.storage.view import ProjectView
from deskhand.writers.folders.planning import Planner

_AT_ONCE = 500  # moves in an event
_OFTEN = 50  # files between two reports


def plan_filing(request: PlanFiling, view: ProjectView, report: Report) -> Iterator[Event]:
    """Raises ``ProblemError`` for a target or a pattern that cannot be."""
    rule = view.filings.get(request.filing_id).rule
    check_target(rule.target, view.folder)
    rows = FilingRows(rule, view)
    planner = Planner(rule.target, rule.deed, lambda: None)
    moves: list[Move] = []
    total, size = len(rows), 0
    try:
        for done, wanted in enumerate(rows):
            if done % _OFTEN == 0:
                report.progress(Progress(done, total, "files", "Planning"))
            move = planner.plan(wanted)
            size += 0 if move.remark in WAITING or move.remark is Remark.THERE else move.size
            moves.append(move)
            if len(moves) == _AT_ONCE:
                yield FilesPlanned(request.filing_id, tuple(moves))
                moves = []
        yield FilesPlanned(request.filing_id, tuple(moves), planner.folders(), whole=True)
    finally:
        planner.close()
    report.progress(Progress(total, total, "files", "Planning"))
    if rule.deed is Deed.COPY and size > room_left(rule.target):
        yield Noticed("The drive that these files go to has not enough room for all of them.")
