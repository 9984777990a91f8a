"""The course of hearing: from corrected recordings to a model of the project's own, or to words that say why not."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskhand import jobs
from deskhand.domain.acts import CoursePlanned
from deskhand.domain.courses import Aim, Course, OwnModel, Stage
from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import (
    CourseDecided,
    ModelMade,
    ModelsMoved,
    MoveModels,
    Noticed,
    PointTested,
    Stopped,
    Transcribe,
)
from deskhand.domain.models import Modality
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine import shelf
from deskhand.jobs.learn_hearing import keep_best_hearing, learn_hearing
from deskhand.storage.project import Project
from engine.tiny_whisper import silent_whisper, tiny_whisper
from jobs.corrected_calls import CALLS, corrected
from tiny_shelf import added
from voicemails import Report, performed, planned

COURSE = Course(1, Aim.HEARING, minutes=5.0)
TIMES = 3


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It says nothing: that is quick, and to learn from it is to say something."""
    folder = tmp_path_factory.mktemp("tiny")
    return silent_whisper(tiny_whisper(folder / "tiny"), folder / "silent")


@pytest.fixture
def project(tiny: Path, data: Path, tmp_path: Path) -> Iterator[Project]:
    """Twelve short recordings, all corrected, and a speech model that says nothing."""
    with closing(corrected(tmp_path / "project", tiny, data, tmp_path / "calls")) as made:
        yield made


def begun(project: Project, course: Course) -> None:
    """Planned; how often it goes through is set, so that nothing is measured."""
    project.record(CoursePlanned(course))
    project.course_folder(course.id).mkdir(parents=True)
    plan = json.dumps({"times": TIMES, "seconds": 0, "half": False})
    (project.course_folder(course.id) / "plan.json").write_text(plan)


def taken(project: Project, course: Course = COURSE, report: Report | None = None) -> list[Any]:
    """All events of the course, each recorded before the next is made."""
    if project.courses.unfinished() is None:
        begun(project, course)
    events = []
    for event in learn_hearing(project.courses.get(course.id), project, report or Report()):
        project.record(event)
        events.append(event)
    return events


def only(events: list[Any], kind: type[Any]) -> Any:
    (event,) = (event for event in events if isinstance(event, kind))
    return event


def words_in(project: Project) -> int:
    """All that was said in its recordings."""
    score = project.courses.points(COURSE.id)[0].score
    return score.of if score else 0


def refusal(project: Project) -> Problem:
    with pytest.raises(ProblemError) as caught:
        taken(project)
    return caught.value.problem


def test_a_course_tells_how_it_goes_and_leaves_a_model_with_its_decision(project: Project, tiny: Path) -> None:
    report = Report()
    events = taken(project, report=report)
    state = project.courses.get(COURSE.id)
    assert [stage for stage, _ in state.stages] == [Stage.PUT_TOGETHER, Stage.LEARN, Stage.COMPARE]
    assert f"{CALLS} recordings to learn from" in state.stages[0][1]
    points = project.courses.points(COURSE.id)
    assert (points[0].times, points[-1].times, points[-1].of_times) == (0, 2 * TIMES, 3 * TIMES)
    assert state.lines is not None
    assert (state.lines.now, state.lines.answers) == (points[0].score, CALLS)
    assert all(point.score is not None and point.score.of > 0 for point in points)
    assert [point.method for point in points[:2]] == [Method.SOUND, Method.LORA]
    made = only(events, ModelMade)
    decision = only(events, CourseDecided).decision
    assert made.model.decision == state.decision == decision
    assert decision.tested == words_in(project)  # every recording was tested
    assert (made.model.modality, made.model.how, made.model.items) == (Modality.SPEECH, "corrections", CALLS)
    assert made.in_use == decision.kept
    assert shelf.find_speech(project.model_folder(made.model.id)).model.modality is Modality.SPEECH
    assert shelf.find_speech(tiny).fingerprint == shelf.find_speech(Path(made.model.base)).fingerprint
    assert not project.course_folder(COURSE.id).exists()
    assert {told.unit for told in report.told} == {"seconds"}
    assert all(told.done <= told.total <= 300 for told in report.told)


def test_little_to_learn_from_is_said_beforehand(project: Project) -> None:
    assert any("are little to learn from" in event.words for event in taken(project) if isinstance(event, Noticed))


