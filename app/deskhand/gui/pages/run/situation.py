"""How Run stands, as its words need to know it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from deskhand.domain.acts import RunTask
from deskhand.domain.files import FileState
from deskhand.gui.job_kinds import FILE_JOBS, JOBS, Noun, job_kind
from deskhand.gui.pages.run.ready import learned_since, questions_ready, questions_to_learn, unheard
from deskhand.gui.pages.run.session import Phase, RunSession
from deskhand.storage.tables.runs import RunCounts
from deskhand.storage.view import ProjectView

TRIAL = 5  # items of a trial


class Way(StrEnum):
    """What the primary button does, in its words."""

    TRY = "Run a trial on five"
    ALL = "Run all"
    GO_ON = "Go on"
    NOW = "Do it now"
    CHECK_DONE = "Check what is done"
    CHECK = "Next: Check"
    TEACH = "Go on teaching"


@dataclass(frozen=True, slots=True)
class Situation:
    """``ahead`` items would be done by a run of all, ``open`` have no answer from anybody, or no words.

    ``table`` is the name of the workbook that the run is about, "" where it is about all. ``learned_since``: a skill
    is newer than the newest run. ``taught``: there is something to run with. ``planned``: a run follows learning.
    ``hears``: it is about turning recordings into text; ``unreadable`` of them, or of the files, could not be read.
    ``unread`` files are still to be read, ``reading`` says whether that goes on.
    """

    phase: Phase
    counts: RunCounts
    trial: bool
    table: str
    ahead: int
    open: int
    learned_since: bool
    taught: bool
    planned: bool = False
    noun: Noun = JOBS[0].noun
    hears: bool = False
    unreadable: int = 0
    unread: int = 0
    reading: bool = False

    def many(self, number: int) -> str:
        """``1 message``, ``500 messages``."""
        return self.noun.count(number)


@dataclass(frozen=True, slots=True)
class Told:
    """The head of the page, and its primary button."""

    title: str
    explained: str
    way: Way


def situation_of(view: ProjectView, session: RunSession) -> Situation:
    """As it is now."""
    ready = questions_ready(view)
    to_learn = () if session.busy else questions_to_learn(view)
    hears = _hears(view, session, taught=bool(ready or to_learn))
    files = view.files.counts() if view.job in FILE_JOBS else {}
    run = session.run
    heard_only = run is not None and run.task is RunTask.TRANSCRIBE and not session.busy and run.ended_at is not None
    return Situation(
        phase=Phase.READY if heard_only and not hears else session.phase,
        counts=session.counts,
        trial=run is not None and run.limit is not None,
        table=Path(session.source_name).name,
        ahead=view.items.count() if hears else view.runs.ahead(ready or to_learn),
        open=unheard(view) if hears else view.runs.unanswered(ready or to_learn),
        learned_since=bool(to_learn) or learned_since(view),
        taught=bool(ready or to_learn),
        planned=session.planned,
        noun=job_kind(view.job).noun,
        hears=hears,
        unreadable=files.get(FileState.UNREADABLE, 0) if files else view.calls.unread(),
        unread=files.get(FileState.WAITING, 0),
        reading=session.reads,
    )


def _hears(view: ProjectView, session: RunSession, *, taught: bool) -> bool:
    """Whether it is about turning recordings into text: while that is done, and until that is done."""
    if session.phase is Phase.LEARNING:
        return False
    if session.run is not None and session.phase in (Phase.RUNNING, Phase.PAUSED):
        return session.run.task is RunTask.TRANSCRIBE
    listened = bool(view.transcripts.counts()) or view.calls.unread() > 0
    return unheard(view) > 0 or (listened and not taught)
