"""Autoencoder: a picture is drawn again from the few numbers that are left of it.

Hinton and Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks": their narrowest layer had 30
numbers for pictures of faces. Here it stands behind the very embedding that a skill learns from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import PICTURES
from deskhand.engine.adapting.patches import grey, no_pictures
from deskhand.engine.adapting.topped import Topped, drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_NARROWEST = 64  # numbers; photos hold more than faces
_WIDTH = 512
_SIDE = 32  # pixels of the small picture that is drawn: what is on it, not its grain


@dataclass(frozen=True, slots=True)
class Autoencoder:
    """It asks for the whole of a picture, in little."""

    name: str = "autoencoder"
    modality: Modality = Modality.PICTURE
    words: str = "drawing a picture again from a short note of it"
    known_from: str = "Autoencoder (Hinton and Salakhutdinov, 2006)"
    fewest: int = PICTURES

    def misfit(self, trainee: Trainee[Any]) -> str:
        return no_pictures(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """A fine-tuning rate, as the network knows pictures already."""
        return Schedule(epochs=20, batch=64, rate=1e-4, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _DrawAgain(trainee, contents, seed)


class _DrawAgain(Topped):
    def __init__(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> None:
        vectors = side_by_side(trainee, {"pixel_values": grey(trainee)})
        top = torch.nn.Sequential(
            torch.nn.LayerNorm(vectors.shape[1]),  # an embedding is of length 1: its numbers are small
            torch.nn.Linear(vectors.shape[1], _NARROWEST),
            torch.nn.Linear(_NARROWEST, _WIDTH),
            torch.nn.GELU(),
            torch.nn.Linear(_WIDTH, 3 * _SIDE * _SIDE),
        )
        super().__init__(trainee, contents, top, seed)

    def loss(self, prepared: Batch) -> torch.Tensor:
        small = torch.nn.functional.adaptive_avg_pool2d(prepared["pixel_values"].float(), _SIDE)
        drawn_again = self.top(side_by_side(self.trainee, prepared))
        return torch.nn.functional.mse_loss(drawn_again.float(), small.flatten(1))


def side_by_side(trainee: Trainee[Any], batch: Batch) -> torch.Tensor:
    """(rows, sum of sizes): all views of a trainee."""
    found = trainee.vectors(batch)
    return torch.cat([found[view] for view in trainee.views], dim=1)
