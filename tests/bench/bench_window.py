"""The window, offscreen: ``PYTHONPATH=app python tests/bench/bench_window.py [rows]`` (100,000 unless said otherwise).

Targets of the product: first paint within 1 s of the process start (warm disk), a project of 100,000 rows opens within
1.5 s, no gap of the event loop above 50 ms during learning with 100,000 rows open.
A gap is the time between two turns of a timer that asks for one every millisecond.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskhand.gui.pages.choose.grid import ChooseGrid
    from deskhand.gui.window import Window

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = ROOT.parent / "shared" / "data" / "intents" / "messages.csv"
ANSWERED = 1000
PATIENCE = 600  # seconds
_FIRST_PAINT = """
import sys, time
from PySide6.QtCore import QTimer
from deskhand.gui import theme
from deskhand.gui.main import make_application
from deskhand.gui.window import Window
from deskhand.storage.settings import Settings
application = make_application()
settings = Settings()
theme.apply(application, settings)
window = Window(settings)
window.show()
QTimer.singleShot(0, lambda: (window.grab(), print(time.time()), application.quit()))
application.exec()
"""


def first_paint(times: int = 5) -> list[float]:
    """Seconds from the start of the process to a painted window, each time in a new process."""
    seconds = []
    for _ in range(times):
        began = time.time()
        done = subprocess.run([sys.executable, "-c", _FIRST_PAINT], check=True, capture_output=True, text=True)
        seconds.append(float(done.stdout.split()[-1]) - began)
    return seconds


def write_table(target: Path, rows: int) -> None:
    """Real short messages again and again, each with its number; the first thousand have an answer."""
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))
    few = [row for row in real if row["Domain"] and row["Domain"] != "oos"]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No.", "Message", "Domain"])
        step = len(few) // ANSWERED
        spread = [*few[::step], *few]
        for number, row in enumerate(islice(cycle(spread), rows)):
            writer.writerow([f"{number:07}", f"{row['Message']} {number}", row["Domain"] if number < ANSWERED else ""])


class Gaps:
    """The pauses of the event loop, in milliseconds."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.seen: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(1)

    def _turn(self) -> None:
        now = time.perf_counter()
        self.seen.append((now - self._last) * 1000)
        self._last = now

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Print what happened in the block."""
        self.seen.clear()
        self._last = began = time.perf_counter()
        yield
        worst = sorted(self.seen)[-3:]
        long = sum(gap > 50 for gap in self.seen)
        shown = ", ".join(f"{gap:.0f}" for gap in worst)
        print(f"{what:34} {time.perf_counter() - began:6.1f} s   longest gaps {shown} ms, {long} above 50", flush=True)


def until(done: Callable[[], bool]) -> None:
    """Let the window work until it is done."""
    from PySide6.QtTest import QTest

    began = time.perf_counter()
    while not done():
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError
        QTest.qWait(5)


def open_window() -> "Window":
    """The window as it starts, with its workers."""
    from PySide6.QtTest import QTest

    from deskhand.gui import theme
    from deskhand.gui.main import make_application
    from deskhand.gui.window import Window
    from deskhand.storage.settings import Settings

    application = make_application()
    settings = Settings()
    theme.apply(application, settings)
    window = Window(settings)
    window.show()
    QTest.qWait(500)
    return window


def choose(window: "Window", table: Path, rows: int, gaps: Gaps) -> None:
    """A new project: its rows are read, checked and looked through."""
    window.door.begin(str(table))
    page = window.pages.page
    with gaps.during("the first rows are shown"):
        until(lambda: page.model.rowCount() > 0)
    with gaps.during(f"{rows:,} rows are read"):
        until(lambda: page.table.source.rows == rows and not page.table.reading)
    with gaps.during("the data check"):
        until(lambda: page.check.checked and not window.opened.jobs())
    with gaps.during("scrolling from end to end"):
        scroll(page.grid, range(0, rows, rows // 200), 5, lambda: False)


def scroll(grid: "ChooseGrid", rows: Iterable[int], wait: int, stop: Callable[[], bool]) -> None:
    """Jump from row to row, ``wait`` milliseconds each, until ``stop``."""
    from PySide6.QtTest import QTest

    for row in rows:
        if stop():
            return
        grid.scrollTo(grid.model().index(row, 0))
        QTest.qWait(wait)


def work(rows: int, folder: Path) -> None:
    """Choose, check, learn and open again, with so many rows."""
    from PySide6.QtTest import QTest

    from deskhand.domain.jobs import Learn

    window = open_window()
    gaps = Gaps()
    choose(window, folder / "messages.csv", rows, gaps)
    grid = window.pages.page.grid
    with gaps.during("learning, scrolling meanwhile"):
        learning = window.opened.perform(Learn((window.opened.project.questions.all()[0].id,)))
        scroll(grid, cycle(range(0, rows, rows // 400)), 30, lambda: learning.ending is not None)
    print(f"learned: {learning.ending}")
    place = window.opened.project.folder
    window.show_home()
    QTest.qWait(500)
    with gaps.during("the project opens again"):
        window.door.open(place)
        window.repaint()
        QTest.qWait(1)
    window.close()


def main() -> None:
    """Measure all of it with a home of its own."""
    rows = int(sys.argv[1]) if sys.argv[1:] else 100_000
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DESKHAND_HOME"] = str(Path(folder) / "home")
        seconds = sorted(first_paint())
        middle = seconds[len(seconds) // 2]
        print(f"first paint after {seconds[0]:.2f} to {seconds[-1]:.2f} s, {middle:.2f} in the middle", flush=True)
        write_table(Path(folder) / "messages.csv", rows)
        work(rows, Path(folder))


if __name__ == "__main__":
    main()
