"""Killed at hundreds of points while it records: what was acknowledged is there once, and nothing by half."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest

from deskhand.storage.backups import is_whole
from deskhand.storage.project import Project
from faults.recording import contents, make, recorded, stream

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
TESTS = Path(__file__).resolve().parent.parent
KILLS = 200
LONGEST_PAUSE = 2500  # microseconds: about three messages


class Killer:
    """The light process that forks, records and kills."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "faults.recording_process"],
            cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def kill(self, *order: object) -> tuple[int, bool]:
        """How many messages were acknowledged, and whether it was killed before the end."""
        print(json.dumps(order), file=self.process.stdin, flush=True)
        acknowledged, killed = json.loads(self.process.stdout.readline())
        return acknowledged, killed


@pytest.fixture
def killer() -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.process.stdin.close()
    killer.process.stdout.close()
    killer.process.wait(10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "project")
    return tmp_path / "project"


def straight_through(messages: int, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a project holds that nobody killed."""
    make(folder)
    with closing(Project.open(folder)) as project:
        for message in islice(stream(), messages):
            project.record(message)
    return contents(folder)


def test_what_was_acknowledged_survives_two_hundred_kills_at_any_moment(
    killer: Killer, folder: Path, tmp_path: Path
) -> None:
    chance = random.Random(7)
    there = 0
    for _ in range(KILLS):
        acknowledged, killed = killer.kill("time", str(folder), chance.randrange(5), chance.randrange(LONGEST_PAUSE))
        assert killed
        with closing(Project.open(folder)):  # finds the unclean end and looks at the file closely
            now = recorded(folder)
        assert there + acknowledged <= now <= there + acknowledged + 1
        there = now
    assert is_whole(folder / "project.db")
    assert contents(folder) == straight_through(there, tmp_path / "never killed")


def test_a_kill_before_any_statement_leaves_nothing_by_half(killer: Killer, folder: Path, tmp_path: Path) -> None:
    for number in count():
        copy = shutil.copytree(folder, tmp_path / "copy")
        acknowledged, killed = killer.kill("statement", str(copy), number)
        assert recorded(copy) == acknowledged
        if not killed:
            break
        shutil.rmtree(copy)
    assert number > KILLS
    assert contents(copy) == straight_through(acknowledged, tmp_path / "never killed")
