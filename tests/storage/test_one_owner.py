"""One owner writes; readers see what is kept. A killed owner leaves nothing locked."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled
from deskhand.domain.jobs import ItemsRead
from deskhand.domain.problems import ProblemError
from deskhand.storage.project import Project
from deskhand.storage.view import ProjectView
from storage.projects import TYPE, make

OWN_IT = """
import sys, time
from pathlib import Path
from deskhand.storage.project import Project
project = Project.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "project").close()
    return tmp_path / "project"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_second_owner_is_refused_kindly_until_the_first_is_killed(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OWN_IT, str(folder)], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "open\n"
        with pytest.raises(ProblemError, match="open elsewhere") as raised:
            Project.open(folder)
        assert "from the command line" in raised.value.problem.happened
        assert str(first.pid) in raised.value.problem.details
        first.send_signal(signal.SIGKILL)
    with closing(Project.open(folder)) as project:
        assert project.items.count() == 20


def test_a_second_owner_in_the_same_program_is_refused_too(folder: Path) -> None:
    with closing(Project.open(folder)), pytest.raises(ProblemError, match="open elsewhere"):
        Project.open(folder)
    Project.open(folder).close()


def test_a_project_that_is_open_elsewhere_is_not_restored(folder: Path) -> None:
    with closing(Project.open(folder)), pytest.raises(ProblemError, match="open elsewhere"):
        Project.restore_backup(folder)


def test_a_reader_beside_the_owner_sees_what_is_kept(folder: Path) -> None:
    with closing(Project.open(folder)) as project, closing(ProjectView.open(folder)) as view:
        project.record(Labelled(TYPE, ((3, "Pain"),)))
        assert view.labels.get(TYPE, 3) == project.labels.get(TYPE, 3)
        assert view.questions.get(TYPE).labels == ("Pain",)


def test_a_reader_in_the_middle_of_all_items_keeps_no_writer_waiting(folder: Path) -> None:
    with closing(Project.open(folder)) as project, closing(ProjectView.open(folder)) as view:
        reading = view.items.each()
        first = next(reading)
        project.record(ItemsRead(1, ((500, ("20", "One more")),)))
        assert [first.id, *(item.id for item in reading)] == list(range(1, 22))


def test_a_reader_cannot_write(folder: Path) -> None:
    with closing(ProjectView.open(folder)) as view, pytest.raises(Exception, match="readonly"):
        view._connection.execute("DELETE FROM items")


def test_a_project_without_an_owner_can_be_read(folder: Path) -> None:
    with closing(ProjectView.open(folder)) as view:
        assert (view.name, view.items.count()) == ("Patients", 20)


def test_a_project_in_a_folder_of_any_name_opens(tmp_path: Path) -> None:
    folder = tmp_path / "50 % off? #1 «ü» 日本"
    make(folder).close()
    with closing(Project.open(folder)) as project, closing(ProjectView.open(folder)) as view:
        project._backup.join()
        assert view.items.count() == project.items.count() == 20
