"""How long work will still take, in seconds and in words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

_ENOUGH = 3.0  # seconds of progress before a forecast is worth saying
_MINUTE, _HOUR = 60, 3600


class TimeLeft:
    """A forecast from the pace since ``start``. ``clock`` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._began = self._last = clock()
        self._done_then = self._done = 0

    def start(self, done: int) -> None:
        """The work begins, or goes on, with ``done`` already there."""
        self._began = self._last = self._clock()
        self._done_then = self._done = done

    def progress(self, done: int) -> None:
        """So much is done now."""
        if done > self._done:
            self._done, self._last = done, self._clock()

    def left(self, total: int) -> float | None:
        """Seconds until all of ``total`` is done; ``None``: too early to say."""
        worked = self._last - self._began
        if worked < _ENOUGH:
            return None
        pace = (self._done - self._done_then) / worked
        return max(0.0, (total - self._done) / pace - (self._clock() - self._last))


def amount(seconds: float) -> str:
    """``6 min``, ``2 h 10 min``."""
    minutes = max(1, round(seconds / _MINUTE))
    hours, rest = divmod(minutes, _HOUR // _MINUTE)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def done_at(seconds: float, now: datetime) -> str:
    """``done at about 10:31``, in local time; the day where it is not today."""
    then = now + timedelta(seconds=seconds)
    day = "" if then.date() == now.date() else f" on {then:%A}"
    return f"done at about {then:%H:%M}{day}"
