"""A model is recommended by what was measured on the project's own items, and compared on their answers."""

from pathlib import Path

import pytest

from deskhand.domain.jobs import (
    CompareModels,
    ImportModel,
    ModelCompared,
    ModelRecommended,
    Noticed,
    RecommendModel,
    Wish,
)
from deskhand.domain.models import Modality
from deskhand.domain.recordings import Hearing
from deskhand.engine import shelf
from deskhand.storage.project import Project
from jobs.taught import INTENT, perform, taught
from voicemails import copied, listed


@pytest.fixture
def project(data: Path, tmp_path: Path) -> Project:
    return taught(data, tmp_path / "project")


def only(events: list[object], kind: type) -> list[object]:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize("wish", Wish)
def test_the_recommended_model_was_measured_on_items_of_the_project(project: Project, wish: Wish) -> None:
    (answer,) = only(perform(project, RecommendModel(Modality.TEXT, wish)), ModelRecommended)
    assert isinstance(answer, ModelRecommended)
    measured = next(one for one in answer.estimates if one.model == shelf.STARTER)
    assert measured.measured > 8
    assert 0 < measured.seconds < 600
    assert measured.memory > measured.disk > 0
    assert answer.why.endswith(".")
    assert answer.estimates[0].model == answer.model.id


def test_measuring_leaves_nothing_in_the_project(project: Project) -> None:
    perform(project, RecommendModel(Modality.TEXT))
    assert not project.embeddings_path.exists()


def test_models_are_compared_on_the_answers_and_with_what_needs_none(project: Project) -> None:
    events = perform(project, CompareModels(INTENT, Modality.TEXT, ("", "no/such-model")))
    plain, model = only(events, ModelCompared)
    assert isinstance(plain, ModelCompared)
    assert isinstance(model, ModelCompared)
    assert plain.score.of == model.score.of == 60
    assert model.score.right >= plain.score.right > 50
    assert (plain.model, plain.size) == ("words", 0)
    assert only(events, Noticed)


def test_what_hears_is_measured_on_recordings(data: Path, tmp_path: Path) -> None:
    calls = copied(tmp_path / "calls", *sorted((data / "phone-prompts").glob("*.wav"))[:3])
    project = listed(tmp_path / "heard", calls, Hearing())
    perform(project, ImportModel(str(data / "models" / "whisper-phone-en")))
    (answer,) = only(perform(project, RecommendModel(Modality.SPEECH)), ModelRecommended)
    assert isinstance(answer, ModelRecommended)
    (measured,) = (one for one in answer.estimates if one.measured)
    assert measured.model == "whisper-phone-en"
    assert 0 < measured.seconds < 600
