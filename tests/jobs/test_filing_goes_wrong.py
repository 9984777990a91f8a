"""Filing that is stopped, cut off, out of room or refused can be gone on with, or taken back."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from deskhand import jobs
from deskhand.domain.filing import Deed, FilingRule, MoveState, Remark
from deskhand.domain.filing_messages import (
    DoFiling,
    FilesFiled,
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    MovesTicked,
    PlanFiling,
    SettleFiling,
    UndoFiling,
)
from deskhand.domain.jobs import Cancelled, Failed, Finished, Noticed
from deskhand.jobs import filing_target
from deskhand.storage.project import Project
from jobs.filings import TYPE, Report, filed, performed, planned, project_of, tree, undone, write

COUNT = 300
BOTH = pytest.mark.parametrize("deed", Deed)


@pytest.fixture
def files() -> dict[str, bytes]:
    return {f"{number:03}.txt": b"%d" % number for number in range(COUNT)}


@pytest.fixture
def inbox(tmp_path: Path, files: dict[str, bytes]) -> Path:
    write(tmp_path / "inbox", files)
    return tmp_path / "inbox"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


@pytest.fixture
def project(tmp_path: Path, inbox: Path, files: dict[str, bytes]) -> Iterator[Project]:
    with closing(project_of(tmp_path / "project", inbox, dict.fromkeys(files, ("Letter", 0.9)))) as project:
        yield project


@BOTH
def test_what_was_done_before_a_stop_is_told_and_the_rest_follows(
    project: Project, target: Path, inbox: Path, files: dict[str, bytes], deed: Deed
) -> None:
    planned(project, target, deed=deed)
    project.record(FilingStarted(1))
    events = performed(project, DoFiling(1), Report(enough=200))
    assert isinstance(events[-1], Cancelled)
    done = project.filings.counts(1)
    assert 0 < done[MoveState.DONE] < COUNT
    assert len(tree(target)) == done[MoveState.DONE], "whole files only, and each of them told"
    assert isinstance(performed(project, DoFiling(1))[-1], Finished)
    assert project.filings.counts(1) == {MoveState.DONE: COUNT}
    assert tree(target) == {f"Letter/{name}": content for name, content in files.items()}
    assert len(tree(inbox)) == (COUNT if deed is Deed.COPY else 0)


@BOTH
def test_an_undo_that_is_stopped_leaves_the_rest_filed(project: Project, target: Path, deed: Deed) -> None:
    planned(project, target, deed=deed)
    filed(project)
    project.record(FilingTakenBack(1))
    events = performed(project, UndoFiling(1), Report(enough=200))
    assert isinstance(events[-1], Cancelled)
    counts = project.filings.counts(1)
    assert set(counts) == {MoveState.DONE, MoveState.TAKEN_BACK}
    assert len(tree(target)) == counts[MoveState.DONE]
    assert project.filings.unfinished() is None


def test_outcomes_come_in_small_pieces(project: Project, target: Path) -> None:
    planned(project, target)
    project.record(FilingStarted(1))
    pieces = [len(event.outcomes) for event in performed(project, DoFiling(1)) if isinstance(event, FilesFiled)]
    assert sum(pieces) == COUNT
    assert max(pieces) <= 256


@BOTH
def test_after_a_kill_the_disk_is_believed(project: Project, target: Path, inbox: Path, deed: Deed) -> None:
    """Everything was done, and nothing was recorded."""
    planned(project, target, deed=deed)
    project.record(FilingStarted(1))

    for event in jobs.perform(DoFiling(1), project, Report()):
        assert not isinstance(event, Failed)
    assert project.filings.counts(1) == {MoveState.PLANNED: COUNT}
    assert isinstance(performed(project, SettleFiling(1))[-1], Finished)
    assert project.filings.counts(1) == {MoveState.DONE: COUNT}
    project.record(FilingEnded(1))
    undone(project)
    assert len(tree(inbox)) == COUNT
    assert not target.exists()


def test_some_files_of_a_filing_go_back_and_the_others_stay(project: Project, target: Path, inbox: Path) -> None:
    planned(project, target, deed=Deed.MOVE)
    filed(project)
    moves = undone(project, 3, 5)
    assert {item for item, move in moves.items() if move.state is MoveState.TAKEN_BACK} == {3, 5}
    assert sorted(tree(inbox)) == ["002.txt", "004.txt"]
    undone(project)
    assert len(tree(inbox)) == COUNT


def test_what_is_not_ticked_stays(project: Project, target: Path) -> None:
    planned(project, target)
    project.record(MovesTicked(1, tuple(range(1, COUNT)), wanted=False))
    filed(project)
    assert list(tree(target)) == ["Letter/299.txt"]


def test_filing_the_same_again_finds_everything_there(project: Project, target: Path) -> None:
    planned(project, target)
    filed(project)
    moves = planned(project, target)
    assert {(move.remark, move.wanted) for move in moves.values()} == {(Remark.THERE, False)}
    project.record(MovesTicked(2, tuple(moves), wanted=True))
    assert {move.state for move in filed(project).values()} == {MoveState.PLANNED}
    assert undone(project)
    assert len(tree(target)) == COUNT, "what was there before is nobody's to take away"


def test_a_file_that_failed_is_tried_again(project: Project, target: Path, inbox: Path) -> None:
    planned(project, target)
    (inbox / "007.txt").rename(inbox / "away")
    assert filed(project)[8].problem.title == "Not there any more"
    (inbox / "away").rename(inbox / "007.txt")
    assert filed_again(project)[MoveState.DONE] == COUNT


def filed_again(project: Project) -> dict[MoveState, int]:
    project.record(FilingStarted(1))
    assert isinstance(performed(project, DoFiling(1))[-1], Finished)
    return project.filings.counts(1)


def test_too_little_room_is_said_before_the_first_file(
    project: Project, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing_target.shutil, "disk_usage", lambda _: SimpleNamespace(free=100))
    project.record(FilingDrafted(1, FilingRule(os.fsencode(target), (TYPE,))))
    events = performed(project, PlanFiling(1))
    assert any(isinstance(event, Noticed) and "room" in event.words for event in events)
    project.record(FilingStarted(1))
    ending = performed(project, DoFiling(1))[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.title == "There is not enough room"
    assert not target.exists()


class shutil_usage:
    def __init__(self, free: int) -> None:
        self.free = free


def test_a_drive_that_is_really_full_costs_nothing_and_is_gone_on_with(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(drive)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only the administrator of a computer can give it another drive")
    try:
        ballast = drive / "ballast"
        with suppress(OSError):
            ballast.write_bytes(bytes(1024 * 1024 - 40 * 4096))
        planned(project, drive / "sorted", deed=Deed.MOVE)
        project.record(FilingStarted(1))
        ending = performed(project, DoFiling(1))[-1]
        assert isinstance(ending, Failed)
        assert ending.problem.title == "The drive is full"
        counts = project.filings.counts(1)
        assert set(counts) == {MoveState.DONE, MoveState.PLANNED}
        assert len(tree(drive / "sorted")) == counts[MoveState.DONE]
        ballast.unlink()
        drained = subprocess.run(["mount", "-o", "remount,size=8m", str(drive)], capture_output=True)
        assert drained.returncode == 0
        assert filed_again(project) == {MoveState.DONE: COUNT}
        undone(project)
        assert not (drive / "sorted").exists()
    finally:
        subprocess.run(["umount", str(drive)], check=True)


@pytest.mark.parametrize(
    ("path", "title"),
    [("relative", "Files cannot go there"), ("/", "Files cannot go there"), ("inbox/000.txt", "Files cannot go there")],
)
def test_a_target_that_cannot_be_is_said_in_words(project: Project, inbox: Path, path: str, title: str) -> None:
    wanted = os.fsencode(inbox.parent / path if path.startswith("inbox") else path)
    project.record(FilingDrafted(1, FilingRule(wanted, (TYPE,))))
    ending = performed(project, PlanFiling(1))[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.title == title


def test_nothing_is_filed_into_the_project_itself(project: Project) -> None:
    project.record(FilingDrafted(1, FilingRule(os.fsencode(project.folder / "sorted"), (TYPE,))))
    assert performed(project, PlanFiling(1))[-1].problem.title == "That is Deskhand's own folder"


def test_a_drive_that_is_not_connected_is_no_reason_to_give_up(project: Project, target: Path, inbox: Path) -> None:
    planned(project, target, deed=Deed.MOVE)
    filed(project)
    target.rename(target.with_name("unplugged"))
    project.record(FilingTakenBack(1))
    ending = performed(project, UndoFiling(1))[-1]
    assert ending.problem.title == "The folder is not there any more"
    assert project.filings.counts(1) == {MoveState.TAKING_BACK: COUNT}
    target.with_name("unplugged").rename(target)
    assert isinstance(performed(project, UndoFiling(1))[-1], Finished)
    assert len(tree(inbox)) == COUNT
