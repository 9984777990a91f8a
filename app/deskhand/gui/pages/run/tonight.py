"""Only at night: long work begins in the evening, and pauses in the morning."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.gui.pages.run.session import Phase, Plan, RunSession

EVENING, MORNING = 20, 6  # hours of local time
HOURS = f"{EVENING}:00 to {MORNING}:00"
_OFTEN = 20_000  # milliseconds between two looks at the clock


def is_night(now: datetime) -> bool:
    """Whether work that is only for the night may be done."""
    return now.hour >= EVENING or now.hour < MORNING


class Tonight(QObject):
    """Stands between a person's wish and the session. A trial never waits. ``changed`` when waiting begins or ends.

    ``only`` tells whether work is for the night only; ``clock`` what time it is here.
    """

    changed = Signal()

    def __init__(
        self, session: RunSession, only: Callable[[], bool], clock: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__(session)
        self._session, self._only, self._clock = session, only, clock
        self._wish: Callable[[], None] | None = None
        self._although_day = False
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_OFTEN)

    @property
    def waiting(self) -> bool:
        """Whether something waits for the evening."""
        return self._wish is not None

    def begin(self, plan: Plan) -> None:
        """At once, or tonight."""
        self._do_or_wait(lambda: self._session.begin(plan), trial=plan.limit is not None)

    def go_on(self) -> None:
        """At once, or tonight."""
        run = self._session.run
        self._do_or_wait(self._session.go_on, trial=run is not None and run.limit is not None)

    def now(self) -> None:
        """The person does not want to wait; this work goes on by day."""
        self._although_day = True
        self._do()

    def forget(self) -> None:
        """Nothing waits any more."""
        self._wish = None
        self.changed.emit()

    def look(self) -> None:
        """What time is it, and what does the person want?"""
        night = is_night(self._clock())
        if night:
            self._although_day = False
        if self.waiting and not self._must_wait():
            self._do()
        elif self._must_wait() and self._runs_long():
            self._session.pause()
            self._wish = self._session.go_on
            self.changed.emit()

    def _runs_long(self) -> bool:
        run = self._session.run
        return self._session.phase is Phase.RUNNING and run is not None and run.limit is None

    def _must_wait(self) -> bool:
        return self._only() and not self._although_day and not is_night(self._clock())

    def _do_or_wait(self, wish: Callable[[], None], *, trial: bool) -> None:
        self._wish = wish
        if trial or not self._must_wait():
            self._do()
        else:
            self.changed.emit()

    def _do(self) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()
        self.changed.emit()
