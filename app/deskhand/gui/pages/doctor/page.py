"""Computer check: prove by real work what this computer can do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import DeviceTested, Failed, Finished, PartChecked, Progress, TestComputer
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui import theme
from deskhand.gui.errand import Errand
from deskhand.gui.icons import icon
from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.pages.doctor.reports import AS_TESTED, ONLY_MAIN, groups_of, looks, with_what_is_done
from deskhand.gui.pages.doctor.rows import CheckRow
from deskhand.gui.pages.home.recent import when as when_words
from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage import settings as kept
from deskhand.storage.codec import to_json
from deskhand.storage.computer import ComputerCheck, last_check, remember_check
from deskhand.storage.support import support

_NARROW = 1040
_CHOICES = {ONLY_MAIN.deed: kept.ONLY_MAIN, AS_TESTED.deed: "tested"}


class DoctorPage(BesidePage):
    """Rows fill from the top while it tests. ``tested`` after a whole check, or another choice of processor;
    ``wanted`` names the page of the settings that a remedy leads to."""

    title = "Computer check"
    tested = Signal()
    wanted = Signal(str)

    def __init__(self, check: ComputerCheck, worker: str = "") -> None:
        """``worker`` is the kind that tests; "": that of the request."""
        super().__init__()
        self._check = check
        self._worker = worker
        self._errand: Errand | None = None
        self._doing = ""
        self.heading = Words("", "page", wraps=True)
        self.about = Words("", "body", "ink.second", wraps=True)
        self.progress = QProgressBar()
        self.problem = ProblemPanel()
        self.copy = QPushButton("Copy details")
        self.again = QPushButton("Test again")
        self.rows: list[CheckRow] = []
        self._column = QVBoxLayout()
        self._lay_out()
        self.copy.clicked.connect(self._copy_details)
        self.again.clicked.connect(self.test)
        add_key(self, "Ctrl+R", "Test again", self.test)
        add_key(self, "Esc", "Close", self.closed.emit)
        self._show()

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
        self._column.setSpacing(0)
        column.addLayout(self._column)
        column.addStretch(1)
        self.sheet.addWidget(scrolling(inside, "Computer check"))
        self.action_bar.set_sentence("“Copy details” holds versions, names and sizes, never what your files say.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def test(self) -> None:
        """Try everything again; a second press stops it, and what was known before stays."""
        if self._errand is not None:
            self._errand.cancel()
            return
        self._check = ComputerCheck()
        self.problem.clear()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.again.setText("Stop")
        self.again.setIcon(icon("x", "ink"))
        self.heading.setText("Testing this computer")
        self.about.setText("Some seconds of real work on each processor.")
        self._show_rows()
        self._errand = Errand(TestComputer(), self, self._worker)
        self._errand.answer.connect(self._on_event)
        self._errand.ended.connect(self._on_ended)

    def _on_event(self, event: object) -> None:
        check = self._check
        if isinstance(event, Progress) and event.total:
            self.progress.setRange(0, event.total)
            self.progress.setValue(event.done)
            self._show_doing(event.step)
        elif isinstance(event, DeviceTested):
            self._check = ComputerCheck("", (*check.devices, event.device), check.parts)
            self._show_rows()
        elif isinstance(event, PartChecked):
            self._check = ComputerCheck("", check.devices, (*check.parts, event.report))
            self._show_rows()

    def _show_doing(self, step: str) -> None:
        """What is done now, as the last row."""
        if step != self._doing:
            self._doing = step
            self._show_rows()

    def _on_ended(self, ending: object) -> None:
        self._errand = None
        self._doing = ""
        self.progress.hide()
        self.again.setText("Test again")
        self.again.setIcon(icon("refresh-cw", "ink"))
        try:
            whole = isinstance(ending, Finished)
            self._check = remember_check(self._check.devices, self._check.parts) if whole else last_check()
        except ProblemError as error:
            self._show_problem(error.problem)
        self._show()
        if isinstance(ending, Failed):
            self._show_problem(ending.problem)
        self.tested.emit()

    def leave(self) -> None:
        if self._errand is not None:
            self._errand.cancel()

    def _show_problem(self, problem: Problem) -> None:
        self.problem.show_problem(problem, ("Test again", self.test))

    def _show(self) -> None:
        self._show_rows()
        if not self._check.at:
            self.heading.setText("This computer has not been tested yet")
            self.about.setText("Some seconds of real work on each processor say how quick it is.")
            return
        works = any(device.works for device in self._check.devices)
        self.heading.setText("This computer is ready" if works else "Deskhand cannot work on this computer")
        moment = when_words(self._check.at)
        counted = looks([row.row for row in self.rows])
        some = "One thing needs a look." if counted == 1 else f"{counted} things need a look."
        done = f"Real work was done on each processor, {moment[0].lower()}{moment[1:].replace(', ', ' at ')}."
        self.about.setText(f"{done} {some}" if counted else done)

    def _show_rows(self) -> None:
        empty(self._column)
        self.rows = []
        only_main = settings_of(self).get("work.processor") == kept.ONLY_MAIN
        groups = groups_of(self._check, only_main=only_main)
        for name, rows in with_what_is_done(groups, self._doing):
            self._column.addWidget(Hairline())
            self._column.addWidget(_group(name))
            for row in rows:
                self._column.addWidget(Hairline())
                self._add(CheckRow(row))
        self._column.addWidget(Hairline())
        self._fit()

    def _add(self, row: CheckRow) -> None:
        place = len(self.rows)
        self.rows.append(row)
        self._column.addWidget(row)
        row.wanted.connect(self._do)
        row.moved.connect(lambda step: self._go_to(place + step))

    def _fit(self) -> None:
        narrow = self.width() < theme.current().px(_NARROW)
        for row in self.rows:
            row.fit(narrow=narrow)

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _do(self, deed: str) -> None:
        if deed not in _CHOICES:
            self.wanted.emit(deed)
            return
        settings_of(self).set("work.processor", _CHOICES[deed])
        self._show()
        self.tested.emit()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(to_json(support(self._check)))


def _group(name: str) -> QWidget:
    heading = Words(name, "caption.strong", "ink.second")
    heading.setFixedHeight(theme.current().px(34))
    heading.setContentsMargins(24, 0, 24, 0)
    heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    heading.setProperty("ground", "sunken")
    return heading
