"""The cache of pictures is disposable: what was in it is made again from the files."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from deskhand import jobs
from deskhand.domain.files import FileState
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Cancelled, Event, PicturesRestored, Progress, RestorePictures, Stopped
from deskhand.jobs import reading
from deskhand.storage.cache import Cache
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project
from jobs.folders_of_files import listed, photo, read_all
from jobs.reading import Heard, performed


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Photos", job="photos")
    yield made
    made.close()
    assert psutil.Process().children() == []


@pytest.fixture
def photos(project: Project, tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for number in range(6):
        photo(folder / f"{number}.png", f"rgb({40 * number}, 90, 90)")
    shutil.copy(folder / "0.png", folder / "again.png")
    listed(project, folder)
    read_all(project)
    return folder


def kept(project: Project) -> dict[str, bytes]:
    digests = list(project.files.pictured(range(1, 20)).values())
    with closing(PictureCache(project.pictures_path, readonly=True)) as pictures:
        return pictures.get(digests)


def lose(project: Project) -> None:
    for ending in ("", "-wal", "-shm"):
        project.pictures_path.with_name(project.pictures_path.name + ending).unlink(missing_ok=True)


def restored(events: list[Event]) -> list[int]:
    return sorted(item_id for event in events if isinstance(event, PicturesRestored) for item_id in event.item_ids)


def test_pictures_that_are_lost_come_back_as_they_were(project: Project, photos: Path) -> None:
    before = kept(project)
    lose(project)
    assert restored(performed(RestorePictures(), project)) == [1, 2, 3, 4, 5, 6, 7]
    assert kept(project) == before
    assert len(before) == 6


def test_where_none_is_lost_no_file_is_opened(project: Project, photos: Path) -> None:
    shutil.rmtree(photos)
    report = Heard()
    assert restored(performed(RestorePictures(), project, report)) == []
    assert report.told == []


def test_of_a_file_that_is_another_now_or_gone_no_picture_is_made(project: Project, photos: Path) -> None:
    lose(project)
    photo(photos / "2.png", "white")
    (photos / "3.png").unlink()
    (photos / "0.png").unlink()
    assert restored(performed(RestorePictures(), project)) == [1, 2, 5, 6, 7]


def test_who_cancels_keeps_what_is_there(project: Project, photos: Path) -> None:
    class Stopping(Heard):
        def progress(self, progress: Progress) -> None:
            raise Stopped

    lose(project)
    assert isinstance(list(jobs.perform(RestorePictures(), project, Stopping()))[-1], Cancelled)
    assert len(restored(performed(RestorePictures(), project))) == 7


def test_one_who_learns_sees_pictures_and_not_blank_sheets(project: Project, photos: Path) -> None:
    ids = list(range(1, 8))
    before = reading.read(project, reading.models_for(project), ids).inputs.views
    lose(project)
    project.embeddings_path.unlink()
    after = reading.read(project, reading.models_for(project), ids).inputs.views
    assert before.keys() == after.keys()
    for view, seen in before.items():
        np.testing.assert_allclose(after[view], seen, atol=1e-6)
    assert len(kept(project)) == 6


def test_no_page_is_read_twice_for_its_picture(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "papers").mkdir()
    Image.effect_noise((300, 200), 90).save(tmp_path / "papers" / "scan.png")
    listed(project, tmp_path / "papers", SourceKind.DOCUMENTS)
    read_all(project)
    before = kept(project)
    lose(project)
    assert restored(performed(RestorePictures(), project)) == [1]
    assert kept(project) == before


def test_a_full_drive_costs_pictures_and_no_file(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Cache._made

    def small(self: Cache) -> sqlite3.Connection:
        connection = made(self)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    for number in range(12):
        Image.effect_noise((200, 150), 10 + number).save(tmp_path / f"{number}.png")
    listed(project, tmp_path)
    with monkeypatch.context() as full:
        full.setattr(Cache, "_made", small)
        read_all(project)
        assert project.files.counts() == {FileState.READ: 12}
        assert len(kept(project)) < 12
    performed(RestorePictures(), project)
    assert len(kept(project)) == 12
