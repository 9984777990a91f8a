"""What a person does, with 100,000 rows, 200,000 answers: ``PYTHONPATH=app python tests/bench/bench_window_acts.py``.

The longest gap of the event loop (as in ``bench_window``) of each act, in a real window, offscreen. The workers are the
rehearsal, so that answers come as fast as they can be taken: many times faster than a model gives them.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench_window import Gaps, open_window, until

if TYPE_CHECKING:
    from deskhand.gui.window import Window
    from deskhand.storage.project import Project

CATEGORIES = ("Billing", "Appointment", "Emergency", "Prescription", "Other")
QUESTIONS = (1, 2)
AT_ONCE = 5000
ANSWERED = 1000
POURED = 10_000  # items of the runs that are watched


def build(folder: Path, rows: int) -> None:
    """A project of one table, two questions, a thousand answers to each, a finding of all rows and a run over all."""
    from deskhand.domain.acts import Labelled, LabelOffered, QuestionAsked, RunEnded, RunPlanned, SourceAdded
    from deskhand.domain.findings import Finding, FindingItem, FindingKind
    from deskhand.domain.jobs import Found, FoundItems, ItemsRead, TableRead
    from deskhand.storage.project import Project

    project = Project.create(folder, "Many")
    project.record(SourceAdded(1, str(folder / "many.csv"), "", 1, ("No.", "Message"), (1,)))
    for start in range(0, rows, AT_ONCE):
        few = range(start, min(start + AT_ONCE, rows))
        project.record(
            ItemsRead(1, tuple((n + 2, (f"{n}", f"Please call me about bill {n}, tooth {n % 97}")) for n in few))
        )
    project.record(TableRead(1, rows))
    for question in QUESTIONS:
        project.record(QuestionAsked(question, f"Question {question}"))
        for label in CATEGORIES:
            project.record(LabelOffered(question, label))
        project.record(Labelled(question, tuple((n, CATEGORIES[n % 5]) for n in range(1, ANSWERED + 1))))
    project.record(Found(Finding(1, FindingKind.NEAR_COPIES, rows, applied=True)))
    project.record(FoundItems(1, tuple(FindingItem(n, group=n // 2) for n in range(1, rows + 1))))
    learn(project)
    project.record(RunPlanned(1, QUESTIONS, answered_too=True))
    for start in range(1, rows + 1, AT_ONCE):
        answer(project, range(start, min(start + AT_ONCE, rows + 1)))
    project.record(RunEnded(1))
    project.close()


def learn(project: "Project") -> None:
    """A skill for each question, from the rehearsal."""
    from deskhand.domain.jobs import Learn
    from deskhand.worker import canned

    for event in canned.learn(Learn(QUESTIONS), project, Silent()):
        project.record(event)


def answer(project: "Project", items: range) -> None:
    """Answers of the run to both questions, of every sureness."""
    from deskhand.domain.jobs import Predicted
    from deskhand.domain.questions import Prediction

    said = (Prediction(n, q, CATEGORIES[n * q % 5], n * 7919 % 1000 / 1000) for n in items for q in QUESTIONS)
    project.record(Predicted(1, tuple(said)))


class Silent:
    """Nobody listens how far it is."""

    def progress(self, _progress: object) -> None:
        """Nothing."""


class Acts:
    """The acts, one method a page."""

    def __init__(self, window: "Window", folder: Path) -> None:
        self._window, self._folder = window, folder
        self._gaps = Gaps()

    def do(self, what: str, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        """One act, and the half second after it."""
        from PySide6.QtTest import QTest

        QTest.qWait(400)
        with self._gaps.during(what):
            act()
            until(done)
            QTest.qWait(500)

    @property
    def _page(self) -> Any:
        assert self._window.pages is not None
        return self._window.pages.page

    @property
    def _opened(self) -> Any:
        return self._window.opened

    def all(self) -> None:
        for part in (self._open, self._check, self._run, self._use, self._undo, self._others):
            part()

    def _go(self, page: str) -> None:
        self.do(f"{page} opened", lambda: self._window.pages and self._window.pages.go(page))
        self.do(f"{page} opened again", lambda: self._window.pages and self._window.pages.go(page))

    def _open(self) -> None:
        self.do("project opened", lambda: self._window.door.open(self._folder))
        self.do("project closed", self._window.show_home)
        self.do("project opened again", lambda: self._window.door.open(self._folder))

    def _check(self) -> None:
        self._go("check")
        page = self._page
        from deskhand.gui.pages.check.filters import Tab
        from deskhand.gui.pages.check.model import Column

        for tab in Tab:
            self.do(f"check: {tab.name.lower()}", lambda tab=tab: page.filters.go_to(tab))
        self.do("check: all", lambda: page.filters.go_to(Tab.ALL))
        for column in (Column.ANSWER, Column.MESSAGE, Column.SURE, Column.SURE):
            self.do(f"check: sorted by {column.name.lower()}", lambda column=column: page.table._sort_by(column))
        self.do("check: scrolled to the end", page.table.scrollToBottom)
        self.do("check: one category", lambda: page.filters.category.setCurrentIndex(2))
        self.do("check: how sure", lambda: page.filters.sureness.setCurrentIndex(3))
        self.do("check: every category", lambda: page.filters.category.setCurrentIndex(0))
        for words in ("tooth 45", "4", "nowhere"):
            self.do(f"check: find “{words}”", lambda words=words: page.filters.finder.setText(words))
        self.do("check: nothing to find", lambda: page.filters.finder.setText(""))
        self.do("check: however sure", lambda: page.filters.sureness.setCurrentIndex(0))
        for number in (1, 2, 3):
            self.do(f"check: answer {number}", lambda number=number: page._decide_by_key(number))
        self.do("check: answer taken back", self._opened.undo)
        self.do("check: dial", lambda: self._opened.record(self._careful()))

    def _careful(self) -> object:
        from deskhand.domain.acts import CarefulSet

        return CarefulSet(1, 0.6)

    def _run(self) -> None:
        from deskhand.gui.pages.run.session import Plan

        self._go("run")
        session = self._page.session
        limit = Plan(limit=POURED, answered_too=True)
        self.do(f"run of {POURED:,}, watched", lambda: session.begin(limit), lambda: not session.busy)
        run = session.run.id
        self._opened.project.record(_undone(run))
        self.do("run of all begun, check opened", lambda: self._begin_all(session))
        self.do("run watched in check", lambda: None, lambda: session.counts.done > POURED)
        self.do("run paused", session.pause, lambda: not session.busy)
        self._go("run")
        self.do("run stopped", session.stop)

    def _begin_all(self, session: Any) -> None:
        from deskhand.gui.pages.run.session import Plan

        session.begin(Plan(answered_too=True))
        assert self._window.pages is not None
        self._window.pages.go("check")

    def _use(self) -> None:
        self._go("use")

    def _undo(self) -> None:
        for page in ("use", "check", "run"):
            assert self._window.pages is not None
            self._window.pages.go(page)
            self.do(f"run undone, on {page}", lambda: self._opened.record(_undone(1)))
            self.do(f"run back again, on {page}", self._opened.undo)

    def _others(self) -> None:
        from deskhand.domain.acts import RemedySwitched, SourceRemoved
        from deskhand.domain.jobs import Learn

        self._go("report")
        self._go("teach")
        self._go("choose")
        self.do("remedy switched off", lambda: self._opened.record(RemedySwitched(1, applied=False)))
        self.do("remedy switched on", self._opened.undo)
        handles: list[Any] = []
        self.do(
            "learned", lambda: handles.append(self._opened.perform(Learn(QUESTIONS))), lambda: bool(handles[0].ending)
        )
        self.do("table removed", lambda: self._opened.record(SourceRemoved(1)))
        self.do("table back again", self._opened.undo)
        self.do("project closed", self._window.show_home)


def _undone(run_id: int) -> Any:
    from deskhand.domain.acts import RunUndone

    return RunUndone(run_id)


def main() -> None:
    """Build and do."""
    rows = int(sys.argv[1]) if sys.argv[1:] else 100_000
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DESKHAND_HOME"] = str(Path(folder) / "home")
        place = Path(folder) / "many"
        build(place, rows)
        window = open_window()
        from deskhand.domain.jobs import Lane
        from deskhand.gui.worker_process import WorkerProcess

        window._workers = {lane: WorkerProcess("rehearsal", window) for lane in Lane}
        Acts(window, place).all()
        window.close()


if __name__ == "__main__":
    main()
