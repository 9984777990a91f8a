"""The window while a long learning is under way, and how quickly it is stopped with the best kept.

A real window, offscreen, with its real workers; the answers are of sentences of which the order of words tells who
acts, so that a changed model wins in its first time through them. The longest gap of the event loop of each act (as in
``bench_window``), then the seconds from Stop to when the training has let go, and to when the best is recorded.

    PYTHONPATH=app:tests QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 python tests/bench/bench_window_course.py [ANSWERS]
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench_window import Gaps, open_window, until


def build(folder: Path, answers: int) -> None:
    from jobs.word_orders import asked

    with closing(asked(folder, answers)):
        pass


class Bench:
    """One window with one project, and the gaps of what is done in it."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtTest import QTest

        from deskhand.domain.jobs import Learn

        self.wait = QTest.qWait
        self.window = open_window()
        self.window.warm_up()
        self.gaps = Gaps()
        self.window.door.open(folder)
        self.wait(1000)
        assert self.window.pages is not None
        assert self.window.opened is not None
        self.pages, self.opened = self.window.pages, self.window.opened
        learning = self.opened.perform(Learn((1,)))
        until(lambda: learning.ending is not None)

    def do(self, what: str, act: Callable[[], object]) -> None:
        self.wait(300)
        with self.gaps.during(what):
            act()
            self.wait(500)

    @property
    def course(self) -> int:
        return self.opened.project.courses.of(1)[0].course.id

    def tests(self) -> int:
        return len(self.opened.project.courses.points(self.course))

    def begin(self, *, anew: bool) -> None:
        from deskhand.domain.courses import Way

        self.pages.go("learning:1")
        page = self.pages.page
        if anew:
            page.course.outcome.again_button.click()  # type: ignore[union-attr]
        page.experts.ways.choose(Way.FULL)  # type: ignore[union-attr]
        page.primary.click()  # type: ignore[union-attr]

    def acts(self) -> None:
        for time_ in ("the first time", "again"):
            for name, page in (("Learn thoroughly", "learning:1"), ("Teach", "teach"), ("Check", "check")):
                self.do(f"{name} opened, {time_}", lambda page=page: self.pages.go(page))
        self.do("the report card opened", lambda: self.pages.go("report:1"))
        self.pages.go("learning:1")
        with self.gaps.during("the learning page, 20 s of it"):
            self.wait(20_000)

    def stop(self, what: str) -> None:
        """Stop it on its page, as the person does."""
        from deskhand.domain.jobs import KeepBest, Lane

        heavy, page = self.window._workers[Lane.HEAVY], self.pages.page
        before, began = heavy.process_id, time.perf_counter()
        with self.gaps.during(f"stopped: {what}"):
            page.course.head.stop_button.click()  # type: ignore[union-attr]
            shown = time.perf_counter() - began
            until(lambda: self._running(KeepBest) or self._decided())
            obeyed = time.perf_counter() - began
            until(self._decided)
            kept = time.perf_counter() - began
        killed = "killed" if heavy.process_id != before else "not killed"
        won = self.opened.project.courses.get(self.course).decision.kept  # type: ignore[union-attr]
        print(f"    said after {shown:.2f} s, obeyed {obeyed:.2f}, kept {kept:.2f}; worker {killed}; won: {won}")

    def _running(self, kind: type) -> bool:
        from deskhand.domain.jobs import Lane

        handle = self.opened.running(Lane.HEAVY)
        return handle is not None and isinstance(handle.request, kind)

    def _decided(self) -> bool:
        return self.opened.project.courses.get(self.course).decision is not None


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 160
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["DESKHAND_HOME"] = str(folder / "home")
        build(folder / "sentences", answers)
        bench = Bench(folder / "sentences")
        bench.begin(anew=False)
        until(lambda: bench.opened.project.courses.get(bench.course).lines is not None)
        bench.wait(4000)
        bench.stop("nothing was tested yet")
        bench.begin(anew=True)
        until(lambda: bench.opened.project.courses.get(bench.course).lines is not None)
        bench.acts()
        until(lambda: bench.tests() >= 1)
        bench.wait(1500)
        bench.stop("the changed model has won so far")
        bench.window.close()


if __name__ == "__main__":
    main()
