"""Which model a name means in a project, and which is meant where nobody named one."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.acts import HearingChosen
from deskhand.domain.model_messages import ModelChosen
from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.domain.recordings import Hearing
from deskhand.engine import shelf
from deskhand.jobs.model_names import files_named, model_files, speech_folder
from deskhand.storage.models import folder_of
from deskhand.storage.project import Project
from deskhand.storage.settings import Settings
from engine import tiny_pictures, tiny_whisper
from tiny_shelf import added, tiny_bert


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with closing(Project.create(tmp_path / "project", "Photos", "photos")) as made:
        yield made


@pytest.fixture
def eyes(tmp_path: Path) -> str:
    """A model of pictures on the shelf."""
    return added(tiny_pictures.make("dinov2", tmp_path / "eyes")).id


def picture_model(project: Project) -> str:
    files = model_files(project, Modality.PICTURE)
    return "" if files is None else files.model.id


def test_without_any_choice_the_first_of_the_shelf_looks_and_the_starter_reads(project: Project, eyes: str) -> None:
    assert picture_model(project) == eyes
    reading = model_files(project, Modality.TEXT)
    assert reading is not None
    assert reading.model.id == shelf.STARTER
    assert model_files(project, Modality.SOUND) is None


def test_the_settings_come_before_the_shelf_and_the_project_before_the_settings(
    project: Project, eyes: str, tmp_path: Path
) -> None:
    other = str(tiny_pictures.make("vit", tmp_path / "other"))
    Settings().set("picture.model", other)
    assert picture_model(project) == other
    project.record(ModelChosen(Modality.PICTURE, eyes))
    assert picture_model(project) == eyes
    assert files_named(project, Modality.PICTURE, other) == shelf.find_picture(other)
    project.record(ModelChosen(Modality.PICTURE, ""))
    Settings().set("picture.model", eyes)
    assert picture_model(project) == eyes


def test_a_project_reads_by_the_model_that_was_chosen_for_it(project: Project, tmp_path: Path) -> None:
    project.record(ModelChosen(Modality.TEXT, added(tiny_bert(tmp_path / "reader")).id))
    reading = model_files(project, Modality.TEXT)
    assert reading is not None
    assert reading.model.id == "reader"


def test_a_chosen_model_that_was_removed_is_missed_in_words(project: Project) -> None:
    project.record(ModelChosen(Modality.PICTURE, "facebook/dinov2-small"))
    with pytest.raises(ProblemError, match="not on this computer"):
        picture_model(project)


def test_speech_is_heard_by_what_was_named_chosen_or_is_usual(project: Project, tmp_path: Path) -> None:
    assert speech_folder(project) == ""
    first = added(tiny_whisper.tiny_whisper(tmp_path / "first")).id
    second = added(tiny_whisper.tiny_whisper(tmp_path / "second")).id
    assert speech_folder(project) == str(folder_of(first))
    Settings().set("speech.model", second)
    assert speech_folder(project) == str(folder_of(second))
    project.record(HearingChosen(Hearing(model=first)))
    assert speech_folder(project) == str(folder_of(first))
    project.record(ModelChosen(Modality.SPEECH, second))
    assert speech_folder(project) == str(folder_of(second))
    assert speech_folder(project, str(tmp_path)) == str(tmp_path.resolve())
