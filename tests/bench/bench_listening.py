"""What a person does on the Check page of recordings, with 10,000 calls, and with one of three hours.

The longest gap of the event loop (as in ``bench_window``) of each act, in a real window, offscreen; the workers are the
rehearsal.

    PYTHONPATH=app:tests QT_QPA_PLATFORM=offscreen python tests/bench/bench_listening.py [CALLS]
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench_window import Gaps, open_window

if TYPE_CHECKING:
    from deskhand.gui.pages.listen.page import ListenPage

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LONG = 2  # the item that becomes the call of three hours
PASSAGES = 3000
POURED = 40


def build(folder: Path, calls: int) -> None:
    from calls_heard import ask_about, make_calls

    sound = DATA / "voicemails"
    project = make_calls(folder, sound, tuple(file.name for file in sorted(sound.glob("*.wav"))), calls)
    ask_about(project)
    project.close()


class Bench:
    """One open page, and the gaps of what is done on it."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtTest import QTest

        from deskhand.domain.jobs import Lane
        from deskhand.gui.worker_process import WorkerProcess

        self.wait = QTest.qWait
        self.window = open_window()
        self.window.warm_up()
        self.window._workers = {lane: WorkerProcess("rehearsal", self.window) for lane in Lane}
        self.gaps = Gaps()
        self.window.door.open(folder)
        self.wait(3000)
        assert self.window.pages is not None
        assert self.window.opened is not None
        self.pages, self.opened = self.window.pages, self.window.opened

    @property
    def page(self) -> "ListenPage":
        page = self.pages.page
        assert page is not None
        return page  # type: ignore[return-value]

    def do(self, what: str, act: Callable[[], object]) -> None:
        self.wait(300)
        with self.gaps.during(what):
            act()
            self.wait(500)

    def acts(self, calls: int) -> None:
        from deskhand.domain.acts import Labelled, PassageCorrected
        from deskhand.domain.questions import LabelSource

        self.do("Check opened", lambda: self.pages.go("check"))
        self.do("Check opened again", lambda: self.pages.go("check"))
        page, item = self.page, self.page.call.item_id
        self.do("answered", lambda: self.opened.record(Labelled(2, ((item, "Soon"),), LabelSource.CORRECTION)))
        self.do("answer undone", self.opened.undo)
        self.do("passage corrected", lambda: self.opened.record(PassageCorrected(item, 0, "Hello there")))
        self.do("correction undone", self.opened.undo)
        self.do("call finished", page._finish)
        for place, order in ((1, "time"), (2, "urgency"), (0, "sureness")):
            self.do(f"sorted by {order}", lambda place=place: (page.list.order.choose(place), page.list.sorted.emit()))
        self.do("next call", page.next_call.click)
        self.do("end of the list", page.list.view.scrollToBottom)
        self.do("last call", lambda: page.list.go_to(calls - 1))
        self.do(f"{POURED} calls transcribed", self.pour)
        self.do("search opened", page.finder.begin)
        self.do("searched", lambda: page.finder.setText("van"))
        self.do("search cleared", lambda: page.finder.setText(""))

    def pour(self) -> None:
        from calls_heard import transcript
        from deskhand.domain.jobs import Transcribed

        for number in range(POURED):
            event = Transcribed(1, number * 3 + 50, transcript(number + 5), f"poured {number}")
            self.opened.project.record(event)
            self.opened.recorded.emit(event)
            self.wait(50)

    def long_call(self) -> None:
        import calls_heard
        from deskhand.domain.acts import Labelled, PassageCorrected
        from deskhand.domain.jobs import Transcribed
        from deskhand.domain.questions import LabelSource
        from deskhand.domain.recordings import CallState, Transcript

        few = calls_heard.PASSAGES
        many = tuple(replace(few[row % len(few)], start=row * 3.6, end=row * 3.6 + 3) for row in range(PASSAGES))
        self.opened.project.record(Transcribed(1, LONG, Transcript(CallState.DONE, 10_800, "en", 0.9, many), "long"))
        self.pages.go(f"check:{LONG}")
        self.go_to(LONG + 28)
        self.do("three hours: shown", lambda: self.go_to(LONG))
        self.do("three hours: corrected", lambda: self.opened.record(PassageCorrected(LONG, 0, "Hello there")))
        answer = Labelled(2, ((LONG, "Soon"),), LabelSource.CORRECTION)
        self.do("three hours: answered", lambda: self.opened.record(answer))
        self.do("three hours: followed while it plays", self.follow)

    def go_to(self, item_id: int) -> None:
        self.page.aim(str(item_id))
        self.page.arrive()

    def follow(self) -> None:
        for second in range(0, 2000, 50):
            self.page.call._on_moved(float(second))
            self.wait(20)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["DESKHAND_HOME"] = str(folder / "home")
        build(folder / "calls", calls)
        bench = Bench(folder / "calls")
        bench.acts(calls)
        bench.long_call()
        bench.window.close()


if __name__ == "__main__":
    main()
