"""The reading of a project's files: it goes on behind every page, and after a restart."""

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import RunPlanned, RunTask
from deskhand.domain.files import FileState
from deskhand.domain.jobs import Failed, FileRead, ItemFailed, ReadFiles
from deskhand.domain.problems import ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.storage.tables.runs import RunCounts


class FileReading(QObject):
    """One a project, got by ``FileReading.of``. ``changed`` when it begins, is further, pauses or ends; ``failed``."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._open_project = open_project
        self._handle: JobHandle | None = None
        self.paused = False
        open_project.recorded.connect(self._on_recorded)

    @classmethod
    def of(cls, open_project: OpenProject) -> "FileReading":
        """That of this project; whoever asks first makes it."""
        found = next((child for child in open_project.children() if isinstance(child, cls)), None)
        return cls(open_project) if found is None else found

    @property
    def busy(self) -> bool:
        """Whether files are being read, or soon will be."""
        return self._handle is not None

    @property
    def counts(self) -> RunCounts | None:
        """How far the reading that has not ended is; ``None``: all that was to be read was."""
        runs = self._open_project.project.runs
        run = runs.unfinished(reading=True)
        return None if run is None else runs.counts(run.id)

    @property
    def time_left(self) -> str:
        """``6 min left``; "" while nobody can know."""
        return "" if self._handle is None else self._handle.time.words()

    def resume(self) -> None:
        """What was interrupted goes on, unless the person paused it."""
        run = self._open_project.project.runs.unfinished(reading=True)
        if run is not None and not self.paused and self._handle is None:
            self._read(run.id)

    def begin(self) -> None:
        """Read what is not read yet."""
        project = self._open_project.project
        self.resume()
        if self._handle is None and not self.paused and project.files.of_state(FileState.WAITING, 0, 1):
            self._plan()

    def try_again(self) -> None:
        """Read what could not be read once more."""
        self.go_on()
        if self._handle is None and self._open_project.project.files.of_state(FileState.UNREADABLE, 0, 1):
            self._plan()

    def pause(self) -> None:
        """Stand still until ``go_on``; what was read is kept."""
        self.paused = True
        if self._handle is not None:
            self._handle.cancel()
        self.changed.emit()

    def go_on(self) -> None:
        """After a pause."""
        self.paused = False
        self.begin()
        self.changed.emit()

    def _plan(self) -> None:
        number = self._open_project.project.new_id("runs")
        try:
            self._open_project.record(RunPlanned(number, (), task=RunTask.READ))
        except ProblemError as error:
            self.failed.emit(error.problem)
            return
        self._read(number)

    def _read(self, run_id: int) -> None:
        handle = self._handle = self._open_project.perform(ReadFiles(run_id))
        handle.ended.connect(self._on_ended)
        self.changed.emit()

    def _on_ended(self, ending: object) -> None:
        self._handle = None
        if isinstance(ending, Failed):
            self.paused = True
            self.failed.emit(ending.problem)
        elif not self.paused:
            self.begin()  # more files may have been listed meanwhile
        self.changed.emit()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, FileRead | ItemFailed):
            self.changed.emit()
