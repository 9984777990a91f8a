"""DINO: small and large views should be sorted as a slow copy of the network sorts the large ones. No answers needed.

Caron et al. 2021, "Emerging properties in self-supervised vision transformers". Two things keep everything from
becoming one sort: what the copy says is centred, which evens the sorts out, and sharpened, which does the opposite.
Temperatures, centring and multi-crop as there. There are fewer sorts, and the copy follows by 0.99 at first instead of
0.996, as there are thousands of pictures instead of a million.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from deskhand.engine.adapting.byol import slower_and_slower
from deskhand.engine.adapting.compared_views import ComparedViews, OfPictures, crops, seeing
from deskhand.engine.adapting.projection import Prototypes, follow, hidden_of, teacher_of
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Work
from deskhand.engine.trainees.trainee import Batch, Trainee
from deskhand.engine.trainees.varied_pictures import STRONG

_MOST, _LEAST, _PICTURES_EACH = 1024, 64, 4  # sorts: 65,536 in the paper, for a million pictures
_SIZE = 256
_STUDENT, _TEACHER = 0.1, 0.04  # temperatures
_MOMENTUM, _CENTRE_MOMENTUM = 0.99, 0.9
_SMALL = 4  # the paper has 8 or 10, for twice the time
_WHOLE = replace(STRONG, area=(0.4, 1.0))
_PART = replace(STRONG, area=(0.05, 0.4), small=True)


@dataclass(frozen=True, slots=True)
class DINO(OfPictures):
    name: str = "dino"
    words: str = "agreeing with a slower copy of itself on parts of a picture"
    known_from: str = "Self-distillation with centring: DINO (Caron et al., 2021)"

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _Distillation(trainee, contents, seed)


class _Centre(torch.nn.Module):
    """What a copy says on average, (sorts,): taken off, so that no sort is everybody's."""

    mean: torch.Tensor

    def __init__(self, sorts: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(sorts))
        self._noted: list[torch.Tensor] = []

    def note(self, said: torch.Tensor) -> None:
        self._noted.append(said)

    @torch.no_grad()
    def after_step(self) -> None:
        if self._noted:
            self.mean.lerp_(torch.cat(self._noted).mean(dim=0), 1 - _CENTRE_MOMENTUM)
        self._noted.clear()


class _Distillation(ComparedViews):
    def __init__(self, trainee: Trainee[Any], jpegs: Sequence[bytes], seed: int) -> None:
        sorts = max(_LEAST, min(_MOST, len(jpegs) // _PICTURES_EACH))
        self._head = _head(seeing(trainee).width, sorts)
        self._teacher, self._teacher_head = teacher_of(trainee.network), teacher_of(self._head)
        self._centre = _Centre(sorts)
        top = torch.nn.ModuleList([self._head, self._teacher, self._teacher_head, self._centre])
        super().__init__(trainee, jpegs, top, seed, crops(trainee, _WHOLE, _PART, _SMALL))

    def loss(self, prepared: Batch) -> torch.Tensor:
        """Every view against each large one but itself."""
        views = self.views(prepared)
        with torch.no_grad():
            said = self._teacher_head(self.seen(self._teacher, views[:2]))
            known = ((said - self._centre.mean) / _TEACHER).softmax(dim=1).chunk(2)
        self._centre.note(said)
        learned = (self._head(self.seen(self.trainee.network, views)) / _STUDENT).log_softmax(dim=1).chunk(len(views))
        pairs = [
            -(large * view).sum(dim=1) for at, large in enumerate(known) for no, view in enumerate(learned) if no != at
        ]
        return torch.cat(pairs).mean()

    def after_step(self, step: int, of: int) -> None:
        momentum = slower_and_slower(_MOMENTUM, step, of)
        follow(self._teacher, self.trainee.network, momentum)
        follow(self._teacher_head, self._head, momentum)
        self._centre.after_step()


def _head(width: int, sorts: int) -> torch.nn.Module:
    """Three layers without a batch norm, then cosines to the sorts."""
    hidden = hidden_of(width)
    layers = torch.nn.Linear(width, hidden), torch.nn.Linear(hidden, hidden), torch.nn.Linear(hidden, _SIZE)
    between = torch.nn.GELU()
    return torch.nn.Sequential(layers[0], between, layers[1], between, layers[2], Prototypes(_SIZE, sorts))
