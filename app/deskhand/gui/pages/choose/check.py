"""The data check beside the grid: runs by itself, says what it found, and what was done about it."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from deskhand.domain.acts import QuestionAsked, QuestionDropped, RemedySwitched, SourceRemoved
from deskhand.domain.findings import Finding
from deskhand.domain.jobs import CheckData, Failed, Found, Progress
from deskhand.gui.job_kinds import FILE_JOBS, job_kind
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.choose.findings import is_open, words_of
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.finding_row import FindingRow
from deskhand.gui.widgets.words import Words, rule

_QUIET = 400  # milliseconds without a further change before the check begins
_SHOWN = 30
_CHANGES = (Found, RemedySwitched, QuestionAsked, QuestionDropped, SourceRemoved)


class CheckPanel(QWidget):
    """``wanted(finding or None)``: the grid should show these rows only, or all again."""

    wanted = Signal(object)

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._job: JobHandle | None = None
        self.shown: int | None = None
        self.checked = False
        self._trouble = ""
        self._noun = job_kind(open_project.project.job).noun
        what = "files" if open_project.project.job in FILE_JOBS else "workbook"
        unchanged = f"Nothing in your {what} is changed. Every remedy can be undone."
        self._explained = Words(unchanged, "caption", "ink.second", wraps=True)
        self.state = Words("", "caption", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Data check")
        self.bar.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._lay_out()
        self._later = self._timer(_QUIET, self._begin)
        self._redraw = self._timer(50, self._show_findings)
        open_project.recorded.connect(self._on_recorded)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(Words("Data check", "title"))
        column.addWidget(self._explained)
        column.addSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.state)
        column.addLayout(self._list)
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._redraw.start()

    def _timer(self, milliseconds: int, do: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer

    @property
    def open_findings(self) -> int:
        """How many findings have a remedy that is not applied."""
        return sum(is_open(finding) for finding in self._open_project.project.findings.all())

    def check_soon(self) -> None:
        """Rows, columns or answers have changed; the last change of several counts."""
        self._later.start()

    def show_now(self) -> None:
        """On arrival."""
        self._show_findings()

    def leave(self) -> None:
        """Nothing is drawn any more; a check that was about to begin begins."""
        self._redraw.stop()
        if self._later.isActive():
            self._later.stop()
            self._begin()

    def _begin(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._open_project.perform(CheckData())
        self._job.event.connect(self._on_event)
        job = self._job
        job.ended.connect(lambda ending: self._on_ended(job, ending))

    def _on_event(self, event: object) -> None:
        if isinstance(event, Progress):
            self.bar.show()
            self.bar.setRange(0, max(1, event.total))
            self.bar.setValue(event.done)
            self.state.setText(f"Checking, {event.done + 1} of {event.total}")
            self.state.show()

    def _on_ended(self, job: JobHandle, ending: object) -> None:
        if not isValid(self) or job is not self._job:  # the page may have been made anew meanwhile
            return
        self._job, self.checked = None, True
        self.bar.hide()
        self._trouble = f"{ending.problem.happened} {ending.problem.advice}" if isinstance(ending, Failed) else ""
        if self.isVisible():
            self._redraw.start()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, _CHANGES) and self.isVisible():
            self._redraw.start()

    def _show_findings(self) -> None:
        empty(self._list)
        project = self._open_project.project
        names = {question.id: question.name for question in project.questions.all()}
        asked = [one for one in project.findings.all() if one.question_id is None or one.question_id in names]
        for finding in asked[:_SHOWN]:
            self._list.addWidget(rule())
            self._list.addWidget(self._row(finding, names.get(finding.question_id or 0, "")))
        if self._job is None:
            nothing = "Nothing to mend was found." if self.checked and not asked else ""
            self.state.setText(self._trouble or nothing)
            self.state.setVisible(bool(self.state.text()))

    def _row(self, finding: Finding, question: str) -> FindingRow:
        words = words_of(finding, question, self._noun.many)
        row = FindingRow(finding.count, words.title, words.why)
        shows = "Show all" if self.shown == finding.id else words.shows
        row.show_remedy(words.remedy, words.done, shows, applied=finding.applied)
        row.switched.connect(lambda applied: self._open_project.record(RemedySwitched(finding.id, applied)))
        row.wanted.connect(lambda: self._toggle(finding))
        return row

    def _toggle(self, finding: Finding) -> None:
        self.shown = None if self.shown == finding.id else finding.id
        self.wanted.emit(finding if self.shown is not None else None)
        self._show_findings()

    def show_all(self) -> None:
        """The grid shows all rows again."""
        self.shown = None
        self._show_findings()
