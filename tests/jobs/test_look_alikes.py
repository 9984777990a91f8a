"""Look-alikes, where a model of the project's own has read the person's files without any answer."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from deskhand.domain.acts import CoursePlanned, ModelChosen, RunPlanned
from deskhand.domain.courses import Aim, Course, Decision, FoundHalves, OwnModel
from deskhand.domain.jobs import FindNearest, ItemsRead, Learn, ModelMade, NearestFound, Run
from deskhand.domain.models import Modality, own_name
from deskhand.engine import recipe, shelf
from deskhand.engine.adapting import halves
from deskhand.engine.neighbours import ALIKE, KeptEmbeddings
from deskhand.jobs import look_alikes
from deskhand.jobs.finder import finder
from deskhand.jobs.likeness import Likeness
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.taught import ANSWERED, INTENT, INTENTS, only, perform, taught

UNTESTED = Decision(
    kept=False, method=None, gain=0.0, low=0.0, high=0.0, tested=0, detectable=1.0, words="No answers yet."
)
OWN = OwnModel("text-own", Modality.TEXT, shelf.STARTER, "simcse", 80, "2026-11-21T10:00:00", UNTESTED)
FINDS = FoundHalves(found=0.81, before=0.78, of=20, least=0.91)


@pytest.fixture
def project(data: Path, tmp_path: Path) -> Iterator[Project]:
    """Learned from answers with the starter model; and there is another that might have read the messages."""
    with closing(taught(data, tmp_path / "project")) as project:
        texts = [project.text(item) for item in project.items.each()]
        folder = project.model_folder(OWN.id)
        tiny_texts.make("bert", folder, texts)
        recipe.remember(shelf.find(str(folder)), recipe.Precision.FULL)
        perform(project, Learn((INTENT,)))
        project.record(CoursePlanned(Course(1, Aim.FILES)))
        yield project


def kept(project: Project, model: OwnModel, *, in_use: bool = False) -> None:
    """As adapting ends."""
    look_alikes.see_all(project, model.id, Modality.TEXT, lambda: None)
    project.record(ModelMade(1, model, in_use))


def near(project: Project, item_id: int) -> dict[int, float]:
    (found,) = only(NearestFound, perform(project, FindNearest(item_id, INTENT, 5)))
    return {each.item_id: each.similarity for each in found.neighbours}


def by_own_model(project: Project, item_id: int, others: list[int]) -> list[float]:
    recipe_ = recipe.remembered(shelf.find(str(project.model_folder(OWN.id))))
    cache = KeptEmbeddings(recipe_, EmbeddingCache(project.embeddings_path, readonly=True))
    rows, vectors = cache.of_texts([project.text(project.items.get(each)) for each in (item_id, *others)])
    assert len(rows) == 1 + len(others)
    return [round(float(each), 4) for each in vectors[1:] @ vectors[0]]


def test_look_alikes_are_found_by_it_and_answers_go_on_by_the_model_as_it_was(project: Project) -> None:
    kept(project, replace(OWN, halves=FINDS))
    item_id = ANSWERED + 1  # a message without an answer
    found = near(project, item_id)
    assert list(found.values()) == by_own_model(project, item_id, list(found))
    assert Likeness(project, INTENT).least == FINDS.least
    assert project.courses.own_model(Modality.TEXT) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(OWN, halves=replace(FINDS, found=0.76)),  # it finds less than the model as it was
        replace(OWN, halves=None),  # that was not tried
        replace(OWN, halves=FINDS, decision=replace(UNTESTED, tested=60)),  # answers were not better by it
    ],
)
def test_a_model_that_may_be_worse_is_not_used(other: OwnModel, project: Project) -> None:
    kept(project, other)
    assert finder(project, Modality.TEXT) is None
    assert Likeness(project, INTENT).least == ALIKE


def test_what_the_person_chooses_goes_before_it_and_a_model_that_is_gone_is_not_missed(project: Project) -> None:
    kept(project, replace(OWN, halves=FINDS))
    project.record(ModelChosen(Modality.TEXT, "somewhere/else"))
    assert finder(project, Modality.TEXT) is None
    project.record(ModelChosen(Modality.TEXT, own_name(OWN.id)))
    assert finder(project, Modality.TEXT) == replace(OWN, halves=FINDS)
    project.record(ModelChosen(Modality.TEXT, ""))
    shutil.rmtree(project.model_folder(OWN.id))
    assert finder(project, Modality.TEXT) is None


def test_a_message_that_came_later_is_found_once_it_is_answered(project: Project) -> None:
    kept(project, replace(OWN, halves=FINDS))
    project.record(ItemsRead(1, ((1000, ("how do i say good evening in Danish", "")),)))
    (new,) = [item.id for item in project.items.each() if "Danish" in item.cells[0]]
    assert near(project, new) == {}
    project.record(RunPlanned(1, (INTENT,)))
    perform(project, Run(1))
    assert len(near(project, new)) == 5


def test_the_starter_model_tells_what_belongs_together_and_one_that_knows_nothing_does_not(
    data: Path, project: Project, tmp_path: Path
) -> None:
    asked = [item.id for item in project.items.each() if item.cells[0]]
    names = (shelf.STARTER, own_name(OWN.id))
    found = look_alikes.tested(project, names, asked, tmp_path, lambda: None)
    assert found is not None
    assert 20 <= found.of <= len(asked) == len(INTENTS) * 20
    assert found.before > 0.6
    assert found.before > found.found + 0.1
    assert not found.is_as_good
    same = look_alikes.tested(project, (shelf.STARTER, shelf.STARTER), asked, tmp_path, lambda: None)
    assert same is not None
    assert same.is_as_good
    assert same.least == pytest.approx(ALIKE, abs=1e-3)
    assert look_alikes.tested(project, names, asked[: halves.FEWEST - 1], tmp_path, lambda: None) is None


def test_a_model_to_which_all_is_more_alike_is_stricter() -> None:
    rng = np.random.default_rng(0)
    apart = rng.standard_normal((100, 50)).astype(np.float32)
    closer = apart + 2 * rng.standard_normal(50).astype(np.float32)
    before, after = (each / np.linalg.norm(each, axis=1, keepdims=True) for each in (apart, closer))
    least = halves.carried_over(ALIKE, before, after)
    assert ALIKE < least < 1
    assert halves.carried_over(least, after, before) == pytest.approx(ALIKE, abs=1e-4)
