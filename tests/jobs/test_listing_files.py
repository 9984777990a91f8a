"""From a folder of documents or photos to rows in a project."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, Failed, FilesListed, ListFiles, Progress, TableRead
from deskhand.domain.problems import Problem
from deskhand.readers.folders import FilesFolder
from deskhand.storage.project import Project
from jobs.folders_of_files import add_folder
from jobs.reading import Heard, performed, recorded

DOCUMENTS, PHOTOS = SourceKind.DOCUMENTS, SourceKind.PHOTOS


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Papers")
    yield made
    made.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(b"content")


def names(project: Project) -> list[str]:
    return [str(Path(item.cells[1], item.cells[0])) for item in project.items.each()]


def end_of(events: list[Event]) -> TableRead:
    (ending,) = (event for event in events if isinstance(event, TableRead))
    return ending


def problem_of(project: Project, source_id: int) -> Problem:
    failed = list(jobs.perform(ListFiles(source_id), project, Heard()))[-1]
    assert isinstance(failed, Failed)
    assert failed.problem.advice
    return failed.problem


def test_documents_are_listed_as_people_count_those_of_a_folder_first(papers: Path, project: Project) -> None:
    touch(papers, "letter 10.pdf", "Letter 2.DOCX", "scan 1.jpg", "mail.eml", "b/letter 3.odt", "a/x/letter 4.txt")
    events = performed(ListFiles(add_folder(project, papers, DOCUMENTS)), project)
    assert names(project) == [
        "Letter 2.DOCX",
        "letter 10.pdf",
        "mail.eml",
        "scan 1.jpg",
        "a/x/letter 4.txt",
        "b/letter 3.odt",
    ]
    assert end_of(events) == TableRead(1, 6)
    assert [item.row for item in project.items.each()] == [1, 2, 3, 4, 5, 6]


def test_what_is_passed_over_is_counted(papers: Path, project: Project) -> None:
    touch(papers, "a.pdf", "song.mp3", "clip.mov", "film.mp3", "thing.xyz", "desktop.ini", "Thumbs.db")
    touch(papers, ".hidden.pdf", "~$a.docx", ".DS_Store", ".git/b.pdf")
    (papers / "near.pdf").symlink_to(papers / "a.pdf")
    (papers / "far").symlink_to(papers.parent)
    events = performed(ListFiles(add_folder(project, papers, DOCUMENTS)), project)
    assert names(project) == ["a.pdf"]
    assert end_of(events).notes == (
        "2 links were passed over.",
        "6 hidden files or folders were passed over.",
        "4 files of other kinds were passed over: 2 recordings, 1 film, 1 other file.",
    )


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
def test_what_is_no_file_at_all_is_not_listed(papers: Path, project: Project) -> None:
    touch(papers, "a.pdf")
    os.mkfifo(papers / "pipe.pdf")
    performed(ListFiles(add_folder(project, papers, DOCUMENTS)), project)
    assert names(project) == ["a.pdf"]


def test_of_photos_only_pictures_are_listed(papers: Path, project: Project) -> None:
    touch(papers, "a.jpg", "b.HEIC", "c.pdf", "d.tif", "e.txt")
    performed(ListFiles(add_folder(project, papers)), project)
    assert names(project) == ["a.jpg", "b.HEIC", "d.tif"]


def test_a_file_is_known_by_its_size_and_when_it_was_changed(papers: Path, project: Project) -> None:
    touch(papers, "a.jpg")
    os.utime(papers / "a.jpg", ns=(0, 1_700_000_000_123_456_700))
    performed(ListFiles(add_folder(project, papers)), project)
    file = project.files.many([1])[1]
    assert (file.path, file.size, file.modified) == (b"a.jpg", 7, 1_700_000_000_123_456_700)


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes")
def test_names_of_any_bytes_are_kept(papers: Path, project: Project) -> None:
    path = os.fsencode(papers) + b"/h\xfclle\n.jpg"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"content")
    performed(ListFiles(add_folder(project, papers)), project)
    assert os.fsencode(project.files.file_of(1)) == path
    assert names(project) == ["h\ufffdlle\n.jpg"]


def test_ten_thousand_files_are_listed_in_a_second_or_two(papers: Path, project: Project) -> None:
    for number in range(10_000):
        folder = papers / f"box {number % 7}" if number % 2 else papers
        folder.mkdir(exist_ok=True)
        (folder / f"IMG_{number:05d}.jpg").touch()
    begin = time.monotonic()
    assert sum(1 for _ in FilesFolder(papers, PHOTOS).each()) == 10_000
    assert time.monotonic() - begin < 1.5
    report = Heard()
    events = performed(ListFiles(add_folder(project, papers)), project, report)
    assert max(len(event.files) for event in events if isinstance(event, FilesListed)) == 500
    assert report.told[-1] == Progress(10_000, 0, "files", "Listing")


def test_a_killed_listing_resumes_without_a_lost_or_double_row(papers: Path, project: Project) -> None:
    touch(papers, *(f"{number}.jpg" for number in range(1200)))
    source_id = add_folder(project, papers)
    for event in recorded(ListFiles(source_id), project, Heard()):
        if isinstance(event, FilesListed):
            break
    rest = performed(ListFiles(source_id), project)
    assert sum(len(event.files) for event in rest if isinstance(event, FilesListed)) == 700
    assert names(project) == [f"{number}.jpg" for number in range(1200)]


def test_what_came_later_goes_behind_what_is_there(papers: Path, project: Project) -> None:
    touch(papers, "b.jpg", "c.jpg")
    source_id = add_folder(project, papers)
    performed(ListFiles(source_id), project)
    touch(papers, "a.jpg")
    assert end_of(performed(ListFiles(source_id), project)).rows == 3
    assert names(project) == ["b.jpg", "c.jpg", "a.jpg"]


def test_only_the_chosen_files_are_listed(papers: Path, project: Project) -> None:
    touch(papers, "a.jpg", "b.jpg", "inner/c.jpg", "inner/d.jpg")
    inner = os.fsencode(Path("inner", "d.jpg"))
    source_id = add_folder(project, papers, PHOTOS, b"b.jpg", inner, b"gone.jpg")
    events = performed(ListFiles(source_id), project)
    assert names(project) == ["b.jpg", str(Path("inner", "d.jpg"))]
    assert end_of(events).notes == ("Chosen files that are no longer there: 1.",)


def test_a_missing_folder_is_a_problem_with_advice(tmp_path: Path, project: Project) -> None:
    assert problem_of(project, add_folder(project, tmp_path / "gone")).title == "The folder is not there"


def test_a_folder_without_documents_says_what_it_holds(papers: Path, project: Project) -> None:
    touch(papers, *(f"{number}.mp3" for number in range(12)), "strange")
    problem = problem_of(project, add_folder(project, papers, DOCUMENTS))
    assert problem.title == "There are no documents in this folder"
    assert problem.happened == "papers holds 12 recordings, 1 other file."


def test_a_folder_that_is_unplugged_keeps_what_was_listed(papers: Path, project: Project) -> None:
    touch(papers, *(f"{number}.jpg" for number in range(700)), *(f"inner/{number}.jpg" for number in range(700)))
    source_id = add_folder(project, papers)
    last = None
    for event in jobs.perform(ListFiles(source_id), project, Heard()):
        project.record(event)
        last = event
        if isinstance(event, FilesListed):
            shutil.rmtree(papers, ignore_errors=True)
    assert isinstance(last, Failed)
    assert last.problem.title == "The folder is not there"
    assert project.items.count(source_id) == 500
