"""The pages beside a project: settings, help, keys, computer check. Each is made when it is asked for."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from deskhand.gui.areas import focus_next
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.beside import BesidePage
from deskhand.storage.computer import last_check
from deskhand.storage.settings import Settings


class BesidePages(QObject):
    """Puts one on the sheet at a time. ``shown(title, about)``; ``closed`` when the person is done with it;
    ``look_changed`` after a setting was set, ``tested`` after a computer check; ``taken_over(folder)`` when a file that
    was handed over has become a project."""

    shown = Signal(str, str)
    closed = Signal()
    look_changed = Signal()
    tested = Signal()
    taken_over = Signal(str)

    def __init__(self, settings: Settings, sheet: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sheet = sheet
        self.page: BesidePage | None = None

    def show_settings(self, place: str = "look") -> None:
        """Settings, beginning with one of its pages."""
        from deskhand.gui.pages.settings.page import SettingsPage

        settings = SettingsPage(self._settings, place)
        settings.changed.connect(self.look_changed)
        settings.shelf.connect(self.show_shelf)
        self._show(settings, "For all projects")

    def show_help(self, title: str) -> None:
        """Help for the page called ``title``."""
        from deskhand.gui.pages.help.page import HelpPage

        self._show(HelpPage(title), title)

    def show_keys(self, page: QWidget, title: str) -> None:
        """All keys of ``page``."""
        from deskhand.gui.pages.help.page import KeysPage

        self._show(KeysPage(page, title), title)

    def show_doctor(self) -> None:
        """The computer check; it begins by itself where this computer was never tested."""
        from deskhand.gui.pages.doctor.page import DoctorPage

        check = last_check()
        page = DoctorPage(check)
        page.tested.connect(self.tested)
        page.wanted.connect(lambda place: self.show_shelf() if place == "models" else self.show_settings(place))
        self._show(page, "For all projects")
        if not check.at:
            page.test()

    def show_shelf(self) -> None:
        """All models, outside any project."""
        from deskhand.gui.pages.models.beside import ShelfPage

        self._show(ShelfPage(), "For all projects")

    def show_hand_over(self, open_project: OpenProject) -> None:
        """Hand the open project over as one file."""
        from deskhand.gui.pages.hand_over.page import HandOverPage

        self._show(HandOverPage(open_project), open_project.project.name)

    def show_take_over(self, path: str) -> None:
        """Open a file that was handed over."""
        from deskhand.gui.pages.hand_over.taking import TakeOverPage

        page = TakeOverPage(path, self._settings.projects_folder())
        page.taken.connect(self.taken_over)
        self._show(page, Path(path).name)

    def close(self) -> None:
        """Take it off the sheet."""
        page, self.page = self.page, None
        if page is not None:
            page.leave()
            self._sheet.removeWidget(page)
            page.deleteLater()

    def _show(self, page: BesidePage, about: str) -> None:
        self.close()
        self.page = page
        page.closed.connect(self.closed)
        self._sheet.addWidget(page)
        self._sheet.setCurrentWidget(page)
        self.shown.emit(page.title, about)
        focus_next([page], None, 1)
