"""SimCLR: of all views in a batch, which is another of the same picture?

Chen, Kornblith, Norouzi and Hinton 2020, "A simple framework for contrastive learning of visual representations": the
normalised temperature-scaled cross entropy (NT-Xent) at 0.1, on a projection of 128 numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from deskhand.engine.adapting.compared_views import TWO, ComparedViews, OfPictures, seeing
from deskhand.engine.adapting.projection import head, unit
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_SIZE = 128
_TEMPERATURE = 0.1


@dataclass(frozen=True, slots=True)
class SimCLR(OfPictures):
    name: str = "simclr"
    words: str = "knowing a picture again in two altered forms"
    known_from: str = "Contrast of two views: SimCLR (Chen et al., 2020)"

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _Contrast(trainee, contents, head(seeing(trainee).width, _SIZE), seed, TWO)


class _Contrast(ComparedViews):
    def loss(self, prepared: Batch) -> torch.Tensor:
        projected = unit(self.top(self.seen(self.trainee.network, self.views(prepared))))
        likeness = projected @ projected.T / _TEMPERATURE
        likeness = likeness.masked_fill(torch.eye(len(likeness), dtype=torch.bool, device=likeness.device), -torch.inf)
        partner = torch.arange(len(likeness), device=likeness.device).roll(len(likeness) // 2)
        return functional.cross_entropy(likeness, partner)
