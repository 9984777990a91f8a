"""The page of photos, offscreen: ``PYTHONPATH=app python tests/bench/bench_photos_page.py [photos]`` (100,000).

Targets of the product: no gap of the event loop above 50 ms while the grid is scrolled, resized and answered in, and
memory that does not grow with what was looked at. The photos are recorded, not read: a few hundred different ones of
``photos-recycling``, each many times.
"""

import hashlib
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from bench.bench_window import Gaps, open_window, until
from deskhand.domain.acts import LabelOffered, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded, StepReached
from deskhand.domain.files import COLUMNS, PICTURE_EDGE, Content, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import AskNext, FileRead, FilesListed, TableRead
from deskhand.gui.pages.photos.lists import Show
from deskhand.gui.pages.photos.page import PhotosPage
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project

PHOTOS = Path(__file__).resolve().parents[3] / "shared" / "data" / "photos-recycling"
DIFFERENT, SOME = 300, 1000


def small(file: Path) -> bytes:
    """As the worker keeps it."""
    image = QImage(str(file)).scaled(PICTURE_EDGE, PICTURE_EDGE, Qt.AspectRatioMode.KeepAspectRatio)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)
    return bytes(buffer.data().data())


def fill(folder: Path, photos: int) -> None:
    """A project of so many photos, all of them read."""
    files = random.Random(0).sample(sorted(PHOTOS.glob("*/*.jpg")), DIFFERENT)
    digests = [hashlib.sha256(str(file).encode()).hexdigest() for file in files]
    project = Project.create(folder, "Many photos", "photos")
    cache = PictureCache(project.pictures_path)
    for digest, file in zip(digests, files, strict=True):
        cache.put({digest: small(file)})
    cache.close()
    project.record(SourceAdded(1, str(PHOTOS), "", 0, COLUMNS, (), (), SourceKind.PHOTOS))
    for start in range(0, photos, SOME):
        rows = range(start + 1, min(start + SOME, photos) + 1)
        project.record(FilesListed(1, tuple(FoundFile(row, f"{row:07}.jpg".encode(), 1, row) for row in rows)))
    project.record(TableRead(1, photos))
    project.record(RunPlanned(1, (), task=RunTask.READ))
    project._connection.execute("PRAGMA synchronous = OFF")  # filling is not what is measured
    for item_id in range(1, photos + 1):
        digest = digests[item_id % DIFFERENT]
        project.record(FileRead(1, item_id, Content("Photo", has_picture=True), digest))
    project.record(RunEnded(1))
    project.record(QuestionAsked(1, "Shows"))
    for label in ("Cardboard", "Glass", "Metal", "Paper"):
        project.record(LabelOffered(1, label))
    project.record(StepReached(2))
    project.close()


def memory() -> str:
    """What this process holds now and held at most, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{pages * os.sysconf('SC_PAGE_SIZE') / 2**20:.0f} MB now, {most:.0f} MB at most"


def scroll(page: PhotosPage, by: int, turns: int) -> None:
    """As a wheel that is turned without a pause, sixty times a second."""
    bar = page.album.grid.verticalScrollBar()
    for _ in range(turns):
        bar.setValue(bar.value() + by)
        QTest.qWait(16)


class OwnGaps(Gaps):
    """Also what of each gap the window's own thread worked: what a busy computer does not change."""

    def __init__(self) -> None:
        super().__init__()
        self._worked_until = time.thread_time()
        self.worked: list[float] = []

    def _turn(self) -> None:
        super()._turn()
        now = time.thread_time()
        self.worked.append((now - self._worked_until) * 1000)
        self._worked_until = now

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        self.worked.clear()
        with super().during(what):
            yield
        worst = ", ".join(f"{one:.0f}" for one in sorted(self.worked)[-3:])
        print(f"{'':34} of which own work at most {worst} ms", flush=True)


def measure(page: PhotosPage, gaps: Gaps) -> None:
    """Everything a person does to a long list."""
    grid, bar = page.album.grid, page.album.grid.verticalScrollBar()
    with gaps.during("all photos are listed"):
        page.album.choose(Show.ALL)
        until(lambda: not page._list._soon.isActive())
    print(f"{'':34} {page.model.rowCount():,} photos, {grid.columns} in a line, {memory()}")
    with gaps.during("line by line, 600 turns"):
        scroll(page, 40, 600)
    with gaps.during("screen by screen, 300 turns"):
        scroll(page, bar.pageStep(), 300)
    with gaps.during("anywhere, 200 jumps"):
        for _ in range(200):
            bar.setValue(random.randrange(bar.maximum()))
            QTest.qWait(16)
    began = time.perf_counter()
    until(lambda: all(page.thumbnails.picture(page.model.ids[row]) is not None for row in grid.in_sight()))
    print(f"{'':34} the last of them had its pictures {(time.perf_counter() - began) * 1000:.0f} ms later")
    measure_changes(page, gaps)


def measure_changes(page: PhotosPage, gaps: Gaps) -> None:
    """Other sizes, and answers."""
    grid = page.album.grid
    with gaps.during("smaller, larger"):
        for size in (0, 4, 2, 1):
            page.album.slider.setValue(size)
            QTest.qWait(200)
    with gaps.during("the window is made wider"):
        for width in range(1120, 1500, 10):
            page.window().resize(width, 800)
            QTest.qWait(10)
    with gaps.during("a thousand are ticked and answered"):
        page.model.tick(page.model.ids[:1000])
        QTest.qWait(50)
        page.deeds._answer("Glass")
        QTest.qWait(500)
    with gaps.during("and taken back"):
        page.deeds._undo()
        QTest.qWait(500)
    with gaps.during("without answer"):
        page.album.choose(Show.OPEN)
        until(lambda: not page._list._soon.isActive())
    with gaps.during("one is answered there"):
        grid.go_to(50_000)
        page.deeds._answer("Metal")
        QTest.qWait(500)
    print(f"{'':34} {page.thumbnails.size / 2**20:.0f} MB of pictures, {memory()}")


def main() -> None:
    photos = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as place:
        os.environ.setdefault("DESKHAND_HOME", str(Path(place) / "home"))
        window = open_window()
        kept = Path(os.environ.get("BENCH_PROJECT", str(Path(place) / "photos")))
        if not kept.exists():
            fill(kept, photos)
        gaps = OwnGaps()
        with gaps.during("the project is opened"):
            window.home_page.open.emit(str(kept))
            QTest.qWait(500)
        with gaps.during("the page is opened"):
            window.pages.go("teach")
            QTest.qWait(500)
        page = window.pages.page
        assert isinstance(page, PhotosPage)
        page.learning.stop()
        page._take(AskNext(1, (), 0))  # learning is measured elsewhere
        measure(page, gaps)
        window.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
