"""What the menus, the keys and the buttons of the frame can ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from deskhand.domain.problems import ProblemError
from deskhand.gui.areas import focus_next

if TYPE_CHECKING:
    from deskhand.gui.window import Window

HANDED_OVER = "Projects handed over (*.deskhand)"


class Commands:
    """Each is one entry of a menu; the window arranges, these say what is wanted of it."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def show_home(self) -> None:
        """Home; the open project is closed."""
        self._window.show_home()

    def choose_project(self) -> None:
        """Ask for the folder of a project."""
        self._window.door.choose()

    def go_to_step(self, step: int) -> None:
        """One of the five steps, if it is possible yet."""
        self._window.go_to_step(step)

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def show_settings(self) -> None:
        """Settings; *Close* leads back to where one was."""
        self._window.beside.show_settings()

    def show_models(self) -> None:
        """The models: those of the open project, else all."""
        window = self._window
        if window.pages is None:
            window.beside.show_shelf()
        else:
            window.beside.close()
            window.stack.setCurrentWidget(window.pages)
            window.pages.go("models")

    def hand_over(self) -> None:
        """The open project as one file for another computer."""
        if self._window.opened is not None:
            self._window.beside.show_hand_over(self._window.opened)

    def take_over(self) -> None:
        """Ask for a file that was handed over, and open it as a new project."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open a hand-over file", "", HANDED_OVER)
        if path:
            self._window.beside.show_take_over(path)

    def show_about(self) -> None:
        """Versions and licences."""
        self._window.beside.show_settings("about")

    def show_privacy(self) -> None:
        """What leaves this computer."""
        self._window.beside.show_settings("privacy")

    def show_doctor(self) -> None:
        """The computer check; the one behind Home makes way for it."""
        self._window.first_check.stop()
        self._window.beside.show_doctor()

    def show_help(self) -> None:
        """Help for the page that is shown."""
        self._window.beside.show_help(self._title())

    def show_keys(self) -> None:
        """All keys of the page that is shown."""
        self._window.beside.show_keys(self._page(), self._title())

    def show_queue(self) -> None:
        """What works now."""
        window = self._window
        if window.opened is not None:
            window.works.open_below(window.header.works_anchor(), window.opened.jobs())

    def show_folder(self) -> None:
        """The project's folder in the platform's own file manager."""
        if self._window.opened is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.opened.project.folder)))

    def find(self) -> None:
        """Find on the page that is shown, where it has something to find in."""
        page = self._page()
        action = next((one for one in page.actions() if one.shortcut().toString() == "Ctrl+F"), None)
        if action is not None:
            action.trigger()

    def undo(self) -> None:
        """Take back the last thing that the person did."""
        self._turn(forwards=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(forwards=True)

    def toggle_panel(self) -> None:
        """The drawer of a narrow window."""
        pages = self._window.pages
        if pages is not None and pages.page is not None:
            pages.page.toggle_panel()

    def next_area(self) -> None:
        """The focus goes to the next area: steps, page, panel, action bar, status bar."""
        self._move_focus(1)

    def previous_area(self) -> None:
        """The focus goes to the area before."""
        self._move_focus(-1)

    def _turn(self, *, forwards: bool) -> None:
        opened = self._window.opened
        if opened is None:
            return
        try:
            done = opened.redo() if forwards else opened.undo()
        except ProblemError as error:
            self._window.say(error.problem)
            return
        if not done:
            self._window.status.say("Nothing to do again." if forwards else "Nothing to undo.")

    def _move_focus(self, step: int) -> None:
        window, page = self._window, self._page()
        inside = [getattr(page, name, None) for name in ("panel", "action_bar")]
        areas = [window.header, page, *(area for area in inside if isinstance(area, QWidget)), window.status]
        focus_next([area for area in areas if area.isVisible()], window.focusWidget(), step)

    def _page(self) -> QWidget:
        return self._window.page()

    def _title(self) -> str:
        return str(getattr(self._window.page(), "title", "Home"))
