"""A project goes to another computer as one file: it works there without a network, and nothing of it is lost."""

from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.acts import ModelChosen, RunPlanned
from deskhand.domain.jobs import (
    Event,
    Failed,
    HandedOver,
    HandOver,
    ImportModel,
    Learn,
    ModelPlaced,
    Noticed,
    Predicted,
    Request,
    Run,
    TakenOver,
    TakeOver,
)
from deskhand.domain.models import Modality
from deskhand.storage import models
from deskhand.storage.places import models_folder
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.taught import INTENT, Quiet, perform, taught


@pytest.fixture
def project(data: Path, tmp_path: Path) -> Project:
    return taught(data, tmp_path / "project")


def alone(request: Request) -> list[Event]:
    return list(jobs.perform(request, None, Quiet()))


def answers(project: Project) -> dict[int, str]:
    run_id = project.new_id("runs")
    project.record(RunPlanned(run_id, (INTENT,), None))
    events = perform(project, Run(run_id))
    told = [prediction for event in events if isinstance(event, Predicted) for prediction in event.predictions]
    return {prediction.item_id: prediction.answer for prediction in told}


def handed_over(project: Project, file: Path, *, with_models: bool) -> Path:
    perform(project, HandOver(str(file), with_models))
    return file


def taken_over(file: Path, folder: Path) -> Project:
    (event,) = [event for event in alone(TakeOver(str(file), str(folder))) if isinstance(event, TakenOver)]
    return Project.open(Path(event.folder))


def another_model(tmp_path: Path) -> str:
    """A tiny one, on the shelf as one that the person has added."""
    folder = tiny_texts.make("bert", tmp_path / "Büro model", ["when is my payday", "set a timer"])
    return next(event.model.id for event in alone(ImportModel(str(folder))) if isinstance(event, ModelPlaced))


def test_there_it_answers_as_it_did_here(project: Project, tmp_path: Path) -> None:
    perform(project, Learn((INTENT,)))
    file = handed_over(project, tmp_path / "for Ana.deskhand", with_models=False)
    there = taken_over(file, tmp_path / "there")
    assert answers(there) == answers(project)
    assert there.name == project.name
    assert there.labels.counts(INTENT) == project.labels.counts(INTENT)


def test_the_models_go_along_and_come_on_the_shelf(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = another_model(tmp_path)
    project.record(ModelChosen(Modality.TEXT, name))
    perform(project, Learn((INTENT,)))
    here = answers(project)
    file = handed_over(project, tmp_path / "for Ana.deskhand", with_models=True)
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path / "another computer"))
    assert models.place_of(name) is None
    there = taken_over(file, tmp_path / "there")
    assert models.place_of(name) is not None
    assert there.courses.model_in_use(Modality.TEXT) == name
    assert answers(there) == here


def test_without_its_model_it_opens_and_says_what_is_missing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.record(ModelChosen(Modality.TEXT, another_model(tmp_path)))
    file = handed_over(project, tmp_path / "for Ana.deskhand", with_models=False)
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path / "another computer"))
    there = taken_over(file, tmp_path / "there")
    ending = list(jobs.perform(Learn((INTENT,)), there, Quiet()))[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.advice


def test_a_model_that_is_not_on_the_shelf_is_named_and_stays(project: Project, tmp_path: Path) -> None:
    project.record(ModelChosen(Modality.PICTURE, str(tmp_path / "somewhere" / "vit")))
    events = perform(project, HandOver(str(tmp_path / "a.deskhand"), with_models=True))
    assert [event for event in events if isinstance(event, Noticed) and "vit" in event.words]
    assert [event for event in events if isinstance(event, HandedOver)]


def test_a_second_project_of_the_name_gets_a_folder_of_its_own(project: Project, tmp_path: Path) -> None:
    file = handed_over(project, tmp_path / "a.deskhand", with_models=False)
    first, second = taken_over(file, tmp_path / "there"), taken_over(file, tmp_path / "there")
    assert first.folder != second.folder


def test_of_a_damaged_file_nothing_stays_behind(project: Project, tmp_path: Path) -> None:
    file = handed_over(project, tmp_path / "a.deskhand", with_models=False)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + b"\x00" * 99 + whole[len(whole) // 2 + 99 :])
    ending = alone(TakeOver(str(file), str(tmp_path / "there")))[-1]
    assert isinstance(ending, Failed)
    assert not list((tmp_path / "there").iterdir())
    assert not [left for left in models_folder().glob("*") if left.name == "adding"]


def test_a_file_that_cannot_be_written_leaves_the_one_before(project: Project, tmp_path: Path) -> None:
    file = handed_over(project, tmp_path / "a.deskhand", with_models=False)
    before = file.read_bytes()
    file.chmod(0o444)
    ending = list(jobs.perform(HandOver(str(file), with_models=False), project, Quiet()))[-1]
    assert isinstance(ending, Failed)
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
