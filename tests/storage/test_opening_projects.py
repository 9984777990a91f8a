"""Opening a project, and every way in which that can go wrong."""

import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled, StepReached
from deskhand.domain.problems import ProblemError
from deskhand.storage import backups, opening, upgrades
from deskhand.storage.project import Project
from deskhand.storage.project_problems import DamagedProject
from deskhand.storage.view import ProjectView
from storage.projects import TYPE, change, make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "project").close()
    return tmp_path / "project"


def damage(file: Path) -> None:
    """Overwrite what follows the first page, as a failing drive would."""
    size = file.stat().st_size
    with file.open("rb+") as opened:
        opened.seek(4096)
        opened.write(os.urandom(size - 4096))


def test_what_a_project_was_told_at_its_making_is_there_when_it_is_opened(tmp_path: Path) -> None:
    Project.create(tmp_path / "project", "Patients", "tickets").close()
    with closing(Project.open(tmp_path / "project")) as project:
        assert (project.name, project.job, project.step) == ("Patients", "tickets", 1)
        project.record(StepReached(3))
        project.record(StepReached(2))
        project.rename("Patients 2026")
        assert (project.name, project.step) == ("Patients 2026", 3)


def test_a_folder_without_a_project_is_said_to_be_none(tmp_path: Path) -> None:
    for open_it in (Project.open, ProjectView.open):
        with pytest.raises(ProblemError, match="not a Deskhand project"):
            open_it(tmp_path)
    with pytest.raises(ProblemError, match="not a Deskhand project"):
        Project.open(tmp_path / "not there")


def test_a_database_of_another_program_is_left_alone(folder: Path) -> None:
    change(folder, "PRAGMA journal_mode = DELETE")
    change(folder, "PRAGMA application_id = 7")
    before = (folder / "project.db").read_bytes()
    with pytest.raises(ProblemError, match="made by another program"):
        Project.open(folder)
    assert (folder / "project.db").read_bytes() == before


def test_a_project_of_a_newer_deskhand_is_refused(folder: Path) -> None:
    change(folder, f"PRAGMA user_version = {upgrades.VERSION + 1}")
    with pytest.raises(ProblemError, match="newer Deskhand"):
        Project.open(folder)


def test_a_second_project_is_not_made_over_one(folder: Path) -> None:
    with pytest.raises(ProblemError, match="project already"):
        Project.create(folder, "Another")
    with closing(Project.open(folder)) as project:
        assert project.name == "Patients"


@pytest.mark.parametrize("how", ["random", "not a database", "empty", "cut short"])
def test_a_damaged_project_is_put_right_from_the_last_good_copy(folder: Path, how: str) -> None:
    with closing(Project.open(folder)) as project:
        project._backup.join()
        project.record(Labelled(TYPE, ((1, "Pain"),)))
    database = folder / "project.db"
    hurt = {
        "random": lambda: damage(database),
        "not a database": lambda: database.write_bytes(b"something else " * 1000),
        "empty": lambda: database.write_bytes(b""),
        "cut short": lambda: os.truncate(database, 3 * 4096),
    }
    hurt[how]()
    bad = database.read_bytes()
    (folder / ".owner").write_bytes(b"")  # it ended uncleanly, so it is looked at closely
    with pytest.raises(DamagedProject, match="last good copy") as raised:
        Project.open(folder)
    assert raised.value.copy == backups.newest(folder)
    assert Project.restore_backup(folder).read_bytes() == bad
    with closing(Project.open(folder)) as project:
        assert project.items.count() == 20
        assert project.labels.of(TYPE) == []


def test_a_damaged_copy_is_passed_over_for_the_one_before(folder: Path) -> None:
    backups.make(folder / "project.db")
    whole = backups.newest(folder)
    backups.make(folder / "project.db")
    newest = backups.newest(folder)
    assert newest != whole
    damage(newest)
    assert backups.newest(folder) == whole


def test_a_damaged_project_without_a_copy_says_so_and_stays_as_it_is(folder: Path) -> None:
    (folder / "project.db").write_bytes(b"something else " * 1000)
    for open_it in (Project.open, ProjectView.open):
        with pytest.raises(DamagedProject, match="no earlier copy"):
            open_it(folder)
    with pytest.raises(DamagedProject, match="no earlier copy"):
        Project.restore_backup(folder)
    assert (folder / "project.db").read_bytes() == b"something else " * 1000


def test_after_an_unclean_end_the_whole_file_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(backups, "is_sound", lambda _: looked.append(True) or True)
    Project.open(folder).close()
    assert not looked
    (folder / ".owner").write_bytes(b"")
    Project.open(folder).close()
    assert looked
    looked.clear()
    Project.open(folder).close()
    assert not looked


def test_an_older_project_is_copied_first_and_then_brought_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = lambda connection: connection.execute("ALTER TABLE items ADD COLUMN seen INTEGER NOT NULL DEFAULT 0")  # noqa: E731
    monkeypatch.setattr(opening, "VERSION", 2)
    monkeypatch.setattr(opening, "upgrade", lambda connection, version: upgrades.upgrade(connection, version, [added]))
    with closing(Project.open(folder)) as project:
        assert project._connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert project._connection.execute("SELECT sum(seen) FROM items").fetchone() == (0,)
    copy = backups.newest(folder)
    with closing(ProjectView(folder, opening.to_write(copy))) as before:
        assert before._connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_upgrade_that_fails_leaves_the_project_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: object) -> None:
        connection.execute("DELETE FROM items")
        connection.execute("ALTER TABLE nowhere ADD COLUMN seen INTEGER")

    monkeypatch.setattr(opening, "VERSION", 2)
    monkeypatch.setattr(opening, "upgrade", lambda connection, version: upgrades.upgrade(connection, version, [half]))
    with pytest.raises(ProblemError):
        Project.open(folder)
    monkeypatch.undo()
    with closing(Project.open(folder)) as project:
        assert project.items.count() == 20


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the administrator can bind a folder")
def test_a_folder_that_may_only_be_read_is_told_in_words(folder: Path) -> None:
    if subprocess.run(["mount", "--bind", "-o", "ro", folder, folder], capture_output=True).returncode != 0:
        pytest.skip("folders cannot be bound here")
    try:
        with pytest.raises(ProblemError, match=r"may not be written|may only be read"):
            Project.open(folder)
    finally:
        subprocess.run(["umount", folder], check=True)
    Project.open(folder).close()


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProblemError):
        Project.create(tmp_path / "file" / "project", "Nowhere")
