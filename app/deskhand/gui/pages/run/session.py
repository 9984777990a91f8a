"""One run after another: what is learned first, what runs, and where it stands."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import RunEnded, RunPlanned, RunUndone
from deskhand.domain.jobs import Failed, Finished, ItemFailed, Learn, Predicted, Progress, Run
from deskhand.domain.problems import ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.run.ready import NOTHING_LEARNED, questions_ready, questions_to_learn
from deskhand.storage.tables.runs import RunCounts, RunState

_NONE = RunCounts(0, 0, 0)


class Phase(Enum):
    """Where a run stands."""

    READY = auto()  # nothing runs, nothing is half done
    LEARNING = auto()
    RUNNING = auto()
    PAUSED = auto()
    TRIED = auto()  # a trial has ended, and nothing bigger yet
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do, as in ``RunPlanned``."""

    limit: int | None = None
    source_id: int | None = None
    answered_too: bool = False


class RunSession(QObject):
    """``changed`` when it stands elsewhere, ``moved`` while it goes on; ``failed`` carries a ``Problem``."""

    changed = Signal()
    moved = Signal()
    failed = Signal(object)
    ended = Signal()

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._handle: JobHandle | None = None
        self._plan: Plan | None = None
        self._stopping = False
        self.run: RunState | None = None
        self.counts = _NONE
        open_project.recorded.connect(self._on_recorded)

    @property
    def phase(self) -> Phase:
        if self._handle is not None:
            return Phase.RUNNING if isinstance(self._handle.request, Run) else Phase.LEARNING
        if self.run is None:
            return Phase.READY
        if self.run.ended_at is None:
            return Phase.PAUSED
        return Phase.TRIED if self.run.limit is not None else Phase.ENDED

    @property
    def busy(self) -> bool:
        """Whether something is being done, or waits for its turn."""
        return self._handle is not None

    @property
    def planned(self) -> bool:
        """Whether a run follows what is learned now."""
        return self._plan is not None

    @property
    def progress(self) -> Progress | None:
        """How far learning is."""
        return self._handle.progress if self._handle is not None else None

    @property
    def waits(self) -> bool:
        """Whether something else is done before it."""
        return self._handle is not None and not self._handle.running

    @property
    def source_name(self) -> str:
        """The file that a run of one table is about; "" where it is about all."""
        if self.run is None or self.run.source_id is None:
            return ""
        return self._open_project.project.sources.get(self.run.source_id).path

    def look(self) -> None:
        """See where things stand; learning and runs that were begun elsewhere are followed."""
        if self._handle is None:
            runs = self._open_project.project.runs
            self.run = runs.unfinished() or runs.latest()
            self._count()
            for handle in self._open_project.jobs():
                if isinstance(handle.request, Learn | Run):
                    self._follow(handle)
                    break
        self.changed.emit()

    def begin(self, plan: Plan) -> None:
        """Learn what there is to learn, then run."""
        self._plan = plan
        if self.phase is Phase.LEARNING:
            self.changed.emit()
            return
        learn = questions_to_learn(self._open_project.project)
        if learn:
            self._follow(self._open_project.perform(Learn(learn)))
            self.changed.emit()
        else:
            self._start(plan)

    def go_on(self) -> None:
        """A run that was paused, or left over from before, goes on where it was."""
        if self.run is not None and self._handle is None:
            self._follow(self._open_project.perform(Run(self.run.id)))
            self.changed.emit()

    def pause(self) -> None:
        """What is in hand is finished or dropped; what is done stays."""
        if self._handle is not None:
            self._handle.cancel()

    def stop(self) -> None:
        """No more of it; what is done stays."""
        if self._handle is not None:
            self._stopping = True
            self._handle.cancel()
        else:
            self._give_up_the_rest()

    def _start(self, plan: Plan) -> None:
        project = self._open_project.project
        questions = questions_ready(project)
        self._plan = None
        if not questions:
            self.failed.emit(NOTHING_LEARNED)
            return
        run_id = project.new_id("runs")
        planned = RunPlanned(run_id, questions, plan.source_id, plan.limit, plan.answered_too)
        try:
            self._open_project.record(planned)
        except ProblemError as error:
            self.failed.emit(error.problem)
            return
        self.run = project.runs.get(run_id)
        self.go_on()

    def _follow(self, handle: JobHandle) -> None:
        self._handle, self._stopping = handle, False
        self._count()
        handle.event.connect(self._on_event)
        handle.ended.connect(self._on_ended)

    def _count(self) -> None:
        """Exactly, as it is kept; while a run goes on its events are counted."""
        if self.run is None:
            self.counts = _NONE
            return
        self.counts = self._open_project.project.runs.counts(self.run.id)

    def _on_event(self, event: object) -> None:
        counts = self.counts
        if isinstance(event, Predicted):
            items = len({prediction.item_id for prediction in event.predictions})
            self.counts = RunCounts(counts.total, counts.done + items, counts.failed)
        elif isinstance(event, ItemFailed):
            self.counts = RunCounts(counts.total, counts.done, counts.failed + 1)
        self.moved.emit()

    def _on_ended(self, ending: object) -> None:
        handle, self._handle = self._handle, None
        learned = handle is not None and isinstance(handle.request, Learn)
        plan, self._plan = self._plan, None
        if self._stopping:
            self._stopping = False
            self._give_up_the_rest()
        elif learned and isinstance(ending, Finished) and plan is not None:
            self._start(plan)
        self.look()
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)
        elif isinstance(ending, Finished) and not learned:
            self.ended.emit()

    def _give_up_the_rest(self) -> None:
        if self.run is not None and self.run.ended_at is None:
            self._open_project.record(RunEnded(self.run.id))
        self.look()

    def _on_recorded(self, message: object) -> None:
        if not isinstance(message, RunUndone):
            return
        if self.run is not None and message.run_id == self.run.id and message.undone and self._handle is not None:
            self._handle.cancel()
        else:
            self.look()


