"""Before a model is removed it is said which projects need it."""

from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.model_messages import ModelChosen
from deskhand.domain.models import Modality
from deskhand.storage.needing_models import projects_needing
from deskhand.storage.project import Project
from deskhand.storage.recent import remember
from storage import projects

MODEL = "facebook/dinov2-small"


def names(model: str) -> list[str]:
    return [project.name for project in projects_needing(model)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that was open lately."""
    projects.make(tmp_path / "one").close()
    remember(tmp_path / "one", "Patients", "photos", 1)
    return tmp_path / "one"


def test_a_project_that_chose_a_model_needs_it(folder: Path) -> None:
    assert not names(MODEL)
    with closing(Project.open(folder)) as project:
        project.record(ModelChosen(Modality.PICTURE, MODEL))
    assert names(MODEL) == ["Patients"]
    assert not names("facebook/dinov2-base")


def test_a_project_that_learned_with_a_model_needs_it(folder: Path) -> None:
    with closing(Project.open(folder)) as project:
        project.record(projects.skill(1))
    assert names("minilm") == ["Patients"]


def test_a_project_that_is_gone_needs_nothing_and_stops_nobody(folder: Path) -> None:
    (folder / "project.db").write_bytes(b"damaged")
    assert not names(MODEL)
    (folder / "project.db").unlink()
    assert not names(MODEL)
