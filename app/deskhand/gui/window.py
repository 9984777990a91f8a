"""The frame that all pages share: menus, header, sheet, status bar. It arranges; pages and commands do."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.jobs import Lane
from deskhand.domain.problems import Problem
from deskhand.gui import theme
from deskhand.gui.beside_pages import BesidePages
from deskhand.gui.commands import Commands
from deskhand.gui.file_drops import FileDrops
from deskhand.gui.first_check import FirstCheck
from deskhand.gui.header import Header
from deskhand.gui.job_kinds import JOBS, SEVERAL, JobKind, job_kind
from deskhand.gui.menus import build
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.home.page import HomePage
from deskhand.gui.project_door import ProjectDoor
from deskhand.gui.project_pages import ProjectPages, read_ahead
from deskhand.gui.shelf_work import ShelfWork
from deskhand.gui.status_line import StatusLine
from deskhand.gui.steps import STEP_PAGES, state_words, steps_of
from deskhand.gui.widgets.drop_veil import DropVeil
from deskhand.gui.widgets.focus_ring import FocusRing
from deskhand.gui.widgets.work_list import WorkList
from deskhand.gui.worker_process import WorkerProcess
from deskhand.gui.working import Working
from deskhand.storage.computer import last_check
from deskhand.storage.places import home
from deskhand.storage.project import Project
from deskhand.storage.recent import recent_projects, remember
from deskhand.storage.settings import Settings

_SMALLEST, _FIRST_SIZE = (960, 640), (1280, 800)
_SETTLES = 300  # milliseconds after which the steps follow what was recorded
_WARM_UP = 800  # milliseconds after the first paint at which the workers are started


class Window(QMainWindow):
    """One window, one open project at a time."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.opened: OpenProject | None = None
        self.pages: ProjectPages | None = None
        self._workers = {lane: WorkerProcess(lane, self) for lane in (Lane.LIGHT, Lane.HEAVY)}
        self.shelf_work = ShelfWork(self)
        self._state = QSettings(str(home() / "window.ini"), QSettings.Format.IniFormat)
        self.header = Header()
        self.home_page = HomePage()
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self.works = WorkList(self)
        self.beside = BesidePages(settings, self.stack, self)
        self.drops = FileDrops(self, DropVeil(self.stack), self._would_do)
        self.ring = FocusRing(self)
        self.door = ProjectDoor(settings, self.home_page, self)
        self.commands = Commands(self)
        self.first_check = FirstCheck(self)
        self._steps_later = QTimer(self)
        self._needing: list[QAction] = build(self, self.commands)
        self._lay_out()
        self._connect()
        self.show_home()

    def _lay_out(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        self.stack.addWidget(self.home_page)
        self.setCentralWidget(central)
        self.setStatusBar(self.status)
        self.status.show_processor(last_check())
        self.resize(*_FIRST_SIZE)
        kept = self._state.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def _connect(self) -> None:
        self._steps_later.setSingleShot(True)
        self._steps_later.setInterval(_SETTLES)
        self._steps_later.timeout.connect(self._show_steps)
        self.header.home.connect(self.show_home)
        self.header.help.connect(self.commands.show_help)
        self.header.work.connect(self.commands.show_queue)
        self.header.steps.chosen.connect(self.go_to_step)
        self.status.wanted.connect(self._show_behind)
        self.shelf_work.network.connect(lambda: self.status.show_network(self.shelf_work.coming))
        self.beside.taken_over.connect(lambda folder: self.door.open(Path(folder)))
        self.beside.shown.connect(self._on_beside)
        self.beside.closed.connect(self._go_back)
        self.beside.look_changed.connect(self.apply_theme)
        for tested in (self.beside.tested, self.beside.look_changed, self.first_check.done):
            tested.connect(lambda: self.status.show_processor(last_check()))
        self.drops.dropped.connect(self._on_dropped)
        self.drops.gone.connect(self.home_page.let_go)
        self.door.opened.connect(self._show_project)
        self.door.closed_out.connect(self.show_home)
        self.home_page.settings.connect(self.commands.show_settings)
        self.home_page.help.connect(self.commands.show_help)
        self.home_page.take_over.connect(self.commands.take_over)

    # --- projects -------------------------------------------------------------------------------

    def close_project(self) -> None:
        """Let go of the open project."""
        opened, pages = self.opened, self.pages
        if opened is None or pages is None:
            return
        self._remember(opened.project)
        self.opened, self.pages = None, None
        self.stack.removeWidget(pages)
        pages.put_away()
        opened.close()
        self.header.show_work("", "working")
        self.works.hide()
        opened.deleteLater()

    def _show_project(self, project: Project, where: str) -> None:
        self.first_check.stop()
        self.beside.close()
        self.close_project()
        self.home_page.problem.clear()
        self.opened = opened = OpenProject(project, self._workers[Lane.LIGHT], self._workers[Lane.HEAVY], self)
        self.pages = ProjectPages(opened)
        self.pages.went.connect(self._on_went)
        self.pages.home.connect(self.show_home, Qt.ConnectionType.QueuedConnection)
        self.pages.help.connect(self.commands.show_help)
        opened.recorded.connect(lambda _: self._steps_later.isActive() or self._steps_later.start())
        opened.working.connect(self._show_jobs)
        opened.problem.connect(self.say)
        opened.paused.connect(self._on_paused)
        Working(opened, opened).changed.connect(self.header.show_work)
        self.stack.addWidget(self.pages)
        self.stack.setCurrentWidget(self.pages)
        self.header.show()
        self.status.show_saved("Everything is saved")
        self.pages.go(where)
        self._remember(project)

    def _remember(self, project: Project) -> None:
        remember(project.folder, project.name, project.job, project.step, state_words(project))

    # --- where we are ---------------------------------------------------------------------------

    def page(self) -> QWidget:
        """The page of the project that is open, else Home."""
        page = self.pages.page if self.pages is not None else None
        return page if page is not None else self.home_page

    def show_home(self) -> None:
        """The Home page; an open project is closed, its work goes on from there next time."""
        self.beside.close()
        self.close_project()
        greet = bool(self.settings.get("home.greeting"))
        self.home_page.show_recent(recent_projects(), self.settings.projects_folder(), greet=greet)
        self.stack.setCurrentWidget(self.home_page)
        self.header.hide()
        self.status.show_version()
        self.setWindowTitle("Deskhand")
        self.home_page.cards.focus(JOBS[0].name)
        self._show_steps()

    def go_to_step(self, step: int) -> None:
        """One of the five steps, if it is possible yet."""
        if self.pages is not None and self.header.steps.isTabEnabled(step - 1):
            self.beside.close()
            self.pages.go(STEP_PAGES[step - 1])

    def say(self, problem: Problem, *, goes_on: bool = False) -> None:
        """Say what went wrong in the page that is shown; ``goes_on``: with a button that tries again."""
        ways = [("Go on", self._go_on)] if goes_on else []
        page = self.pages.page if self.pages is not None else None
        if page is not None:
            page.say(problem, *ways)
        else:
            self.home_page.problem.show_problem(problem, *ways)

    def _on_paused(self, problem: Problem) -> None:
        self.status.show_saved("Paused, nothing is lost")
        self.say(problem, goes_on=True)

    def _go_on(self) -> None:
        page = self.pages.page if self.pages is not None else None
        if self.opened is not None and page is not None:
            page.unsay()
            self.status.show_saved("Everything is saved")
            self.opened.go_on()

    def _on_went(self, _: str, step: int) -> None:
        self._show_steps()
        self.header.steps.show_step(step)
        self.header.update()

    def _show_steps(self) -> None:
        """The header and the menus, as the project stands now."""
        opened = self.opened
        for action in self._needing:
            action.setEnabled(opened is not None)
        if opened is None or self.beside.page is not None:
            return
        for number, step in enumerate(steps_of(opened.project), start=1):
            self.header.steps.set_state(number, step.state, step.why_not)
        self.header.show_names(opened.project.name, job_kind(opened.project.job).title, steps=True)
        self.setWindowTitle(f"{opened.project.name} – Deskhand")

    def _show_jobs(self) -> None:
        if self.works.isVisible() and self.opened is not None:
            self.works.show_jobs(self.opened.jobs())

    def _on_beside(self, title: str, about: str) -> None:
        self.header.show()
        self.header.show_names(title, about, steps=False)

    def _go_back(self) -> None:
        self.beside.close()
        if self.pages is None:
            self.show_home()
            return
        self.stack.setCurrentWidget(self.pages)
        self.pages.fit_text(theme.current().size)
        self._show_steps()

    def _show_behind(self, what: str) -> None:
        commands = self.commands
        behind = {"doctor": commands.show_doctor, "privacy": commands.show_privacy, "folder": commands.show_folder}
        behind[what]()

    def _would_do(self, paths: list[str]) -> str:
        """What a drop of these would do."""
        if self.opened is None:
            return self.home_page.suggest(paths)
        job = job_kind(self.opened.project.job)
        return "Drop it here: this project reads it" if job.fits(paths) else f"This project reads a {job.source}"

    def _on_dropped(self, paths: list[str]) -> None:
        if self.opened is None or self.pages is None:
            self.beside.close()
            self.home_page.offer(paths)
        elif job_kind(self.opened.project.job).fits(paths):
            self.beside.close()
            self.pages.go(f"choose:{SEVERAL.join(paths)}")
        else:
            self.say(_other_kind(job_kind(self.opened.project.job)))

    # --- the window itself ----------------------------------------------------------------------

    def apply_theme(self) -> None:
        """Settings of the look act at once."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, self.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self.width())
        self.status.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ring.watch()

    def warm_up(self) -> None:
        """What can wait until the window is on the screen: the workers, so that the first job need not wait for them,
        the pages, and the first check of the computer."""
        self.first_check.begin_soon()
        read_ahead(self)
        for worker in self._workers.values():
            QTimer.singleShot(_WARM_UP, worker, worker.start)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.setValue("geometry", self.saveGeometry())
        self.first_check.stop()
        self.shelf_work.stop()
        self.beside.close()
        self.close_project()
        for worker in self._workers.values():
            worker.close()
        super().closeEvent(event)


def _other_kind(job: JobKind) -> Problem:
    return Problem(
        f"This project reads a {job.source}",
        "What was dropped is of another kind.",
        "Nothing has changed.",
        "To begin another project with it, go to Home and drop it there.",
    )
