"""From files to what is known of them, several side by side."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from deskhand import jobs
from deskhand.domain.files import KIND_COLUMN, STATE_COLUMN, WORDS_COLUMN, FileState
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    Cancelled,
    DrawPicture,
    Event,
    Failed,
    FileRead,
    ItemFailed,
    ListFiles,
    PictureDrawn,
    Progress,
    ReadFiles,
    Stopped,
)
from deskhand.jobs.draw_picture import drawing
from deskhand.readers.apart import process
from deskhand.readers.apart.pool import Apart, Opened
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project
from jobs.folders_of_files import add_folder, listed, photo, plan_reading, read_all
from jobs.reading import Heard, performed, recorded
from readers import deadly_reader


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Photos")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    yield
    drawing.let_go()
    assert psutil.Process().children() == []


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for number in range(12):
        photo(folder / f"{number}.jpg", f"rgb({20 * number}, 90, 90)")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened."""
    names: list[str] = []
    read = Apart.read

    def remember(self: Apart, path: Path, kind: SourceKind) -> Opened:
        names.append(path.name)
        return read(self, path, kind)

    monkeypatch.setattr(Apart, "read", remember)
    return names


def done(events: list[Event]) -> set[int]:
    return {event.item_id for event in events if isinstance(event, FileRead)}


def failures(events: list[Event]) -> dict[int, str]:
    return {event.item_id: event.problem.title for event in events if isinstance(event, ItemFailed)}


def test_photos_become_rows_with_pictures(project: Project, photos: Path) -> None:
    listed(project, photos)
    report = Heard()
    run_id = plan_reading(project)
    events = performed(ReadFiles(run_id), project, report)
    assert done(events) == set(range(1, 13))
    row = project.items.get(3).cells
    assert (row[KIND_COLUMN], row[STATE_COLUMN]) == ("Photo", "read")
    pictures = PictureCache(project.pictures_path, readonly=True).get(list(project.files.pictured([3]).values()))
    assert [jpeg[:3] for jpeg in pictures.values()] == [b"\xff\xd8\xff"]
    assert report.told[0] == Progress(0, 12, "files", "Reading")
    assert psutil.Process().children() == []


def test_a_picture_is_kept_before_anyone_is_told_of_it(project: Project, photos: Path) -> None:
    listed(project, photos)
    for event in recorded(ReadFiles(plan_reading(project)), project, Heard()):
        if isinstance(event, FileRead):
            cache = PictureCache(project.pictures_path, readonly=True)
            assert cache.get([event.digest])
            cache.close()


def test_the_same_content_is_opened_once(project: Project, photos: Path, asked: list[str]) -> None:
    for number in range(5):
        shutil.copy(photos / "3.jpg", photos / f"copy {number}.jpg")
    listed(project, photos)
    assert len(done(read_all(project))) == 17
    assert len(asked) == 12
    shutil.copytree(photos, photos.with_name("more"))
    assert len(done(read_all(project, listed(project, photos.with_name("more"))))) == 17
    assert len(asked) == 12


def test_when_the_pictures_are_lost_files_are_opened_again(project: Project, photos: Path, asked: list[str]) -> None:
    listed(project, photos)
    read_all(project)
    project.pictures_path.unlink()
    read_all(project, again=True)
    assert len(asked) == 24


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(project: Project, photos: Path) -> None:
    (photos / "4.jpg").write_bytes(b"this is no picture")
    (photos / "5.jpg").write_bytes(b"")
    listed(project, photos)
    (photos / "6.jpg").unlink()
    events = read_all(project)
    assert failures(events) == {
        5: "This is not a picture",
        6: "The file is empty",
        7: "The file is not there",
    }
    assert len(done(events)) == 9
    assert project.files.counts() == {FileState.READ: 9, FileState.UNREADABLE: 3}


def test_copies_of_what_cannot_be_read_are_told_by_their_own_names(project: Project, photos: Path) -> None:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (photos / name).write_bytes(b"this is no picture")
    listed(project, photos)
    told = [event.problem.happened for event in read_all(project) if isinstance(event, ItemFailed)]
    assert sorted(words.split()[3] for words in told) == ["a.jpg", "b.jpg", "c.jpg"]


def test_a_file_that_kills_its_process_twice_is_passed_over(
    project: Project, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "COMMAND", deadly_reader.COMMAND)
    photo(photos / "crash.jpg", "white")
    listed(project, photos)
    events = read_all(project)
    assert failures(events) == {13: "The file is damaged"}
    assert len(done(events)) == 12


def test_a_killed_reading_goes_on_where_it_was(project: Project, photos: Path) -> None:
    listed(project, photos)
    run_id = plan_reading(project)
    before = set()
    for event in recorded(ReadFiles(run_id), project, Heard()):
        if isinstance(event, FileRead):
            before.add(event.item_id)
        if len(before) == 5:
            break
    unfinished = project.runs.unfinished(reading=True)
    assert unfinished is not None
    after = done(performed(ReadFiles(unfinished.id), project))
    assert (before & after, len(before | after)) == (set(), 12)


