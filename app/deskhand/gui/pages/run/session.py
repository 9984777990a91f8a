"""One run after another: what is learned first, what runs, and where it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import RunEnded, RunPlanned, RunTask, RunUndone
from deskhand.domain.jobs import (
    Failed,
    Finished,
    ItemFailed,
    ItemStarted,
    Learn,
    Noticed,
    PartHeard,
    Predicted,
    Progress,
    Run,
    Transcribe,
    Transcribed,
)
from deskhand.domain.problems import ProblemError
from deskhand.gui.file_reading import FileReading
from deskhand.gui.job_kinds import FILE_JOBS
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.run.ready import nothing_learned, questions_ready, questions_to_learn, unheard, unread
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
    """What a run is to do, as in ``RunPlanned``; ``failed_too``: recordings that could not be read are tried again."""

    limit: int | None = None
    source_id: int | None = None
    answered_too: bool = False
    failed_too: bool = False


class RunSession(QObject):
    """``changed`` when it stands elsewhere, ``moved`` while it goes on; ``failed(Problem)``; ``noticed(words)``."""

    changed = Signal()
    moved = Signal()
    failed = Signal(object)
    noticed = Signal(str)
    ended = Signal()

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._handle: JobHandle | None = None
        self._plan: Plan | None = None
        self._stopping = False
        self._stopped = False  # by the person, in this sitting
        self._more_comes = False  # a run of all was begun while files were still being read
        self.run: RunState | None = None
        self.counts = _NONE
        self.in_hand: set[int] = set()  # recordings of which some is in words
        self._reading = FileReading.of(open_project) if open_project.project.job in FILE_JOBS else None
        open_project.recorded.connect(self._on_recorded)
        if self._reading is not None:
            self._reading.failed.connect(self.failed)

    @property
    def phase(self) -> Phase:
        if self._handle is not None:
            return Phase.RUNNING if isinstance(self._handle.request, Run | Transcribe) else Phase.LEARNING
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
    def reads(self) -> bool:
        """Whether files are read beside it."""
        return self._reading is not None and self._reading.busy

    @property
    def planned(self) -> bool:
        """Whether a run follows what is learned now."""
        return self._plan is not None

    @property
    def progress(self) -> Progress | None:
        """How far the work is."""
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
        """See where things stand; learning and runs that were begun elsewhere are followed, reading goes on."""
        if self._reading is not None:
            self._reading.resume()
        if self._handle is None:
            runs = self._open_project.project.runs
            self.run = runs.unfinished() or runs.latest()
            self._more_comes = self._more_comes or (not self._stopped and self._was_of_all())
            self._count()
            for handle in self._open_project.jobs():
                if isinstance(handle.request, Learn | Run | Transcribe):
                    self._follow(handle)
                    break
        self.changed.emit()

    def begin(self, plan: Plan) -> None:
        """Turn into words what is not, learn what there is to learn, then answer."""
        self._more_comes = plan == Plan() and unread(self._open_project.project)
        self._stopped = False
        if self.phase is Phase.LEARNING:
            self._plan = plan
            self.changed.emit()
        elif plan.failed_too or unheard(self._open_project.project):
            self._start(RunTask.TRANSCRIBE, (), plan)
        else:
            self._answer(plan)

    def try_again(self) -> bool:
        """Read the files that could not be read; whether that is what is done with them."""
        if self._reading is not None:
            self._reading.try_again()
            self.changed.emit()
        return self._reading is not None

    def _answer(self, plan: Plan) -> None:
        learn = questions_to_learn(self._open_project.project)
        if learn:
            self._plan = plan
            self._follow(self._open_project.perform(Learn(learn)))
            self.changed.emit()
        else:
            self._answer_now(plan)

    def _answer_now(self, plan: Plan) -> None:
        questions = questions_ready(self._open_project.project)
        if questions:
            self._start(RunTask.ANSWER, questions, plan)
        else:
            self.failed.emit(nothing_learned(self._open_project.project))

    def go_on(self) -> None:
        """A run that was paused, or left over from before, goes on where it was."""
        if self.run is not None and self._handle is None:
            self._follow(self._open_project.perform(_REQUESTS[self.run.task](self.run.id)))
            self.changed.emit()

    def pause(self) -> None:
        """What is in hand is finished or dropped; what is done stays."""
        if self._handle is not None:
            self._handle.cancel()

    def stop(self) -> None:
        """No more of it; what is done stays."""
        self._more_comes, self._stopped = False, True
        if self._handle is not None:
            self._stopping = True
            self._handle.cancel()
        else:
            self._give_up_the_rest()

    def _start(self, task: RunTask, questions: tuple[int, ...], plan: Plan) -> None:
        project = self._open_project.project
        run_id = project.new_id("runs")
        planned = RunPlanned(run_id, questions, plan.source_id, plan.limit, plan.answered_too, task)
        try:
            self._open_project.record(planned)
        except ProblemError as error:
            self.failed.emit(error.problem)
            return
        self.run = project.runs.get(run_id)
        self.go_on()

    def _follow(self, handle: JobHandle) -> None:
        self._handle, self._stopping = handle, False
        self.in_hand.clear()
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
        elif isinstance(event, Transcribed):
            self.counts = RunCounts(counts.total, counts.done + 1, counts.failed)
        elif isinstance(event, ItemFailed):
            self.counts = RunCounts(counts.total, counts.done, counts.failed + 1)
        elif isinstance(event, Noticed):
            self.noticed.emit(event.words)
        self._note_in_hand(event)
        self.moved.emit()

    def _note_in_hand(self, event: object) -> None:
        if isinstance(event, PartHeard | ItemStarted):
            self.in_hand.add(event.item_id)
        elif isinstance(event, Transcribed | ItemFailed):
            self.in_hand.discard(event.item_id)

    def _on_ended(self, ending: object) -> None:
        handle, self._handle = self._handle, None
        plan, self._plan = self._plan, None
        done = handle.request if handle is not None and isinstance(ending, Finished) else None
        if self._stopping:
            self._stopping = False
            self._give_up_the_rest()
        elif isinstance(done, Learn) and plan is not None:
            self._answer_now(plan)
        elif isinstance(done, Transcribe) and self._answers_follow():
            self._answer(Plan())
        self.look()
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)
        elif isinstance(done, Run | Transcribe) and self._handle is None and not self._answer_the_rest():
            self.ended.emit()

    def _was_of_all(self) -> bool:
        """Whether the run was to answer everything, while there are files that are not read yet."""
        run = self.run
        whole = run is not None and run.task is RunTask.ANSWER and run.limit is None and run.source_id is None
        return whole and unread(self._open_project.project)

    def _answer_the_rest(self) -> bool:
        """Files that were read since a run of all began are answered when all are read."""
        project = self._open_project.project
        if not self._more_comes or self._handle is not None or unread(project):
            return False
        self._more_comes = False
        ready = questions_ready(project)
        if not ready or not project.runs.unanswered(ready):
            return False
        self._answer(Plan())
        return True

    def _answers_follow(self) -> bool:
        """Whether what is in words now can be sorted too; a trial ends with the words."""
        project = self._open_project.project
        whole = self.run is not None and self.run.limit is None
        return whole and bool(questions_ready(project) or questions_to_learn(project))

    def _give_up_the_rest(self) -> None:
        if self.run is not None and self.run.ended_at is None:
            self._open_project.record(RunEnded(self.run.id))
        self.look()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, RunEnded):
            self._answer_the_rest()
        if not isinstance(message, RunUndone):
            return
        if self.run is not None and message.run_id == self.run.id and message.undone and self._handle is not None:
            self._handle.cancel()
        else:
            self.look()


_REQUESTS: dict[RunTask, Callable[[int], Run | Transcribe]] = {RunTask.ANSWER: Run, RunTask.TRANSCRIBE: Transcribe}
