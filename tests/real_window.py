"""The real window with its real workers, for journeys through all pages."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskhand.gui import theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page
from deskhand.gui.window import Window
from deskhand.storage.settings import Settings

P = TypeVar("P", bound=Page)
LONG = 40_000  # milliseconds; the machine may be busy with other tests


def open_window(qtbot: QtBot, application: QApplication) -> Window:
    """A window on its Home page, with the settings of this home."""
    settings = Settings()
    theme.apply(application, settings)
    window = Window(settings)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def project_of(window: Window) -> OpenProject:
    """The project that is open."""
    assert window.opened is not None
    return window.opened


def page_of(window: Window, kind: type[P]) -> P:
    """The page that is shown, which is one of this kind."""
    assert window.pages is not None
    assert isinstance(window.pages.page, kind)
    return window.pages.page
