"""Files that are filed again, by others, or are looked for on another computer: each is there once, and it is said."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed, MoveState
from deskhand.domain.filing_messages import FilingStarted, FilingTakenBack, SettleFiling, UndoFiling
from deskhand.storage.project import Project
from jobs.filings import ended_well, filed, planned, project_of, tree, write

FILES = {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"}
ANSWERS = dict.fromkeys(FILES, ("Letter", 0.9))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    write(tmp_path / "inbox", FILES)
    return tmp_path / "inbox"


@pytest.fixture
def project(tmp_path: Path, inbox: Path) -> Iterator[Project]:
    with closing(project_of(tmp_path / "project", inbox, ANSWERS)) as project:
        yield project


def put_back(project: Project, filing_id: int) -> dict[MoveState, int]:
    project.record(FilingTakenBack(filing_id))
    ended_well(project, UndoFiling(filing_id))
    return project.filings.counts(filing_id)


def test_what_was_filed_again_goes_back_step_by_step(project: Project, inbox: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        planned(project, tmp_path / name, deed=Deed.MOVE)
        filed(project)
    assert put_back(project, 1) == {MoveState.LEFT: 3}, "the later filing has them"
    assert {move.problem.title for move in project.filings.each(1)} == {"Not there any more"}
    assert len(tree(tmp_path / "second")) == 3
    assert put_back(project, 2) == {MoveState.TAKEN_BACK: 3}
    assert put_back(project, 1) == {MoveState.TAKEN_BACK: 3}
    assert tree(inbox) == FILES
    assert {os.fspath(path.parent) for path in project.files.places([1, 2, 3]).values()} == {os.fspath(inbox)}


def test_a_copy_stays_while_its_original_is_elsewhere(project: Project, inbox: Path, tmp_path: Path) -> None:
    planned(project, tmp_path / "copies")
    filed(project)
    planned(project, tmp_path / "moved", deed=Deed.MOVE)
    filed(project)
    assert put_back(project, 1) == {MoveState.LEFT: 3}
    assert put_back(project, 2) == {MoveState.TAKEN_BACK: 3}
    assert put_back(project, 1) == {MoveState.TAKEN_BACK: 3}
    assert tree(inbox) == FILES


def test_two_projects_that_file_the_same_files_lose_none(project: Project, inbox: Path, tmp_path: Path) -> None:
    with closing(project_of(tmp_path / "theirs", inbox, ANSWERS)) as theirs:
        planned(project, tmp_path / "sorted", deed=Deed.MOVE)
        planned(theirs, tmp_path / "sorted", deed=Deed.MOVE)
        filed(project)
        filed(theirs)
        assert theirs.filings.counts(1) == {MoveState.DONE: 3}, "they are where they were to go"
        assert tree(tmp_path / "sorted") == {f"Letter/{name}": content for name, content in FILES.items()}
        assert put_back(project, 1) == {MoveState.TAKEN_BACK: 3}
        theirs.record(FilingTakenBack(1))
        ended_well(theirs, SettleFiling(1))
        assert theirs.filings.counts(1) == {MoveState.TAKEN_BACK: 3}, "and that they are back is seen as well"
    assert tree(inbox) == FILES


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("undoing", [False, True])
def test_a_project_that_was_carried_to_another_computer_knows_that_nothing_is_there(
    project: Project, inbox: Path, tmp_path: Path, deed: Deed, undoing: bool
) -> None:
    planned(project, tmp_path / "sorted", deed=deed)
    if undoing:
        filed(project)
        project.record(FilingTakenBack(1))
    else:
        project.record(FilingStarted(1))
    before = sorted(path.name for path in tmp_path.iterdir() if path.name != "inbox" and path.name != "sorted")
    shutil.rmtree(inbox)
    shutil.rmtree(tmp_path / "sorted", ignore_errors=True)
    ended_well(project, SettleFiling(1))
    assert project.filings.counts(1) == {MoveState.DONE if undoing else MoveState.PLANNED: 3}
    assert sorted(path.name for path in tmp_path.iterdir()) == before, "no folder is made by looking"
