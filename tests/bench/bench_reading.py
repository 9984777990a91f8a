"""How fast files are read: ``PYTHONPATH=app python tests/bench/bench_reading.py FOLDER [documents|photos [rounds]]``.

The whole job, from listed files to rows and kept pictures, beside Pillow alone, which makes the same small pictures in
one process without looking whether it may, and beside ``cp -r``. Instead of a folder a number: so many photos of 320 x
240 are made. With documents Pillow has nothing to do; which kinds could not be read is told.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

import psutil  # noqa: E402
from PIL import Image  # noqa: E402

from deskhand.domain.files import PICTURE_EDGE, FileState  # noqa: E402
from deskhand.domain.items import SourceKind  # noqa: E402
from deskhand.readers.apart.pool import Apart  # noqa: E402
from deskhand.readers.pictures import as_jpeg, open_picture  # noqa: E402
from deskhand.storage.project import Project  # noqa: E402
from jobs.folders_of_files import listed, photo, read_all  # noqa: E402


class Memory:
    """The most that this process, and any one of those that read, has had: megabytes."""

    def __init__(self) -> None:
        self.ours = self.theirs = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        me = psutil.Process()
        while not self._over.wait(0.1):
            self.ours = max(self.ours, me.memory_info().rss >> 20)
            for child in me.children():
                try:
                    self.theirs = max(self.theirs, child.memory_info().rss >> 20)
                except psutil.Error:
                    continue


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and seconds of processors, children's too."""
    before, began = os.times(), time.perf_counter()
    do()
    after = os.times()
    return time.perf_counter() - began, sum(after[:4]) - sum(before[:4])


def start() -> tuple[float, float]:
    """From nothing to the first photo."""
    with tempfile.TemporaryDirectory() as folder:
        path = photo(Path(folder) / "a.jpg")

        def once() -> None:
            with Apart(1) as apart:
                apart.read(path, SourceKind.PHOTOS)

        return timed(once)


def read(folder: Path, kind: SourceKind, work: Path) -> None:
    with closing(Project.create(work / "project", "Bench", job=kind.value)) as project:
        listing = timed(lambda: listed(project, folder, kind))
        memory = Memory()
        seconds, cpu = timed(lambda: read_all(project))
        memory.close()
        counts = project.files.counts()
        failed = project.files.failures(project.files.of_state(FileState.UNREADABLE, 0, 10_000))
    number = sum(counts.values())
    print(
        f"{number:,} files listed in {listing[0]:.1f} s, read in {seconds:.1f} s: {number / seconds:.1f} a second;"
        f" processors {cpu:.1f} s; {counts.get(FileState.UNREADABLE, 0)} could not be read;"
        f" memory: ours {memory.ours} MB, theirs {memory.theirs} MB"
    )
    for title, count in Counter(problem.title for problem in failed.values()).most_common():
        print(f"    {count} x {title}")


def plain(folder: Path) -> None:
    number = 0
    for path in sorted(folder.rglob("*.*")):
        if path.is_file():
            as_jpeg(open_picture(path, PICTURE_EDGE))
            number += 1


def main(what: str, kind: SourceKind, rounds: int) -> None:
    print(f"a process, from nothing to its first photo: {min(start()[0] for _ in range(5)):.2f} s")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "photos" if what.isdecimal() else Path(what)
        for number in range(int(what) if what.isdecimal() else 0):
            path = folder / f"{number % 50:02}" / f"{number}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.linear_gradient("L").resize((320, 240)).rotate(number / 29).convert("RGB").save(path)
        for number in range(rounds):
            (place := Path(work) / str(number)).mkdir()
            read(folder, kind, place)
            if kind is SourceKind.PHOTOS:
                print("    Pillow alone: {:.1f} s; processors {:.1f} s".format(*timed(lambda: plain(folder))))
            copy = timed(lambda: subprocess.run(["cp", "-r", str(folder), str(place / "copy")], check=True))
            print(f"    cp: {copy[0]:.2f} s")
            shutil.rmtree(place)


if __name__ == "__main__":
    told = sys.argv[1:] + ["", "photos", "1"][len(sys.argv) - 1 :]
    main(told[0], SourceKind(told[1]), int(told[2]))
