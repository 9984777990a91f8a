"""Choose: which column is read, which hold answers, and what is wrong with the data before it costs anything."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.findings import Finding, FindingKind
from deskhand.domain.items import Source
from deskhand.domain.jobs import AnswersTaken, Failed, Found, MakeSample, SampleMade
from deskhand.domain.problems import Problem
from deskhand.gui.job_kinds import SEVERAL
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.choose.check import CheckPanel
from deskhand.gui.pages.choose.fit import ModelFit
from deskhand.gui.pages.choose.grid import ChooseGrid
from deskhand.gui.pages.choose.head import ChooseHead
from deskhand.gui.pages.choose.model import ChooseModel
from deskhand.gui.pages.choose.rows import found_rows, rows_of
from deskhand.gui.pages.choose.table import ChosenTable, ColumnUse
from deskhand.gui.pages.page import Page
from deskhand.gui.widgets.drop_area import DropArea, DropWords
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.words import Hairline

SAMPLE = "sample:"
ENOUGH = 20  # answers in at least two categories, from which a first figure is honest
_FILTER = "Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
_DROP = DropWords(
    "a workbook",
    "Choose a file…",
    (("table", "Excel: .xlsx, .xlsm, .xls"), ("table", "OpenDocument: .ods"), ("list", "CSV, TSV")),
    "Try with a sample: the inbox of a made-up dental practice",
)
_REFRESH = 250  # milliseconds between two looks at rows that are being read
_MARKED = 2000  # near-copies that get their mark in the grid


class ChoosePage(Page):
    """A place to drop a workbook; then its grid, with the data check beside it."""

    title = "Choose"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._finding: Finding | None = None
        self._marks_due = True
        self._fit = ModelFit(open_project)
        self.table = ChosenTable(open_project, self)
        self.drop_area = DropArea(_DROP)
        self.head = ChooseHead()
        self.problem = ProblemPanel()
        self.model = ChooseModel(self)
        self.grid = ChooseGrid(self.model)
        self.check = CheckPanel(open_project)
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
        self.first_problem = ProblemPanel()
        around.addWidget(self.first_problem)
        around.addWidget(self.drop_area, 1)
        chosen = QWidget()
        column = QVBoxLayout(chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._inset(self.problem))
        column.addWidget(Hairline())
        column.addWidget(self.grid, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(beginning)
        self.stack.addWidget(chosen)
        self.set_middle(self.stack)
        self.set_panel(self.check, 344, "Data check")
        self.change = self.action_bar.add("Change…")
        self.change.setProperty("kind", "link")
        self.change.setAccessibleName("Change the model")
        self.back = self.action_bar.add("Back to projects")
        self.teach = self.action_bar.add("Teach first")
        self.next = self.action_bar.add_primary("Next: Teach")
        add_key(self, "Alt+D", "Data check", lambda: self.check.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.check.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _inset(self, problem: ProblemPanel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(problem)
        return row

    def _connect(self) -> None:
        self.drop_area.dropped.connect(lambda paths: self.open_file(paths[0]))
        self.drop_area.choose.connect(self.choose_file)
        self.drop_area.sample.connect(self.open_sample)
        self.head.other.connect(self.choose_file)
        self.head.sheet.connect(self.table.choose_sheet)
        self.head.source.connect(self.table.show_source)
        self.head.headings.connect(self.table.use_headings)
        self.head.stop.connect(self.table.stop)
        self.grid.headings.connect(self.table.use_headings)
        self.grid.chosen.connect(self.use_column)
        self.grid.moved.connect(self.table.move_use)
        self.table.changed.connect(self._show_table)
        self.table.rows_changed.connect(self._show_soon)
        self.table.settled.connect(self.check.check_soon)
        self.table.failed.connect(self._show_problem)
        self.check.wanted.connect(self._show_only)
        self._later.timeout.connect(self._show_rows)
        self.change.clicked.connect(lambda: self.go.emit("models:text"))
        self.back.clicked.connect(lambda: self.go.emit("home"))
        self.teach.clicked.connect(lambda: self.go.emit("teach"))
        self.next.clicked.connect(lambda: self.go.emit("run" if self._has_enough() else "teach"))
        self.open_project.recorded.connect(self._on_recorded)

    def _name_edge(self) -> None:
        """In a narrow window the edge of the drawer says how much there is to mend."""
        count = self.check.open_findings
        self.edge.show_name(f"Data check, {count}" if count else "Data check")

    # --- which table ----------------------------------------------------------------------------

    def aim(self, what: str) -> None:
        if what == SAMPLE:
            self.open_sample()
        elif what:
            self.open_file(what.partition(SEVERAL)[0])

    def arrive(self) -> None:
        super().arrive()
        self._fit = ModelFit(self.open_project)  # the computer may have been tested meanwhile
        self.table.open()
        self._show_table()
        self.check.show_now()
        if self.table.source is None:
            self.drop_area.button.setFocus()
        elif self.table.source.rows and not self.check.checked and not self.open_project.project.findings.all():
            self.check.check_soon()

    def leave(self) -> None:
        self._later.stop()
        self.check.leave()
        super().leave()

    def open_file(self, path: str) -> None:
        """Take this file instead of the present one."""
        self._clear_problem()
        self.table.choose(path)

    def choose_file(self) -> None:
        """Ask for a file in the platform's own dialog."""
        source = self.table.source
        folder = str(Path(source.path).parent) if source is not None else ""
        path, _ = QFileDialog.getOpenFileName(self, "Choose a table", folder, _FILTER)
        if path:
            self.open_file(path)

    def open_sample(self) -> None:
        """Write the bundled sample into the project's folder and take it."""
        self._clear_problem()
        handle = self.open_project.perform(MakeSample(str(self.open_project.project.folder / "Sample")))
        handle.event.connect(lambda event: self.open_file(event.path) if isinstance(event, SampleMade) else None)
        handle.ended.connect(lambda ending: self._show_problem(ending.problem) if isinstance(ending, Failed) else None)

    def use_column(self, place: int, use: str) -> None:
        """Say what a column is for."""
        deeds = {
            ColumnUse.READ: self.table.read_column,
            ColumnUse.ANSWERS: self.table.hold_answers,
            ColumnUse.LEFT: self.table.leave_out,
        }
        deeds[ColumnUse(use)](place)

    # --- showing --------------------------------------------------------------------------------

    def _show_table(self) -> None:
        source = self.table.source
        self.stack.setCurrentIndex(0 if source is None else 1)
        self.set_panel_wanted(wanted=source is not None)
        if source is not None:
            self.head.show_table(source, self.table.preview, self.open_project.project.sources.all())
            self._show_rows()
        self._show_actions()
        self._name_edge()

    def _show_soon(self) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def _show_rows(self) -> None:
        """The rows as they are now; the place that is looked at stays."""
        source = self.table.source
        if source is None:
            return
        self.model.total = self.table.rows
        rows = rows_of(self.open_project.project, source, self.table.preview, self.table.rows)
        if self._finding is not None:
            rows = found_rows(self.open_project.project, source, self._finding)
        self.model.show_rows(rows)
        if self._marks_due:
            self._marks_due = False
            self._mark_near_copies()
        self.grid.show_columns(self.table.columns())
        self._show_state(source)
        self._show_actions()

    def _show_state(self, source: Source) -> None:
        words = [f"{self.table.rows:,} messages"]
        if self.table.reading:
            words = [f"Reading, {self.table.rows:,} messages so far"]
        if source.sheet:
            words[0] += f" in the sheet {source.sheet}"
        if self._finding is not None:
            words = [f"Only the {self.model.rowCount():,} rows of one finding are shown"]
        elif not source.text_columns:
            words.append("Click the column to read")
        elif not any(one.use is ColumnUse.ANSWERS for one in self.model.columns):
            words.append("Click a column that holds answers, if there is one")
        words.extend(note.rstrip(".") for note in source.notes)
        self.head.show_state(". ".join(words) + ".", reading=self.table.reading and self.table.rows > 0)

    def _show_actions(self) -> None:
        source = self.table.source
        ready = source is not None and bool(source.text_columns) and self.table.rows > 0
        enough = ready and self._has_enough()
        self.next.setText("Next: Run" if enough else "Next: Teach")
        self.next.setEnabled(ready)
        self.next.setToolTip("" if ready else "Choose a workbook and the column to read first")
        self.teach.setVisible(enough)
        self.change.setVisible(source is not None)
        if self.table.looking:
            self.action_bar.set_sentence("Opening the table…")
        elif source is None:
            self.action_bar.set_sentence("Nothing is chosen yet.")
        else:
            self.action_bar.set_sentence(self._fit.sentence(self.table.rows))

    def _has_enough(self) -> bool:
        return any(one.answered >= ENOUGH and one.different > 1 for one in self.table.columns())

    def _show_only(self, finding: Finding | None) -> None:
        self._finding = finding
        self._show_rows()
        self.grid.scrollToTop()

    def _show_problem(self, problem: Problem) -> None:
        another = ("Choose another file…", self.choose_file)
        if self.table.source is None:
            self.first_problem.show_problem(problem, another)
        else:
            self.problem.show_problem(problem, another, ("Stay with this one", self.problem.clear))

    def _clear_problem(self) -> None:
        self.problem.clear()
        self.first_problem.clear()
        self._finding = None
        self.check.show_all()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, AnswersTaken):
            self._show_soon()
        elif isinstance(message, Found) and message.finding.kind is FindingKind.NEAR_COPIES:
            self._marks_due = True
            self._show_soon()

    def _mark_near_copies(self) -> None:
        findings = self.open_project.project.findings
        near = [one.id for one in findings.all() if one.kind is FindingKind.NEAR_COPIES]
        self.model.mark(frozenset(item for number in near for item in findings.page(number, 0, _MARKED)))
