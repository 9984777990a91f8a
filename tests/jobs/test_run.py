"""Running, from skills in use to an answer for every item."""

import shutil
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.acts import Labelled, RunPlanned, WorkerDied
from deskhand.domain.jobs import (
    Failed,
    FindNearest,
    FindSimilar,
    ItemFailed,
    ItemStarted,
    Learn,
    NearestFound,
    Predicted,
    Run,
    SimilarFound,
)
from deskhand.domain.questions import LabelSource
from deskhand.storage.project import Project
from jobs.taught import INTENT, Quiet, only, perform, taught, truth_of


@pytest.fixture(scope="module")
def learned_folder(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has learned, and its home; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("taught")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESKHAND_HOME", str(folder / "home"))
        (folder / "home").mkdir()
        project = taught(data, folder / "project")
        perform(project, Learn((INTENT,)))
        project.close()
    return folder


@pytest.fixture
def project(learned_folder: Path, home: Path, tmp_path: Path) -> Project:
    shutil.copytree(learned_folder / "home", home, dirs_exist_ok=True)
    shutil.copytree(learned_folder / "project", tmp_path / "project")
    return Project.open(tmp_path / "project")


def test_every_open_message_is_answered_and_most_are_right(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,)))
    events = perform(project, Run(1))
    said = {answer.item_id: answer for event in only(Predicted, events) for answer in event.predictions}
    truth = truth_of(project)
    assert len(said) == 20
    assert sum(truth[item_id] == answer.answer for item_id, answer in said.items()) >= 16
    assert all(0 <= answer.second_confidence <= answer.confidence <= 1 for answer in said.values())
    assert project.runs.todo(1) == []


def test_a_row_without_words_is_said_to_have_nothing_to_read(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,)))
    failed = only(ItemFailed, perform(project, Run(1)))
    assert [event.problem.title for event in failed] == ["Nothing to read"]


def test_a_run_that_was_cut_off_goes_on_without_a_double_answer(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,), answered_too=True))
    for event in jobs.perform(Run(1), project, Quiet()):
        project.record(event)
        if isinstance(event, Predicted):
            break
    answered = project.runs.counts(1).done
    assert 0 < answered <= 64
    rest = [answer.item_id for event in only(Predicted, perform(project, Run(1))) for answer in event.predictions]
    assert answered + len(rest) == 80
    assert len(set(rest)) == len(rest)


def test_after_a_death_each_item_is_announced_and_one_that_kills_twice_is_passed_over(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,)))
    deadly = project.runs.todo(1)[3]
    for _ in range(2):
        for event in jobs.perform(Run(1, one_by_one=True), project, Quiet()):
            project.record(event)
            if event == ItemStarted(1, deadly):
                project.record(WorkerDied(1))
                break
    events = perform(project, Run(1, one_by_one=True))
    assert deadly in {event.item_id for event in only(ItemFailed, events)}
    assert deadly not in {answer.item_id for event in only(Predicted, events) for answer in event.predictions}
    assert project.runs.todo(1) == []


def test_one_by_one_gives_the_same_answers(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,)))
    perform(project, Run(1))
    project.record(RunPlanned(2, (INTENT,)))
    perform(project, Run(2, one_by_one=True))
    ids = list(truth_of(project))
    one, two = (project.predictions.of_items(INTENT, ids, run) for run in (1, 2))
    assert {key: answer.answer for key, answer in one.items()} == {key: answer.answer for key, answer in two.items()}


def test_a_question_that_was_not_learned_is_a_clear_problem(project: Project) -> None:
    skill = project.skills.in_use(INTENT)
    assert skill is not None
    (project.skill_folder(skill.id) / "head.safetensors").unlink()
    project.record(RunPlanned(1, (INTENT,)))
    ending = list(jobs.perform(Run(1), project, Quiet()))[-1]
    assert isinstance(ending, Failed)
    assert "Learn again" in ending.problem.advice


def test_the_nearest_examples_are_of_the_same_kind(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,)))
    perform(project, Run(1))
    truth = truth_of(project)
    item_id = project.predictions.page(INTENT, 0, 1, order="most sure")[0].item_id
    found = only(NearestFound, perform(project, FindNearest(item_id, INTENT)))[0].neighbours
    assert [neighbour.label for neighbour in found] == [truth[item_id]] * 3
    assert [neighbour.similarity for neighbour in found] == sorted((n.similarity for n in found), reverse=True)


def test_look_alikes_of_a_correction_are_found_but_never_what_the_person_decided(project: Project) -> None:
    project.record(RunPlanned(1, (INTENT,), answered_too=True))
    perform(project, Run(1))
    open_ones = [
        answer.item_id
        for answer in project.predictions.page(INTENT, 0, 100)
        if not project.labels.get(INTENT, answer.item_id)
    ]
    project.record(Labelled(INTENT, ((open_ones[0], "something new"),), LabelSource.CORRECTION))
    found = only(SimilarFound, perform(project, FindSimilar(INTENT, (open_ones[0],), "something new")))[0]
    assert set(found.item_ids) <= set(open_ones[1:])
