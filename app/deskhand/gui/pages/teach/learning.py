"""Learning behind the Teach page: after every answer, without ever making the person wait."""

from time import monotonic

from PySide6.QtCore import QObject, Signal

from deskhand.domain.jobs import AskNext
from deskhand.gui.newest_request import NewestRequest
from deskhand.gui.open_project import OpenProject
from deskhand.gui.work_words import step_words


class TeachLearning(NewestRequest):
    """``chosen`` with every ``AskNext``. Knows how long ago it learned last."""

    chosen = Signal(object)  # AskNext

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(open_project, parent)
        self._learned_at: float | None = None
        self.answered.connect(self._take)

    def _take(self, event: object) -> None:
        if isinstance(event, AskNext):
            self._learned_at = monotonic()
            self.chosen.emit(event)

    def sentence(self) -> str:
        """What it does now, or did last."""
        if self.busy:
            return f"Learning… {step_words(self.progress)}"
        if self._learned_at is None:
            return ""
        return f"Learned from your last answer {_ago(monotonic() - self._learned_at)}"


def _ago(seconds: float) -> str:
    if seconds < 2:
        return "just now"
    if seconds < 60:
        return f"{seconds:.0f} seconds ago"
    minutes = int(seconds // 60)
    return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
