"""Reading first, through the whole program, whatever the files are: photos, documents and sounds."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deskhand.domain.acts import CoursePlanned, Labelled, QuestionAsked
from deskhand.domain.courses import Aim, Course, OwnModel, Stage
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import CourseDecided, Event, ModelMade, PointTested, StageReached, TakeCourse
from deskhand.domain.models import Modality
from deskhand.domain.questions import LabelSource
from deskhand.engine import recipe, shelf
from deskhand.engine.neighbours import KeptEmbeddings
from deskhand.engine.shelf import ModelFiles
from deskhand.jobs.finder import finder
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.project import Project
from engine import tiny_pictures, tiny_sounds, tiny_texts
from jobs.folders_of_files import listed, read_all
from jobs.taught import only, perform
from jobs.test_sounds import written

FILES, ANSWERED, KIND = 80, 24, 1  # files, of which so many may have an answer; the question
MINUTES = 0.2


@dataclass(frozen=True)
class Kind:
    """``write`` makes a file in a folder, of one of two categories; ``model`` makes a tiny model in a folder."""

    source: SourceKind
    modality: Modality
    objective: str
    write: Callable[[Path, int, int], None]
    model: Callable[[Path], Path]
    find: Callable[[str], ModelFiles | None]
    named: str


def photo(folder: Path, number: int, kind: int) -> None:
    """A pattern of its own, reddish or bluish."""
    pattern = np.random.default_rng(number).integers(0, 255, (8, 8, 1)) * ((0.4, 0.7, 1.0), (1.0, 0.7, 0.4))[kind]
    Image.fromarray(pattern.astype(np.uint8).repeat(8, 0).repeat(8, 1)).save(folder / f"{number:03d}.png")


def letter(folder: Path, number: int, kind: int) -> None:
    words = WORDS[kind]
    drawn = random.Random(number)
    said = ". ".join(" ".join(drawn.choice(words) for _ in range(8)) for _ in range(3))
    (folder / f"{number:03d}.txt").write_text(f"Number {number}. {said}.\n", encoding="utf-8")


def sound(folder: Path, number: int, kind: int) -> None:
    written(folder / f"{number:03d}.wav", kind, number)


WORDS = (
    ["invoice", "amount", "due", "transfer", "account", "tax", "paid", "euro", "bank", "sum", "open", "total"],
    ["tenant", "landlord", "agreement", "lease", "term", "notice", "premises", "sign", "clause", "rent", "party"],
)
KINDS = (
    Kind(
        SourceKind.PHOTOS,
        Modality.PICTURE,
        "simclr",
        photo,
        lambda folder: tiny_pictures.make("dinov2", folder),
        shelf.find_picture,
        "picture_model",
    ),
    Kind(
        SourceKind.DOCUMENTS,
        Modality.TEXT,
        "masked-words",
        letter,
        lambda folder: tiny_texts.make("bert", folder, [" ".join(words) for words in WORDS]),
        shelf.find,
        "model",
    ),
    Kind(
        SourceKind.SOUNDS,
        Modality.SOUND,
        "masked-frames",
        sound,
        lambda folder: tiny_sounds.make("wavlm", folder),
        shelf.find_sound,
        "sound_model",
    ),
)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.source.value)


@pytest.fixture
def project(kind: Kind, tmp_path: Path) -> Iterator[Project]:
    """Its files were read; nothing is answered yet."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(FILES):
        kind.write(folder, number, number % 2)
    with closing(Project.create(tmp_path / "project", "Files", kind.source.value)) as project:
        read_all(project, listed(project, folder, kind.source))
        yield project


def taken(project: Project, kind: Kind, model: Path) -> tuple[OwnModel, list[Event]]:
    """A course that does nothing but read the files, to its end."""
    files = kind.find(str(model))
    assert files is not None
    if kind.modality is Modality.TEXT:
        recipe.remember(files, recipe.Precision.FULL)
    course = Course(project.new_id("courses"), Aim.FILES, minutes=MINUTES, adapt=kind.objective)
    project.record(CoursePlanned(replace(course, **{kind.named: str(model)})))
    events = perform(project, TakeCourse(course.id))
    (made,) = only(ModelMade, events)
    return made.model, events


@EVERY_KIND
def test_without_answers_a_model_reads_all_and_look_alikes_are_found_by_it_if_it_finds(
    kind: Kind, project: Project, tmp_path: Path
) -> None:
    model, events = taken(project, kind, kind.model(tmp_path / "tiny"))
    assert [event.stage for event in only(StageReached, events)] == [Stage.READ_FILES, Stage.COMPARE]
    assert all(event.point.loss > 0 for event in only(PointTested, events))
    made = kind.find(str(project.model_folder(model.id)))
    before = kind.find(str(tmp_path / "tiny"))
    assert made is not None
    assert before is not None
    assert made.fingerprint != before.fingerprint
    assert (model.modality, model.how) == (kind.modality, kind.objective)
    (decided,) = only(CourseDecided, events)
    assert (decided.decision.kept, decided.decision.tested) == (False, 0)
    assert model.halves is not None
    assert model.halves.of == 30
    assert model.items == FILES - model.halves.of
    assert model.finds is model.halves.is_as_good
    words = "Used for finding look-alikes" if model.finds else "Kept, but not used"
    assert decided.decision.words.startswith(words)
    assert (finder(project, kind.modality) == model) is model.finds
    assert len(seen(project, kind, made)) == (FILES if model.finds else 0)
    assert project.courses.own_model(kind.modality) is None  # what is learned from answers goes on as it was


@EVERY_KIND
def test_with_answers_they_decide(kind: Kind, project: Project, tmp_path: Path) -> None:
    project.record(QuestionAsked(KIND, "Kind"))
    numbers = {item: int(name.split(".")[0]) for item, (name, _) in project.files.names(all_of(project)).items()}
    some = tuple((item, ["first", "second"][number % 2]) for item, number in numbers.items() if number < ANSWERED)
    project.record(Labelled(KIND, some, LabelSource.PERSON))
    model, events = taken(project, kind, kind.model(tmp_path / "tiny"))
    (decided,) = only(CourseDecided, events)
    assert decided.decision.tested == ANSWERED
    assert model.items == FILES - ANSWERED
    assert (project.courses.own_model(kind.modality) == model) is decided.decision.kept
    assert (finder(project, kind.modality) == model) is decided.decision.kept  # it was tested: finding is no excuse


def all_of(project: Project) -> list[int]:
    return [item.id for item in project.items.each()]


def seen(project: Project, kind: Kind, files: ModelFiles) -> np.ndarray:
    """The rows of all items that this model has seen."""
    kept = KeptEmbeddings(recipe.remembered(files), EmbeddingCache(project.embeddings_path, readonly=True))
    ids = all_of(project)
    if kind.modality is Modality.TEXT:
        return kept.of_texts([project.text(item) for item in project.items.each()])[0]
    if kind.modality is Modality.PICTURE:
        return kept.of_pictures(list(project.files.pictured(ids).values()))[0]
    return kept.of_sounds(list(project.files.digests(ids).values()))[0]
