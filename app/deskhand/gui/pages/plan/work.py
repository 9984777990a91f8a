"""Filing as the window sees it: planned, done, stopped, settled after a kill, put back. One piece of work at a time."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import Act, FilingDrafted, FilingEnded, FilingStarted, FilingTakenBack
from deskhand.domain.filing import FilingRule, MoveState
from deskhand.domain.jobs import Cancelled, DoFiling, Failed, PlanFiling, Progress, SettleFiling, UndoFiling
from deskhand.domain.problems import ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject

Asked = PlanFiling | DoFiling | SettleFiling | UndoFiling


def filing_work(open_project: OpenProject) -> "FilingWork":
    """The one of this project, which outlives the pages that show it; made when it is first needed."""
    found = open_project.findChild(FilingWork)
    return found if isinstance(found, FilingWork) else FilingWork(open_project)


class FilingWork(QObject):
    """``changed`` when it stands elsewhere, ``moved`` while it goes on; ``failed(Problem)``.

    That files are to be put back is heard from wherever it is recorded (this page, the history, Undo in the menu).
    """

    changed = Signal()
    moved = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._open_project = open_project
        self._handle: JobHandle | None = None
        self._then: Callable[[], object] | None = None
        open_project.recorded.connect(self._on_recorded)

    @property
    def asked(self) -> Asked | None:
        """What is being done, or waits for its turn."""
        request = self._handle.request if self._handle is not None else None
        return request if isinstance(request, Asked) else None

    @property
    def progress(self) -> Progress | None:
        """How far it is."""
        return self._handle.progress if self._handle is not None else None

    @property
    def time_left(self) -> str:
        """``6 min left``; "" while nobody can know."""
        return self._handle.time.words() if self._handle is not None else ""

    def plan(self, rule: FilingRule) -> int:
        """Have a plan made by this rule, in the place of the one that was drafted; the number of it."""
        if self._handle is not None and isinstance(self._handle.request, PlanFiling):
            self._handle.ended.disconnect(self._on_ended)
            self._handle.cancel()
            self._handle = None
        project = self._open_project.project
        draft = project.filings.draft()
        number = draft.id if draft is not None else project.new_id("filings")
        if self._record(FilingDrafted(number, rule)):
            self._perform(PlanFiling(number))
        return number

    def begin(self, filing_id: int) -> None:
        """Copy or move what is ticked."""
        if self._handle is None and self._record(FilingStarted(filing_id)):
            self._perform(DoFiling(filing_id))

    def go_on(self, filing_id: int) -> None:
        """Finish what was interrupted, whichever way it went."""
        if self._handle is not None:
            return
        back = self._open_project.project.filings.counts(filing_id).get(MoveState.TAKING_BACK, 0)
        self._perform(UndoFiling(filing_id) if back else DoFiling(filing_id))

    def stop(self) -> None:
        """No more of it; what is done stays, and what was in hand is found on the disk."""
        if self._handle is not None:
            self._handle.cancel()

    def settle(self, filing_id: int) -> None:
        """After a kill: find out how far it came."""
        if self._handle is None:
            self._perform(SettleFiling(filing_id))

    def end(self, filing_id: int) -> None:
        """Leave it as it stands."""
        if self._open_project.project.filings.get(filing_id).ended_at is None:
            self._record(FilingEnded(filing_id))
        self.changed.emit()

    def take_back(self, filing_id: int, item_ids: tuple[int, ...] = ()) -> None:
        """Put these files back (none named: all that are done)."""
        self._record(FilingTakenBack(filing_id, item_ids))

    # --- how it goes ----------------------------------------------------------------------------

    def _record(self, act: Act) -> bool:
        try:
            self._open_project.record(act)
        except ProblemError as error:
            self.failed.emit(error.problem)
            return False
        return True

    def _perform(self, request: Asked) -> None:
        self._follow(self._open_project.perform(request))
        self.changed.emit()

    def _follow(self, handle: JobHandle) -> None:
        self._handle = handle
        handle.event.connect(self._on_event)
        handle.ended.connect(self._on_ended)

    def _on_event(self, _: object) -> None:
        self.moved.emit()

    def _on_ended(self, ending: object) -> None:
        request, self._handle = self.asked, None
        then, self._then = self._then, None
        if isinstance(ending, Failed):
            if isinstance(request, DoFiling | UndoFiling):
                self.settle(request.filing_id)  # it may have ended in the midst of a file
            self.failed.emit(ending.problem)
        elif isinstance(ending, Cancelled):
            self._settle_what_was_stopped(request, then)
        elif then is not None:
            then()
        elif isinstance(request, DoFiling):
            self.end(request.filing_id)
        if self._handle is None:
            self.changed.emit()

    def _settle_what_was_stopped(self, request: Asked | None, then: Callable[[], object] | None) -> None:
        if isinstance(request, DoFiling):
            self._then = then or partial(self.end, request.filing_id)
            self._perform(SettleFiling(request.filing_id))
        elif isinstance(request, UndoFiling):
            self._perform(SettleFiling(request.filing_id))

    def _on_recorded(self, message: object) -> None:
        if not isinstance(message, FilingTakenBack) or isinstance(self.asked, UndoFiling):
            return
        if self._handle is None:
            self._perform(UndoFiling(message.filing_id))
        elif isinstance(self.asked, DoFiling):
            self._then = partial(self._take_back_the_rest, message)
            self._handle.cancel()
        else:
            self._then = partial(self._perform, UndoFiling(message.filing_id))

    def _take_back_the_rest(self, message: FilingTakenBack) -> None:
        """What was stopped in its midst, and turned out to be done, goes back with the others."""
        self.end(message.filing_id)
        self._record(message)
