"""Choose, for recordings: which ones, and how they are listened to."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.acts import RunTask
from deskhand.domain.jobs import Failed, MakeSample, SampleMade, Transcribed
from deskhand.domain.problems import Problem
from deskhand.domain.recordings import SOUND_ENDINGS
from deskhand.gui.folder_list import FolderList
from deskhand.gui.job_kinds import SEVERAL, job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.choose.page import SAMPLE
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.recordings.head import RecordingsHead
from deskhand.gui.pages.recordings.hearing import HearingPanel
from deskhand.gui.pages.recordings.model import RecordingsModel
from deskhand.gui.pages.recordings.rows import RecordingRows
from deskhand.gui.pages.recordings.table import RecordingsTable
from deskhand.gui.pages.run.ready import unheard
from deskhand.gui.widgets.drop_area import DropArea, DropWords
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.words import Hairline
from deskhand.gui.work_words import duration
from deskhand.storage.view import ProjectView

_DROP = DropWords(
    "a folder of recordings",
    "Choose a folder…",
    (("volume-2", "WAV, MP3, M4A, WhatsApp, AMR"), ("play", "The sound of videos"), ("folder", "Whole folders")),
    "Try with a sample: the voicemails of a made-up garage",
    "Choose files…",
)
_FILTER = f"Recordings ({' '.join(sorted(f'*{suffix}' for suffix in SOUND_ENDINGS))});;All files (*)"
_NEXT, _CHOOSE_MODEL = "Next: Run", "Choose a speech model…"
_REFRESH = 250  # milliseconds between two looks at recordings that are being listed
_MEASURED = 5  # recordings from which on a speed says something


class RecordingsPage(Page):
    """A place to drop recordings; then their list, with the ways of listening beside it."""

    title = "Choose recordings"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.noun = job_kind(open_project.project.job).noun
        self.list = FolderList(open_project, self)
        self.drop_area = DropArea(_DROP)
        self.head = RecordingsHead()
        self.problem = ProblemPanel()
        self.first_problem = ProblemPanel()
        self.model = RecordingsModel(self)
        self.table = RecordingsTable(self.model)
        self.hearing = HearingPanel(open_project)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        beginning = QWidget()
        around = QVBoxLayout(beginning)
        around.setContentsMargins(24, 24, 24, 24)
        around.setSpacing(16)
        around.addWidget(self.first_problem)
        around.addWidget(self.drop_area, 1)
        chosen = QWidget()
        column = QVBoxLayout(chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        said = QHBoxLayout()
        said.setContentsMargins(24, 0, 24, 8)
        said.addWidget(self.problem)
        column.addLayout(said)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(beginning)
        self.stack.addWidget(chosen)
        self.set_middle(self.stack)
        self.set_panel(self.hearing, 344, "Listening")
        self.back = self.action_bar.add("Back to projects")
        self.teach = self.action_bar.add("Teach first")
        self.next = self.action_bar.add_primary(_NEXT)

    def _connect(self) -> None:
        self.drop_area.dropped.connect(self.take)
        self.drop_area.choose.connect(self.choose_folder)
        self.drop_area.choose_other.connect(self.choose_files)
        self.drop_area.sample.connect(self.take_sample)
        self.head.folder.connect(self.choose_folder)
        self.head.files.connect(self.choose_files)
        self.head.stop.connect(self.list.stop)
        self.head.take_out.connect(self.list.take_out)
        self.list.changed.connect(self._show_all)
        self.list.more.connect(self._show_soon)
        self.list.failed.connect(self._show_problem)
        self.hearing.changed.connect(self._show_actions)
        self.hearing.chosen.connect(self.problem.clear)
        self.hearing.change.connect(lambda: self.go.emit("models:speech"))
        self.hearing.learn.connect(lambda: self.go.emit("learning:hearing"))
        self.hearing.failed.connect(self._show_problem)
        self._later.timeout.connect(self._show_all)
        self.back.clicked.connect(lambda: self.go.emit("home"))
        self.teach.clicked.connect(lambda: self.go.emit("teach"))
        self.next.clicked.connect(self._go_on)
        self.open_project.recorded.connect(
            lambda message: self._show_soon() if isinstance(message, Transcribed) else None
        )

    # --- which recordings -----------------------------------------------------------------------

    def aim(self, what: str) -> None:
        if what == SAMPLE:
            self.take_sample()
        elif what:
            self.take(what.split(SEVERAL))

    def arrive(self) -> None:
        super().arrive()
        self.list.open()
        self.hearing.refresh()
        self._show_all()
        (self.next if self.list.sources else self.drop_area.button).setFocus()

    def leave(self) -> None:
        self._later.stop()
        self.hearing.names.settle()
        super().leave()

    def take(self, paths: Sequence[str]) -> None:
        """These folders and files, beside those that are there."""
        self.problem.clear()
        self.first_problem.clear()
        self.list.take(paths)

    def choose_folder(self) -> None:
        """Ask for a folder in the platform's own dialog."""
        folder = QFileDialog.getExistingDirectory(self, "Choose a folder of recordings")
        if folder:
            self.take([folder])

    def choose_files(self) -> None:
        """Ask for files in the platform's own dialog."""
        paths, _ = QFileDialog.getOpenFileNames(self, "Choose recordings", "", _FILTER)
        if paths:
            self.take(paths)

    def take_sample(self) -> None:
        """Write the bundled sample into the project's folder and take it."""
        project = self.open_project.project
        handle = self.open_project.perform(MakeSample(str(project.folder / "Sample"), project.job))
        handle.event.connect(lambda event: self.take([event.path]) if isinstance(event, SampleMade) else None)
        handle.ended.connect(lambda ending: self._show_problem(ending.problem) if isinstance(ending, Failed) else None)

    def _go_on(self) -> None:
        self.go.emit("run" if self.hearing.has_model else "models:speech")

    # --- showing --------------------------------------------------------------------------------

    def _show_soon(self) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def _show_all(self) -> None:
        sources = self.list.sources
        self.stack.setCurrentIndex(1 if sources else 0)
        self.set_panel_wanted(wanted=bool(sources))
        if sources:
            self.head.show_sources(sources)
            self._show_rows()
        self._show_actions()

    def _show_rows(self) -> None:
        rows = RecordingRows(self.open_project.project)
        self.model.show(rows.count, rows.fetch)
        words = self.noun.count(self.list.count)
        if self.list.listing:
            words = f"Listing, {words} so far"
        elif not self.list.count:
            words = "No recording was found here. Add another folder, or single files."
        notes = [note for source in self.list.sources for note in source.notes]
        self.head.show_state(" ".join([f"{words.rstrip('.')}.", *notes]), listing=self.list.listing)

    def _show_actions(self) -> None:
        there = bool(self.list.sources) and self.list.count > 0
        model, heard = self.hearing.has_model, bool(self.open_project.project.transcripts.counts())
        self.next.setText(_NEXT if model or not there else _CHOOSE_MODEL)
        self.next.setEnabled(there)
        self.next.setToolTip("" if there else "Choose the recordings first")
        self.teach.setEnabled(heard)
        self.teach.setToolTip("" if heard else "When some recordings are in words: a trial on five will do")
        self.teach.setVisible(bool(self.list.sources))
        self.action_bar.set_sentence(self._sentence(there=there, model=model))

    def _sentence(self, *, there: bool, model: bool) -> str:
        if not there:
            if self.list.listing:
                return "Looking for recordings…"
            return "There is nothing to turn into text here." if self.list.sources else "Nothing is chosen yet."
        if not model:
            gone = "The speech model is not where it was."
            needed = "A speech model turns sound into words. Choose one: it is fetched only when you press Get."
            return gone if self.hearing.model_in_force else needed
        waiting = unheard(self.open_project.project)
        if not waiting:
            unread = self.open_project.project.calls.unread()
            return f"All were tried, {unread:,} could not be read." if unread else "All of them were listened to."
        about = measured(self.open_project.project, waiting)
        taking = f", {about}" if about else ""
        return f"{self.noun.count(waiting)} to turn into text{taking}. The files are only read."

    def _show_problem(self, problem: Problem) -> None:
        panel = self.problem if self.list.sources else self.first_problem
        panel.show_problem(problem, ("Understood", panel.clear))


def measured(view: ProjectView, waiting: int) -> str:
    """How long so many recordings take, from the newest run of this project that ended; "": nobody measured."""
    run = view.runs.latest()
    if run is None or run.task is not RunTask.TRANSCRIBE or run.ended_at is None:
        return ""
    done = view.runs.counts(run.id).done
    took = (datetime.fromisoformat(run.ended_at) - datetime.fromisoformat(run.started_at)).total_seconds()
    return f"about {duration(waiting * took / done)}" if done >= _MEASURED and took > 0 else ""
