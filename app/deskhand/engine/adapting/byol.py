"""BYOL: from one view, foretell what a slow copy of the network makes of the other. No other pictures are needed.

Grill et al. 2020, "Bootstrap your own latent". The copy follows more and more slowly, as a cosine from 0.99 to 1: the
paper starts at 0.996 for 1,000 times through a million pictures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.engine.adapting.compared_views import TWO, ComparedViews, OfPictures, seeing
from deskhand.engine.adapting.projection import follow, head, teacher_of, unit
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_SIZE = 256
_MOMENTUM = 0.99


@dataclass(frozen=True, slots=True)
class BYOL(OfPictures):
    name: str = "byol"
    words: str = "foretelling one altered form of a picture from another"
    known_from: str = "Bootstrap without negatives: BYOL (Grill et al., 2020)"

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _Bootstrap(trainee, contents, seed)


class _Bootstrap(ComparedViews):
    def __init__(self, trainee: Trainee[Any], jpegs: Sequence[bytes], seed: int) -> None:
        self._head = head(seeing(trainee).width, _SIZE)
        self._foretell = head(_SIZE, _SIZE)
        self._teacher, self._teacher_head = teacher_of(trainee.network), teacher_of(self._head)
        top = torch.nn.ModuleList([self._head, self._foretell, self._teacher, self._teacher_head])
        super().__init__(trainee, jpegs, top, seed, TWO)

    def loss(self, prepared: Batch) -> torch.Tensor:
        views = self.views(prepared)
        foretold = unit(self._foretell(self._head(self.seen(self.trainee.network, views))))
        with torch.no_grad():
            known = unit(self._teacher_head(self.seen(self._teacher, views)))
        other = known.roll(len(known) // 2, dims=0)
        return 2 - 2 * (foretold * other).sum(dim=1).mean()

    def after_step(self, step: int, of: int) -> None:
        momentum = slower_and_slower(_MOMENTUM, step, of)
        follow(self._teacher, self.trainee.network, momentum)
        follow(self._teacher_head, self._head, momentum)


def slower_and_slower(momentum: float, step: int, of: int) -> float:
    """From ``momentum`` to 1 along a cosine (Grill et al. 2020; Caron et al. 2021)."""
    return 1 - (1 - momentum) * (math.cos(math.pi * step / of) + 1) / 2
