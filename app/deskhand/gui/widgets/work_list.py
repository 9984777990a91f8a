"""What is being done and what waits, each with how far it is and a way to stop it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.job_handle import JobHandle
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words
from deskhand.gui.work_words import NAMES

_WIDE = 336


class WorkList(QFrame):
    """Opens below what was pressed and closes with Esc or a click beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "popover")
        self.setFixedWidth(theme.current().px(_WIDE))
        self.setAccessibleName("What works now")
        self._shown: list[JobHandle] = []
        self._bars: dict[int, QProgressBar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)

    def open_below(self, anchor: QWidget, jobs: Sequence[JobHandle]) -> None:
        """Show the work under ``anchor``."""
        self.show_jobs(jobs)
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        self.move(corner)
        self.show()

    def show_jobs(self, jobs: Sequence[JobHandle]) -> None:
        """The work as it stands; the rows stay while the work is the same."""
        named = [job for job in jobs if type(job.request) in NAMES]
        if named != self._shown or not self._column.count():
            self._fill(named)
        for job in named:
            bar, progress = self._bars[job.number], job.progress
            bar.setVisible(progress is not None)
            if progress is not None:
                bar.setRange(0, progress.total)
                bar.setValue(progress.done)

    def _fill(self, jobs: list[JobHandle]) -> None:
        self._shown = jobs
        self._bars = {}
        empty(self._column)
        self._column.addWidget(Words("What works now", "title"))
        self._column.addWidget(Words("One piece of work at a time.", "caption", "ink.second"))
        if not jobs:
            self._column.addWidget(Words("Nothing is being done.", "body", "ink.second"))
        for job in jobs:
            self._column.addWidget(self._row(job))
        self.adjustSize()

    def _row(self, job: JobHandle) -> QWidget:
        row = QFrame()
        row.setProperty("edge", "all")
        name = NAMES[type(job.request)]
        stop = QPushButton("Stop")
        stop.setProperty("kind", "small")
        stop.setAccessibleName(f"Stop: {name}")
        stop.clicked.connect(job.cancel)
        bar = self._bars[job.number] = QProgressBar()
        bar.setAccessibleName(name)
        words = QVBoxLayout()
        words.addWidget(Words(name, "body.strong", elides=True))
        words.addWidget(bar)
        line = QHBoxLayout(row)
        line.setContentsMargins(12, 8, 12, 8)
        line.addLayout(words, 1)
        line.addWidget(stop)
        return row
