"""The window's door: the application, what happens to errors nobody caught, the theme, the window."""

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from deskhand import __version__
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui import theme
from deskhand.gui.window import Window
from deskhand.storage.places import logs_folder, resources
from deskhand.storage.settings import Settings


def main() -> int:
    """Open Deskhand; the exit code."""
    application = make_application()
    settings = Settings()
    theme.apply(application, settings)
    window = Window(settings)
    _catch_errors(window)
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(lambda _: window.apply_theme())
    hints.accessibility().contrastPreferenceChanged.connect(lambda _: window.apply_theme())
    window.show()
    window.warm_up()
    return application.exec()


def make_application() -> QApplication:
    """The application with its names; one a process."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Deskhand")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("deskhand")
    application.setWindowIcon(QIcon(str(resources() / "mark.svg")))
    return application


def _catch_errors(window: Window) -> None:
    """What nobody caught is logged by kind and place (never contents) and said in the page; the window goes on."""
    logs_folder().mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(logs_folder() / "window.log", maxBytes=1 << 20, backupCount=2, encoding="utf-8")
    log = logging.getLogger("deskhand.window")
    log.addHandler(handler)

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        places = "; ".join(f"{frame.name} line {frame.lineno}" for frame in traceback.extract_tb(trace))
        log.error("%s in %s", kind.__name__, places)
        if "-v" in sys.argv:
            sys.__excepthook__(kind, error, trace)
        window.say(error.problem if isinstance(error, ProblemError) else _unexpected(kind, places))

    sys.excepthook = caught


def _unexpected(kind: type[BaseException], places: str) -> Problem:
    return Problem(
        "Deskhand made a mistake",
        "Something in Deskhand did not work as it should.",
        "Everything that was kept before is safe.",
        "Go on. If it happens again, close Deskhand and open it again.",
        f"{kind.__name__} in {places}",
    )
