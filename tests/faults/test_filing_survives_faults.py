"""Killed, refused or out of room at many points of a filing: no file is lost, and what was begun can be ended."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed
from faults.filing import check, finish, scene_of, take_back, two_drives
from jobs.filings import tree

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
TESTS = Path(__file__).resolve().parent.parent
FAULTS = ("kill", "kill after", "ENOSPC", "EIO", "EIO after")
POINTS = 9  # of each scene: a few, well spread; all of them by hand, in sweep_filing.py


@pytest.fixture(scope="module")
def process() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "faults.filing_process"],
        cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.stdin.close()
    process.stdout.close()
    process.wait(10)


def happened(process: subprocess.Popen[str], *order: object) -> bool:
    print(json.dumps([str(order[0]), *order[1:]]), file=process.stdin, flush=True)
    answer = process.stdout.readline()
    return bool(json.loads(answer))


def steps(process: subprocess.Popen[str], project: Path, undoing: bool, begin: object) -> int:
    """How many points there are, found by halving."""
    low, high = 1, 4096
    while low < high:
        middle = (low + high + 1) // 2
        begin()
        low, high = (middle, high) if happened(process, project, undoing, "EIO after", middle) else (low, middle - 1)
    return low


@pytest.mark.parametrize("across", [False, True], ids=["one drive", "two drives"])
@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("undoing", [False, True], ids=["filing", "putting back"])
def test_whatever_happens_every_file_is_there_once_and_what_was_begun_can_be_ended(
    process: subprocess.Popen[str], tmp_path: Path, across: bool, deed: Deed, undoing: bool
) -> None:
    if across and not two_drives(tmp_path):
        pytest.skip("there is only one drive here")
    with scene_of(tmp_path / "scene", deed, across=across, undoing=undoing, files=12) as scene:
        scene.begin()
        assert not happened(process, scene.project, undoing, "EIO", 100_000), "a run that nothing happens to"
        check(scene)
        assert len(tree(scene.target)) == (0 if undoing else scene.files), "all of it was done"
        last = steps(process, scene.project, undoing, scene.begin)
        for point in range(POINTS):
            number = 1 + (last - 1) * point // (POINTS - 1)
            scene.begin()
            assert happened(process, scene.project, undoing, FAULTS[point % len(FAULTS)], number)
            check(scene)
            (finish if point % 2 else take_back)(scene)
