"""How many files there are of each kind and state, counted behind the window's back: of 100,000 it takes a while."""

from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.domain.files import FileState
from deskhand.gui.behind import Behind
from deskhand.gui.open_project import OpenProject
from deskhand.storage.view import ProjectView

_OFTEN = 500  # milliseconds between two counts while files are being read
_BRANDS = ("Word", "Excel", "PowerPoint", "OpenDocument", "Outlook")
MAIL = "E-mail"


class FileCounts(QObject):
    """``changed`` when ``states`` and ``kinds`` are new; ask as often as you like."""

    changed = Signal()

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = open_project.project.folder
        self._behind = Behind(self)
        self._behind.done.connect(self._take)
        self._counting = self._again = self._wanted = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_OFTEN)
        self._later.timeout.connect(self._when_due)
        self.states: Mapping[FileState, int] = {}
        self.kinds: Mapping[str, int] = {}

    @property
    def unread(self) -> int:
        """How many could not be read."""
        return self.states.get(FileState.UNREADABLE, 0)

    @property
    def read(self) -> int:
        """How many were read."""
        return self.states.get(FileState.READ, 0)

    def ask(self) -> None:
        """Something has changed: at once if it is long since the last count, else soon."""
        self._wanted = True
        if self._counting or self._later.isActive():
            self._again = True
        else:
            self._counting = True
            self._later.start()
            self._behind.begin(partial(_count, self._folder))

    def stop(self) -> None:
        """Nobody looks, and nobody is told of a count that still goes on: its project may be closed by then."""
        self._later.stop()
        self._again = self._wanted = False

    def _take(self, future: "Future[tuple[dict[FileState, int], dict[str, int]]]") -> None:
        self._counting = False
        if self._wanted and future.exception() is None:
            self.states, self.kinds = future.result()
            self.changed.emit()
        if not self._later.isActive():
            self._when_due()

    def _when_due(self) -> None:
        if self._again and not self._counting:
            self._again = False
            self.ask()


def _count(folder: Path) -> tuple[dict[FileState, int], dict[str, int]]:
    """Runs in a thread."""
    with closing(ProjectView.open(folder)) as view:
        return view.files.counts(), view.files.kinds()


def kinds_in_words(kinds: Mapping[str, int], most: int = 4) -> str:
    """``300 PDF, 62 Word documents, 9 of other kinds``."""
    each = list(kinds.items())
    shown = each if len(each) <= most + 1 else each[:most]
    rest = sum(count for _, count in each[len(shown) :])
    words = [f"{count:,} {_plural(kind, count)}" for kind, count in shown]
    return ", ".join([*words, f"{rest:,} of other kinds"] if rest else words)


def _plural(kind: str, count: int) -> str:
    known = kind.startswith(_BRANDS) or kind[1:2].isupper()
    one = kind if known else kind[:1].lower() + kind[1:]
    return one if count == 1 or kind.isupper() or one.endswith(("text", "HTML")) else f"{one}s"
