"""The minutes of a course: what is spent, what is left, and whether the person has stopped it."""

import time
from collections.abc import Callable


class Clock:
    """``seconds`` in all, of which ``spent`` had gone before. ``look`` hears (spent, of, what is done), may raise."""

    def __init__(self, seconds: float, spent: float, look: Callable[[float, float, str], None]) -> None:
        self._seconds = self._expected = seconds
        self._began = time.monotonic() - spent
        self._look = look

    @property
    def spent(self) -> float:
        return time.monotonic() - self._began

    @property
    def left(self) -> float:
        return max(0.0, self._seconds - self.spent)

    def expect(self, more: float) -> None:
        """From now on it will take about so many seconds."""
        self._expected = self.spent + more

    def look(self, doing: str) -> None:
        """Say how far it is; raises once the person has stopped it."""
        spent = self.spent
        self._look(spent, max(self._expected, spent + 1), doing)
