"""How a network of pictures divides them: patches in, and what it makes of each."""

import inspect
import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image

from deskhand.domain.models import Modality
from deskhand.engine.adapting.topped import place
from deskhand.engine.trainees.trainee import Trainee

DOES_NOT_FIT = (AttributeError, AssertionError, IndexError, KeyError, RuntimeError, TypeError, ValueError)
"""What networks raise that were not made for what is tried with them."""
_MOST_BEFORE = 16  # tokens before those of the patches: a class token, registers


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows`` x ``columns`` patches of ``side`` pixels; ``before`` tokens stand before theirs, of ``size`` numbers."""

    rows: int
    columns: int
    side: int
    before: int
    size: int

    @property
    def count(self) -> int:
        return self.rows * self.columns

    def cut(self, pixels: torch.Tensor) -> torch.Tensor:
        """(pictures, colours, height, width) → (pictures, patches, side * side * colours)."""
        height, width = self.rows * self.side, self.columns * self.side
        patches = torch.nn.functional.unfold(pixels[:, :, :height, :width], self.side, stride=self.side)
        return patches.transpose(1, 2)

    def of_patches(self, states: torch.Tensor) -> torch.Tensor:
        """What a network made of each patch: (pictures, patches, size), float32."""
        if states.ndim == 4:  # a convolutional network: (pictures, size, rows, columns)
            return states.flatten(2).transpose(1, 2).float()
        return states[:, self.before :].float()


def no_pictures(trainee: Trainee[Any]) -> str:
    """Why nothing can be learned from pictures; "" if something can."""
    return "" if trainee.modality is Modality.PICTURE else "This model does not look at pictures."


def no_patches(trainee: Trainee[Any]) -> str:
    """Why nothing can be learned from the patches of pictures; "" if something can."""
    because = no_pictures(trainee)
    if not because and grid_of(trainee) is None:
        return "This model gives no answer for each part of a picture, so nothing can be learned from the parts."
    return because


def grid_of(trainee: Trainee[Any]) -> Grid | None:
    """Found by looking once at a grey picture: nothing in the files says it for all networks. ``None``: it has none."""
    try:
        pixels = grey(trainee)
        with torch.no_grad():
            states = look(trainee.network, pixels)
    except DOES_NOT_FIT:
        return None
    height, width = pixels.shape[-2:]
    if states.ndim == 4:
        rows, columns = states.shape[-2:]
        side = height // rows
        return Grid(rows, columns, side, 0, states.shape[1]) if width // columns == side else None
    return _grid_of_tokens(states, (height, width), getattr(trainee.network.config, "patch_size", None))


def _grid_of_tokens(states: torch.Tensor, shape: tuple[int, int], patch: object) -> Grid | None:
    """By the patches that the network names, if so many come out; else by what comes out, as some put them together."""
    tokens, size = states.shape[1:]
    sides = [patch] if isinstance(patch, int) else []
    sides.append(math.isqrt(shape[0] * shape[1] // tokens))
    for side in sides:
        rows, columns = shape[0] // side, shape[1] // side
        if 0 <= tokens - rows * columns <= _MOST_BEFORE:
            return Grid(rows, columns, side, tokens - rows * columns, size)
    return None


def grey(trainee: Trainee[Any]) -> torch.Tensor:
    """A grey picture in the form of the network, where it is: (1, colours, height, width)."""
    jpeg = io.BytesIO()
    Image.new("RGB", (64, 64), "grey").save(jpeg, "JPEG")
    return trainee.batch([jpeg.getvalue()])["pixel_values"].to(place(trainee.network))


def look(network: torch.nn.Module, pixels: torch.Tensor) -> torch.Tensor:
    """The last states of the network, all patches in order: ViT-MAE alone would shuffle them."""
    more = {}
    if "noise" in inspect.signature(network.forward).parameters:
        config: Any = network.config
        patches = (pixels.shape[-2] // config.patch_size) * (pixels.shape[-1] // config.patch_size)
        more["noise"] = torch.arange(patches, device=pixels.device).float().repeat(len(pixels), 1)
    states: torch.Tensor = network(pixel_values=pixels, **more).last_hidden_state
    return states


def first_layer(trainee: Trainee[Any], grid: Grid) -> torch.nn.Module | None:
    """The first of the layers between which a picture is nothing but tokens, so that some can be left out before it.

    Tried, not looked up: only a network that really answers for the tokens that are left is taken.
    """
    try:
        pixels = grey(trainee)
        with torch.no_grad():
            return next(
                (layer for layer in _candidates(trainee.network) if _can_do_without(layer, trainee, pixels, grid)), None
            )
    except DOES_NOT_FIT:
        return None


def _candidates(network: torch.nn.Module) -> list[torch.nn.Module]:
    return [part[0] for part in network.modules() if isinstance(part, torch.nn.ModuleList) and len(part)]


def _can_do_without(layer: torch.nn.Module, trainee: Trainee[Any], pixels: torch.Tensor, grid: Grid) -> bool:
    kept = torch.arange(0, grid.count, 2, device=pixels.device)[None]
    try:
        with only(layer, kept, grid):
            states = look(trainee.network, pixels)
    except DOES_NOT_FIT:
        return False
    return states.shape[1:] == (grid.before + kept.shape[1], grid.size)


@contextmanager
def only(layer: torch.nn.Module, kept: torch.Tensor, grid: Grid) -> Iterator[None]:
    """Meanwhile ``layer`` and all after it see only the patches ``kept`` (pictures, numbers of patches)."""

    def leave_out(_: torch.nn.Module, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        tokens = given[0] if given else named["hidden_states"]
        if tokens.shape[1:] != (grid.before + grid.count, grid.size):
            raise ValueError("these are not the tokens of the patches")
        places = (kept + grid.before)[..., None].expand(-1, -1, grid.size)
        left = torch.cat([tokens[:, : grid.before], tokens.gather(1, places)], dim=1)
        return ((left, *given[1:]), named) if given else ((), {**named, "hidden_states": left})

    hook = layer.register_forward_pre_hook(leave_out, with_kwargs=True)
    try:
        yield
    finally:
        hook.remove()
