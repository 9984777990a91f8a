"""A drive that is full costs no answer, says so in words, and is forgotten once there is room."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from deskhand.domain.problems import ProblemError
from deskhand.storage.atomic import write_whole
from deskhand.storage.backups import is_whole
from deskhand.storage.project import Project
from faults.recording import contents, make, recorded, stream

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and drives of its own")
TESTS = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of two megabytes."""
    drive = tmp_path / "drive"
    drive.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(drive)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only the administrator of a computer can give it another drive")
    yield drive
    subprocess.run(["umount", str(drive)], check=True)


def record_until_it_is_refused(project: Project) -> tuple[int, str]:
    for kept, message in enumerate(stream()):
        try:
            project.record(message)
        except ProblemError as error:
            return kept, error.problem.title
    raise AssertionError


def test_a_limit_on_files_loses_no_answer_and_is_got_over(tmp_path: Path) -> None:
    make(tmp_path / "project")
    said = subprocess.run(
        [sys.executable, "-m", "faults.small_drive_process", str(tmp_path / "project")],
        cwd=TESTS, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    kept, title, found, after = json.loads(said.stdout)
    assert kept > 10
    assert found == kept
    assert title in ("The drive is full", "The drive did not take it")
    assert after == kept + 30


def test_a_full_drive_loses_no_answer_and_is_got_over(small_drive: Path, tmp_path: Path) -> None:
    ballast = small_drive / "ballast"
    ballast.write_bytes(bytes(MEGABYTE))
    folder = small_drive / "project"
    make(folder)
    with closing(Project.open(folder)) as project:
        kept, title = record_until_it_is_refused(project)
        assert title == "The drive is full"
        assert recorded(folder) == kept > 10
        ballast.unlink()
        for message in islice(stream(kept), 30):
            project.record(message)
        assert recorded(folder) == kept + 30
    straight = tmp_path / "never full"
    make(straight)
    with closing(Project.open(straight)) as project:
        for message in islice(stream(), kept + 30):
            project.record(message)
    assert contents(folder) == contents(straight)


def test_a_project_that_was_closed_on_a_full_drive_opens_again_with_everything(small_drive: Path) -> None:
    folder = small_drive / "project"
    make(folder)
    with closing(Project.open(folder)) as project:
        kept, _ = record_until_it_is_refused(project)
    with closing(Project.open(folder)):
        assert recorded(folder) == kept
    assert is_whole(folder / "project.db")


def test_no_project_is_made_by_half_on_a_full_drive(small_drive: Path) -> None:
    (small_drive / "ballast").write_bytes(bytes(2 * 1024 * 1024 - 8192))
    with pytest.raises(ProblemError, match=r"drive is full"):
        Project.create(small_drive / "project", "Full")
    assert [file.name for file in (small_drive / "project").iterdir() if file.suffix == ".db"] == []


def test_a_full_drive_leaves_the_old_file_as_it_was(small_drive: Path) -> None:
    target = small_drive / "settings.json"
    target.write_bytes(b"old")
    with pytest.raises(ProblemError, match=r"drive is full"), write_whole(target) as temporary:
        temporary.write_bytes(bytes(3 * MEGABYTE))
    assert target.read_bytes() == b"old"
    assert [file.name for file in small_drive.iterdir()] == ["settings.json"]


def test_a_copy_that_finds_no_room_costs_nothing(small_drive: Path) -> None:
    folder = small_drive / "project"
    make(folder)
    (small_drive / "ballast").write_bytes(bytes(2 * 1024 * 1024 - 4 * folder.joinpath("project.db").stat().st_size))
    with closing(Project.open(folder)) as project:
        for message in islice(stream(), 3):
            project.record(message)
    assert list((folder / "backups").glob("*.part")) == []
