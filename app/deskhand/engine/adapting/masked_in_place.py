"""Masked patches, covered: hidden parts of pictures are drawn again, all of it in view but for what covers them.

SimMIM (Xie et al. 2022, "SimMIM: a simple framework for masked image modeling"). Its mask token is a patch of pixels
here: for a network that begins with a linear map of each patch that is the same thing, and as it needs nothing of the
network's inside, ConvNeXt and Swin can do it as well.
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

_HIDDEN, _UNIT = 0.6, 32  # share, and pixels of what is hidden as one (Xie et al. 2022, table 1)
_FEWEST_UNITS = 4  # a side, so that what is hidden can be guessed from what is near


@dataclass(frozen=True, slots=True)
class MaskedInPlace:
    """SimMIM."""

    name: str = "masked-patches-simple"
    modality: Modality = Modality.PICTURE
    words: str = "filling in hidden parts of a picture, all of it in view"
    known_from: str = "Simple masked image modelling: SimMIM (Xie et al., 2022)"
    fewest: int = PICTURES

    def misfit(self, trainee: Trainee[Any]) -> str:
        return no_patches(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """AdamW with the decay of the paper, and a fine-tuning rate, as the network knows pictures already."""
        return Schedule(epochs=20, batch=64, rate=1e-4, decay=0.05, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        grid = grid_of(trainee)
        if grid is None:
            raise ValueError(self.misfit(trainee))
        with drawn(seed):
            return _InPlace(trainee, contents, grid, seed)


class _InPlace(Topped):
    top: "_Painter"

    def __init__(self, trainee: Trainee[Any], contents: Sequence[Any], grid: Grid, seed: int) -> None:
        self._grid, self._unit = grid, _patches_in_a_unit(grid)
        super().__init__(trainee, contents, _Painter(grid), seed)

    def loss(self, prepared: Batch) -> torch.Tensor:
        pixels, grid = prepared["pixel_values"], self._grid
        hidden = self._hide(pixels)
        mask = hidden[:, None].float().repeat_interleave(grid.side, 2).repeat_interleave(grid.side, 3)
        mask = torch.nn.functional.pad(mask, (0, pixels.shape[3] - mask.shape[3], 0, pixels.shape[2] - mask.shape[2]))
        covered = torch.lerp(pixels, self.top.cover(pixels), mask.to(pixels.dtype))
        drawn_again = self.top(grid.of_patches(look(self.trainee.network, covered)))
        away = (drawn_again.float() - grid.cut(pixels).float()).abs()
        loss: torch.Tensor = away[hidden.flatten(1)].mean()
        return loss

    def _hide(self, pixels: torch.Tensor) -> torch.Tensor:
        """Which patches: (pictures, rows, columns)."""
        rows, columns = self._grid.rows // self._unit, self._grid.columns // self._unit
        order = torch.rand(len(pixels), rows * columns, device=pixels.device).argsort(dim=1).argsort(dim=1)
        units = (order < max(1, round(rows * columns * _HIDDEN))).view(-1, rows, columns)
        return units.repeat_interleave(self._unit, 1).repeat_interleave(self._unit, 2)


class _Painter(torch.nn.Module):
    """The learned patch, and one linear layer from a state to pixels; more learn no better (Xie et al. 2022)."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.patch = torch.nn.Parameter(torch.randn(3, grid.side, grid.side) * 0.02)
        self.pixels = torch.nn.Linear(grid.size, grid.side**2 * 3)

    def cover(self, pixels: torch.Tensor) -> torch.Tensor:
        """The learned patch all over, as large as ``pixels``."""
        height, width = pixels.shape[-2:]
        side = self.patch.shape[-1]
        all_over = self.patch.repeat(1, -(-height // side), -(-width // side))
        return all_over[None, :, :height, :width].to(pixels.dtype).expand_as(pixels)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        drawn_again: torch.Tensor = self.pixels(states)
        return drawn_again


def _patches_in_a_unit(grid: Grid) -> int:
    """How many patches a side are hidden as one: as near to 32 pixels as the grid can be divided."""
    return next(
        count
        for count in range(max(1, _UNIT // grid.side), 0, -1)
        if grid.rows % count == grid.columns % count == 0
        and (count == 1 or min(grid.rows, grid.columns) // count >= _FEWEST_UNITS)
    )
