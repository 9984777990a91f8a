"""The pages of an open project, each made when it is first shown."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import delete

from deskhand.domain.acts import StepReached
from deskhand.gui import theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page


def _choose(open_project: OpenProject) -> Page:
    if open_project.project.job == "voicemails":
        from deskhand.gui.pages.recordings.page import RecordingsPage

        return RecordingsPage(open_project)
    from deskhand.gui.pages.choose.page import ChoosePage

    return ChoosePage(open_project)


def _teach(open_project: OpenProject) -> Page:
    from deskhand.gui.pages.teach.page import TeachPage

    return TeachPage(open_project)


def _report(open_project: OpenProject) -> Page:
    from deskhand.gui.pages.report_card.page import ReportCardPage

    return ReportCardPage(open_project)


def _run(open_project: OpenProject) -> Page:
    from deskhand.gui.pages.run.page import RunPage

    return RunPage(open_project)


def _check(open_project: OpenProject) -> Page:
    if open_project.project.job == "voicemails":
        from deskhand.gui.pages.listen.page import ListenPage

        return ListenPage(open_project)
    from deskhand.gui.pages.check.page import CheckPage

    return CheckPage(open_project)


def _use(open_project: OpenProject) -> Page:
    from deskhand.gui.pages.use.page import UsePage

    return UsePage(open_project)


_FOLDERS = ("choose", "recordings", "teach", "report_card", "run", "check", "listen", "use")
_APART = 200  # milliseconds
PAGES: dict[str, tuple[int, Callable[[OpenProject], Page]]] = {
    "choose": (1, _choose),
    "teach": (2, _teach),
    "report": (2, _report),
    "run": (3, _run),
    "check": (4, _check),
    "use": (5, _use),
}


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
        step, make = PAGES[name]
        if self.page is not None:
            self.page.leave()
        if name not in self._pages:
            page = self._pages[name] = make(self._open_project)
            page.go.connect(self.go)
            self.addWidget(page)
        self._name = name
        page = self._pages[name]
        page.aim(rest)
        self.setCurrentWidget(page)
        if step > self._open_project.project.step:
            self._open_project.project.record(StepReached(step))
        page.arrive()
        self.went.emit(name, step)
