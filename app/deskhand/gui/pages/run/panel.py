"""The panel of Run: what is done and what waits, and how the computer behaves meanwhile."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QRadioButton, QToolButton, QVBoxLayout, QWidget

from deskhand.domain.problems import ProblemError
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.job_kinds import FILE_JOBS
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.run.tonight import HOURS
from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.stacked_bar import StackedBar
from deskhand.gui.widgets.state_label import StateLabel
from deskhand.gui.widgets.words import Words, rule
from deskhand.gui.work_words import NAMES
from deskhand.storage.settings import Settings, Value

NOW, NIGHT = "now", "night"  # of the setting "work.when"


class RunPanel(QWidget):
    """Queue, and wishes that are settings; ``when_changed`` after each."""

    when_changed = Signal()

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self._cards: list[QueueCard] = []
        self._none = Words("Nothing is being done.", "body", "ink.second")
        self.awake = QCheckBox("Keep the computer awake meanwhile")
        self.tell = QCheckBox("Tell me once, when all is done")
        self.now, self.night = QRadioButton("Now"), QRadioButton(f"Only at night, {HOURS}")
        self._list = QVBoxLayout()
        self._lay_out()
        self.awake.clicked.connect(lambda on: self._keep("work.awake", on))
        self.tell.clicked.connect(lambda on: self._keep("work.tell", on))
        self.now.clicked.connect(lambda: self._keep("work.when", NOW))
        self.night.clicked.connect(lambda: self._keep("work.when", NIGHT))
        open_project.working.connect(self.refresh)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(Words("Queue", "title"))
        files = " Files are read beside it." if self._open_project.project.job in FILE_JOBS else ""
        column.addWidget(Words(f"One piece of work at a time.{files}", "caption", "ink.second", wraps=True))
        column.addSpacing(8)
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self._none)
        column.addWidget(rule(16))
        column.addWidget(Words("When to work", "body.strong"))
        column.addSpacing(4)
        column.addWidget(self.now)
        column.addWidget(self.night)
        column.addWidget(rule(12))
        column.addWidget(Words("While it works", "body.strong"))
        column.addSpacing(4)
        column.addWidget(self.awake)
        column.addWidget(self.tell)
        column.addStretch(1)

    @property
    def settings(self) -> Settings:
        """Those of the window."""
        return settings_of(self)

    def refresh(self) -> None:
        """The queue as it is now."""
        if not self.isVisible():
            return
        jobs = [job for job in self._open_project.jobs() if type(job.request) in NAMES]
        if [card.job for card in self._cards] != jobs:
            empty(self._list)
            self._cards = [QueueCard(job, self._open_project.project.name) for job in jobs]
            for card in self._cards:
                self._list.addWidget(card)
        for card in self._cards:
            card.refresh()
        self._none.setVisible(not jobs)

    def arrive(self) -> None:
        """What the settings say now."""
        self.awake.setChecked(bool(self.settings.get("work.awake")))
        (self.night if self.settings.get("work.when") == NIGHT else self.now).setChecked(True)
        self.tell.setChecked(bool(self.settings.get("work.tell")))
        self.refresh()

    def _keep(self, key: str, value: Value) -> None:
        try:
            self.settings.set(key, value)
        except ProblemError as error:
            self._open_project.problem.emit(error.problem)
        self.when_changed.emit()


class QueueCard(QFrame):
    """One piece of work: what, of which project, how far; *x* takes it out."""

    def __init__(self, job: JobHandle, project: str) -> None:
        super().__init__()
        self.job = job
        self._name = NAMES[type(job.request)]
        self._state = StateLabel()
        self._bar = StackedBar(f"{self._name}, how far", 6)
        self._step = Words("", "caption", "ink.second", elides=True)
        self._out = QToolButton()
        self._out.setIcon(icon("x"))
        self._out.setAccessibleName(f"Take out of the queue: {self._name}")
        self._out.setToolTip("Take out of the queue; what is done stays")
        self._out.clicked.connect(job.cancel)
        self._lay_out(project)

    def _lay_out(self, project: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(self._name, "body.strong", elides=True))
        words.addWidget(Words(project, "caption", "ink.second", elides=True))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self._state)
        head.addWidget(self._out)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._step)
        column.addWidget(self._bar)

    def refresh(self) -> None:
        """How far it is now."""
        look, running, progress = theme.current(), self.job.running, self.job.progress
        known = progress is not None and progress.total > 0
        self._state.show_state(_state_of(self.job), "working" if running else "plain")
        self._step.setText(progress.step if progress is not None else "")
        self._step.setVisible(running and bool(self._step.text()))
        self._bar.setVisible(running and known)
        if progress is not None and known:
            self._bar.show_parts([(progress.done, "accent")], progress.total)
        edge = look.hex("accent" if running else "line")
        sheet = f"QueueCard {{ background: {look.hex('surface')}; border: 1px solid {edge}; border-radius: 4px; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)


def _state_of(job: JobHandle) -> str:
    if not job.running:
        return "Waits"
    progress = job.progress
    return f"{100 * progress.done // progress.total} %" if progress is not None and progress.total else "Works"
