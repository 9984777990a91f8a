"""Copies that are made beside the work."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled
from deskhand.storage import backups
from deskhand.storage.connection import to_read
from deskhand.storage.project import Project
from storage.projects import TYPE, make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "project", rows=5000).close()
    return tmp_path / "project"


def copies(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("project-*.db"))


def test_opening_copies_a_project_only_if_it_has_changed(folder: Path) -> None:
    for _ in range(3):
        Project.open(folder).close()
    assert len(copies(folder)) == 1
    with closing(Project.open(folder)) as project:
        project.record(Labelled(TYPE, ((1, "Pain"),)))
    Project.open(folder).close()
    assert len(copies(folder)) == 2


def test_only_the_newest_copies_are_kept(folder: Path) -> None:
    for _ in range(backups.KEPT + 3):
        backups.make(folder / "project.db")
    assert len(copies(folder)) == backups.KEPT
    assert all(backups.is_whole(copy) for copy in copies(folder))


def test_a_copy_is_of_one_moment_however_much_is_written_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_PAGES_A_STEP", 1)
    with closing(Project.open(folder)) as project:
        for item in range(1, 200):
            project.record(Labelled(TYPE, ((item, "Pain"),)))
    with closing(to_read(copies(folder)[0])) as copy:
        labels, taken = (copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("labels", "items"))
    assert taken == 5000
    assert labels in (0, *range(200))
    assert backups.is_whole(copies(folder)[0])


def test_a_copy_in_the_making_gives_up_when_it_is_told(folder: Path) -> None:
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(InterruptedError):
        backups.make(folder / "project.db", stopped)
    assert list((folder / "backups").iterdir()) == []


def test_what_a_killed_copy_left_is_cleared_away(folder: Path) -> None:
    (folder / "backups").mkdir()
    (folder / "backups" / "project-20260101T000000.part").write_bytes(b"half")
    backups.make(folder / "project.db")
    assert list((folder / "backups").glob("*.part")) == []
