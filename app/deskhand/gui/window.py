"""The frame that all pages share: menus, header, sheet, status bar. It arranges; pages and actions do."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.jobs import DeviceTested, Lane
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui import theme
from deskhand.gui.actions.projects import make_project, project_folder
from deskhand.gui.header import Header
from deskhand.gui.menus import build
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.home import HomePage
from deskhand.gui.project_pages import STEP_NAMES, ProjectPages
from deskhand.gui.status_line import StatusLine
from deskhand.gui.steps import state_words, steps_of
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.places import home
from deskhand.storage.project import Project
from deskhand.storage.recent import forget, recent_projects, remember
from deskhand.storage.settings import Settings

_JOBS = {"tickets": "Sort messages and tickets"}
_SMALLEST = (960, 640)


class Window(QMainWindow):
    """One window, one open project at a time."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.opened: OpenProject | None = None
        self.pages: ProjectPages | None = None
        self._steps_due = False
        self._workers = {lane: WorkerProcess(lane, self) for lane in Lane}
        self._state = QSettings(str(home() / "window.ini"), QSettings.Format.IniFormat)
        self.header = Header()
        self.home_page = HomePage()
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self._needing: list[QAction] = build(self, self)
        self._lay_out()
        self._connect()
        self.show_home()

    def _lay_out(self) -> None:
        self.setWindowTitle("Deskhand")
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
        self.resize(1280, 800)
        kept = self._state.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def _connect(self) -> None:
        self.header.home.connect(self.show_home)
        self.header.help.connect(self.show_help)
        self.header.work.connect(self.show_queue)
        self.header.steps.chosen.connect(self.go_to_step)
        self.home_page.begin.connect(self.begin)
        self.home_page.begin_sample.connect(self.begin_sample)
        self.home_page.open.connect(lambda folder: self.open_folder(Path(folder)))
        self.home_page.choose_project.connect(self.choose_project)
        self.home_page.settings.connect(self.show_settings)
        self.home_page.help.connect(self.show_help)
        self.home_page.forget.connect(self._forget)
        self.status.wanted.connect(self._show_behind)

    # --- where we are ---------------------------------------------------------------------------

    def show_home(self) -> None:
        """The Home page; an open project is closed, its work goes on from there next time."""
        self.close_project()
        greet = bool(self.settings.get("home.greeting"))
        self.home_page.show_recent(recent_projects(), self._projects_folder(), greet=greet)
        self._show_aside(self.home_page, "", "")
        self.header.hide()

    def begin(self, path: str = "") -> None:
        """A new project, from ``path`` if there is one."""
        name = Path(path).stem if path else "New project"
        try:
            project = make_project(self._projects_folder(), name)
        except ProblemError as error:
            self.home_page.problem.show_problem(error.problem)
            return
        self._show_project(project)
        if path and self.pages is not None and self.pages.page is not None:
            self.pages.page.aim(path)

    def begin_sample(self) -> None:
        """A new project of the bundled sample, no question asked."""
        self.begin("")
        if self.pages is not None and self.pages.page is not None:
            self.pages.page.aim("sample:")

    def choose_project(self) -> None:
        """Ask for the folder of a project."""
        folder = QFileDialog.getExistingDirectory(self, "Open a project", str(self._projects_folder()))
        if folder:
            self.open_folder(project_folder(Path(folder)))

    def open_folder(self, folder: Path) -> None:
        """Open a project where it stands; what is wrong with it is said on the Home page."""
        self.close_project()
        try:
            self._show_project(Project.open(folder))
        except ProblemError as error:
            self.show_home()
            self._say_at_home(error.problem, folder)

    def close_project(self) -> None:
        """Let go of the open project."""
        if self.opened is None or self.pages is None:
            return
        if self.pages.page is not None:
            self.pages.page.leave()
        project = self.opened.project
        remember(project.folder, project.name, project.job, project.step, state_words(project))
        self.opened.close()
        self.stack.removeWidget(self.pages)
        self.pages.deleteLater()
        self.opened.deleteLater()
        self.opened, self.pages = None, None

    def go_to_step(self, step: int) -> None:
        """One of the five steps, if it is possible yet."""
        if self.pages is not None and self.header.steps.isTabEnabled(step - 1):
            self.stack.setCurrentWidget(self.pages)
            self.pages.go(STEP_NAMES[step - 1])

    def _show_project(self, project: Project) -> None:
        self.close_project()
        self.home_page.problem.clear()
        self.opened = OpenProject(project, self._workers[Lane.LIGHT], self._workers[Lane.HEAVY], self)
        self.pages = ProjectPages(self.opened)
        self.pages.went.connect(self._on_went)
        self.pages.home.connect(self.show_home)
        self.opened.recorded.connect(self._later_steps)
        self.opened.working.connect(self._show_work)
        self.opened.problem.connect(self.say)
        self.stack.addWidget(self.pages)
        self.stack.setCurrentWidget(self.pages)
        self.header.show()
        self.status.show_saved("Everything is saved")
        self._show_steps()
        self.pages.go(STEP_NAMES[project.step - 1])
        remember(project.folder, project.name, project.job, project.step, state_words(project))

    def _on_went(self, _: str, step: int) -> None:
        self.header.show_names(self._name(), _JOBS.get("tickets", ""), steps=True)
        self._show_steps()
        self.header.steps.show_step(step)
        self.header.update()

    def _name(self) -> str:
        return self.opened.project.name if self.opened is not None else ""

    def _later_steps(self, _: object) -> None:
        if not self._steps_due:
            self._steps_due = True
            QTimer.singleShot(300, self, self._show_steps)

    def _show_steps(self) -> None:
        self._steps_due = False
        if self.opened is not None:
            for number, step in enumerate(steps_of(self.opened.project), start=1):
                self.header.steps.set_state(number, step.state, step.why_not)
        for action in self._needing:
            action.setEnabled(self.opened is not None)

    def _show_work(self) -> None:
        if self.opened is None:
            return
        jobs = self.opened.jobs()
        progress = jobs[0].progress if jobs else None
        long = [job for job in jobs if job.progress is not None and job.progress.total > 0]
        self.header.show_work(bool(long), progress, "Working")

    # --- pages beside a project -----------------------------------------------------------------

    def show_settings(self, page: str = "look") -> None:
        """Settings; *Close* leads back to where one was."""
        from deskhand.gui.pages.settings import SettingsPage

        settings = SettingsPage(self.settings, page)
        settings.changed.connect(self.apply_theme)
        self._show_beside(settings, "Settings", "For all projects")

    def show_about(self) -> None:
        """Versions and licences."""
        self.show_settings("about")

    def show_help(self) -> None:
        """Help for the page that is shown."""
        from deskhand.gui.pages.help import HelpPage

        page = self.pages.page if self.pages is not None and self.stack.currentWidget() is self.pages else None
        self._show_beside(HelpPage(page.title if page is not None else "Home"), "Help", "")

    def show_keys(self) -> None:
        """All keys of the page that is shown."""
        from deskhand.gui.pages.help import KeysPage

        page = self.pages.page if self.pages is not None and self.stack.currentWidget() is self.pages else None
        self._show_beside(KeysPage(page, self), "Keys", page.title if page is not None else "Home")

    def show_doctor(self) -> None:
        """The computer check."""
        from deskhand.gui.pages.doctor import DoctorPage

        page = DoctorPage(self._workers[Lane.HEAVY], self.opened)
        page.tested.connect(self._show_tested)
        self._show_beside(page, "Computer check", "For all projects")

    def show_queue(self) -> None:
        """What works now."""
        if self.pages is not None:
            self.go_to_step(3)

    def show_folder(self) -> None:
        """The project's folder in the platform's own file manager."""
        if self.opened is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.opened.project.folder)))

    def toggle_panel(self) -> None:
        """The drawer of a narrow window."""
        if self.pages is not None and self.pages.page is not None:
            self.pages.page.toggle_panel()

    def next_area(self, step: int = 1) -> None:
        """The focus goes to the next area: steps, page, panel, action bar, status bar."""
        areas = [area for area in self._areas() if area.isVisibleTo(self)]
        focused = self.focusWidget()
        here = next((n for n, area in reversed(list(enumerate(areas))) if focused and _holds(area, focused)), -1)
        target = areas[(here + step) % len(areas)]
        (_first_focusable(target) or target).setFocus(Qt.FocusReason.TabFocusReason)

    def previous_area(self) -> None:
        """The focus goes to the area before."""
        self.next_area(-1)

    def undo(self) -> None:
        """Take back the last thing that the person did."""
        if self.opened is not None:
            self.opened.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.opened is not None:
            self.opened.redo()

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def _areas(self) -> list[QWidget]:
        page = self.pages.page if self.pages is not None else None
        inside: list[QWidget | None] = [self.home_page] if page is None else [page, page.panel, page.action_bar]
        return [self.header.steps, *(area for area in inside if area is not None), self.status]

    def _show_beside(self, page: QWidget, name: str, about: str) -> None:
        before = self.stack.currentWidget()
        closed = getattr(page, "closed", None)
        if closed is not None:
            closed.connect(lambda: self._go_back(page, before))
        self.stack.addWidget(page)
        self._show_aside(page, name, about)
        page.setFocus()

    def _show_aside(self, page: QWidget, name: str, about: str) -> None:
        self.stack.setCurrentWidget(page)
        self.header.show()
        self.header.show_names(name, about, steps=False)
        self._show_steps()

    def _go_back(self, page: QWidget, before: QWidget) -> None:
        self.stack.removeWidget(page)
        page.deleteLater()
        if self.pages is not None:
            self.stack.setCurrentWidget(self.pages)
            self.header.show_names(self._name(), _JOBS["tickets"], steps=True)
        else:
            self.show_home()

    def _show_behind(self, what: str) -> None:
        behind = {
            "doctor": self.show_doctor,
            "privacy": lambda: self.show_settings("privacy"),
            "folder": self.show_folder,
        }
        behind[what]()

    def _show_tested(self, tested: DeviceTested) -> None:
        if tested.device.works:
            self.status.processor.setText(f"{tested.device.name}, tested today")

    def say(self, problem: Problem) -> None:
        """Say what went wrong in the page that is shown."""
        if self.pages is not None and self.pages.page is not None:
            self.pages.page.say(problem)
        else:
            self.home_page.problem.show_problem(problem)

    def _say_at_home(self, problem: Problem, folder: Path) -> None:
        ways = [("Use the last good copy", lambda: self._restore(folder))] if "damaged" in problem.title else []
        self.home_page.problem.show_problem(problem, *ways)

    def _restore(self, folder: Path) -> None:
        try:
            Project.restore_backup(folder)
        except ProblemError as error:
            self.home_page.problem.show_problem(error.problem)
            return
        self.open_folder(folder)

    def _forget(self, folder: str) -> None:
        forget(Path(folder))
        self.show_home()

    def _projects_folder(self) -> Path:
        return self.settings.projects_folder()

    def apply_theme(self) -> None:
        """Settings of the look act at once."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, self.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.setValue("geometry", self.saveGeometry())
        self.close_project()
        for worker in self._workers.values():
            worker.close()
        super().closeEvent(event)


def _holds(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)


def _first_focusable(area: QWidget) -> QWidget | None:
    widgets = area.findChildren(QWidget)
    return next((w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()), None)
