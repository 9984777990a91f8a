"""What the Use page says of a filing."""

import os
from pathlib import Path

from deskhand.domain.acts import FilingStarted
from deskhand.domain.filing import Deed, MoveState
from deskhand.gui.job_kinds import job_kind
from deskhand.storage.tables.filings import FilingState
from deskhand.storage.view import ProjectView

_DID = {Deed.COPY: "copied", Deed.MOVE: "moved"}


def target_of(filing: FilingState) -> Path:
    """The folder that it went into."""
    return Path(os.fsdecode(filing.rule.target))


def told_filing(view: ProjectView, act: FilingStarted) -> tuple[str, str]:
    """What was filed and where to, and what came of it since."""
    filing = view.filings.get(act.filing_id)
    counts = view.filings.counts(filing.id)
    parts = [
        f"{counts[state]:,} {words}"
        for state, words in _SINCE
        if counts.get(state, 0) and not (state is MoveState.TAKEN_BACK and not counts.get(MoveState.DONE, 0))
    ]
    return _title(view, filing), " · ".join(parts) or f"in {target_of(filing).parent}"


def can_take_back(view: ProjectView, act: FilingStarted) -> bool:
    """Whether any file of it is still where it was put, and may go back."""
    counts = view.filings.counts(act.filing_id)
    busy = counts.get(MoveState.TAKING_BACK, 0)
    return not busy and counts.get(MoveState.DONE, 0) + counts.get(MoveState.LEFT, 0) > 0


_SINCE = (
    (MoveState.TAKING_BACK, "being put back"),
    (MoveState.TAKEN_BACK, "put back"),
    (MoveState.LEFT, "left as they are"),
    (MoveState.FAILED, "could not be"),
    (MoveState.PLANNED, "not begun"),
)


def _title(view: ProjectView, filing: FilingState) -> str:
    counts, noun = view.filings.counts(filing.id), job_kind(view.job).noun
    back = counts.get(MoveState.TAKEN_BACK, 0)
    there = sum(counts.get(state, 0) for state in (MoveState.DONE, MoveState.LEFT, MoveState.TAKING_BACK))
    name = target_of(filing).name
    if back and not there:
        return f"{noun.count(back)} put back from {name}"
    return f"{noun.count(there + back)} {_DID[filing.rule.deed]} into {name}"
