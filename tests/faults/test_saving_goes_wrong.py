"""Whatever happens while a result is saved, the file that was there before is still there, whole."""

import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from deskhand.domain.problems import ProblemError
from deskhand.writers.targets import free_target
from faults.saving_process import write

PROCESS = Path(__file__).with_name("saving_process.py")
KINDS = ["new", "copy", "csv"]
OLD = b"what was saved last week"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and limits of Unix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with their workbook and an old result."""
    fill(tmp_path)
    return tmp_path


def fill(folder: Path) -> None:
    book = xlsxwriter.Workbook(str(folder / "theirs.xlsx"))
    book.add_worksheet("Inbox").write_row(0, 0, ["No.", "Message"])
    book.close()
    (folder / "result").write_bytes(OLD)


def saving(kind: str, folder: Path, *options: object) -> "subprocess.Popen[str]":
    command = [sys.executable, str(PROCESS), kind, str(folder), *map(str, options)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in {"theirs.xlsx", "result", "home"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_may_not_grow_costs_nothing(kind: str, folder: Path) -> None:
    said, _ = saving(kind, folder, 20_000, 50_000).communicate(timeout=60)
    assert said == "The drive is full\n"
    assert (folder / "result").read_bytes() == OLD
    assert left_over(folder) == []


@pytest.fixture
def full_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 96 KB, with their workbook and an old result on it."""
    drive = tmp_path / "drive"
    drive.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", drive]
    mounted = subprocess.run(command, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root can make a small drive")
    try:
        fill(drive)
        yield drive
    finally:
        subprocess.run(["umount", drive], check=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_drive_costs_nothing(kind: str, full_drive: Path) -> None:
    said, _ = saving(kind, full_drive, 20_000).communicate(timeout=60)
    assert said == "The drive is full\n"
    assert (full_drive / "result").read_bytes() == OLD
    assert left_over(full_drive) == []


@pytest.mark.parametrize("kind", KINDS)
def test_killed_in_the_middle_of_writing_it_leaves_the_old_file(kind: str, folder: Path) -> None:
    process = saving(kind, folder, 10_000_000)
    while process.poll() is None and not left_over(folder):
        time.sleep(0.01)
    time.sleep(0.2)
    process.kill()
    process.communicate()
    assert (folder / "result").read_bytes() == OLD


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new_one(kind: str, folder: Path) -> None:
    for kill in range(6):
        process = saving(kind, folder, 3000)
        while process.poll() is None and len(left_over(folder)) <= kill and (folder / "result").read_bytes() == OLD:
            time.sleep(0.001)
        time.sleep(0.03 * kill)
        process.kill()
        process.communicate()
        assert is_whole(folder / "result", kind)
        (folder / "result").write_bytes(OLD)


def is_whole(path: Path, kind: str) -> bool:
    content = path.read_bytes()
    if content == OLD:
        return True
    if kind == "csv":
        return content.endswith(b'"03001","message 3001","Appointment","0.9","no"\r\n')
    with zipfile.ZipFile(path) as book:
        return book.testzip() is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_is_gone_is_a_problem_with_advice(kind: str, folder: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        write(kind, folder / "nowhere", 5)
    assert caught.value.problem.advice


@pytest.mark.parametrize("mark", ["~$result.xlsx", ".~lock.result.xlsx#"])
def test_a_result_that_is_open_elsewhere_is_saved_beside_it(mark: str, tmp_path: Path) -> None:
    for name in ("result.xlsx", "result (2).xlsx", mark):
        (tmp_path / name).touch()
    path, notes = free_target(tmp_path / "result.xlsx", tmp_path / "theirs.xlsx")
    assert path == tmp_path / "result (3).xlsx"
    assert notes == (
        "result.xlsx is open in another program, or may not be changed. Saved beside it as result (3).xlsx.",
    )


def test_a_result_that_is_write_protected_is_saved_beside_it(tmp_path: Path) -> None:
    (tmp_path / "result.csv").touch(mode=0o444)
    assert free_target(tmp_path / "result.csv", tmp_path / "theirs.csv")[0] == tmp_path / "result (2).csv"


def test_a_result_by_another_name_of_the_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs.xlsx").touch()
    (tmp_path / "other.xlsx").hardlink_to(tmp_path / "theirs.xlsx")
    with pytest.raises(ProblemError, match="That is the file the messages came from"):
        free_target(tmp_path / "other.xlsx", tmp_path / "theirs.xlsx")
