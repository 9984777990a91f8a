"""A course whose whole program is killed, wherever that is, comes to the same end by the same command."""

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.courses import Way
from deskhand.engine.competing.budget import Plan
from deskhand.engine.competing.entry import Fixed
from deskhand.jobs.learn_thoroughly import _Desk
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.taught import Quiet
from jobs.word_orders import ACTS, COURSE, asked, planned, sentences

MINUTES = 30.0


@pytest.fixture
def begun(tmp_path: Path, data: Path) -> Path:
    """A project with a course whose plan is fixed, so that it does not hang on how quick the computer is."""
    model = tiny_texts.make("bert", tmp_path / "tiny", [text for text, _ in sentences(80)])
    with closing(asked(tmp_path / "project", 40)) as project:
        course = planned(project, Way.FULL, MINUTES, str(model.resolve()))
        entry = _Desk.of(course, project, Quiet()).competition().entries[0]
        entry.keep(Fixed(Plan(3, 2)))
    return tmp_path / "project"


def command(project: Path) -> "subprocess.Popen[bytes]":
    """What a person types, again and again."""
    said = ["learn", "--question", "Who acts", "--project", project, "--model", project.parent / "tiny"]
    how = ["--thorough", MINUTES, "--method", "full"]
    argv = [sys.executable, "-m", "deskhand", *map(str, [*said, *how])]
    return subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def first_test(folder: Path) -> bool:
    return bool(list(folder.glob("*/epoch-0000*")))


def second_fold(folder: Path) -> bool:
    return (folder / "0-1").exists()


def being_saved(folder: Path) -> bool:
    return (folder.parent.parent / "skill.txt").exists() or not folder.exists()


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "in the first part": lambda folder: bool(list(folder.glob("*/checkpoints"))) or first_test(folder),
    "after a test": first_test,
    "in the second part": second_fold,
    "while saving": being_saved,
}


def outcome(project: Path) -> object:
    """Everything that must be the same; fails if anything is there twice, or half."""
    with closing(sqlite3.connect(project / "project.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(Project.open(project)) as opened:
        state, skill = opened.courses.get(COURSE), opened.skills.in_use(ACTS)
        assert skill is not None
        assert [one.id for one in opened.skills.all(ACTS)] == [skill.id]
        assert [folder.name for folder in opened.skill_folder(skill.id).parent.iterdir()] == [skill.id]
        assert not opened.course_folder(COURSE).exists()
        points = [(one.method, one.times, one.score) for one in opened.courses.points(COURSE)]
        assert len(set(points)) == len(points)
        report = skill.evaluation
        return state.decision, points, report.score, report.candidates, report.confusion


def test_killed_at_any_moment_the_same_command_comes_to_the_same_end(begun: Path, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed" / "project"
    undisturbed.parent.mkdir()
    shutil.copytree(begun, undisturbed)
    shutil.copytree(tmp_path / "tiny", undisturbed.parent / "tiny")
    folder = begun / "courses" / str(COURSE) / "competing" / "text-full"
    for moment in MOMENTS.values():
        with command(begun) as process:
            while process.poll() is None and not moment(folder):
                time.sleep(0.005)
            process.kill()
    with command(begun) as process:
        assert process.wait() == 0
    with closing(Project.open(undisturbed)) as other:
        assert other.courses.unfinished() is not None
    shutil.move(begun, tmp_path / "killed")
    shutil.move(undisturbed, begun)
    with command(begun) as process:
        assert process.wait() == 0
    assert outcome(tmp_path / "killed") == outcome(begun)
