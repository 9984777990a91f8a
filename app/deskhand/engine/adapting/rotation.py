"""Rotation: by how many quarters a picture was turned is told from the picture.

Gidaris, Singh and Komodakis 2018, "Unsupervised representation learning by predicting image rotations": each picture
is shown in all four ways at once, which learns better than in one way at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import PICTURES
from deskhand.engine.adapting.autoencoder import side_by_side
from deskhand.engine.adapting.patches import grey, no_pictures
from deskhand.engine.adapting.topped import Topped, drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_WAYS = 4


@dataclass(frozen=True, slots=True)
class Rotation:
    """Of no use where pictures have no top, as of parts on a table."""

    name: str = "rotation"
    modality: Modality = Modality.PICTURE
    words: str = "telling which way up a picture belongs"
    known_from: str = "Rotation prediction: RotNet (Gidaris et al., 2018)"
    fewest: int = PICTURES

    def misfit(self, trainee: Trainee[Any]) -> str:
        because = no_pictures(trainee)
        if because:
            return because
        height, width = grey(trainee).shape[-2:]
        return "" if height == width else "This model wants pictures that are not square, so they cannot be turned."

    def schedule(self, count: int, seed: int) -> Schedule:
        """A fine-tuning rate; a batch of 32 is seen as 128 pictures (Gidaris et al. 2018)."""
        return Schedule(epochs=10, batch=32, rate=1e-4, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _Turn(trainee, contents, seed)


class _Turn(Topped):
    def __init__(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> None:
        vectors = side_by_side(trainee, {"pixel_values": grey(trainee)})
        size = vectors.shape[1]
        top = torch.nn.Sequential(torch.nn.LayerNorm(size), torch.nn.Linear(size, _WAYS))
        super().__init__(trainee, contents, top, seed)

    def loss(self, prepared: Batch) -> torch.Tensor:
        pixels = prepared["pixel_values"]
        turned = torch.cat([pixels.rot90(way, (2, 3)) for way in range(_WAYS)])
        ways = torch.arange(_WAYS, device=pixels.device).repeat_interleave(len(pixels))
        told = self.top(side_by_side(self.trainee, {"pixel_values": turned}))
        return torch.nn.functional.cross_entropy(told.float(), ways)
