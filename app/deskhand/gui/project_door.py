"""How a project comes to be open: begun, chosen, found again, brought back from its last good copy."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from deskhand.domain.problems import ProblemError
from deskhand.gui.actions.projects import can_use_copy, make_project, project_folder
from deskhand.gui.job_kinds import JOBS, SEVERAL, job_kind
from deskhand.gui.pages.home.page import HomePage
from deskhand.gui.steps import first_page
from deskhand.storage.project import Project
from deskhand.storage.recent import forget
from deskhand.storage.settings import Settings

SAMPLE = "sample:"


class ProjectDoor(QObject):
    """``opened(project, where)`` names the page to begin with. What goes wrong is said on the Home page, which
    ``closed_out`` asks for first."""

    opened = Signal(object, str)
    closed_out = Signal()

    def __init__(self, settings: Settings, home: HomePage, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._home = home
        self._window = window
        home.begin.connect(self.begin)
        home.begin_sample.connect(lambda job: self.begin(SAMPLE, job))
        home.open.connect(lambda folder: self.open(Path(folder)))
        home.choose_project.connect(self.choose)
        home.look_for.connect(lambda folder: self.look_for(Path(folder)))
        home.forget.connect(self._forget)

    def begin(self, what: str = "", job: str = JOBS[0].name) -> None:
        """A new project of a job: of files (joined by ``SEVERAL``), of the sample (``SAMPLE``), or of nothing yet."""
        name = {"": "New project", SAMPLE: job_kind(job).sample}.get(what) or Path(what.partition(SEVERAL)[0]).stem
        try:
            project = make_project(self._settings.projects_folder(), name, job)
        except ProblemError as error:
            self._home.problem.show_problem(error.problem)
            return
        self.opened.emit(project, f"choose:{what}")

    def choose(self) -> None:
        """Ask for the folder of a project."""
        start = str(self._settings.projects_folder())
        folder = QFileDialog.getExistingDirectory(self._window, "Open a project", start)
        if folder:
            self.open(project_folder(Path(folder)))

    def open(self, folder: Path) -> None:
        """Open a project where it stands."""
        self.closed_out.emit()
        try:
            project = Project.open(folder)
        except ProblemError as error:
            ways = [("Use the last good copy", lambda: self._use_copy(folder))] if can_use_copy(folder, error) else []
            self._home.problem.show_problem(error.problem, *ways)
            return
        self.opened.emit(project, first_page(project))

    def look_for(self, folder: Path) -> None:
        """A project of the list is no longer where it was."""
        found = QFileDialog.getExistingDirectory(self._window, f"Where is “{folder.name}” now?", str(folder.parent))
        if found:
            forget(folder)
            self.open(project_folder(Path(found)))

    def _use_copy(self, folder: Path) -> None:
        try:
            Project.restore_backup(folder)
        except ProblemError as error:
            self._home.problem.show_problem(error.problem)
            return
        self.open(folder)

    def _forget(self, folder: str) -> None:
        forget(Path(folder))
        self.closed_out.emit()