def test_a_course_that_was_stopped_goes_on_to_the_same_model(
    project: Project, tiny: Path, data: Path, tmp_path: Path
) -> None:
    whole = only(taken(project), ModelMade).model.id
    with closing(corrected(tmp_path / "stopped", tiny, data, tmp_path / "calls")) as stopped:
        with pytest.raises(Stopped):
            taken(stopped, report=Report(stop_after=26))
        assert stopped.courses.unfinished() is not None
        made = only(taken(stopped), ModelMade).model.id
        weights = (one.model_folder(made) / "model.safetensors" for one in (project, stopped))
        first, second = (file.read_bytes() for file in weights)
    assert (made, first) == (whole, second)


def left_after(project: Project, times: float) -> None:
    """The course, left once it has been so many times through its lessons."""
    begun(project, COURSE)
    for event in learn_hearing(project.courses.get(COURSE.id), project, Report()):
        project.record(event)
        if isinstance(event, PointTested) and event.point.times >= times:
            break


def test_a_course_that_is_left_with_one_half_tested_goes_on_with_the_other(project: Project) -> None:
    left_after(project, TIMES + 1)
    assert only(taken(project), CourseDecided).decision.tested == words_in(project)
    assert project.courses.points(COURSE.id)[-1].times == 2 * TIMES


def test_the_best_so_far_of_a_stopped_course_is_judged_by_the_half_that_was_tested(project: Project) -> None:
    left_after(project, 1)
    events = list(keep_best_hearing(project.courses.get(COURSE.id), project, Report()))
    assert 0 < only(events, CourseDecided).decision.tested < words_in(project)
    assert shelf.find_speech(project.model_folder(only(events, ModelMade).model.id))


def test_what_was_stopped_before_it_learned_leaves_all_as_it_was(project: Project) -> None:
    project.record(CoursePlanned(COURSE))
    (event,) = keep_best_hearing(project.courses.get(COURSE.id), project, Report())
    assert not event.decision.kept
    assert "before anything was learned" in event.decision.words


def test_a_few_corrected_recordings_are_too_few(tiny: Path, data: Path, tmp_path: Path) -> None:
    with closing(corrected(tmp_path / "project", tiny, data, tmp_path / "calls", count=4)) as few:
        problem = refusal(few)
    assert "You corrected, or were done with, 4 recordings; 10 are the least." in problem.happened


def test_a_model_that_only_listens_cannot_learn(data: Path, speech_model: Path, tmp_path: Path) -> None:
    with closing(corrected(tmp_path / "project", speech_model, data, tmp_path / "calls")) as project:
        assert "model.safetensors" in refusal(project).advice


# --- who listens from then on ---------------------------------------------------------------------


def with_its_own(project: Project, model: Path, base: Path | str, course: int = 1) -> None:
    """Let a copy of ``model`` be what the project learned from ``base``, in use."""
    name = f"hearing-own-{course}"
    shutil.copytree(model, project.model_folder(name))
    own = OwnModel(name, Modality.SPEECH, str(base), "corrections", CALLS, "2026-11-21T10:00:00+00:00")
    project.record(CoursePlanned(replace(COURSE, id=course)))
    project.record(ModelMade(course, own, in_use=True))


def words_of(project: Project) -> str:
    run_id = project.new_id("runs")
    request = replace(planned(project, run_id=run_id), anyway=(1,))
    assert isinstance(request, Transcribe)
    list(performed(project, request))
    transcript = project.transcripts.of(1)
    return transcript.words if transcript else ""


def test_recordings_are_heard_by_what_the_project_learned(project: Project, tiny: Path, data: Path) -> None:
    with_its_own(project, data / "models" / "whisper-phone-en", tiny)
    assert "account number" in words_of(project).lower()


def test_another_model_that_is_asked_for_listens_itself(project: Project, data: Path) -> None:
    with_its_own(project, data / "models" / "whisper-phone-en", data / "models" / "another")
    assert not words_of(project)


def test_what_a_project_learned_listens_also_after_the_models_have_moved(
    tiny: Path, data: Path, tmp_path: Path
) -> None:
    model = added(tiny)
    with closing(corrected(tmp_path / "project", Path(model.id), data, tmp_path / "calls")) as project:
        made_from = only(taken(project), ModelMade).model.base
        with_its_own(project, data / "models" / "whisper-phone-en", made_from, course=2)
        (tmp_path / "drive").mkdir()
        only(list(jobs.perform(MoveModels(str(tmp_path / "drive")), None, Report())), ModelsMoved)
        assert "account number" in words_of(project).lower()
