"""Reading files first: from a project's unanswered messages to a model of its own that was honestly tested."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from deskhand.domain.acts import CoursePlanned, QuestionAsked, SourceAdded
from deskhand.domain.courses import Aim, Course, Stage
from deskhand.domain.jobs import (
    AnswersTaken,
    CourseDecided,
    Event,
    ItemsRead,
    ModelMade,
    PointTested,
    StageReached,
    TableRead,
)
from deskhand.domain.models import Modality
from deskhand.engine import recipe, shelf
from deskhand.engine.adapting.plan import Plan
from deskhand.jobs.adapt_files import adapt, keep_best
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.taught import Quiet

INTENT = 1
INTENTS = ("translate", "timer", "definition", "payday")
ANSWERED, OPEN = 15, 60
MINUTES = 30.0  # enough that nothing is cut short


@pytest.fixture(scope="module")
def messages(data: Path) -> list[tuple[str, str]]:
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    some = {one: [row["Message"] for row in rows if row["Intent"] == one][: ANSWERED + OPEN] for one in INTENTS}
    return [(text, one if place < ANSWERED else "") for one in INTENTS for place, text in enumerate(some[one])]


@pytest.fixture(scope="module")
def model(messages: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_texts.make("bert", tmp_path_factory.mktemp("tiny"), [text for text, _ in messages])


@pytest.fixture
def project(messages: list[tuple[str, str]], model: Path, tmp_path: Path) -> Iterator[Project]:
    project = made(tmp_path / "project", messages, model)
    yield project
    project.close()


def made(folder: Path, messages: list[tuple[str, str]], model: Path) -> Project:
    recipe.remember(shelf.find(str(model)), recipe.Precision.FULL)
    project = Project.create(folder, "Messages")
    project.record(SourceAdded(1, str(folder / "messages.csv"), "", 1, ("Message", "Intent"), (0,)))
    project.record(ItemsRead(1, tuple((place + 2, cells) for place, cells in enumerate(messages))))
    project.record(TableRead(1, len(messages)))
    project.record(QuestionAsked(INTENT, "Intent"))
    project.record(
        AnswersTaken(INTENT, tuple((each.id, each.cells[1]) for each in project.items.each() if each.cells[1]))
    )
    return project


def planned(project: Project, model: Path, **changes: object) -> Course:
    course = Course(project.new_id("courses"), Aim.FILES, minutes=MINUTES, adapt="masked-words", model=str(model))
    course = replace(course, **changes)  # type: ignore[arg-type]
    project.record(CoursePlanned(course))
    return course


def read(project: Project, course: Course, until: type[Event] | None = None) -> list[Event]:
    """All events, recorded as they come; cut off at the second of ``until``."""
    events: list[Event] = []
    going = adapt(project.courses.get(course.id), project, Quiet())
    for event in going:
        project.record(event)
        events.append(event)
        if until is not None and len(only(until, events)) == 2:
            going.close()
    return events


def only(kind: type, events: list[Event]) -> list:
    return [event for event in events if isinstance(event, kind)]


def test_unanswered_messages_are_read_and_an_honest_test_decides(project: Project, model: Path) -> None:
    course = planned(project, model)
    events = read(project, course)
    assert [event.stage for event in only(StageReached, events)] == [Stage.READ_FILES, Stage.COMPARE]
    points = [event.point for event in only(PointTested, events)]
    assert len(points) > 1
    assert all(point.score is None for point in points)
    assert all(point.loss > 0 for point in points)
    assert points[-1].times == points[-1].of_times
    (made_,) = only(ModelMade, events)
    (decided,) = only(CourseDecided, events)
    assert made_.model.decision == decided.decision
    assert made_.in_use is decided.decision.kept
    assert decided.decision.tested == ANSWERED * len(INTENTS)
    assert "60 checked messages" in decided.decision.words
    assert any("effective rank" in note for note in made_.model.notes)
    assert project.courses.get(course.id).decision == decided.decision
    files = shelf.find(str(project.model_folder(made_.model.id)))
    assert files.fingerprint != shelf.find(str(model)).fingerprint
    assert (project.courses.own_model(Modality.TEXT) is not None) is decided.decision.kept


def test_no_tested_message_is_read(project: Project, model: Path) -> None:
    course = planned(project, model)
    read(project, course, until=PointTested)
    plan = Plan.kept(project.course_folder(course.id) / "adapting")
    assert plan is not None
    assert plan.frozen is not None
    answered = {label.item_id for label in project.labels.of(INTENT)}
    assert plan.frozen.tested == answered
    assert not answered & set(plan.items)
    assert 150 < len(plan.items) <= OPEN * len(INTENTS)


def test_a_reading_that_was_cut_off_goes_on_to_the_same_weights(
    project: Project, model: Path, messages: list[tuple[str, str]], tmp_path: Path
) -> None:
    course = planned(project, model)
    before = read(project, course, until=PointTested)
    assert not only(ModelMade, before)
    (resumed,) = only(ModelMade, read(project, course))
    other = made(tmp_path / "undisturbed", messages, model)
    (undisturbed,) = only(ModelMade, read(other, planned(other, model)))
    one, two = (
        load_file(owner.model_folder(event.model.id) / "model.safetensors")
        for owner, event in ((project, resumed), (other, undisturbed))
    )
    assert one.keys() == two.keys()
    assert all(torch.equal(one[name], two[name]) for name in one)
    assert resumed.model.decision == undisturbed.model.decision
    other.close()


def test_stopped_before_once_through_nothing_is_kept_and_afterwards_the_best_is(project: Project, model: Path) -> None:
    course = planned(project, model)
    assert [type(event) for event in keep_best(project.courses.get(course.id), project, Quiet())] == [CourseDecided]
    course = planned(project, model)
    going = adapt(project.courses.get(course.id), project, Quiet())
    for event in going:
        project.record(event)
        if isinstance(event, PointTested) and event.point.times > 1.5:
            going.close()
    ending = list(keep_best(project.courses.get(course.id), project, Quiet()))
    assert [type(event) for event in ending] == [StageReached, ModelMade, CourseDecided]
    assert only(CourseDecided, ending)[0].decision.tested == ANSWERED * len(INTENTS)


def test_without_answers_it_is_said_that_nothing_could_be_tested(project: Project, model: Path) -> None:
    from deskhand.domain.acts import QuestionDropped

    project.record(QuestionDropped(INTENT))
    events = read(project, planned(project, model))
    (decided,) = only(CourseDecided, events)
    assert not decided.decision.kept
    assert decided.decision.tested == 0
    assert "too few answers to test it with" in decided.decision.words
    (made_,) = only(ModelMade, events)
    assert made_.model.items > 250
    assert not made_.in_use


def test_left_to_itself_too_little_is_not_read_and_the_reason_is_given(project: Project, model: Path) -> None:
    events = read(project, planned(project, model, adapt="auto"))
    (decided,) = only(CourseDecided, events)
    assert not only(ModelMade, events)
    assert "from 1,000 pairs" in decided.decision.words
    assert "The model stays as it was" in decided.decision.words


def test_before_a_question_is_learned_nothing_is_decided_and_once_over_it_is_over(
    project: Project, model: Path
) -> None:
    course = planned(project, model, aim=Aim.QUESTION, question_id=INTENT)
    events = read(project, course)
    assert len(only(ModelMade, events)) == 1
    assert not only(CourseDecided, events)
    assert read(project, course) == only(ModelMade, events)


def test_a_short_time_reads_a_part(project: Project, model: Path) -> None:
    events = read(project, planned(project, model, minutes=0.001))
    (made_,) = only(ModelMade, events)
    assert 8 <= made_.model.items <= 200


def test_a_rule_that_this_model_cannot_learn_by_is_said_and_nothing_is_changed(project: Project, model: Path) -> None:
    events = read(project, planned(project, model, adapt="next-word"))
    (decided,) = only(CourseDecided, events)
    assert not only(ModelMade, events)
    assert "The model stays as it was" in decided.decision.words
