"""MoCo: a view, the other view of its picture, and a queue of many others to tell it from.

He, Fan, Wu, Xie and Girshick 2020, "Momentum contrast for unsupervised visual representation learning": the others
come from a copy of the network that follows slowly, so that a queue of them stays comparable and batches may be small.
Head and temperature as in version 2 (Chen, Fan, Girshick and He 2020). The copy follows by 0.99, which in the paper is
little worse than 0.999 (57.8 against 59.0) and suits trainings of hundreds of steps instead of hundreds of thousands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from deskhand.engine.adapting.compared_views import TWO, ComparedViews, OfPictures, seeing
from deskhand.engine.adapting.projection import Queue, follow, hidden_of, teacher_of, unit
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_SIZE = 128
_TEMPERATURE = 0.2
_MOMENTUM = 0.99
_LONGEST = 4096
_SHARE = 4  # the queue is at most a quarter of the pictures long: else a picture soon meets its own past as another


@dataclass(frozen=True, slots=True)
class MoCo(OfPictures):
    name: str = "moco"
    words: str = "knowing a picture again among many remembered ones"
    known_from: str = "Momentum contrast with a queue: MoCo (He et al., 2020)"

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _Momentum(trainee, contents, seed)


class _Momentum(ComparedViews):
    def __init__(self, trainee: Trainee[Any], jpegs: Sequence[bytes], seed: int) -> None:
        width = seeing(trainee).width
        hidden = hidden_of(width)
        self._head = torch.nn.Sequential(
            torch.nn.Linear(width, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, _SIZE)
        )
        self._teacher, self._teacher_head = teacher_of(trainee.network), teacher_of(self._head)
        self._queue = Queue(max(1, min(_LONGEST, len(jpegs) // _SHARE)), _SIZE)
        top = torch.nn.ModuleList([self._head, self._teacher, self._teacher_head, self._queue])
        super().__init__(trainee, jpegs, top, seed, TWO)

    def loss(self, prepared: Batch) -> torch.Tensor:
        first, second = self.views(prepared)
        asked = unit(self._head(self.seen(self.trainee.network, [first])))
        with torch.no_grad():
            keys = unit(self._teacher_head(self.seen(self._teacher, [second])))
        self._queue.note(keys)
        own = (asked * keys).sum(dim=1, keepdim=True)
        likeness = torch.cat([own, asked @ self._queue.kept.T], dim=1) / _TEMPERATURE
        return functional.cross_entropy(likeness, torch.zeros(len(asked), dtype=torch.int64, device=asked.device))

    def after_step(self, step: int, of: int) -> None:
        follow(self._teacher, self.trainee.network, _MOMENTUM)
        follow(self._teacher_head, self._head, _MOMENTUM)
        self._queue.after_step()
