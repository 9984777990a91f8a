"""A pretrained network with something on top for the while: what most objectives train."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

from deskhand.engine.finetuning import Group
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.trainee import Batch, Trainee

_FRESH = 10.0  # what is on top begins from nothing, and learns so many times as fast as the network


class Topped:
    """All of a work but its loss: ``trainee``'s network and ``top`` learn from ``contents``, in an order of ``seed``.

    ``steady``: contents are given as they are, not varied.
    """

    def __init__(
        self, trainee: Trainee[Any], contents: Sequence[Any], top: torch.nn.Module, seed: int, *, steady: bool = False
    ) -> None:
        self.module = torch.nn.ModuleDict({"network": trainee.network, "top": top})
        self.trainee, self.top = trainee, top
        self._contents, self._seed, self._steady = contents, seed, steady

    def groups(self) -> Sequence[Group]:
        return [Group(learning(self.trainee.network)), Group(learning(self.top), _FRESH)]

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return shuffled(len(self._contents), epoch, size, self._seed)

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        return self.trainee.batch([self._contents[row] for row in rows], None if self._steady else rng)

    def after_step(self, step: int, of: int) -> None:
        """Nothing follows."""


def learning(module: torch.nn.Module) -> list[torch.nn.Parameter]:
    """Its weights that may change."""
    return [weights for weights in module.parameters() if weights.requires_grad]


def shuffled(count: int, epoch: int, size: int, seed: int) -> list[Rows]:
    """Rows 0 … ``count`` in an order of this epoch's own, in parts of ``size`` or a little fewer."""
    order = np.random.default_rng([seed, epoch]).permutation(count)
    return np.array_split(order, max(1, -(-count // size)))


@contextmanager
def drawn(seed: int) -> Iterator[None]:
    """New weights that are made meanwhile depend on ``seed`` alone, and nothing else on them."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield


def place(module: torch.nn.Module) -> torch.device:
    """The processor that it is on."""
    return next(module.parameters()).device
