"""A model of pictures that can be changed: ViT, DINOv2, SigLIP, CLIP, and others that see as they do."""

import inspect
import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.engine.encoders.sight import PictureForm, load_network, sight_of
from deskhand.engine.inputs import View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.trainees.saving import save_network
from deskhand.engine.trainees.trainee import Batch
from deskhand.engine.trainees.varied_pictures import MILD, Variation, varied

_SMALL_SHARE = 96 / 224  # small views beside whole ones (Caron et al. 2020)
_USUAL_PATCH = 32  # dots that become one, in networks that do not say


class PictureTrainee:
    """Contents are JPEG files. ``flips``: left for right keeps the answers; never with text, packaging or gauges."""

    def __init__(self, files: ModelFiles, *, flips: bool = False) -> None:
        """On the main processor. Raises ``ProblemError`` as the encoder does."""
        self._files = files
        self._flips = flips
        self._form = PictureForm(files)
        network, pooler = load_network(files, Precision.FULL)
        self._sight = sight_of(files, network, self._form, pooler=pooler)
        self._network = network.requires_grad_(requires_grad=True)
        self._places_stretch = "interpolate_pos_encoding" in inspect.signature(network.forward).parameters

    @property
    def modality(self) -> Modality:
        return Modality.PICTURE

    @property
    def files(self) -> ModelFiles:
        return self._files

    @property
    def network(self) -> torch.nn.Module:
        return self._network

    @property
    def views(self) -> tuple[View, ...]:
        return self._sight.views

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns) of the pictures in the model's form."""
        return self._form.shape

    @property
    def width(self) -> int:
        """Of what ``together`` gives."""
        with torch.inference_mode():
            return self.together(self._network, self._grey(self.shape)).shape[1]

    @cached_property
    def small_shape(self) -> tuple[int, int] | None:
        """(rows, columns) of small views; ``None`` if the network can look at one size only."""
        side = getattr(self._network.config, "patch_size", None)
        patch = side if isinstance(side, int) else _USUAL_PATCH
        rows, columns = (max(1, round(dots * _SMALL_SHARE / patch)) * patch for dots in self.shape)
        try:
            with torch.inference_mode():
                self.together(self._network, self._grey((rows, columns)))
        except (ValueError, RuntimeError):
            return None
        return rows, columns

    def batch(self, contents: Sequence[bytes], rng: np.random.Generator | None = None) -> Batch:
        if rng is None:
            return {"pixel_values": torch.stack([self._form.pixels(jpeg) for jpeg in contents])}
        (pixels,) = self.seen_anew(contents, (MILD,), rng)
        return {"pixel_values": pixels}

    def seen_anew(
        self, jpegs: Sequence[bytes], ways: Sequence[Variation], rng: np.random.Generator
    ) -> list[torch.Tensor]:
        """float32 (pictures, channels, rows, columns) a way: each picture varied in each of these ways."""
        shapes = [self.small_shape or self.shape if way.small else self.shape for way in ways]
        return [self._form.levels(dots) for dots in varied(jpegs, shapes, ways, rng, flips=self._flips)]

    def vectors(self, batch: Batch) -> dict[View, torch.Tensor]:
        return self._looked(self._network, batch["pixel_values"])

    def together(self, network: torch.nn.Module, pixels: torch.Tensor) -> torch.Tensor:
        """What ``network`` (this one, or a copy that teaches it) makes of pictures of any size that it can look at:
        (pictures, width) of float32, class token and mean of patches side by side, numbers of about 1."""
        found = self._looked(network, pixels)
        beside = [found[view] for view in (View.CLASS, View.MEAN) if view in found]
        return torch.cat(beside, dim=1) * math.sqrt(beside[0].shape[1])

    def save(self, folder: Path, network: torch.nn.Module | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._form.save(folder)
        save_network(network or self._network, folder)

    def _looked(self, network: torch.nn.Module, pixels: torch.Tensor) -> dict[View, torch.Tensor]:
        stretched = self._places_stretch and pixels.shape[-2:] != torch.Size(self.shape)
        return self._sight.of(network(pixel_values=pixels, **{"interpolate_pos_encoding": True} if stretched else {}))

    def _grey(self, shape: tuple[int, int]) -> torch.Tensor:
        dots = torch.full((1, *shape, 3), 128, dtype=torch.uint8)
        return self._form.levels(dots).to(next(self._network.parameters()).device)
