"""Every rule by which files are read first: what is said of it, whom it refuses, and that it goes on after a kill."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import OBJECTIVES
from deskhand.engine import shelf
from deskhand.engine.adapting import ALL
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.engine.trainees.sound import SoundTrainee
from deskhand.engine.trainees.text import TextTrainee
from engine import tiny_pictures, tiny_sounds, tiny_texts
from engine.self_taught import jpeg, teach

COUNT, BATCH, EPOCHS = 24, 8, 2
KILLED_AFTER = (1, 3)  # steps: in the first time through, and in the second
TEXTS = [f"the {'red' if row % 2 else 'green'} bin number {row} is full again" for row in range(COUNT)]
BY_NAME = pytest.mark.parametrize("objective", ALL, ids=lambda one: one.name)


def pictures() -> list[bytes]:
    rng = np.random.default_rng(0)
    return [jpeg(rng.random((4, 4, 3)).repeat(10, 0).repeat(10, 1)) for _ in range(COUNT)]


def sounds() -> list[Any]:
    rng = np.random.default_rng(0)
    return [rng.normal(0, 0.1, 4000 + 100 * row).astype(np.float32) for row in range(COUNT)]


@dataclass(frozen=True)
class Family:
    """A tiny model of it is made once in a folder, and opened there as often as wanted."""

    modality: Modality
    make: Callable[[Path], Path]
    find: Callable[[str], Any]
    trainee: Callable[[Any], Any]

    def opened(self, folder: Path) -> Any:
        if not folder.exists():
            self.make(folder)
        return self.trainee(self.find(str(folder)))


FAMILIES = (
    Family(Modality.TEXT, lambda folder: tiny_texts.make("bert", folder, TEXTS), shelf.find, TextTrainee),
    Family(Modality.TEXT, lambda folder: tiny_texts.make("gpt2", folder, TEXTS), shelf.find, TextTrainee),
    Family(Modality.PICTURE, lambda folder: tiny_pictures.make("vit", folder), shelf.find_picture, PictureTrainee),
    Family(Modality.SOUND, lambda folder: tiny_sounds.make("hubert", folder), shelf.find_sound, SoundTrainee),
)


def trainee_for(objective: Objective, folder: Path) -> Any:
    opened = [family.opened(folder / str(number)) for number, family in enumerate(FAMILIES)]
    return next(one for one in opened if not objective.misfit(one))


def contents_for(objective: Objective) -> Sequence[Any]:
    if objective.name == "natural-pairs":
        return [(text, f"about bin {row}") for row, text in enumerate(TEXTS)]
    if objective.name == "picture-and-words":
        return list(zip(pictures(), TEXTS, strict=True))
    return {Modality.TEXT: lambda: TEXTS, Modality.PICTURE: pictures, Modality.SOUND: sounds}[objective.modality]()


def weights_after(
    objective: Objective, folder: Path, checkpoints: Path, kills: Sequence[int]
) -> dict[str, torch.Tensor]:
    """What it has learned when it was killed so often, each time after so many steps of its own."""
    how = {"epochs": EPOCHS, "rate": 1e-3, "batch": BATCH, "checkpoints": checkpoints}
    contents = contents_for(objective)
    for stop_at in kills:
        with pytest.raises(InterruptedError):
            teach(objective, trainee_for(objective, folder), contents, **how, stop_at=stop_at)
    trainee = trainee_for(objective, folder)
    losses = teach(objective, trainee, contents, **how)
    assert len(losses) == EPOCHS * COUNT // BATCH - sum(kills)
    return dict(trainee.network.state_dict())


def test_experts_can_choose_each_of_them_and_nothing_else() -> None:
    assert [one.name for one in ALL] == [one.name for one in OBJECTIVES]


@BY_NAME
def test_what_is_said_of_it_is_the_same_everywhere_and_names_its_year(objective: Objective) -> None:
    known = next(one for one in OBJECTIVES if one.name == objective.name)
    for field in ("modality", "words", "known_from", "fewest"):
        assert getattr(objective, field) == getattr(known, field)
    assert re.search(r"\((?:.*, )?(?:19|20)\d\d\)", objective.known_from)
    assert not objective.words.endswith(".")


@BY_NAME
def test_a_model_of_another_kind_is_refused_with_words(objective: Objective, tmp_path: Path) -> None:
    others = [family for family in FAMILIES if family.modality is not objective.modality]
    for number, family in enumerate(others):
        because = objective.misfit(family.opened(tmp_path / str(number)))
        assert " " in because
        assert because[0].isupper()
        assert because.endswith(".")


@BY_NAME
def test_killed_twice_it_goes_on_to_the_very_same_weights(objective: Objective, tmp_path: Path) -> None:
    undisturbed = weights_after(objective, tmp_path / "model", tmp_path / "one", ())
    killed = weights_after(objective, tmp_path / "model", tmp_path / "other", KILLED_AFTER)
    assert undisturbed.keys() == killed.keys()
    assert not [name for name, weights in undisturbed.items() if not torch.equal(weights, killed[name])]
    before = trainee_for(objective, tmp_path / "model").network.state_dict()
    assert [name for name, weights in undisturbed.items() if not torch.equal(weights, before[name])]
