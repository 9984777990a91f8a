"""What a person does with 100,000 photos: ``PYTHONPATH=app python tests/bench/bench_window_files.py [photos]``.

The longest turn of the event loop of each act, in a real window, offscreen: by the clock, and what of it its own
thread worked (what a busy computer does not change). Files are real ones on the disk, 300 different; they are planned,
filed and put back by the real worker; learning and running are rehearsed, as in ``bench_window_acts``. With
``BENCH_PROJECT`` the project is kept there and used again.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from bench.bench_window import open_window, until
from bench.many_photos import CATEGORIES, build
from deskhand.domain.filing import MoveState
from deskhand.domain.jobs import Lane
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project


class Turns:
    """The longest turn of the event loop in each act: by the clock, and of the window's own work."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, float]] = []
        self._clock, self._worked = time.perf_counter(), time.thread_time()
        self._longest, self._most = 0.0, 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(2)

    def _turn(self) -> None:
        clock, worked = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, clock - self._clock)
        self._most = max(self._most, worked - self._worked)
        self._clock, self._worked = clock, worked

    def during(self, what: str, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        """An act, until it is done, and the while after it."""
        QTest.qWait(300)
        self._turn()
        self._longest = self._most = 0.0
        act()
        until(done)
        QTest.qWait(600)
        row = (what, self._longest * 1000, self._most * 1000)
        self.rows.append(row)
        print(f"{row[0]:44} {row[1]:6.0f} ms by the clock {row[2]:6.0f} ms of own work", flush=True)


class Acts:
    """One method a page."""

    def __init__(self, window: Any, folder: Path) -> None:
        self._window, self._folder, self._turns = window, folder, Turns()
        self.do = self._turns.during

    @property
    def _page(self) -> Any:
        return self._window.pages.page

    @property
    def _project(self) -> Project:
        return self._window.opened.project

    def _idle(self) -> bool:
        return not self._window.opened.jobs()

    def _go(self, page: str) -> None:
        self.do(f"{page}: opened", lambda: self._window.pages.go(page), self._idle)
        self.do(f"{page}: opened again", lambda: self._window.pages.go(page), self._idle)

    def all(self) -> None:
        self.do("project opened", lambda: self._window.door.open(self._folder))
        self.do("project closed", self._window.show_home)
        self.do("project opened again", lambda: self._window.door.open(self._folder))
        wanted = sys.argv[2:] or ["choose", "teach", "check", "run", "use", "report", "plan", "filing", "list"]
        for part in wanted:
            getattr(self, f"_{part}")()
        longest = sorted(self._turns.rows, key=lambda row: -row[2])[:12]
        print("\nmost work in one turn: " + "; ".join(f"{what} {worked:.0f}" for what, _, worked in longest))
        print(f"load {os.getloadavg()[0]:.1f}")

    def _scrolled(self, what: str, view: Any, turns: int = 60) -> None:
        def scroll() -> None:
            bar = view.verticalScrollBar()
            for number in range(turns):
                bar.setValue(bar.maximum() * number // turns)
                QTest.qWait(16)
            view.scrollToBottom() if hasattr(view, "scrollToBottom") else bar.setValue(bar.maximum())

        self.do(what, scroll)

    def _choose(self) -> None:
        self._go("choose")
        page = self._page
        self._scrolled("choose: table scrolled", page.table)
        self.do("choose: pictures", lambda: page.views.setCurrentIndex(1))
        self._scrolled("choose: pictures scrolled", page.grid)
        self.do("choose: those that could not be read", lambda: page.show_only(unread=True))
        self.do("choose: all again", page.show_only)
        self.do("choose: looked through for new ones", page.list.look_again, self._idle)

    def _teach(self) -> None:
        from deskhand.gui.pages.photos.lists import Show

        self._go("teach")
        page = self._page
        self.do("teach: all", lambda: page.album.choose(Show.ALL), lambda: not page._list._soon.isActive())
        self._scrolled("teach: scrolled", page.album.grid)
        self.do("teach: one answered", lambda: page.deeds._answer("Glass"))
        self.do("teach: a thousand ticked", lambda: page.model.tick(page.model.ids[5000:6000]))
        self.do("teach: a thousand answered", lambda: page.deeds._answer("Glass"))
        self.do("teach: a thousand taken back", page.deeds._undo)
        self.do("teach: without answer", lambda: page.album.choose(Show.OPEN))

    def _check(self) -> None:
        from deskhand.gui.pages.check.filters import Tab
        from deskhand.gui.pages.check.model import Column

        self._go("check")
        page = self._page
        for tab in Tab:
            self.do(f"check: {tab.name.lower()}", lambda tab=tab: page.filters.go_to(tab))
        self.do("check: all again", lambda: page.filters.go_to(Tab.ALL))
        for column in (Column.ANSWER, Column.MESSAGE, Column.SURE, Column.SURE):
            self.do(f"check: sorted by {column.name.lower()}", lambda column=column: page.table._sort_by(column))
        self._scrolled("check: scrolled", page.table)
        self.do("check: to the middle", lambda: page.table.go_to(50_000))
        self.do("check: next", page.table.go_down)
        self.do("check: one category", lambda: page.filters.category.setCurrentIndex(2))
        self.do("check: every category", lambda: page.filters.category.setCurrentIndex(0))
        self.do("check: find", lambda: page.filters.finder.setText("00123"))
        self.do("check: find nothing", lambda: page.filters.finder.setText(""))
        self.do("check: waiting", lambda: page.filters.go_to(Tab.WAITING))
        for number in (1, 2, 3):
            self.do(f"check: answer {number}", lambda number=number: page._decide_by_key(number))
        self.do("check: taken back", page.corrections.undo)
        self.do("check: dial", lambda: page.dial.step(-3))

    def _run(self) -> None:
        self._go("run")
        session = self._page.session
        from deskhand.gui.pages.run.session import Plan

        self.do(
            "run: of 10,000", lambda: session.begin(Plan(limit=10_000, answered_too=True)), lambda: not session.busy
        )

    def _use(self) -> None:
        self._go("use")

    def _report(self) -> None:
        self._go("report")

    def _plan(self) -> None:
        self.do("plan: opened, planned", lambda: self._window.pages.go("plan"), self._idle)
        self._go("plan")
        page = self._page
        tree, table = page.left.tree, page.files.table
        for name in CATEGORIES[:2]:
            self.do(f"plan: folder {name}", lambda name=name: tree.select((name,)))
        self._scrolled("plan: scrolled", table)
        self.do("plan: all of a folder selected", table.selectAll)
        self.do("plan: unticked", page.files.toggle)
        self.do("plan: ticked", page.files.toggle)
        for figure in ("Not sure", "target"):
            self._choose_node(tree, figure)
        self.do("plan: those selected", table.selectAll)
        self.do("plan: one renamed", lambda: page.acts.rename(("Glass",), "Bottles"), self._idle)
        self.do("plan: taken back", self._window.opened.undo, self._idle)

    def _choose_node(self, tree: Any, title: str) -> None:
        found = next((one for one in tree.tree.nodes if title.lower() in one.title.lower()), None)
        if found is not None:
            self.do(f"plan: {found.title}", lambda: tree.select(found.title))

    def _filing(self) -> None:
        """Filed, with the page open, a table that is scrolled and other pages that are looked at; stopped half way."""
        self._window.pages.go("plan")
        until(self._idle)
        page = self._page
        filing = page.filing
        page.draft.watch(watched=False)
        self.do("filing: begun, ten seconds", lambda: page.work.begin(filing.id), self._after(10))
        self.do("filing: check opened", lambda: self._window.pages.go("check"), self._after(3))
        self.do("filing: plan opened", lambda: self._window.pages.go("plan"), self._after(3))
        page = self._page
        self._scrolled("filing: scrolled", page.files.table)
        self.do("filing: stopped", page.work.stop, self._idle)
        half = self._project.filings.counts(filing.id)
        print({state.value: count for state, count in half.items()})
        self.do("filing: goes on", lambda: page.work.begin(filing.id), self._after(5))
        self.do("filing: stopped again", page.work.stop, self._idle)
        self.do("filing: put back", lambda: page.work.take_back(filing.id), self._after(10))
        until(self._idle)
        assert MoveState.DONE not in self._project.filings.counts(filing.id)
        assert self._project.filings.get(filing.id).ended_at

    def _list(self) -> None:
        """A new project of the same files: listed, then read for a while, with the list scrolled."""
        files = str(self._project.sources.get(1).path)
        self._window.show_home()
        self.do("new project begun", lambda: self._window.door.begin(files, "photos"))
        page = self._page
        self.do("listed", lambda: None, lambda: not page.list.listing)
        self.do("read, ten seconds", lambda: None, self._after(10))
        self._scrolled("reading: table scrolled", page.table)
        self.do("reading: pictures", lambda: page.views.setCurrentIndex(1), self._after(3))
        self._scrolled("reading: pictures scrolled", page.grid)
        self._go("teach")
        self.do("reading: paused", page.reading.pause)
        print({state.value: count for state, count in self._project.files.counts().items()})

    def _after(self, seconds: float) -> Callable[[], bool]:
        end: list[float] = []

        def over() -> bool:
            end.append(end[0] if end else time.perf_counter() + seconds)
            return time.perf_counter() > end[0] or self._idle()

        return over


def main() -> None:
    """Build and do."""
    photos = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as place:
        os.environ.setdefault("DESKHAND_HOME", str(Path(place) / "home"))
        window = open_window()
        kept = os.environ.get("BENCH_PROJECT", "")
        folder = Path(kept or place) / "photos"
        if not folder.exists():
            build(folder, photos)
        if kept:
            shutil.copytree(folder, Path(place) / "photos")
            folder = Path(place) / "photos"
        window._workers = {Lane.LIGHT: window._workers[Lane.LIGHT], Lane.HEAVY: WorkerProcess("rehearsal", window)}
        Acts(window, folder).all()
        window.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
