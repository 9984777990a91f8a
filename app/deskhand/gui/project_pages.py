"""The pages of an open project, each made when it is first shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import delete

from deskhand.domain.acts import StepReached
from deskhand.domain.jobs import RestorePictures
from deskhand.gui import theme
from deskhand.gui.courses import CourseWork
from deskhand.gui.file_reading import FileReading
from deskhand.gui.job_kinds import FILE_JOBS
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.run.meanwhile import Meanwhile
from deskhand.storage.tables.courses import CourseState


@dataclass(frozen=True, slots=True)
class PageKind:
    """``step`` (1 to 5) is its tab; ``page`` is "folder:class" in ``gui/pages``, ``jobs`` that of single jobs."""

    step: int
    page: str
    jobs: Mapping[str, str] = field(default_factory=dict)

    def make(self, open_project: OpenProject) -> Page:
        """The page for this project; its module is imported now."""
        folder, name = self.jobs.get(open_project.project.job, self.page).split(":")
        return cast("Page", getattr(import_module(f"deskhand.gui.pages.{folder}.page"), name)(open_project))


_FILES = "files:FilesPage"
PAGES: dict[str, PageKind] = {
    "choose": PageKind(
        1,
        "choose:ChoosePage",
        {"voicemails": "recordings:RecordingsPage", "documents": _FILES, "photos": _FILES, "sounds": _FILES},
    ),
    "models": PageKind(1, "models:ModelsPage"),
    "teach": PageKind(2, "teach:TeachPage", {"photos": "photos:PhotosPage"}),
    "learning": PageKind(2, "learning:LearningPage"),
    "report": PageKind(2, "report_card:ReportCardPage"),
    "run": PageKind(3, "run:RunPage"),
    "check": PageKind(4, "check:CheckPage", {"voicemails": "listen:ListenPage"}),
    "plan": PageKind(5, "plan:PlanPage"),
    "use": PageKind(5, "use:UsePage"),
}
_FOLDERS = (
    *("choose", "recordings", "files", "models", "teach", "photos", "report_card", "learning"),
    *("run", "check", "listen", "plan", "use"),
)
_APART = 200  # milliseconds


def read_ahead(owner: QObject) -> None:
    """Read the modules of the pages while nobody waits, one at a time: a page is then quick to open the first time."""
    for place, folder in enumerate(_FOLDERS, start=1):
        module = f"deskhand.gui.pages.{folder}.page"
        QTimer.singleShot(_APART * place, owner, lambda module=module: import_module(module))


class ProjectPages(QStackedWidget):
    """``went(name, step)`` after a page was shown; ``home`` and ``help`` when a page leads there."""

    went = Signal(str, int)
    home = Signal()
    help = Signal()

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self._pages: dict[str, Page] = {}
        self._name = ""
        self._size = theme.current().size
        if open_project.project.job in FILE_JOBS:
            QTimer.singleShot(0, self, FileReading.of(open_project).resume)
            open_project.perform(RestorePictures())
        self._course = CourseWork.of(open_project)
        self._meanwhile = Meanwhile(self)
        self._course.changed.connect(lambda: self._meanwhile.keep_awake(busy=self._course.busy))
        self._course.decided.connect(self._tell)
        QTimer.singleShot(0, self, self._course.resume)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Page) else None

    def put_away(self) -> None:
        """The project is about to be closed: the pages go at once, so that none of them looks at it afterwards.

        Not to be called from a signal of a page; ``home`` is therefore connected as a queued one.
        """
        if self.page is not None:
            self.page.leave()
        delete(self)

    def _tell(self, state: CourseState) -> None:
        """A course has ended, whatever page is shown."""
        if state.decision is not None:
            self._meanwhile.tell(state.decision.words)

    def fit_text(self, size: float) -> None:
        """Make the pages anew if the text has another size than they were made for; the same one is shown."""
        if size == self._size or self.page is None:
            return
        self._size = size
        self.page.leave()
        for page in self._pages.values():
            self.removeWidget(page)
            delete(page)
        self._pages.clear()
        self.go(self._name)

    def go(self, where: str) -> None:
        """Show the page called ``where``; what follows a colon ("report:3") is for the page itself."""
        name, _, rest = where.partition(":")
        outside = {"home": self.home, "help": self.help}.get(name)
        if outside is not None:
            outside.emit()
            return
        kind = PAGES[name]
        if self.page is not None:
            self.page.leave()
        if name not in self._pages:
            page = self._pages[name] = kind.make(self._open_project)
            page.go.connect(self.go)
            self.addWidget(page)
        self._name = name
        page = self._pages[name]
        page.aim(rest)
        self.setCurrentWidget(page)
        if kind.step > self._open_project.project.step:
            self._open_project.project.record(StepReached(kind.step))
        page.arrive()
        self.went.emit(name, kind.step)
