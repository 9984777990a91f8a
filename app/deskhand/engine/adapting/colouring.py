"""Colouring: the colours of a picture are told from the picture without them.

Zhang, Isola and Efros 2016, "Colorful image colorization", who have colours told as one of so many kinds, not as a
number: what may be red or green is not brown. Larsson et al. 2017, "Colorization as a proxy task for visual
understanding". Here each patch has one colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import PICTURES
from deskhand.engine.adapting.patches import Grid, grid_of, look, no_patches
from deskhand.engine.adapting.topped import Topped, drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_BRIGHTNESS = (0.299, 0.587, 0.114)  # of red, green and blue (ITU-R BT.601)
_EDGES = (-1.0, -0.5, -0.15, 0.15, 0.5, 1.0)  # between kinds of colour, in spreads of a photo's pixels
_KINDS = len(_EDGES) + 1


@dataclass(frozen=True, slots=True)
class Colouring:
    """Of no use where colours say nothing, as of pages."""

    name: str = "colouring"
    modality: Modality = Modality.PICTURE
    words: str = "colouring grey pictures"
    known_from: str = "Colourful image colourization (Zhang et al., 2016)"
    fewest: int = PICTURES

    def misfit(self, trainee: Trainee[Any]) -> str:
        return no_patches(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """A fine-tuning rate, as the network knows pictures already."""
        return Schedule(epochs=10, batch=64, rate=1e-4, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        grid = grid_of(trainee)
        if grid is None:
            raise ValueError(self.misfit(trainee))
        with drawn(seed):
            return _Colour(trainee, contents, grid, seed)


class _Colour(Topped):
    def __init__(self, trainee: Trainee[Any], contents: Sequence[Any], grid: Grid, seed: int) -> None:
        self._grid = grid
        top = torch.nn.Sequential(torch.nn.LayerNorm(grid.size), torch.nn.Linear(grid.size, _KINDS**2))
        super().__init__(trainee, contents, top, seed)

    def loss(self, prepared: Batch) -> torch.Tensor:
        pixels = prepared["pixel_values"]
        told = self.top(self._grid.of_patches(look(self.trainee.network, without_colours(pixels))))
        return torch.nn.functional.cross_entropy(told.float().flatten(0, 1), self._kinds(pixels).flatten())

    def _kinds(self, pixels: torch.Tensor) -> torch.Tensor:
        """Which kind of colour each patch has: (pictures, patches). Red against green, and yellow against blue."""
        patches = self._grid.cut(pixels.float()).view(len(pixels), self._grid.count, 3, -1).mean(dim=3)
        red, green, blue = patches.unbind(dim=2)
        edges = torch.tensor(_EDGES, device=pixels.device)
        first, second = (red - green).contiguous(), ((red + green) / 2 - blue).contiguous()
        return torch.bucketize(first, edges) * _KINDS + torch.bucketize(second, edges)


def without_colours(pixels: torch.Tensor) -> torch.Tensor:
    """(pictures, 3, height, width): three times the brightness."""
    weights = torch.tensor(_BRIGHTNESS, device=pixels.device, dtype=pixels.dtype).view(1, 3, 1, 1)
    return (pixels * weights).sum(dim=1, keepdim=True).expand_as(pixels)
