"""Use: put the results where the work is, and take any of it back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskhand.domain.acts import Act, FilingStarted
from deskhand.domain.items import Source
from deskhand.domain.jobs import (
    FilesFiled,
    FilesPlanned,
    OutputKind,
    Predicted,
    Progress,
    ResultsSaved,
    SaveResults,
    Transcribed,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Question
from deskhand.gui import icons, theme
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.plan.saving import ListSaving
from deskhand.gui.pages.plan.work import filing_work
from deskhand.gui.pages.use.call_ways import CallWays
from deskhand.gui.pages.use.file_ways import FileWays
from deskhand.gui.pages.use.head_words import of_files, of_recordings, of_rows
from deskhand.gui.pages.use.history import UseHistory
from deskhand.gui.pages.use.saving import Saving, targets
from deskhand.gui.pages.use.ways import TableWays
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Words
from deskhand.storage.tables.history import HistoryEntry
from deskhand.storage.view import ProjectView

_LATER = 300  # milliseconds of quiet before the page follows what was recorded
SAFE = "What has a full dot can be undone, also tomorrow. Your own files are never changed."
SAFE_FILES = "What has a full dot can be undone, also next month. Nothing is ever overwritten."

_WAYS: dict[str, Callable[[ProjectView], TableWays | CallWays | FileWays]] = {
    "voicemails": CallWays,
    "documents": FileWays,
    "photos": FileWays,
    "sounds": FileWays,
}
_HEADS = {"voicemails": of_recordings, "documents": of_files, "photos": of_files, "sounds": of_files}
_MORE = {
    "voicemails": "More recordings…",
    "documents": "More documents…",
    "photos": "More photos…",
    "sounds": "More recordings…",
}


class UsePage(Page):
    """Ways out on the left, history in the panel."""

    title = "Use"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.saving = Saving(open_project, self)
        self.work = filing_work(open_project)
        self.head = Words("", "page", wraps=True)
        self.explained = Words("", "body", "ink.second", wraps=True)
        self.sources = QComboBox()
        self.problem = ProblemPanel()
        project = open_project.project
        self.ways = _WAYS.get(project.job, TableWays)(project)
        self.history = UseHistory()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        self.sources.setAccessibleName("Which workbook")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 14, 32, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.explained)
        column.addSpacing(8)
        column.addWidget(self.sources, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        column.addSpacing(8)
        column.addWidget(self.ways)
        column.addSpacing(24)
        self.privacy = _Privacy()
        column.addWidget(self.privacy)
        column.addStretch(1)
        self.set_middle(scrolling(inside, "Ways out"), least=0)
        self.set_panel(self.history, 392, "History")
        self.action_bar.set_sentence(SAFE_FILES if isinstance(self.ways, FileWays) else SAFE)
        self.more = self.action_bar.add(_MORE.get(self.open_project.project.job, "Sort more messages…"))
        self.back = self.action_bar.add("Back to projects")

    def _connect(self) -> None:
        self.ways.wanted.connect(self._choose)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_failed)
        self.saving.moved.connect(self._on_moved)
        self.history.undo.connect(self._undo)
        self.history.shown.connect(lambda number: self.go.emit(f"plan:{number}"))
        for signal in (self.work.changed, self.work.moved):
            signal.connect(self._follow)
        self.work.failed.connect(self._say_if_seen)
        if isinstance(self.ways, FileWays):
            self._connect_files(self.ways)
        self.sources.activated.connect(lambda _: self._show_ways())
        more = "choose" if job_kind(self.open_project.project.job).folders else "run:another"
        self.more.clicked.connect(lambda: self.go.emit(more))
        self.back.clicked.connect(lambda: self.go.emit("home"))
        self.open_project.recorded.connect(self._on_recorded)
        self._later.timeout.connect(self._refresh)

    def _connect_files(self, ways: FileWays) -> None:
        index = ListSaving(self.open_project, self)
        ways.preview.connect(lambda: self.go.emit("plan"))
        ways.index_wanted.connect(lambda: index.ask_newest(self))
        index.saved.connect(lambda event: ways.index.show_saved(Path(event.path), event.rows, event.notes))
        index.failed.connect(self._say_if_seen)

    def _add_keys(self) -> None:
        add_key(self, "Ctrl+S", "Save a copy", lambda: self._choose(self.ways.first_kind(self._source())))
        add_key(self, "Alt+H", "History", self._go_to_history)

    def arrive(self) -> None:
        super().arrive()
        self.ways.forget_saved()
        self._refresh()
        self.ways.copy.setFocus()

    def leave(self) -> None:
        self._later.stop()
        super().leave()

    def _go_to_history(self) -> None:
        if self.panel is not None and not self.panel.isVisible():
            self.toggle_panel()
        self.history.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what is shown ------------------------------------------------------------------------------

    def _refresh(self) -> None:
        view = self.open_project.project
        title, explained = _HEADS.get(view.job, of_rows)(view)
        self.head.setText(title)
        self.explained.setText(explained)
        self._show_sources(view.sources.all())
        self.privacy.show_since(view.created)
        self.history.refresh(view)
        self._show_ways(tuple(q for q in view.questions.all() if view.predictions.count(q.id)))

    def _show_sources(self, sources: tuple[Source, ...]) -> None:
        kept, run = self.sources.currentData(), self.open_project.project.runs.latest()
        if kept is None and run is not None:
            kept = run.source_id  # what was sorted last leaves first
        self.sources.clear()
        for source in sources:
            self.sources.addItem(Path(source.path).name, source.id)
        self.sources.setCurrentIndex(max(0, self.sources.findData(kept)))
        self.sources.setVisible(len(sources) > 1)

    def _source(self) -> Source | None:
        number = self.sources.currentData()
        return None if number is None else self.open_project.project.sources.get(number)

    def _show_ways(self, questions: tuple[Question, ...] | None = None) -> None:
        self.ways.show_ways(self._source(), questions, can_save=not self.saving.busy)
        self.more.setEnabled(self.ways.copy.isEnabled())
        self.more.setToolTip(self.ways.copy.toolTip())

    # --- saving -------------------------------------------------------------------------------------

    def _choose(self, kind: OutputKind) -> None:
        source = self._source()
        if source is None or not self.ways.copy.isEnabled():
            return
        path = targets(source)[kind].ask(self)
        if path:
            self.problem.clear()
            self.ways.way(kind).forget_saved()
            passages = self.ways.passages and kind is OutputKind.NEW
            self.saving.save(SaveResults(source.id, self.ways.chips.chosen, path, kind, passages=passages))
            self._show_ways()

    def _on_moved(self, kind: OutputKind, done: int, total: int) -> None:
        self.ways.way(kind).show_progress(done, total)
        self._show_ways()

    def _on_saved(self, kind: OutputKind, event: ResultsSaved) -> None:
        self.ways.way(kind).show_saved(Path(event.path), event.rows, event.notes)
        self.announce(f"Saved as {Path(event.path).name}")

    def _on_failed(self, problem: Problem, again: Callable[[], None]) -> None:
        def try_again() -> None:
            self.problem.clear()
            again()

        self.problem.show_problem(problem, ("Try again", try_again))

    # --- history ------------------------------------------------------------------------------------

    def _undo(self, entry: HistoryEntry) -> None:
        if isinstance(entry.message, FilingStarted):
            self.work.take_back(entry.message.filing_id)
        elif entry.inverse is not None:
            self._record(entry.inverse)

    def _record(self, act: Act) -> None:
        try:
            self.open_project.record(act)
        except ProblemError as error:
            self.say(error.problem)

    def _on_recorded(self, message: object) -> None:
        if self.isVisible() and not isinstance(message, Predicted | Transcribed | Progress | FilesFiled | FilesPlanned):
            self._later.start()

    def _follow(self) -> None:
        """While files are put back; not at each of them."""
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def _say_if_seen(self, problem: Problem) -> None:
        if self.isVisible():
            self.say(problem)


class _Privacy(QFrame):
    """What the program's own network gate has counted."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = QLabel()
        self._words = Words("", "body", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)

    def show_since(self, created: str) -> None:
        """Since the project was made, ISO 8601."""
        look = theme.current()
        made = datetime.fromisoformat(created).astimezone() if created else datetime.now().astimezone()
        since = f"since this project was made on {made.day} {made:%B}"
        self._words.setText(f"All of this happens on this computer. 0 bytes were sent {since}.")
        self._sign.setPixmap(icons.pixmap("shield", "accent", look.px(16), 2))
        edge = "line.control" if look.high_contrast else "accent.soft"
        ground, edge = look.hex("accent.soft"), look.hex(edge)
        self.setStyleSheet(f"_Privacy {{ background: {ground}; border: 1px solid {edge}; border-radius: 4px; }}")
