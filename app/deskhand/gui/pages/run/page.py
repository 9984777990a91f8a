"""Run: see that work goes on, how long it takes, and that nothing can be lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.acts import RunTask
from deskhand.domain.problems import Problem
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import Page
from deskhand.gui.pages.run.another import FILES, AnotherWorkbook
from deskhand.gui.pages.run.head import RunHead
from deskhand.gui.pages.run.meanwhile import Meanwhile
from deskhand.gui.pages.run.panel import NIGHT, RunPanel
from deskhand.gui.pages.run.rows import RunRows
from deskhand.gui.pages.run.session import Phase, Plan, RunSession
from deskhand.gui.pages.run.situation import TRIAL, Told, Way, situation_of
from deskhand.gui.pages.run.table import RunTable
from deskhand.gui.pages.run.timing import sound_words, time_left
from deskhand.gui.pages.run.tonight import Tonight
from deskhand.gui.pages.run.words import told
from deskhand.gui.widgets.page_keys import add_key, add_space
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.words import Words
from deskhand.gui.work_words import step_words
from deskhand.storage.tables.runs import Outcome

SAFE = "You can close the window. Work goes on from here at the next start, even after a power cut."
_MOST_OFTEN = 300  # milliseconds between two looks at a run that goes on
_TICK = 5000  # milliseconds between two looks at the clock


class RunPage(Page):
    """The session says where things stand; the page shows it."""

    title = "Run"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.session = RunSession(open_project, self)
        self.another = AnotherWorkbook(open_project, self)
        self._meanwhile = Meanwhile(self)
        self._told: Told | None = None
        self._shows_run = False  # whether a run is shown, or what one would do
        self._outcome: Outcome | None = None
        self._shown: tuple[int, Outcome | None] | None = None
        self.head = RunHead()
        self.problem = ProblemPanel()
        self.job = job_kind(open_project.project.job)
        self.table = RunTable(self.job.noun.one)
        self.hint = Words("", "body", "ink.second", wraps=True)
        self.noticed = Words("", "caption", "ink.second", wraps=True)
        self.noticed.hide()
        self.run_panel = RunPanel(open_project)
        self.tonight = Tonight(self.session, lambda: self.run_panel.settings.get("work.when") == NIGHT)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_MOST_OFTEN)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        said = QVBoxLayout()
        said.setContentsMargins(24, 0, 24, 8)
        said.addWidget(self.problem)
        said.addWidget(self.noticed)
        said.addWidget(self.hint)
        column.addLayout(said)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self.set_middle(middle)
        self.set_panel(self.run_panel, 336, "Queue")
        self.action_bar.set_sentence(SAFE)
        self.other = self.action_bar.add("Sort another workbook…")
        self.again = self.action_bar.add("Try again what could not be read")
        self.failed = self.action_bar.add("Show the failed")
        self.all = self.action_bar.add(Way.ALL)
        self.primary = self.action_bar.add_primary(Way.TRY)

    def _connect(self) -> None:
        self.session.changed.connect(self._show_all)
        self.session.moved.connect(self._soon_again)
        self.session.failed.connect(self._say_failed)
        self.session.ended.connect(self._tell_end)
        self.another.changed.connect(self._show_all)
        self.another.failed.connect(self._say_failed)
        self.another.read.connect(self.tonight.begin)
        self.tonight.changed.connect(self._show_all)
        self.run_panel.when_changed.connect(self.tonight.look)
        self.open_project.working.connect(self._soon_again)
        self._soon.timeout.connect(self._show_moving)
        self._clock.timeout.connect(self._look_again)
        self.head.pause.connect(self.pause_or_go_on)
        self.head.stop.connect(self._stop)
        self.head.filtered.connect(self._filter)
        self.table.opened.connect(lambda row: self.go.emit(f"check:{row.item_id}"))
        self.session.noticed.connect(self._say_noticed)
        self.other.clicked.connect(self._choose_another)
        self.again.clicked.connect(self._try_again)
        self.failed.clicked.connect(lambda: self.head.only(Outcome.FAILED))
        self.all.clicked.connect(lambda: self._begin(Plan()))
        self.primary.clicked.connect(self._do_first)

    def _add_keys(self) -> None:
        add_space(self, "Pause, and go on", self.pause_or_go_on)
        add_key(self, "F", "Only what could not be read", self._turn_failed)
        add_key(self, "Alt+L", "Say how far it is", lambda: self.announce(self._how_far()))

    def arrive(self) -> None:
        super().arrive()
        self.run_panel.arrive()
        self._clock.start()
        self.session.look()
        self.primary.setFocus()

    def leave(self) -> None:
        self._clock.stop()
        self._soon.stop()
        super().leave()

    def aim(self, what: str) -> None:
        """ "another": from the Use page, to sort one more workbook."""
        if what == "another":
            QTimer.singleShot(0, self, self._choose_another)

    # --- what the person wants ----------------------------------------------------------------------

    def pause_or_go_on(self) -> None:
        """The other of the two."""
        if self.session.phase is Phase.PAUSED:
            self._go_on()
        else:
            self.session.pause()

    def _go_on(self) -> None:
        self.problem.clear()
        self.tonight.go_on()

    def _begin(self, plan: Plan) -> None:
        self.problem.clear()
        self.tonight.begin(plan)

    def _stop(self) -> None:
        self.tonight.forget()
        if self.another.busy:
            self.another.stop()
        else:
            self.session.stop()

    def _do_first(self) -> None:
        do: dict[Way, Callable[[], None]] = {
            Way.TRY: lambda: self._begin(Plan(limit=TRIAL)),
            Way.ALL: lambda: self._begin(self._whole_plan()),
            Way.GO_ON: self._go_on,
            Way.NOW: self.tonight.now,
            Way.TEACH: lambda: self.go.emit("teach"),
            Way.CHECK: lambda: self.go.emit("check"),
            Way.CHECK_DONE: lambda: self.go.emit("check"),
        }
        if self._told is not None:
            do[self._told.way]()

    def _whole_plan(self) -> Plan:
        """Everything, or again the one workbook that the run before was about."""
        run = self.session.run
        if run is None or run.source_id is None or run.limit is not None:
            return Plan()
        return Plan(source_id=run.source_id, answered_too=run.answered_too)

    def _try_again(self) -> None:
        if not self.session.try_again():
            self._begin(Plan(failed_too=True))

    def _choose_another(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Sort another workbook", "", FILES)
        if path:
            self.problem.clear()
            self.another.take(Path(path))

    def _turn_failed(self) -> None:
        self.head.only(None if self._outcome is Outcome.FAILED else Outcome.FAILED)

    def _filter(self, outcome: Outcome | None) -> None:
        self._outcome = outcome
        self._show_table()

    # --- what is shown ------------------------------------------------------------------------------

    def _soon_again(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _show_all(self) -> None:
        """Something else is being done now, or nothing any more."""
        self._meanwhile.keep_awake(busy=self.session.busy or self.another.busy or self.tonight.waiting)
        now = situation_of(self.open_project.project, self.session)
        self._told = told(now, waits=self.tonight.waiting)
        self._shows_run = now.phase not in (Phase.READY, Phase.LEARNING) and not self.another.busy
        self.noticed.setVisible(self.session.busy and bool(self.noticed.text()))
        self.head.show_words(self._told.title, self._told.explained)
        if self.another.busy:
            explained = "Then its messages are sorted. The file is not changed."
            self.head.show_words(f"Reading {self.another.name}", explained)
        self._show_buttons(self._told.way, now.unreadable)
        self._show_table()
        self._show_moving()

    def _look_again(self) -> None:
        """How far it is; where files are read beside it, how many of them too."""
        if self.session.reads:
            self._show_all()
        self._show_moving()

    def _show_buttons(self, way: Way, unreadable: int) -> None:
        phase, busy = self.session.phase, self.session.busy or self.another.busy
        if busy and isinstance(self.focusWidget(), QPushButton):
            self.setFocus()  # else it would wander to the next button, and Space would stop the run
        pausable = phase is Phase.RUNNING and not self.another.busy
        self.head.show_ways(pause=pausable, stop=busy or phase is Phase.PAUSED or self.tonight.waiting)
        self.primary.setText(way)
        self.primary.setEnabled(not self.another.busy and (way is not Way.CHECK_DONE or self.session.counts.done > 0))
        self.all.setVisible(way is Way.TRY and not self.another.busy)
        self.other.setVisible(not busy and way is not Way.TEACH and not self.job.folders)
        over = phase in (Phase.TRIED, Phase.ENDED) and not self.tonight.waiting
        self.again.setVisible(over and unreadable > 0)
        self.failed.hide()
        if not busy and self.hasFocus():
            self.primary.setFocus()

    def _show_table(self) -> None:
        run = self.session.run
        there = run is not None and self._shows_run
        self.table.setVisible(there)
        self.hint.setVisible(not there)
        self.hint.setText("" if self.session.busy or self.another.busy else "What comes out will stand here.")
        if run is not None and there and self._shown != (run.id, self._outcome):
            self._shown = (run.id, self._outcome)
            rows = RunRows(self.open_project.project, run, self._outcome, self.session.in_hand)
            self.table.show_rows(rows, self.session.counts)

    def _show_moving(self) -> None:
        """What changes while work goes on: figure, bar, counts, rows."""
        if not self.isVisible():
            return
        self.run_panel.refresh()
        session, handle = self.session, self.another.handle
        progress = handle.progress if handle is not None else session.progress
        if handle is not None or session.phase is Phase.LEARNING:
            done, total = (progress.done, progress.total) if progress is not None else (0, 0)
            self.head.show_figure("", step_words(progress))
            self.head.show_progress(done, total)
            return
        self.head.show_counts(session.counts if self._shows_run else None, sound_words(session))
        self.head.show_figure(*time_left(self.open_project, self.session))
        self.table.refresh(session.counts, paused=session.phase is Phase.PAUSED)
        failed = session.counts.failed if self._shows_run else 0
        self.failed.setVisible(failed > 0 and self._outcome is not Outcome.FAILED)
        self.failed.setText("Show the one that failed" if failed == 1 else f"Show the {failed:,} that failed")
        if self.session.phase is Phase.RUNNING:
            self.primary.setEnabled(session.counts.done > 0)

    def _how_far(self) -> str:
        counts = self.session.counts
        figure, words = time_left(self.open_project, self.session)
        left = f", about {figure} {words}" if figure else ""
        return f"{counts.done:,} of {counts.total:,} done{left}, {counts.failed:,} could not be read"

    def _say_failed(self, problem: Problem) -> None:
        again = self._go_on if self.session.phase is Phase.PAUSED else self._do_first
        if self.another.name and self.session.phase is not Phase.PAUSED:
            again = self._choose_another
        self.problem.show_problem(problem, ("Try again", again))

    def _say_noticed(self, words: str) -> None:
        self.noticed.setText(words)
        self.noticed.show()

    def _tell_end(self) -> None:
        counts, run = self.session.counts, self.session.run
        done = "in words" if run is not None and run.task is RunTask.TRANSCRIBE else "answered"
        self.announce(f"{self.job.noun.count(counts.done)} {done}")
        self.noticed.setText("")
        if counts.total > TRIAL:
            self._meanwhile.tell(f"{self.job.noun.count(counts.done)} of {self.open_project.project.name} are {done}.")
