"""Stopping a long learning: it is heard in the midst of every stage, and the best is kept without anything learned."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from deskhand import jobs
from deskhand.domain.acts import Labelled
from deskhand.domain.jobs import (
    Cancelled,
    CourseDecided,
    Event,
    KeepBest,
    PointTested,
    Progress,
    SkillLearned,
    Stopped,
    TakeCourse,
)
from deskhand.engine import recipe, shelf
from deskhand.engine.competing import heeding
from deskhand.engine.competing.budget import Plan
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.courses_taken import decision_of, fixed, until_tested
from jobs.taught import Quiet, perform
from jobs.word_orders import ACTS, COURSE, asked, planned, sentences
from worker.conversation import worker


@pytest.fixture
def project(tmp_path: Path, data: Path) -> Iterator[Project]:
    with closing(asked(tmp_path / "project", 40)) as project:
        yield project


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was stopped when the changed model had won on the split of the chart."""
    with closing(asked(tmp_path_factory.mktemp("won") / "project", 160)) as project:
        fixed(project, planned(project), Plan(3, 1))
        until_tested(project, 1)
        return project.folder


@pytest.fixture
def won(tmp_path: Path, data: Path, stopped: Path) -> Iterator[Project]:
    """The same, for one test, which measures no speed anew."""
    recipe.remember(shelf.find(), recipe.Precision.FULL)
    with closing(Project.open(Path(shutil.copytree(stopped, tmp_path / "project")))) as project:
        yield project


class StopsIn:
    """Stops a job at the first word of how far it is that is said from within a function of this name."""

    def __init__(self, function: str) -> None:
        self.function = function
        self.reached = False

    def progress(self, _: Progress) -> None:
        frame = sys._getframe()
        while frame is not None and not self.reached:
            self.reached = frame.f_code.co_name == self.function and "deskhand" in frame.f_code.co_filename
            frame = frame.f_back  # type: ignore[assignment]
        if self.reached:
            raise Stopped


# --- it hears -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stage",
    [
        "embed",  # the first look at the messages
        "_try",  # what learns in seconds
        "trace",  # its learning curve
        "pace",  # how long a step takes
        "loss",  # in the midst of a step, forth
        "_gradients",  # and back
        "heads",  # what the network makes of the answers, to fit a head on it
        "see",  # what it makes of those that it is tested on
    ],
)
def test_it_hears_in_the_midst_of_every_stage(
    project: Project, tmp_path: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heeding, "_PATIENCE", 0.0)
    tiny = tiny_texts.make("bert", tmp_path / "tiny", [text for text, _ in sentences(80)])
    course = planned(project, model=str(tiny))
    if stage not in ("embed", "_try", "trace", "pace"):
        fixed(project, course, Plan(1, 2))
    stopping = StopsIn(stage)
    *_, last = (recorded(project, event) for event in jobs.perform(TakeCourse(COURSE), project, stopping))
    assert stopping.reached
    assert isinstance(last, Cancelled)


def test_a_step_that_was_stopped_half_way_changes_nothing_of_the_end(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = tiny_texts.make("bert", tmp_path / "tiny", [text for text, _ in sentences(80)])
    fixed(project, planned(project, model=str(tiny)), Plan(2, 2))
    shutil.copytree(project.folder, tmp_path / "undisturbed")
    with monkeypatch.context() as at_once:
        at_once.setattr(heeding, "_PATIENCE", 0.0)
        for stage in ("loss", "_gradients", "heads"):
            for event in jobs.perform(TakeCourse(COURSE), project, StopsIn(stage)):
                recorded(project, event)
    perform(project, TakeCourse(COURSE))
    with closing(Project.open(tmp_path / "undisturbed")) as other:
        perform(other, TakeCourse(COURSE))
        assert decision_of(project) == decision_of(other)
        assert _chart(project) == _chart(other)


def test_a_network_that_is_not_heeded_any_more_is_as_it_was() -> None:
    network = torch.nn.Linear(2, 1)
    looks: list[int] = []
    with heeding.heeding(network, lambda: looks.append(1)) as look:
        look()
        assert looks
    looks.clear()
    network(torch.ones(1, 2)).backward()
    assert not looks
    assert not network._forward_pre_hooks


# --- the best is kept ---------------------------------------------------------------------------


def test_what_has_won_so_far_is_kept_by_a_worker_that_loads_no_model(won: Project) -> None:
    decided = [event for event in _kept_by_a_worker(won) if isinstance(event, CourseDecided)]
    assert [one.decision.kept for one in decided] == [True]
    skill = won.skills.in_use(ACTS)
    assert skill is not None
    assert (won.skill_folder(skill.id) / "model" / "model.safetensors").is_file()
    assert not won.course_folder(COURSE).exists()


def test_it_is_the_same_as_learned_anew_from_what_lies_there(won: Project, tmp_path: Path) -> None:
    shutil.copytree(won.folder, tmp_path / "anew")
    perform(won, KeepBest(COURSE))
    with closing(Project.open(tmp_path / "anew")) as anew:
        shutil.rmtree(anew.course_folder(COURSE) / "best")
        perform(anew, KeepBest(COURSE))
        assert decision_of(won) == decision_of(anew)
        cards = [one.skills.in_use(ACTS).evaluation for one in (won, anew)]  # type: ignore[union-attr]
        # The curve is that of what learns in seconds, from vectors that the cache has rounded since.
        drawn = (replace(card, curve=(), expected=None, forecast="", seconds=0.0) for card in cards)
        assert next(drawn) == next(drawn)
        heads = [next(one.folder.glob("skills/*/head.safetensors")).read_bytes() for one in (won, anew)]
        assert heads[0] == heads[1]
        manifests = [next(one.folder.glob("skills/*/skill.json")).read_text("utf-8") for one in (won, anew)]
        names = [one.skills.in_use(ACTS).id for one in (won, anew)]  # type: ignore[union-attr]
        assert manifests[0].replace(names[0], "") == manifests[1].replace(names[1], "")


def test_killed_while_it_is_kept_it_ends_the_same(won: Project) -> None:
    keeping = jobs.perform(KeepBest(COURSE), won, Quiet())
    assert any(isinstance(event, SkillLearned) for event in keeping), "its files have been moved by then"
    keeping.close()  # type: ignore[attr-defined]
    perform(won, KeepBest(COURSE))
    assert decision_of(won).kept
    assert len(won.skills.all(ACTS)) == 1


def test_what_was_answered_meanwhile_takes_nothing_away(won: Project) -> None:
    item = next(item for item in won.items.each() if not item.cells[1])
    won.record(Labelled(ACTS, ((item.id, "animal"),)))
    perform(won, KeepBest(COURSE))
    assert decision_of(won).kept


def test_a_test_that_was_told_but_not_weighed_is_weighed_then(won: Project) -> None:
    (last,) = won.courses.points(COURSE)
    won.record(PointTested(COURSE, replace(last, times=2.0)))
    perform(won, KeepBest(COURSE))
    assert decision_of(won).kept


def _kept_by_a_worker(project: Project) -> list[Event]:
    with worker("heavy") as other:
        other.order(1, KeepBest(COURSE), project.folder)
        events = other.events(1)
        maps = Path(f"/proc/{other.process.pid}/maps")
        if maps.exists():
            assert "libtorch" not in maps.read_text("utf-8")
    for event in events:
        if not isinstance(event, Progress):
            recorded(project, event)
    return events


def recorded(project: Project, event: Event) -> Event:
    project.record(event)
    return event


def _chart(project: Project) -> list[object]:
    return [(one.method, one.times, one.score, one.best) for one in project.courses.points(COURSE)]
