"""Plans, moves and their undoing as they are kept: what counts, where files are, and what is forgotten."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed, FilingRule, Move, MoveState, Outcome, PlannedFolder, Remark
from deskhand.domain.filing_messages import (
    FilesFiled,
    FilesPlanned,
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    FolderNamed,
    MovesTicked,
)
from deskhand.domain.problems import Problem
from deskhand.storage.project import Project
from deskhand.storage.tables.filings import MoveFilter
from jobs.filings import TYPE, project_of, write

GONE = Problem("Gone", "It is gone.", "Nothing was done.", "Look for it.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    names = ("a.pdf", "b.pdf", "c.pdf", "d.pdf")
    write(tmp_path / "inbox", dict.fromkeys(names, b"x"))
    with closing(project_of(tmp_path / "project", tmp_path / "inbox", dict.fromkeys(names, ("Letter", 0.9)))) as one:
        yield one


def draft(project: Project, deed: Deed = Deed.COPY) -> int:
    filing_id = project.new_id("filings")
    project.record(FilingDrafted(filing_id, FilingRule(b"/target", (TYPE,), deed=deed)))
    sources = [bytes(place) for place in project.files.places([1, 2, 3, 4]).values()]
    moves = (
        Move(1, sources[0], ("Letter",), "a.pdf", size=10, digest="1"),
        Move(2, sources[1], ("Letter",), "b (2).pdf", Remark.RENAMED, "Taken.", size=20, digest="2"),
        Move(3, sources[2], (), "c.pdf", Remark.UNSURE, "Look at it.", size=40, digest="3"),
        Move(4, sources[3], ("Letter",), "d.pdf", Remark.THERE, "It is there.", size=80, digest="4"),
    )
    project.record(FilesPlanned(filing_id, moves[:2]))
    project.record(FilesPlanned(filing_id, moves[2:], (PlannedFolder(("Letter",), 2, True),), whole=True))
    return filing_id


def started(project: Project, deed: Deed = Deed.COPY) -> int:
    filing_id = draft(project, deed)
    project.record(FilingStarted(filing_id))
    return filing_id


def test_a_plan_is_kept_as_it_was_made(project: Project) -> None:
    filing_id = draft(project)
    assert project.filings.get(filing_id).whole
    assert [move.name for move in project.filings.moves(filing_id, 0, 10)] == ["a.pdf", "b (2).pdf", "d.pdf", "c.pdf"]
    assert project.filings.moves(filing_id, 0, 1, MoveFilter(remark=Remark.RENAMED))[0].why == "Taken."
    assert project.filings.folders(filing_id) == [PlannedFolder(("Letter",), 2, True)]


def test_what_waits_or_is_there_already_is_not_counted_among_what_is_done(project: Project) -> None:
    filing_id = draft(project)
    assert project.filings.counts(filing_id) == {MoveState.PLANNED: 2}
    assert project.filings.size(filing_id) == 30
    assert [move.item_id for move in project.filings.each(filing_id)] == [1, 2]
    project.record(MovesTicked(filing_id, (1,), wanted=False))
    assert [move.item_id for move in project.filings.each(filing_id, MoveState.PLANNED)] == [2]


def test_a_plan_that_was_never_started_is_forgotten_with_the_next_one(project: Project) -> None:
    draft(project)
    kept = started(project)
    forgotten, newest = draft(project), draft(project)
    assert [filing.id for filing in project.filings.all()] == [kept]
    assert project.filings.draft().id == newest
    assert project.filings.count(forgotten) == 0
    assert project.filings.count(kept) == 4


def test_outcomes_are_kept_with_the_name_that_was_given_at_last(project: Project) -> None:
    filing_id = started(project)
    project.record(
        FilesFiled(filing_id, (Outcome(1, MoveState.DONE, "a (3).pdf"), Outcome(2, MoveState.FAILED, "", GONE)))
    )
    moves = project.filings.many(filing_id, [1, 2])
    assert (moves[1].state, moves[1].name, moves[2].state, moves[2].problem) == (
        MoveState.DONE, "a (3).pdf", MoveState.FAILED, GONE,
    )  # fmt: skip


def test_a_filing_is_unfinished_until_it_ended_and_while_it_is_taken_back(project: Project) -> None:
    assert project.filings.unfinished() is None
    filing_id = started(project)
    assert project.filings.unfinished().id == filing_id
    project.record(FilesFiled(filing_id, (Outcome(1, MoveState.DONE), Outcome(2, MoveState.DONE))))
    project.record(FilingEnded(filing_id))
    assert project.filings.unfinished() is None
    project.record(FilingTakenBack(filing_id, (2,)))
    assert project.filings.unfinished().id == filing_id
    assert project.filings.counts(filing_id) == {MoveState.DONE: 1, MoveState.TAKING_BACK: 1}
    project.record(FilesFiled(filing_id, (Outcome(2, MoveState.LEFT, "", GONE),)))
    assert project.filings.unfinished() is None
    project.record(FilingTakenBack(filing_id))
    assert project.filings.counts(filing_id) == {MoveState.TAKING_BACK: 2}, "what was left may be tried again"


def test_a_file_that_was_moved_is_known_where_it_is(project: Project) -> None:
    home = project.files.file_of(1)
    filing_id = started(project, Deed.MOVE)
    project.record(FilesFiled(filing_id, (Outcome(1, MoveState.DONE, "a (3).pdf"),)))
    assert project.files.file_of(1) == Path("/target/Letter/a (3).pdf")
    project.record(FilingTakenBack(filing_id))
    project.record(FilesFiled(filing_id, (Outcome(1, MoveState.TAKEN_BACK),)))
    assert project.files.file_of(1) == home


def test_a_file_that_was_copied_stays_where_it_was(project: Project) -> None:
    home = project.files.file_of(1)
    project.record(FilesFiled(started(project), (Outcome(1, MoveState.DONE),)))
    assert project.files.file_of(1) == home


def test_the_history_says_once_that_files_were_filed_and_how_to_take_it_back(project: Project) -> None:
    filing_id = started(project)
    (entry,) = (one for one in project.history.all() if isinstance(one.message, FilingStarted))
    assert entry.inverse == FilingTakenBack(filing_id)
    project.record(FilingStarted(filing_id))
    project.record(entry.inverse)
    (entry,) = (one for one in project.history.all() if isinstance(one.message, FilingStarted))
    assert entry.undone


def test_a_folder_is_called_as_the_person_says_until_they_take_it_back(project: Project) -> None:
    project.record(FolderNamed(TYPE, "Letter", "Post"))
    assert project.filings.folder_names(TYPE) == {"Letter": "Post"}
    project.record(FolderNamed(TYPE, "Letter", ""))
    assert project.filings.folder_names(TYPE) == {}
