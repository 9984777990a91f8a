"""Weights averaged over the steps of a training: what they wander around is mostly better than where they are.

Source: Polyak and Juditsky 1992; Izmailov and others, *Averaging weights leads to wider optima*, 2018.
"""

from collections.abc import Mapping
from typing import Self

import torch

_DECAY = 0.98  # of the weight of what was before, a step: an average over about the last 50
_YOUNG = 10  # steps in which the average follows more closely


class Averaged(torch.nn.ModuleDict):
    """Modules that learn with their own weights and, in evaluation mode, are their averages.

    The averages are buffers, so checkpoints have them; in evaluation mode they and the weights have changed places.
    """

    changed_places: torch.Tensor

    def __init__(self, modules: Mapping[str, torch.nn.Module]) -> None:
        super().__init__(modules)
        self._learning = [weight for weight in self.parameters() if weight.requires_grad]
        for number, weight in enumerate(self._learning):
            self.register_buffer(f"average_{number}", weight.detach().clone())
        self.register_buffer("changed_places", torch.zeros((), dtype=torch.bool))

    def follow(self, step: int) -> None:
        """The weights have changed for the ``step``-th time (1 …)."""
        share = 1 - min(_DECAY, step / (_YOUNG + step))
        with torch.no_grad():
            for number, weight in enumerate(self._learning):
                self.get_buffer(f"average_{number}").lerp_(weight, share)

    def train(self, mode: bool = True) -> Self:
        """Into evaluation mode, or back to learning."""
        if mode == bool(self.changed_places):
            for number, weight in enumerate(self._learning):
                average = self.get_buffer(f"average_{number}")
                weight.data, average.data = average.data, weight.data
            self.changed_places.logical_not_()
        return super().train(mode)
