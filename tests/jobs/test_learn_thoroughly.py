"""Courses of a question: what wins is used, what cannot changes nothing, and nothing of other answers is believed."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.acts import Labelled, QuestionDropped, RunPlanned
from deskhand.domain.courses import Course, Way
from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import (
    CourseDecided,
    FindNearest,
    Finished,
    KeepBest,
    Learn,
    NearestFound,
    Noticed,
    Run,
    SkillLearned,
    TakeCourse,
)
from deskhand.engine.competing.budget import Plan
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.courses_taken import begun, decision_of, entry_of, fixed, problem, recorded, until_tested
from jobs.taught import Quiet, only, perform
from jobs.word_orders import ACTS, COURSE, asked, planned, sentences


@pytest.fixture
def project(tmp_path: Path, data: Path) -> Iterator[Project]:
    with closing(asked(tmp_path / "project", 40)) as project:
        yield project


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    """A network that is too small to gain anything, but quick."""
    return str(tiny_texts.make("bert", tmp_path / "tiny", [text for text, _ in sentences(80)]))


# --- what wins ----------------------------------------------------------------------------------


def test_where_order_is_the_answer_the_changed_model_wins_and_answers_wherever_the_project_lies(
    tmp_path: Path, data: Path
) -> None:
    with closing(asked(tmp_path / "project", 80)) as project:
        course = fixed(project, planned(project), Plan(1, 2))
        perform(project, TakeCourse(course.id))
        assert decision_of(project).kept
        assert decision_of(project).method is Method.FULL
        skill = project.skills.in_use(ACTS)
        assert skill is not None
        assert {one.score.of for one in skill.evaluation.candidates} == {skill.evaluation.score.of}
        assert not project.course_folder(course.id).exists()
    shutil.move(tmp_path / "project", tmp_path / "elsewhere")
    with closing(Project.open(tmp_path / "elsewhere")) as moved:
        moved.record(RunPlanned(1, (ACTS,)))
        perform(moved, Run(1))
        truth = dict(sentences(20, seed=2))
        new = [item for item in moved.items.each() if not item.cells[1]]
        said = moved.predictions.of_items(ACTS, [item.id for item in new])
        right = [said[item.id].answer == truth[item.cells[0]] for item in new]
        assert sum(right) >= 0.9 * len(right)
        (nearest,) = only(NearestFound, perform(moved, FindNearest(new[0].id, ACTS)))
        assert isinstance(nearest, NearestFound)
        assert nearest.neighbours
        perform(moved, Learn((ACTS,)))  # quickly, as after a correction
        assert moved.skills.in_use(ACTS) == skill, "what was learned thoroughly made way for what is less often right"


# --- what cannot win ----------------------------------------------------------------------------


def test_where_nothing_is_gained_what_learns_in_seconds_stays(project: Project, tiny: str) -> None:
    course = fixed(project, _with(project, tiny), Plan(1, 5))
    perform(project, TakeCourse(course.id))
    skill = project.skills.in_use(ACTS)
    assert not decision_of(project).kept
    assert skill is not None
    assert not (project.skill_folder(skill.id) / "model").exists()
    of = skill.evaluation.score.of
    assert {one.score.of for one in skill.evaluation.candidates} == {of}


@pytest.mark.parametrize("words", [0, 1, 2])
def test_stopped_at_any_time_the_best_so_far_is_kept_at_once(project: Project, tiny: str, words: int) -> None:
    fixed(project, _with(project, tiny), Plan(3, 2))
    begun(project, words)
    before = time.monotonic()
    perform(project, KeepBest(COURSE))
    assert decision_of(project).words
    assert project.skills.in_use(ACTS) is not None
    assert time.monotonic() - before < 20  # below 2 s where nothing else runs


def test_a_paused_course_ends_as_one_that_was_not_and_tells_no_test_twice(
    tmp_path: Path, project: Project, tiny: str
) -> None:
    fixed(project, _with(project, tiny), Plan(3, 2))
    shutil.copytree(project.folder, tmp_path / "undisturbed")
    until_tested(project, 1)
    until_tested(project, 1)
    begun(project, 1)
    perform(project, TakeCourse(COURSE))
    with closing(Project.open(tmp_path / "undisturbed")) as other:
        perform(other, TakeCourse(COURSE))
        assert decision_of(project) == decision_of(other)
        told = [
            [(one.method, one.times, one.score) for one in each.courses.points(COURSE)] for each in (project, other)
        ]
        assert told[0] == told[1]
        cards = [each.skills.in_use(ACTS).evaluation.score for each in (project, other)]  # type: ignore[union-attr]
        assert cards[0] == cards[1]


def _chart(project: Project) -> list[object]:
    return [(one.method, one.times, one.score, one.best) for one in project.courses.points(COURSE)]


# --- what changes meanwhile ---------------------------------------------------------------------


def test_what_is_answered_meanwhile_is_for_the_next_time_and_nothing_is_thrown_away(
    project: Project, tiny: str
) -> None:
    fixed(project, _with(project, tiny), Plan(2, 2))
    until_tested(project, 1)
    item = next(item for item in project.items.each() if not item.cells[1])
    project.record(Labelled(ACTS, ((item.id, "animal"),)))
    assert entry_of(project, project.courses.get(COURSE).course).kept() is not None
    events = perform(project, TakeCourse(COURSE))
    assert not only(Noticed, events)
    skill = project.skills.in_use(ACTS)
    assert skill is not None
    assert skill.evaluation.items == 40


@pytest.mark.parametrize("request_of", [TakeCourse, KeepBest])
def test_a_question_that_is_not_asked_any_more_is_a_problem_with_advice(
    project: Project, tiny: str, request_of: Callable[[int], object]
) -> None:
    _with(project, tiny)
    project.record(QuestionDropped(ACTS))
    failed = problem(project, request_of(COURSE))
    assert "not asked any more" in failed.problem.title
    assert failed.problem.advice


def test_a_model_that_is_gone_is_a_problem_with_advice(project: Project, tiny: str) -> None:
    fixed(project, _with(project, tiny), Plan(2, 2))
    until_tested(project, 1)
    shutil.rmtree(tiny)
    assert "inside Deskhand" not in problem(project).problem.title


# --- what lies on the disk ----------------------------------------------------------------------


def test_a_damaged_plan_or_test_is_made_anew(project: Project, tiny: str) -> None:
    course = fixed(project, _with(project, tiny, minutes=0.5), Plan(2, 1))
    until_tested(project, 2)
    folder = project.course_folder(course.id) / "competing" / "text-full"
    (test,) = folder.glob("*/epoch-0000.safetensors")
    test.write_bytes(test.read_bytes()[:20])
    begun(project, 1)
    assert len(list(folder.glob("*/epoch-*"))) < 2
    (folder / "plan.json").write_text("{", encoding="utf-8")
    perform(project, TakeCourse(COURSE))
    assert decision_of(project).words


def test_killed_while_the_end_is_recorded_it_ends_the_same(project: Project, tiny: str) -> None:
    fixed(project, _with(project, tiny), Plan(1, 1))
    course = jobs.perform(TakeCourse(COURSE), project, Quiet())
    for event in course:
        project.record(event)
        if isinstance(event, SkillLearned):
            break
    course.close()  # type: ignore[attr-defined]
    (decided,) = only(CourseDecided, perform(project, TakeCourse(COURSE)))
    assert decided == CourseDecided(COURSE, decision_of(project))
    assert [skill.id for skill in project.skills.all(ACTS)] == [event.skill.id]
    assert not project.course_folder(COURSE).exists()


def test_what_is_left_of_courses_that_are_over_is_cleared(project: Project, tiny: str) -> None:
    left = project.course_folder(77) / "competing"
    left.mkdir(parents=True)
    fixed(project, _with(project, tiny), Plan(1, 1))
    begun(project, 0)
    assert not left.exists()
    assert project.course_folder(COURSE).exists()


def test_a_folder_that_cannot_be_written_is_a_problem_with_advice_and_it_goes_on_later(
    project: Project, tiny: str
) -> None:
    _with(project, tiny, Way.FROZEN)
    folder = project.course_folder(COURSE)
    folder.parent.mkdir()
    folder.write_text("in the way", encoding="utf-8")
    assert "inside Deskhand" not in problem(project).problem.title
    folder.unlink()
    perform(project, TakeCourse(COURSE))
    assert project.skills.in_use(ACTS) is not None


# --- very few answers ---------------------------------------------------------------------------


@pytest.mark.parametrize("answered", [["animal", "person", "other"], ["animal", "animal", "person"], ["animal"] * 3])
@pytest.mark.parametrize("way", [Way.FULL, Way.CONTRASTIVE, Way.LORA])
def test_with_three_answers_in_all_it_ends_well_or_says_why(
    tmp_path: Path, data: Path, tiny: str, answered: list[str], way: Way
) -> None:
    with closing(asked(tmp_path / "project", 0)) as project:
        for item, answer in zip(project.items.each(), answered, strict=False):
            project.record(Labelled(ACTS, ((item.id, answer),)))
        _with(project, tiny, way, 0.1)
        *_, last = recorded(project)
        assert isinstance(last, Finished) or last.problem.title != "Something went wrong inside Deskhand", last


def _with(project: Project, model: str, way: Way = Way.FULL, minutes: float = 30.0) -> Course:
    return planned(project, way, minutes, model)