def test_a_reading_is_cancelled_within_two_seconds_whatever_a_file_does(
    project: Project, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "COMMAND", deadly_reader.COMMAND)
    photo(photos / "forever.jpg", "white")
    listed(project, photos)
    stopped: list[float] = []

    class Stopping(Heard):
        def progress(self, progress: Progress) -> None:
            if progress.done == 12:
                stopped.append(time.monotonic())
                raise Stopped

    assert isinstance(list(jobs.perform(ReadFiles(plan_reading(project)), project, Stopping()))[-1], Cancelled)
    assert time.monotonic() - stopped[0] < 2
    assert psutil.Process().children() == []


def test_a_folder_that_is_unplugged_stops_the_reading_and_keeps_what_was_read(project: Project, photos: Path) -> None:
    listed(project, photos)
    last = None
    read = 0
    for event in jobs.perform(ReadFiles(plan_reading(project)), project, Heard()):
        project.record(event)
        last = event
        read += isinstance(event, FileRead)
        if read == 1:
            shutil.rmtree(photos, ignore_errors=True)
    assert isinstance(last, Failed)
    assert last.problem.title == "The folder is not there"
    assert project.files.counts()[FileState.READ] == read


def test_documents_have_words_and_scans_are_read_off_their_pictures(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "note.txt").write_text("The lease ends on 31 March.", encoding="utf-8")
    scan = Image.new("RGB", (800, 300), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 30)
    ImageDraw.Draw(scan).text((40, 120), "Invoice 4711 of Berg and Sons", "black", font)
    scan.save(folder / "scan.png")
    listed(project, folder, SourceKind.DOCUMENTS)
    read_all(project)
    assert [item.cells[WORDS_COLUMN] for item in project.items.each()] == [
        "The lease ends on 31 March.",
        "Invoice 4711 of Berg and Sons",
    ]
    assert [project.files.contents([item_id])[item_id].seen for item_id in (1, 2)] == [0, 1]


def test_a_photo_among_documents_is_read_for_words_though_it_was_looked_at_before(
    project: Project, tmp_path: Path, asked: list[str]
) -> None:
    photo(tmp_path / "photos" / "a.jpg")
    shutil.copytree(tmp_path / "photos", tmp_path / "papers")  # a file is listed once, so this is another one
    for folder, kind in (("photos", SourceKind.PHOTOS), ("papers", SourceKind.DOCUMENTS)):
        listed(project, tmp_path / folder, kind)
        read_all(project)
    assert asked == ["a.jpg", "a.jpg"]


def test_a_document_that_changes_is_read_again_when_its_folder_is_listed_again(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("lease.txt", "other.txt"):
        (folder / name).write_text(f"The first words of {name}.", encoding="utf-8")
    listed(project, folder, SourceKind.DOCUMENTS)
    read_all(project)
    (folder / "lease.txt").write_text("The lease ends on 30 June now.", encoding="utf-8")
    (source,) = project.sources.all()
    list(recorded(ListFiles(source.id), project, Heard()))
    assert project.files.counts() == {FileState.WAITING: 1, FileState.READ: 1}
    read_all(project)
    assert [item.cells[WORDS_COLUMN] for item in project.items.each()] == [
        "The lease ends on 30 June now.",
        "The first words of other.txt.",
    ]
    list(recorded(ListFiles(source.id), project, Heard()))
    assert project.files.counts() == {FileState.READ: 2}


def test_the_first_page_of_a_document_is_drawn(project: Project, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(data / "documents-ordinary" / "docling--2206.01062.tif", folder / "paper.tif")
    listed(project, folder, SourceKind.DOCUMENTS)
    pages = [performed(DrawPicture(1, page=page, edge=300), project) for page in (0, 1, 2)]
    drawn = [event.jpeg[:3] for events in pages for event in events if isinstance(event, PictureDrawn)]
    assert drawn == [b"\xff\xd8\xff", b"\xff\xd8\xff", b""]


def test_a_photo_is_drawn_large_turned_upright(project: Project, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "photos").mkdir()
    Image.new("RGB", (900, 600)).save(tmp_path / "photos" / "a.jpg", exif=exif)
    listed(project, tmp_path / "photos")
    read_all(project)
    (drawn,) = (event for event in performed(DrawPicture(1, edge=700), project) if isinstance(event, PictureDrawn))
    (tmp_path / "drawn.jpg").write_bytes(drawn.jpeg)
    with Image.open(tmp_path / "drawn.jpg") as image:
        assert image.size == (467, 700)


def test_a_file_that_is_another_now_is_not_drawn_beside_words_of_before(project: Project, photos: Path) -> None:
    listed(project, photos)
    read_all(project)
    photo(photos / "0.jpg", "white")
    (photos / "1.jpg").unlink()
    ends = [list(jobs.perform(DrawPicture(item_id), project, Heard()))[-1] for item_id in (1, 2)]
    titles = [end.problem.title for end in ends if isinstance(end, Failed)]
    assert titles == ["The file has changed", "The file is not there"]


def test_real_photos_are_read(project: Project, data: Path) -> None:
    source_id = add_folder(project, data / "photos-recycling" / "glass")
    performed(jobs.jobs.ListFiles(source_id), project)
    begin = time.monotonic()
    assert len(done(read_all(project))) == 60
    assert time.monotonic() - begin < 20
