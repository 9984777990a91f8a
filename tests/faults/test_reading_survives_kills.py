"""A reading whose whole program is killed goes on where it was; what was read is not opened again."""

import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import psutil

from deskhand.domain.acts import RunPlanned, RunTask
from deskhand.domain.files import FileState
from deskhand.domain.jobs import RestorePictures
from deskhand.readers.apart.pool import Apart
from deskhand.storage.project import Project
from jobs.folders_of_files import listed, photo
from jobs.reading import performed

TESTS = Path(__file__).resolve().parent.parent
FILES = 60
IN_HAND = 4 * Apart().size + 8  # at most, when it is killed


def reading(folder: Path, opened: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "faults.reading_process", str(folder), str(opened)]
    return subprocess.Popen(command, cwd=TESTS)


def read_so_far(folder: Path) -> int:
    with closing(Project.open(folder)) as project:
        return project.files.counts().get(FileState.READ, 0)


def opened_so_far(opened: Path) -> list[str]:
    return opened.read_text(encoding="utf-8").split() if opened.exists() else []


def test_a_killed_reading_goes_on_and_opens_nothing_twice_that_was_read(tmp_path: Path) -> None:
    for number in range(FILES):
        photo(tmp_path / "photos" / f"{number}.png", f"rgb({4 * number}, {number}, 90)", (400, 300))
    folder, opened = tmp_path / "project", tmp_path / "opened"
    with closing(Project.create(folder, "Photos", job="photos")) as project:
        listed(project, tmp_path / "photos")
        project.record(RunPlanned(1, (), task=RunTask.READ))
    chance = random.Random(4)
    for _ in range(2):
        process = reading(folder, opened)
        goal = len(opened_so_far(opened)) + chance.randrange(6, 15)
        while len(opened_so_far(opened)) < goal:
            assert process.poll() is None
            time.sleep(0.01)
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        _, alive = psutil.wait_procs(children, timeout=10)
        assert not alive
    begun, read = len(opened_so_far(opened)), read_so_far(folder)
    assert 0 < read < FILES
    assert reading(folder, opened).wait(timeout=60) == 0
    counted = Counter(opened_so_far(opened))
    assert read_so_far(folder) == len(counted) == FILES
    assert counted.total() - FILES <= 2 * IN_HAND
    assert counted.total() - begun == FILES - read
    with closing(Project.open(folder)) as project:
        assert not performed(RestorePictures(), project)[1:-1]
