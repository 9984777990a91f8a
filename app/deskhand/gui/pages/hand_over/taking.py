"""Open a file that was handed over: it becomes a project of this computer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar

from deskhand.domain.jobs import Failed, Noticed, Progress, TakenOver, TakeOver
from deskhand.gui.errand import Errand
from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.reading_column import ReadingColumn
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Words


class TakeOverPage(BesidePage):
    """Begins as it is shown; leaving it stops it, and nothing stays. ``taken(folder)`` when the project is to be
    opened: at once, unless there is something to say first."""

    title = "Open a hand-over file"
    taken = Signal(str)

    def __init__(self, path: str, folder: Path, worker: str = "") -> None:
        """``folder`` is where projects are kept; ``worker`` the kind that does it, "": that of the request."""
        super().__init__()
        self._path, self._folder, self._worker = path, folder, worker
        self._errand: Errand | None = None
        self._taken = ""
        self.problem = ProblemPanel()
        self.state = Words("Getting ready.", "body", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.notes = Words("", "body", "wait", wraps=True)
        self.open_button = self.action_bar.add("Open the project")
        self.open_button.hide()
        column = ReadingColumn(self.title, f"{Path(path).name} becomes a project in {folder}.")
        self.bar.setAccessibleName("Opening the file")
        self.bar.setRange(0, 0)
        self.notes.hide()
        column.add(self.problem, 12)
        column.add(self.state, 24)
        column.add(self.bar, 8)
        column.add(self.notes, 12)
        self.sheet.addWidget(scrolling(column, self.title), 1)
        self.action_bar.set_sentence("The file itself stays as it is.")
        self.open_button.clicked.connect(lambda: self.taken.emit(self._taken))
        add_key(self, "Esc", "Close", self.closed.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._errand is None and not self._taken:
            self._begin()

    def leave(self) -> None:
        if self._errand is not None:
            self._errand.cancel()

    def _begin(self) -> None:
        self.problem.clear()
        self.bar.show()
        self._errand = Errand(TakeOver(self._path, str(self._folder)), self, self._worker)
        self._errand.answer.connect(self._on_event)
        self._errand.ended.connect(self._on_ended)

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.bar.setRange(0, 1000 if event.total else 0)  # bytes do not fit into Qt's numbers
            self.bar.setValue(1000 * event.done // max(1, event.total))
            self.state.setText(f"{event.step or 'Opening the file'}.")
        elif isinstance(event, Noticed):
            self.notes.setText("\n".join(part for part in (self.notes.text(), event.words) if part))
            self.notes.show()
        elif isinstance(event, TakenOver):
            self._taken = event.folder

    def _on_ended(self, ending: object) -> None:
        self._errand = None
        self.bar.hide()
        if isinstance(ending, Failed):
            self.state.setText("It was not opened.")
            self.problem.show_problem(ending.problem, ("Try again", self._begin))
        elif self._taken and self.notes.text():
            self.state.setText("The project is here. Something to know first:")
            self.open_button.show()
        elif self._taken:
            self.taken.emit(self._taken)
