"""Whole folders of hostile and of ordinary files, read as a project reads them."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from deskhand.domain.files import FileState
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, ItemFailed, ListFiles
from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers.apart.pool import Apart, Opened
from deskhand.storage.project import Project
from faults import hostile_files
from jobs.folders_of_files import add_folder, listed, photo, read_all
from jobs.reading import performed

SECONDS = 20
STARTING = 3  # of a process, which begins before the file
GIGABYTE = 1_000_000_000
DOCUMENTS, PHOTOS = SourceKind.DOCUMENTS, SourceKind.PHOTOS
QUICK = {".docx", ".doc", ".eml", ".msg", ".odt", ".rtf", ".html", ".txt", ".mbox", ".csv", ".pptx", ".xlsx", ".xls"}
"""Of these no page is read off its picture, which takes seconds."""


class Watch:
    """The most memory that a process of ours had, and how long each file took."""

    def __init__(self) -> None:
        self.bytes = 0
        self.seconds: dict[str, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            for child in psutil.Process().children():
                try:
                    self.bytes = max(self.bytes, child.memory_info().rss)
                except psutil.Error:
                    continue

    @contextmanager
    def timed(self, path: Path) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[path.name] = time.monotonic() - began


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Documents", job="documents")
    yield made
    made.close()
    assert psutil.Process().children() == []


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    read = Apart.read
    with Watch() as made:

        def timed(self: Apart, path: Path, kind: SourceKind) -> Opened:
            with made.timed(path):
                return read(self, path, kind)

        monkeypatch.setattr(Apart, "read", timed)
        yield made


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is there once anything reached for the network."""
    monkeypatch.setenv("DESKHAND_TESTS_NETWORK_LOG", str(tmp_path / "network.log"))
    return tmp_path / "network.log"


def told(events: list[Event]) -> dict[int, Problem]:
    return {event.item_id: event.problem for event in events if isinstance(event, ItemFailed)}


def names(project: Project) -> dict[int, str]:
    return {item.id: item.cells[0] for item in project.items.each()}


def test_a_folder_of_hostile_documents_harms_nothing(
    project: Project, data: Path, tmp_path: Path, watch: Watch, network: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(3):
        (papers / f"letter {number}.txt").write_text(f"Letter {number}: the lease ends in March.", encoding="utf-8")
    listed(project, data / "documents-hostile", DOCUMENTS)
    listed(project, papers, DOCUMENTS)
    problems = told(read_all(project))
    assert set(project.files.counts()) == {FileState.READ, FileState.UNREADABLE}
    assert project.items.count() > 170
    assert len(project.files.of_state(FileState.READ, 0, 10, 2)) == 3
    assert all(problem.advice and problem.happened for problem in problems.values())
    assert not [problem for problem in problems.values() if "surprised" in problem.happened]
    assert max(watch.seconds.values()) < SECONDS + STARTING
    assert 0 < watch.bytes < GIGABYTE
    assert not network.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone, and files have holes there")
def test_what_is_built_to_harm_is_told_and_the_rest_is_read(
    data: Path, tmp_path: Path, watch: Watch, network: Path
) -> None:
    """Also what listing passes over: a pipe, a link to a device."""
    heic = next((data / "documents-ordinary").glob("*.heic")).read_bytes()
    hostile_files.make(tmp_path / "evil", heic)
    paths = sorted((tmp_path / "evil").iterdir(), key=os.fsencode)

    def outcome(kind: SourceKind, path: Path) -> str:
        try:
            return apart.read(path, kind).content.kind
        except ProblemError as error:
            return error.problem.title if error.problem.advice else "no advice"

    with Apart(2) as apart, ThreadPoolExecutor(2) as threads:
        found = {
            kind: dict(zip((path.name for path in paths), threads.map(lambda path: outcome(kind, path), paths)))  # noqa: B023, B905
            for kind in (PHOTOS, DOCUMENTS)
        }
    assert max(watch.seconds.values()) < SECONDS + STARTING
    assert watch.bytes < GIGABYTE
    assert not network.exists()
    documents, photos = found[DOCUMENTS], found[PHOTOS]
    assert {documents[f"bomb.{ending}"] for ending in ("docx", "odt", "pptx")} == {"The file is not safe to open"}
    assert photos["huge.png"] == documents["huge.png"] == "The picture is too large to open safely"
    assert documents["pages.pdf"] == "PDF"
    assert documents["tables.docx"] == "Word document"
    assert {documents[f"{name}.eml"] for name in ("nested", "attached", "brackets")} == {"E-mail"}
    assert documents["pipe.pdf"] == documents["zero.txt"] == "This is not a document that can be read"
    assert photos["pages.pdf"] == "This is not a picture"
    told = {photos[name] for name in photos if name.split()[0] in hostile_files.CUT}
    assert told <= {"Photo", "This is not a picture", "The picture is damaged", "The file is empty"}


def test_ordinary_documents_are_read_through_a_project(project: Project, data: Path, network: Path) -> None:
    folder = data / "documents-ordinary"
    chosen = [os.fsencode(path.name) for path in sorted(folder.iterdir()) if path.suffix in QUICK]
    source_id = add_folder(project, folder, DOCUMENTS, *chosen)
    performed(ListFiles(source_id), project)
    problems = told(read_all(project))
    assert project.items.count() == len(chosen) > 150
    assert {problem.title for problem in problems.values()} == {
        "This workbook has no words",
        "The workbook is locked with a password",
    }
    read = project.files.contents(project.files.of_state(FileState.READ, 0, len(chosen)))
    assert len(read) + len(problems) == len(chosen)
    assert not [item_id for item_id, content in read.items() if not content.words and not content.notes]
    assert not network.exists()


def test_files_that_are_pulled_away_or_change_meanwhile_are_told_by_their_names(
    project: Project, tmp_path: Path
) -> None:
    for number in range(4):
        photo(tmp_path / "photos" / f"{number}.png", f"rgb({40 * number}, 90, 90)")
    listed(project, tmp_path / "photos")
    (tmp_path / "photos" / "0.png").unlink()
    photo(tmp_path / "photos" / "1.png", "white")  # another since it was listed: read as it is now
    (tmp_path / "photos" / "2.png").unlink()
    (tmp_path / "photos" / "2.png").mkdir()
    problems = told(read_all(project))
    assert {names(project)[item_id]: problem.title for item_id, problem in problems.items()} == {
        "0.png": "The file is not there",
        "2.png": "That is no ordinary file",
    }
    assert project.files.counts()[FileState.READ] == 2
