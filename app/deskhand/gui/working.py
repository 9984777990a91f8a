"""What works now, in words for the header."""

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.gui.job_handle import JobHandle
from deskhand.gui.open_project import OpenProject
from deskhand.gui.work_words import NAMES

_UNSEEN = 1000  # milliseconds of work that are not worth a word
_OFTEN = 250  # milliseconds between two looks: progress moves at most four times a second


class Working(QObject):
    """``changed(words, state)``: the words are "" when nothing works; ``state`` is one of ``StateLabel``."""

    changed = Signal(str, str)

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._seen: set[int] = set()  # jobs that the person was told of
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        open_project.working.connect(self._look_soon)

    def jobs(self) -> list[JobHandle]:
        """The work that has a name."""
        return [job for job in self._open_project.jobs() if type(job.request) in NAMES]

    def _look_soon(self) -> None:
        jobs = self.jobs()
        self._seen &= {job.number for job in jobs}
        fresh = bool(jobs) and not self._seen
        if not self._soon.isActive():
            self._soon.start(_UNSEEN if fresh else _OFTEN)

    def _look(self) -> None:
        jobs, trouble = self.jobs(), self._open_project.trouble
        self._seen |= {job.number for job in jobs}
        if trouble is not None:
            self.changed.emit(f"Paused: {trouble.title}", "wait")
        elif jobs:
            words = jobs[0].time.words()
            self.changed.emit(f"{NAMES[type(jobs[0].request)]}{', ' if words else ''}{words}", "working")
        else:
            self.changed.emit("", "working")
