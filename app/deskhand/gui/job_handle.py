"""One piece of work, as whoever asked for it sees it."""

from PySide6.QtCore import QObject, Signal

from deskhand.domain.jobs import Ending, Progress, Request
from deskhand.gui.work_words import TimeLeft


class _Signals(QObject):
    told = Signal(object)
    ended = Signal(object)
    stopped = Signal()


class JobHandle:
    """``event`` carries every answer; ``ended`` carries ``Finished``, ``Failed`` or ``Cancelled``, exactly once.

    ``progress`` is the latest, ``ending`` how it ended (``None``: not yet), ``deaths`` how many workers died of it
    (``losses``: how many more by a graphics processor that failed),
    ``running`` whether it is in a worker's hands now, ``aside`` whether it stops for what is more urgent and goes on
    afterwards, ``time`` how long it still takes.
    """

    def __init__(self, number: int, request: Request, parent: QObject) -> None:
        self._signals = _Signals(parent)
        self.event = self._signals.told
        self.ended = self._signals.ended
        self.stopped = self._signals.stopped
        self.number = number
        self.request = request
        self.progress: Progress | None = None
        self.time = TimeLeft()
        self.ending: Ending | None = None
        self.deaths = 0
        self.losses = 0
        self.running = False
        self.aside = False

    def cancel(self) -> None:
        """Stop it; what was recorded stays."""
        self.stopped.emit()

    def tell(self, message: object) -> None:
        """An answer has come, and is kept if it is to be kept."""
        if self.ending is None:
            if isinstance(message, Progress):
                self.progress = message
                self.time.note(message)
            self.event.emit(message)

    def end(self, ending: Ending) -> None:
        """It is over."""
        if self.ending is None:
            self.ending, self.running = ending, False
            self.ended.emit(ending)
