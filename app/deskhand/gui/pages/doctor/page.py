"""Computer check: prove by real work what this computer can do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import DeviceTested, Failed, Progress, TestComputer
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.processors import Work
from deskhand.gui import theme
from deskhand.gui.errand import Errand
from deskhand.gui.icons import icon
from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.pages.doctor.rows import CheckRow, Row, rows_of_drive, rows_of_privacy
from deskhand.gui.pages.home.recent import when as when_words
from deskhand.gui.pages.settings.about import versions
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.computer import ComputerCheck, remember_check


class DoctorPage(BesidePage):
    """Rows fill from the top while it tests. ``tested`` after a test that found at least one processor."""

    title = "Computer check"
    tested = Signal()

    def __init__(self, check: ComputerCheck) -> None:
        super().__init__()
        self._devices = list(check.devices)
        self._errand: Errand | None = None
        self.heading = Words("", "page")
        self.about = Words("", "body", "ink.second", wraps=True)
        self.progress = QProgressBar()
        self.problem = ProblemPanel()
        self.copy = QPushButton("Copy details")
        self.again = QPushButton("Test again")
        self._rows = QVBoxLayout()
        self._lay_out()
        self.copy.clicked.connect(self._copy_details)
        self.again.clicked.connect(self.test)
        add_key(self, "Ctrl+R", "Test again", self.test)
        add_key(self, "Esc", "Close", self.closed.emit)
        self._show(check.at)

    def _lay_out(self) -> None:
        self.copy.setIcon(icon("copy", "ink"))
        self.again.setIcon(icon("refresh-cw", "ink"))
        self.progress.setAccessibleName("Testing")
        self.progress.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 16)
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.copy)
        head.addWidget(self.again)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.sheet.addWidget(scrolling(inside, "Computer check"))
        self.action_bar.set_sentence("“Copy details” holds versions, names and sizes, never what your files say.")

    def test(self) -> None:
        """Try every processor again; a second press stops it."""
        if self._errand is not None:
            self._errand.cancel()
            return
        self._devices = []
        self.problem.clear()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.again.setText("Stop")
        self.heading.setText("Testing this computer")
        self.about.setText("Some seconds of real work on each processor.")
        self._show_rows()
        self._errand = Errand(TestComputer(), self)
        self._errand.answer.connect(self._on_event)
        self._errand.ended.connect(self._on_ended)

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress) and event.total:
            self.progress.setRange(0, event.total)
            self.progress.setValue(event.done)
            self.about.setText(event.step or self.about.text())
        elif isinstance(event, DeviceTested):
            self._devices.append(event.device)
            self._show_rows()

    def _on_ended(self, ending: object) -> None:
        self._errand = None
        self.progress.hide()
        self.again.setText("Test again")
        if isinstance(ending, Failed):
            self._show_problem(ending.problem)
        if self._devices:
            self._keep()
        else:
            self._show("")

    def _keep(self) -> None:
        try:
            self._show(remember_check(tuple(self._devices)).at)
        except ProblemError as error:
            self._show_problem(error.problem)
        self.tested.emit()

    def leave(self) -> None:
        if self._errand is not None:
            self._errand.cancel()

    def _show_problem(self, problem: Problem) -> None:
        self.problem.show_problem(problem, ("Test again", self.test))

    def _show(self, at: str) -> None:
        working = [device for device in self._devices if device.works]
        if not self._devices:
            self.heading.setText("This computer has not been tested yet")
            self.about.setText("Some seconds of real work on each processor say how quick it is.")
        else:
            self.heading.setText("This computer is ready" if working else "Deskhand cannot work on this computer")
            moment = when_words(at)
            self.about.setText(f"Real work was done on each processor, {moment[0].lower()}{moment[1:]}.")
        self._show_rows()

    def _show_rows(self) -> None:
        empty(self._rows)
        best = max((device.speed(Work.READING) for device in self._devices), default=0.0)
        groups: list[tuple[str, list[Row]]] = [
            ("Processors", [Row.of_device(device, best) for device in self._devices]),
            ("Memory and drive", rows_of_drive()),
            ("Privacy", rows_of_privacy()),
        ]
        for name, rows in groups:
            if rows:
                self._rows.addWidget(Hairline())
                self._rows.addWidget(_group(name))
            for row in rows:
                self._rows.addWidget(Hairline())
                self._rows.addWidget(CheckRow(row))
        self._rows.addWidget(Hairline())

    def _copy_details(self) -> None:
        lines = [versions()]
        lines += [
            f"{one.name}, {one.kind}: {trial.work} {trial.speed:.0f} a second, {trial.detail}"
            for one in self._devices
            for trial in one.trials
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _group(name: str) -> QWidget:
    heading = Words(name, "caption.strong", "ink.second")
    heading.setFixedHeight(theme.current().px(34))
    heading.setContentsMargins(24, 0, 24, 0)
    heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    heading.setProperty("ground", "sunken")
    return heading
