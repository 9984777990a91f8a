"""What the command line says, and where: results on stdout, everything else on stderr."""

import os
import sys
import time
from contextlib import suppress
from shutil import get_terminal_size
from typing import Self, TextIO

from deskhand.domain.jobs import Progress
from deskhand.domain.problems import Problem
from deskhand.storage.codec import to_json

BAR = 24  # characters
OFTEN = 0.1  # seconds between two drawings of the bar


class Console:
    """Keeps stdout for results alone: what libraries print goes to stderr."""

    def __init__(self, json: bool) -> None:
        self._json = json
        self._results: TextIO = sys.stdout
        self._terminal = sys.stderr.isatty()
        self._drawn_at = 0.0
        self._drawn = 0

    def __enter__(self) -> Self:
        sys.stdout.flush()
        self._results = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
        os.dup2(2, 1)
        return self

    def __exit__(self, *_error: object) -> None:
        self.clear()
        os.dup2(self._results.fileno(), 1)
        with suppress(BrokenPipeError):  # whoever read the results has enough, as “| head” does
            self._results.close()

    @property
    def is_json(self) -> bool:
        """Whether results are for scripts."""
        return self._json

    @property
    def columns(self) -> int:
        """How wide the terminal is that shows the results; 0: they go elsewhere, into a file perhaps."""
        return get_terminal_size().columns if self._results.isatty() else 0

    def result(self, fields: dict[str, object], words: str) -> None:
        """One result: ``fields`` as an object of JSON for scripts, ``words`` for people."""
        self.clear()
        print(to_json(fields) if self._json else words, file=self._results, flush=True)

    def say(self, words: str) -> None:
        """What is good to know beside the results."""
        self.clear()
        print(words, file=sys.stderr, flush=True)

    def problem(self, problem: Problem) -> None:
        """Something went wrong: three answers, and then details. With --json one object."""
        if self._json:
            self.say(to_json({"problem": problem}))
            return
        self.say(f"{problem.title}.\n  {problem.happened}\n  {problem.did}\n  {problem.advice}")
        if problem.details:
            self.say(f"  ({problem.details})")

    def passed_over(self, file: str, problem: Problem) -> None:
        """One file of many could not be done: a line that says which, and why. With --json one object."""
        if self._json:
            self.say(to_json({"file": file, "problem": problem}))
        else:
            self.say(f"{file}: {problem.title}. {problem.happened}")

    def progress(self, progress: Progress) -> None:
        """Draw the bar, where there is somebody to look at it."""
        now = time.monotonic()
        if not self._terminal or now - self._drawn_at < OFTEN:
            return
        self._drawn_at = now
        line = bar(progress)[: os.get_terminal_size(sys.stderr.fileno()).columns - 1]
        print("\r" + line.ljust(self._drawn), end="", file=sys.stderr, flush=True)
        self._drawn = len(line)

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            print("\r" + " " * self._drawn + "\r", end="", file=sys.stderr, flush=True)
            self._drawn = 0


def bar(progress: Progress) -> str:
    """The bar as one line."""
    step = f"{progress.step}  " if progress.step else ""
    if not progress.total:
        return f"{step}{progress.done:,} {progress.unit}"
    full = min(BAR, BAR * progress.done // progress.total)
    how_far = f"{progress.done:,} of {progress.total:,} {progress.unit}"
    if progress.unit == "bytes":
        how_far = f"{progress.done / 1e6:,.0f} of {progress.total / 1e6:,.0f} MB"
    return f"{step}{'█' * full}{'░' * (BAR - full)}  {how_far}"
