"""Use: put the results where the work is, and take any of it back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskhand.domain.acts import Act
from deskhand.domain.items import Source
from deskhand.domain.jobs import OutputKind, Predicted, Progress, ResultsSaved
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui import icons, theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.use.columns import ColumnChips
from deskhand.gui.pages.use.history import UseHistory
from deskhand.gui.pages.use.saving import Saving, targets
from deskhand.gui.pages.use.words import head_of, results_of
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.way_out import WayOut
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.tables.history import HistoryEntry

_LATER = 300  # milliseconds of quiet before the page follows what was recorded
AFTER_A_RUN = "After a run"
SAFE = "What has a full dot can be undone, also tomorrow. Your own files are never changed."


class UsePage(Page):
    """Ways out on the left, history in the panel."""

    title = "Use"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.saving = Saving(open_project, self)
        self.head = Words("", "page", wraps=True)
        self.explained = Words("", "body", "ink.second", wraps=True)
        self.sources = QComboBox()
        self.problem = ProblemPanel()
        self.workbook = WayOut("table", "Save a workbook")
        self.text = WayOut("file-text", "Save separated text")
        self.chips = ColumnChips()
        self.history = UseHistory()
        self._ways = {OutputKind.COPY: self.workbook, OutputKind.NEW: self.workbook, OutputKind.CSV: self.text}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        self.copy = self.workbook.add_button("Save copy…", lambda: self._choose(self._first_kind()), "primary")
        self.new = self.workbook.add_button("New workbook instead", lambda: self._choose(OutputKind.NEW), "link")
        self.csv = self.text.add_button("Save CSV…", lambda: self._choose(OutputKind.CSV))
        self.workbook.extra.addWidget(self.chips)
        self.text.sentence.setText("The same rows and answers for other programs, separated by commas.")
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
        for widget in (Hairline("line.control"), self.workbook, self.text):
            column.addWidget(widget)
        column.addSpacing(24)
        self.privacy = _Privacy()
        column.addWidget(self.privacy)
        column.addStretch(1)
        self.set_middle(scrolling(inside, "Ways out"), least=0)
        self.set_panel(self.history, 392, "History")
        self.action_bar.set_sentence(SAFE)
        self.more = self.action_bar.add("Sort more messages…")
        self.back = self.action_bar.add("Back to projects")

    def _connect(self) -> None:
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_failed)
        self.saving.moved.connect(self._on_moved)
        self.history.undo.connect(self._undo)
        self.sources.activated.connect(lambda _: self._show_ways())
        self.more.clicked.connect(lambda: self.go.emit("run:another"))
        self.back.clicked.connect(lambda: self.go.emit("home"))
        self.open_project.recorded.connect(self._on_recorded)
        self._later.timeout.connect(self._refresh)

    def _add_keys(self) -> None:
        add_key(self, "Ctrl+S", "Save a copy", lambda: self._choose(self._first_kind()))
        add_key(self, "Alt+H", "History", self._go_to_history)

    def arrive(self) -> None:
        super().arrive()
        for way in (self.workbook, self.text):
            way.forget_saved()
        self._refresh()
        self.copy.setFocus()

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
        title, explained = head_of(results_of(view))
        self.head.setText(title)
        self.explained.setText(explained)
        self._show_sources(view.sources.all())
        self.chips.show_questions(tuple(q for q in view.questions.all() if view.predictions.count(q.id)))
        self.privacy.show_since(view.created)
        self.history.refresh(view)
        self._show_ways()

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

    def _show_ways(self) -> None:
        source, answered = self._source(), bool(self.chips.chosen) and not self.saving.busy
        self.chips.setVisible(bool(self.chips.chosen))
        for button in (self.copy, self.new, self.csv, self.more):
            button.setEnabled(source is not None and answered)
            button.setToolTip("" if button.isEnabled() else AFTER_A_RUN)
        can_copy = self._first_kind() is OutputKind.COPY
        self.copy.setText("Save copy…" if can_copy else "Save workbook…")
        self.new.setVisible(can_copy)
        name = Path(source.path).name if source is not None else "your workbook"
        self.workbook.sentence.setText(
            f"A copy of {name} with the answers as new columns; your formulas, colours and other sheets stay."
            if can_copy
            else f"A new workbook with the rows of {name} and the answers as new columns."
        )

    def _first_kind(self) -> OutputKind:
        source = self._source()
        return OutputKind.COPY if source is not None and OutputKind.COPY in targets(source) else OutputKind.NEW

    # --- saving -------------------------------------------------------------------------------------

    def _choose(self, kind: OutputKind) -> None:
        source, questions = self._source(), self.chips.chosen
        if source is None or not questions or self.saving.busy:
            return
        target = targets(source)[kind]
        path, _ = QFileDialog.getSaveFileName(self, target.title, str(target.path), target.filter)
        if path:
            self.problem.clear()
            self._ways[kind].forget_saved()
            self.saving.save(source.id, questions, Path(path), kind)
            self._show_ways()

    def _on_moved(self, kind: OutputKind, done: int, total: int) -> None:
        self._ways[kind].show_progress(done, total)
        self._show_ways()

    def _on_saved(self, kind: OutputKind, event: ResultsSaved) -> None:
        self._ways[kind].show_saved(Path(event.path), event.rows, event.notes)
        self.announce(f"Saved as {Path(event.path).name}")

    def _on_failed(self, problem: Problem, again: Callable[[], None]) -> None:
        def try_again() -> None:
            self.problem.clear()
            again()

        self.problem.show_problem(problem, ("Try again", try_again))

    # --- history ------------------------------------------------------------------------------------

    def _undo(self, entry: HistoryEntry) -> None:
        if entry.inverse is not None:
            self._record(entry.inverse)

    def _record(self, act: Act) -> None:
        try:
            self.open_project.record(act)
        except ProblemError as error:
            self.say(error.problem)

    def _on_recorded(self, message: object) -> None:
        if self.isVisible() and not isinstance(message, Predicted | Progress):
            self._later.start()


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
