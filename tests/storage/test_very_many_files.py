"""What is asked of files again and again: right against a plain loop, and found in an index however many there are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from deskhand.domain.acts import QuestionAsked, RunPlanned, RunTask, SourceAdded, SourceRemoved
from deskhand.domain.files import COLUMNS, Content, FileState, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import FileRead, FilesListed, ItemFailed, Predicted, TableRead
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.storage.project import Project

DAMAGED = Problem("It is damaged", "It ends in its midst.", "Nothing.", "Copy it anew.")
SPEECHLESS = Problem("Nothing to read", "It is empty.", "Nothing.", "Leave it.")
FILES = 12


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three folders of twelve, listed in turns; some were read, some could not be; one folder was taken out."""
    project = Project.create(tmp_path / "many", "Many", "photos")
    for source in (1, 2, 3):
        project.record(SourceAdded(source, f"/nowhere/{source}", "", 0, COLUMNS, (), kind=SourceKind.PHOTOS))
    for half in (0, FILES // 2):
        for source in (1, 2, 3):
            found = tuple(FoundFile(row, b"%d.jpg" % row, 1, row) for row in range(half + 1, half + FILES // 2 + 1))
            project.record(FilesListed(source, found))
    for source in (1, 2, 3):
        project.record(TableRead(source, FILES))
    project.record(RunPlanned(1, (), task=RunTask.READ))
    for item in range(1, 3 * FILES + 1):
        if item % 3 == 0:
            project.record(FileRead(1, item, Content("Photo", has_picture=True), f"{item:064}"))
        elif item % 5 == 0:
            project.record(ItemFailed(1, item, DAMAGED))
    project.record(SourceRemoved(2))
    yield project
    project.close()


def expected(project: Project, sources: Sequence[int] = (1, 3)) -> dict[FileState, list[int]]:
    """Every file by its state, a source after the other."""
    found: dict[FileState, list[int]] = {}
    for source in sources:
        for item in sorted(project.items.ids(source, 0, 100)):
            found.setdefault(project.files.brief([item])[item][0], []).append(item)
    return found


def test_files_are_counted_by_state_without_those_of_folders_that_were_taken_out(project: Project) -> None:
    every = expected(project)
    assert set(every) == set(FileState)
    assert project.files.counts() == {state: len(items) for state, items in every.items()}
    assert project.files.counts(3) == {state: len(items) for state, items in expected(project, (3,)).items()}
    assert project.files.counts(2) == {}
    assert project.files.kinds() == Counter({"Photo": len(every[FileState.READ])})


def test_files_of_a_state_come_in_pages_a_folder_after_the_other(project: Project) -> None:
    for state, items in expected(project).items():
        pages = [project.files.of_state(state, start, 3) for start in range(0, len(items) + 3, 3)]
        assert [item for page in pages for item in page] == items
    assert project.files.of_state(FileState.READ, 0, 100, 2) == []


def test_what_is_left_to_read_and_to_answer_is_counted_without_looking_at_items(project: Project) -> None:
    read = len(expected(project)[FileState.READ])
    assert project.runs.unopened(RunTask.READ) == 2 * FILES - read
    assert project.runs.unopened(RunTask.READ, opened_too=True) == 2 * FILES
    assert project.runs.ahead(()) == read
    assert project.runs.ahead((), 3) == len(expected(project, (3,))[FileState.READ])


def test_a_file_that_is_listed_twice_is_there_once(project: Project) -> None:
    project.record(FilesListed(1, (FoundFile(1, b"other.jpg", 9, 9), FoundFile(99, b"new.jpg", 1, 1))))
    assert project.files.counts(1)[FileState.WAITING] == len(expected(project, (1,))[FileState.WAITING])
    assert b"other.jpg" not in project.files.paths(1)
    assert b"new.jpg" in project.files.paths(1)


def test_the_same_content_is_found_by_its_digest(project: Project) -> None:
    assert project.files.same(f"{3:064}") == Content("Photo", has_picture=True)
    assert project.files.same(f"{4:064}") is None
    assert project.files.same("") is None


def test_why_a_file_could_not_be_read_is_told_until_it_was_and_is_no_failure_of_a_run(project: Project) -> None:
    first = expected(project)[FileState.UNREADABLE][0]
    assert project.files.failures([first])[first] == DAMAGED
    assert project.predictions.failures() == []
    project.record(RunPlanned(2, (), task=RunTask.READ))
    project.record(FileRead(2, first, Content("Photo"), f"{first:064}"))
    assert project.files.failures([first]) == {}


def test_a_failure_of_a_run_is_told_until_a_newer_one_answers(project: Project) -> None:
    project.record(QuestionAsked(1, "Shows"))
    for run in (2, 3):
        project.record(RunPlanned(run, (1,)))
        project.record(ItemFailed(run, 3, SPEECHLESS))
    project.record(RunPlanned(4, (), task=RunTask.READ))
    project.record(ItemFailed(4, 3, DAMAGED))
    assert project.predictions.failures() == [(3, SPEECHLESS)]
    project.record(RunPlanned(5, (1,)))
    project.record(Predicted(5, (Prediction(3, 1, "Glass", 0.9),)))
    assert project.predictions.failures() == []


def test_none_of_it_goes_through_all_files(project: Project) -> None:
    files, asked = project.files, list[str]()
    connection = project._connection
    connection.set_trace_callback(asked.append)
    files.counts()
    files.of_state(FileState.READ, 0, 1)
    files.same("digest")
    for look in (files.many, files.names, files.failures, files.contents, files.brief, files.digests, files.pictured):
        look([1, 2, 3])
    files.places([1, 2, 3])
    project.predictions.failures()
    connection.set_trace_callback(None)
    for sql in asked:
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            assert not step.startswith(("SCAN files", "SCAN items", "SCAN failures", "SCAN predictions")), (
                f"{sql}: {step}"
            )
            assert "files_by_state (state=?)" not in step, f"{sql}: {step}"
