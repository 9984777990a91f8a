"""Hand over: the open project as one file that another computer opens, also one without a network."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from deskhand.domain.jobs import Failed, HandedOver, HandOver, Noticed, Progress
from deskhand.domain.problems import Problem
from deskhand.gui.job_handle import JobHandle
from deskhand.gui.model_words import size_words
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.reading_column import ReadingColumn
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.words import Words

FILTER = "Project handed over (*.deskhand)"
_ENDING = ".deskhand"
_MODELS = (
    "The other computer then needs no network. Some hundred megabytes larger.",
    "The other computer needs the same models: from its own shelf, or fetched there.",
)


class HandOverPage(BesidePage):
    """Says what goes along before anything is written. Closing the page does not stop the writing."""

    title = "Hand over this project"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self._job: JobHandle | None = None
        self._written = ""
        self.problem = ProblemPanel()
        self.models = Segments(["With the models", "Without"])
        self.about = Words(_MODELS[0], "caption", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.done = Banner()
        self.notes = Words("", "body", "wait", wraps=True)
        self.show_file = QPushButton("Show the file")
        self.close_button.setProperty("kind", "")
        self.write = self.action_bar.add_primary("Save the file…")
        self._lay_out()
        self.models.chosen.connect(lambda place: self.about.setText(_MODELS[place]))
        self.write.clicked.connect(self._press)
        self.show_file.clicked.connect(self._show_in_folder)
        add_key(self, "Esc", "Close", self.closed.emit)

    def _lay_out(self) -> None:
        column = ReadingColumn(
            self.title, "One file with everything that the next person needs to go on. This project stays as it is."
        )
        self.models.setAccessibleName("Models")
        self.bar.setAccessibleName("Writing the file")
        self.show_file.setProperty("kind", "link")
        column.add(self.problem, 12)
        column.add_part("What goes along", "Answers, questions, skills, what was read in the files, and the history.")
        column.add_part(
            "What stays here",
            "Your files themselves: workbooks, photos, recordings, documents. Copy them by hand if they are needed.",
        )
        column.add_part("Models")
        choice = QWidget()
        line = QHBoxLayout(choice)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.models)
        line.addStretch(1)
        column.add(choice, 8)
        column.add(self.about, 4)
        column.add(self.bar, 24)
        column.add(self.done, 24)
        column.add(self.notes, 8)
        column.add(self.show_file, 8)
        for widget in (self.bar, self.done, self.notes, self.show_file):
            widget.hide()
        self.sheet.addWidget(scrolling(column, self.title), 1)
        self.action_bar.set_sentence("Whoever has the file can read what was read in your files. Nothing is sent.")

    def save(self, path: str) -> None:
        """Write it there."""
        target = path if path.endswith(_ENDING) else path + _ENDING
        for widget in (self.done, self.notes, self.show_file):
            widget.hide()
        self.problem.clear()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.write.setText("Stop")
        self._job = self._open_project.perform(HandOver(target, self.models.current == 0))
        self._job.event.connect(self._on_event)
        self._job.ended.connect(self._on_ended)

    def _press(self) -> None:
        if self._job is not None:
            self._job.cancel()
            return
        name = f"{self._open_project.project.name}{_ENDING}"
        start = str(Path.home() / name)
        path, _ = QFileDialog.getSaveFileName(self, self.title, start, FILTER)
        if path:
            self.save(path)

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.bar.setRange(0, 1000 if event.total else 0)  # bytes do not fit into Qt's numbers
            self.bar.setValue(1000 * event.done // max(1, event.total))
        elif isinstance(event, Noticed):
            self.notes.setText("\n".join(part for part in (self.notes.text(), event.words) if part))
            self.notes.show()
        elif isinstance(event, HandedOver):
            self._written = event.path
            said = f"{Path(event.path).name}, {size_words(event.size)}."
            how = "On the other computer: Home, Open a hand-over file."
            self.done.show_words("The file is written.", f"{said} {how}", "check", "done")
            self.done.show()
            self.show_file.show()

    def _on_ended(self, ending: object) -> None:
        self._job = None
        self.bar.hide()
        self.write.setText("Save the file…")
        if isinstance(ending, Failed):
            self._show_problem(ending.problem)

    def _show_problem(self, problem: Problem) -> None:
        self.problem.show_problem(problem, ("Understood", self.problem.clear))

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._written).parent)))
