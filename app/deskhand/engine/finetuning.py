"""The one training loop: fine-tuning and adapting, of text, pictures and sound.

A training is a pure function of its work, its schedule and the seed: which rows come in which order, how they are
varied and what dropout drops depend on nothing else. So what was killed goes on from its last checkpoint to the very
result that it would have had (on the main processor; graphics processors add in any order).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.trainee import Batch


@dataclass(frozen=True, slots=True)
class Schedule:
    """``rate`` is the highest learning rate: it rises for the share ``warm_up`` of all steps, then falls to 0.

    ``batch`` is in rows. ``decay`` is AdamW's weight decay (none for biases and norms), ``clip`` the longest gradient.
    """

    epochs: int
    batch: int
    rate: float
    warm_up: float = 0.1
    decay: float = 0.01
    clip: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Weights that learn at ``rate`` times that of the schedule."""

    parameters: Sequence[torch.nn.Parameter]
    rate: float = 1.0


class Work(Protocol):
    """What is trained. All that changes meanwhile, teachers and queues too, is a parameter or buffer of ``module``."""

    @property
    def module(self) -> torch.nn.Module: ...
    def groups(self) -> Sequence[Group]:
        """What the optimizer changes."""
        ...

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        """Once through all rows, in parts of about ``size``; the same each time for the same epoch (0 …)."""
        ...

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """The rows as tensors, each with a row a row of these, on the main processor. Called in a thread."""
        ...

    def loss(self, prepared: Batch) -> torch.Tensor:
        """The mean loss of rows that were prepared and moved to the processor of the module. A batch may be given in
        parts when memory is short."""
        ...

    def after_step(self, step: int, of: int) -> None:
        """The weights have changed for the ``step``-th time (1 …); for teachers that follow."""
        ...
