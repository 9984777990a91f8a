"""Works that compare views of pictures: what SimCLR, MoCo, BYOL, DINO and SwAV have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.engine.adapting.topped import Topped
from deskhand.engine.finetuning import Schedule
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee
from deskhand.engine.trainees.varied_pictures import STRONG, Variation

TWO = (STRONG, STRONG)
FEWEST = 5_000  # pictures (methods.md, 2)
_READ = 60_000  # pictures in all: 12 times through 5,000, about two hours of two cores with 6 million weights
_LEAST_TIMES, _MOST_TIMES = 2, 12


@dataclass(frozen=True, slots=True)
class OfPictures:
    """What these objectives answer alike."""

    name: str
    words: str
    known_from: str
    modality: Modality = Modality.PICTURE
    fewest: int = FEWEST

    def misfit(self, trainee: Trainee[Any]) -> str:
        return (
            "" if isinstance(trainee, PictureTrainee) else "It learns from pictures, and this model reads no pictures."
        )

    def schedule(self, count: int, seed: int) -> Schedule:
        """The papers begin from nothing, with thousands of pictures a batch. A pretrained network is only nudged:
        by the rate of its fine-tuning, in batches that an office computer holds."""
        times = max(_LEAST_TIMES, min(_MOST_TIMES, _READ // max(1, count)))
        return Schedule(epochs=times, batch=64, rate=5e-5, decay=0.05, seed=seed)


class ComparedViews(Topped):
    """All of a work but its loss. Each picture is seen in each of ``ways``; ``top`` is what stands on the network."""

    trainee: PictureTrainee

    def __init__(
        self, trainee: Trainee[Any], jpegs: Sequence[bytes], top: torch.nn.Module, seed: int, ways: Sequence[Variation]
    ) -> None:
        super().__init__(trainee, jpegs, top, seed)
        self._names = [f"view {number}" for number in range(len(ways))]
        self._ways = ways

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        views = self.trainee.seen_anew([self._contents[row] for row in rows], self._ways, rng)
        return dict(zip(self._names, views, strict=True))

    def views(self, prepared: Batch) -> list[torch.Tensor]:
        """float32 (rows, channels, rows of dots, columns of dots) each, in the order of the ways."""
        return [prepared[name] for name in self._names]

    def seen(self, network: torch.nn.Module, views: Sequence[torch.Tensor]) -> torch.Tensor:
        """(views x rows, width): all rows of the first view, then all of the second … Equal sizes in one pass."""
        found = [
            self.trainee.together(network, torch.cat([view for view in views if view.shape == shape]))
            for shape in dict.fromkeys(view.shape for view in views)
        ]
        return torch.cat(found)


def crops(trainee: Trainee[Any], whole: Variation, small: Variation, count: int) -> tuple[Variation, ...]:
    """Two whole views and ``count`` small ones (multi-crop, Caron et al. 2020); none if the network sees one size."""
    return (whole, whole, *(small,) * (count if seeing(trainee).small_shape else 0))


def seeing(trainee: Trainee[Any]) -> PictureTrainee:
    """Raises ``TypeError`` for what ``misfit`` has refused."""
    if not isinstance(trainee, PictureTrainee):
        raise TypeError("no model of pictures")
    return trainee
