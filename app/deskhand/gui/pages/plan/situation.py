"""How a filing stands, as the words of its page need to know it."""

import os
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from deskhand.domain.filing import WAITING, Deed, MoveState, Remark
from deskhand.domain.jobs import DoFiling, PlanFiling, Progress, SettleFiling, UndoFiling
from deskhand.gui.job_kinds import JOBS, Noun, job_kind
from deskhand.gui.pages.plan.work import FilingWork
from deskhand.storage.tables.filings import FilingState, Tally
from deskhand.storage.view import ProjectView


class Stage(Enum):
    """Where a filing stands."""

    NOTHING = auto()  # no plan can be made yet
    REFUSED = auto()  # none could be made by this rule
    PLANNING = auto()
    PLAN = auto()
    DOING = auto()
    LOOKING = auto()  # what came of it is read off the disk
    ENDED = auto()
    UNDOING = auto()
    INTERRUPTED = auto()  # Deskhand was stopped in the middle of doing or undoing


@dataclass(frozen=True, slots=True)
class Situation:
    """``to_do`` files are ticked, ``there`` need nothing, ``renamed`` get other names, ``waiting`` wait for the person.

    Of a filing that was begun: ``done``, ``failed``, ``open`` (not begun), ``back`` (put back), ``going_back`` and
    ``left`` (they could not be put back). ``unsure`` of those that wait can be answered in Check. ``again``: something
    was filed before.
    """

    stage: Stage
    deed: Deed = Deed.COPY
    target: Path = Path()
    noun: Noun = JOBS[0].noun
    again: bool = False
    total: int = 0
    to_do: int = 0
    there: int = 0
    renamed: int = 0
    waiting: int = 0
    unsure: int = 0
    done: int = 0
    failed: int = 0
    open: int = 0
    back: int = 0
    going_back: int = 0
    left: int = 0
    progress: Progress | None = None
    time_left: str = ""
    tally: Tally = field(default_factory=lambda: Tally({}, {}))

    def many(self, number: int) -> str:
        """``1 document``, ``397 documents``."""
        return self.noun.count(number)

    @property
    def begun(self) -> bool:
        """Whether files have been touched, or are about to be."""
        return self.stage not in (Stage.NOTHING, Stage.REFUSED, Stage.PLANNING, Stage.PLAN)


def situation_of(view: ProjectView, filing: FilingState | None, work: FilingWork) -> Situation:
    """As it is now."""
    noun = job_kind(view.job).noun
    if filing is None:
        return Situation(Stage.NOTHING, noun=noun)
    tally = view.filings.tally(filing.id)
    remarks, states = tally.remarks, tally.states
    planned = states.get(MoveState.PLANNED, 0)
    return Situation(
        stage=_stage(filing, states, work),
        deed=filing.rule.deed,
        target=Path(os.fsdecode(filing.rule.target)),
        noun=noun,
        again=any(one.id != filing.id for one in view.filings.all()),
        total=sum(remarks.values()),
        to_do=planned if filing.started_at is None else sum(states.values()),
        there=remarks.get(Remark.THERE, 0),
        renamed=remarks.get(Remark.RENAMED, 0),
        waiting=sum(count for remark, count in remarks.items() if remark in WAITING),
        unsure=remarks.get(Remark.UNSURE, 0) + remarks.get(Remark.UNANSWERED, 0),
        done=states.get(MoveState.DONE, 0),
        failed=states.get(MoveState.FAILED, 0),
        open=planned,
        back=states.get(MoveState.TAKEN_BACK, 0),
        going_back=states.get(MoveState.TAKING_BACK, 0),
        left=states.get(MoveState.LEFT, 0),
        progress=work.progress,
        time_left=work.time_left,
        tally=tally,
    )


def _stage(filing: FilingState, states: dict[MoveState, int], work: FilingWork) -> Stage:
    asked = work.asked
    if asked is not None and asked.filing_id == filing.id:
        stages = {PlanFiling: Stage.PLANNING, DoFiling: Stage.DOING, UndoFiling: Stage.UNDOING}
        return Stage.LOOKING if isinstance(asked, SettleFiling) else stages[type(asked)]
    if filing.started_at is None:
        return Stage.PLAN if filing.whole else Stage.REFUSED
    if filing.ended_at is None or states.get(MoveState.TAKING_BACK, 0):
        return Stage.INTERRUPTED
    return Stage.ENDED
