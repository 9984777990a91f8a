"""Masked patches, left out: hidden parts of pictures are drawn again from those that can be seen.

MAE (He et al. 2022, "Masked autoencoders are scalable vision learners"): three quarters of the patches are left out,
and the network sees only the rest, so that it is quick, too. For vision transformers; others have
``masked_in_place.py``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import PICTURES
from deskhand.engine.adapting.patches import Grid, first_layer, grid_of, look, no_patches, only
from deskhand.engine.adapting.topped import Topped, drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_LEFT_OUT = 0.75  # He et al. 2022, figure 5: best for both ways of testing
_WIDTH, _BLOCKS = 256, 2  # of the decoder; one block fine-tunes as well as eight (He et al. 2022, table 1a)
_EDGE = 1e-6  # added to the spread of a patch, as in the paper's program


@dataclass(frozen=True, slots=True)
class MaskedPatches:
    """MAE."""

    name: str = "masked-patches"
    modality: Modality = Modality.PICTURE
    words: str = "filling in hidden parts of a picture from the few that it sees"
    known_from: str = "Masked autoencoder: MAE (He et al., 2022)"
    fewest: int = PICTURES

    def misfit(self, trainee: Trainee[Any]) -> str:
        because = no_patches(trainee)
        if not because and _reached(trainee) is None:
            return "This model cannot see a picture of which parts are left out, as only vision transformers can."
        return because

    def schedule(self, count: int, seed: int) -> Schedule:
        """AdamW with the decay of the paper, and a fine-tuning rate, as the network knows pictures already."""
        return Schedule(epochs=20, batch=64, rate=1e-4, decay=0.05, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        reached = _reached(trainee)
        if reached is None:
            raise ValueError(self.misfit(trainee))
        with drawn(seed):
            return _LeftOut(trainee, contents, *reached, seed)


def _reached(trainee: Trainee[Any]) -> tuple[Grid, torch.nn.Module] | None:
    """The patches of a network, and the layer before which some can be left out."""
    grid = grid_of(trainee)
    layer = first_layer(trainee, grid) if grid is not None else None
    return (grid, layer) if grid is not None and layer is not None else None


class _LeftOut(Topped):
    top: "_Decoder"

    def __init__(
        self, trainee: Trainee[Any], contents: Sequence[Any], grid: Grid, layer: torch.nn.Module, seed: int
    ) -> None:
        self._grid, self._layer = grid, layer
        super().__init__(trainee, contents, _Decoder(grid), seed)

    def loss(self, prepared: Batch) -> torch.Tensor:
        pixels, grid = prepared["pixel_values"], self._grid
        order = torch.rand(len(pixels), grid.count, device=pixels.device).argsort(dim=1)
        seen = max(1, round(grid.count * (1 - _LEFT_OUT)))
        kept, hidden = order[:, :seen], order[:, seen:]
        with only(self._layer, kept, grid):
            states = grid.of_patches(look(self.trainee.network, pixels))
        drawn_again = self.top(states, kept, hidden)
        patches = grid.cut(pixels).float()
        truth = patches.gather(1, hidden[..., None].expand(-1, -1, patches.shape[-1]))
        return torch.nn.functional.mse_loss(drawn_again.float(), _of_one_contrast(truth))


class _Decoder(torch.nn.Module):
    """From what the network made of the patches it saw to the pixels of those it did not."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        width = min(_WIDTH, grid.size // 8 * 8)
        self.narrow = torch.nn.Linear(grid.size, width)
        self.hidden = torch.nn.Parameter(torch.randn(width) * 0.02)
        self.places = torch.nn.Parameter(torch.randn(grid.count, width) * 0.02)
        block = torch.nn.TransformerEncoderLayer(
            width, width // 8 if width < 64 else width // 32, 4 * width, 0.0, "gelu", batch_first=True, norm_first=True
        )
        norm = torch.nn.LayerNorm(width)
        self.blocks = torch.nn.TransformerEncoder(block, _BLOCKS, norm, enable_nested_tensor=False)
        self.pixels = torch.nn.Linear(width, grid.side**2 * 3)

    def forward(self, states: torch.Tensor, kept: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        """(pictures, seen, size) and the numbers of the patches → (pictures, hidden, pixels)."""
        seen = self.narrow(states) + self.places[kept]
        unseen = self.hidden + self.places[hidden]
        states = self.blocks(torch.cat([seen, unseen.to(seen.dtype)], dim=1))
        drawn_again: torch.Tensor = self.pixels(states[:, kept.shape[1] :])
        return drawn_again


def _of_one_contrast(patches: torch.Tensor) -> torch.Tensor:
    """Each patch with a mean of 0 and a spread of 1 (He et al. 2022: better than plain pixels)."""
    mean, variance = patches.mean(-1, keepdim=True), patches.var(-1, keepdim=True)
    return (patches - mean) / (variance + _EDGE) ** 0.5
