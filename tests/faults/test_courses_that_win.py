"""Killed, refused or out of room while what has won is saved: the next start ends in the same skill, nothing else."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deskhand.domain.courses import Decision, Point, Way
from deskhand.domain.evaluations import Evaluation
from deskhand.engine.competing.budget import Plan
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.courses_taken import fixed
from jobs.word_orders import ACTS, COURSE, asked, planned, sentences

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
TESTS = Path(__file__).resolve().parent.parent
UNDISTURBED = ("kill", 1_000_000)
POINTS = 5  # of each fault: a few, well spread over the end of a course
SAVING = 0.45  # of all that a course changes on a drive lies before the end, from which on the points are tried


class Children:
    """Take the course of a project; something happens to them."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "faults.courses_process"],
            cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def take(self, project: Path, fault: str, number: int) -> tuple[int, str, str]:
        """How much was changed on the drive (0: it was killed), and the title and advice of what was told."""
        print(json.dumps([str(project), fault, number]), file=self._server.stdin, flush=True)
        steps, title, advice = json.loads(self._server.stdout.readline())
        return steps, title, advice

    def end(self) -> None:
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait(60)


@dataclass(frozen=True)
class Ending:
    """All that must be the same, however often it was cut off; the skill's own name is not."""

    decision: Decision | None
    points: list[tuple[object, float, object]]
    card: Evaluation
    told: list[str]
    files: list[str]
    numbers: list[str]


def ending_of(folder: Path) -> Ending:
    with closing(Project.open(folder)) as project:
        skill = project.skills.in_use(ACTS)
        assert skill is not None
        assert [one.id for one in project.skills.all(ACTS)] == [skill.id]
        files = [file for top in ("skills", "courses", "models") for file in (folder / top).rglob("*")]
        return Ending(
            project.courses.get(COURSE).decision,
            [_told(point) for point in project.courses.points(COURSE)],
            _timeless(skill.evaluation),
            [type(entry.message).__name__ for entry in project.history.all()],
            sorted(str(file.relative_to(folder)).replace(skill.id, "ID") for file in files),
            [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files) if file.suffix == ".safetensors"],
        )


def _told(point: Point) -> tuple[object, float, object]:
    return point.method, point.times, point.score


def _timeless(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, seconds=0.0)


@dataclass(frozen=True)
class Scene:
    """``begun`` is the project before anything was done, ``steps`` how much a course changes on the drive."""

    children: Children
    begun: Path
    ending: Ending
    steps: int

    def anew(self, folder: Path) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.begun, folder)
        return folder


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A course of a tiny network, with one test; and how it ends when nothing happens to it."""
    folder = tmp_path_factory.mktemp("winning")
    children = Children()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESKHAND_HOME", str(folder / "home"))
        (folder / "home").mkdir()
        model = tiny_texts.make("bert", folder / "tiny", [text for text, _ in sentences(80)])
        with closing(asked(folder / "project", 40)) as project:
            fixed(project, planned(project, Way.FULL, 30.0, str(model.resolve())), Plan(1, 1))
        shutil.copytree(folder / "project", folder / "undisturbed")
        steps, *_ = children.take(folder / "undisturbed", *UNDISTURBED)
        yield Scene(children, folder / "project", ending_of(folder / "undisturbed"), steps)
    children.end()


@pytest.mark.parametrize("fault", ["kill", "kill after", "ENOSPC", "EIO"])
def test_cut_off_anywhere_while_it_is_saved_it_ends_the_same(scene: Scene, tmp_path: Path, fault: str) -> None:
    first, shift = int(scene.steps * SAVING), ["kill", "kill after", "ENOSPC", "EIO"].index(fault)
    for point in range(POINTS):
        number = min(scene.steps, first + (4 * point + shift) * (scene.steps - first) // (4 * POINTS - 1))
        project = scene.anew(tmp_path / "project")
        steps, title, advice = scene.children.take(project, fault, number)
        assert not steps or not fault.startswith("kill"), number
        assert bool(title) == bool(advice), title
        assert "inside Deskhand" not in title
        scene.children.take(project, *UNDISTURBED)
        assert ending_of(project) == scene.ending, f"{fault} at {number} of {scene.steps}"


@pytest.mark.parametrize("room", [150_000, 600_000])
def test_on_a_full_drive_a_course_says_so_and_goes_on_once_there_is_room(
    scene: Scene, tmp_path: Path, room: int
) -> None:
    project = scene.anew(tmp_path / "project")
    _, title, advice = scene.children.take(project, "room", room)
    assert title in ("The drive is full", "The drive did not take it")
    assert advice
    scene.children.take(project, *UNDISTURBED)
    assert ending_of(project) == scene.ending
