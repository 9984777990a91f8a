"""What all models that can be changed have in common, whatever they read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.engine.inputs import View
from deskhand.engine.shelf import ModelFiles

Batch = Mapping[str, torch.Tensor]
"""What a network is given: "input_ids" and "attention_mask"; "pixel_values"; "input_values" or "input_features" …"""
Content_contra = TypeVar("Content_contra", contravariant=True)  # str; bytes (a JPEG); samples, float32 at 16 kHz


class Trainee(Protocol[Content_contra]):
    """A pretrained network with all its weights in float32, free to change, and what stands around it.

    The network is changed in place. ``vectors`` are those that the encoder of its modality makes, but with gradients.
    """

    @property
    def modality(self) -> Modality: ...
    @property
    def files(self) -> ModelFiles:
        """Those that it was loaded from."""
        ...

    @property
    def network(self) -> torch.nn.Module:
        """The network as transformers made it (``AutoModel``, or the tower that sees)."""
        ...

    @property
    def views(self) -> tuple[View, ...]: ...
    def batch(self, contents: Sequence[Content_contra], rng: np.random.Generator | None = None) -> Batch:
        """Contents in the form of the network, on the main processor; with ``rng`` varied as suits their kind."""
        ...

    def vectors(self, batch: Batch) -> dict[View, torch.Tensor]:
        """(rows, size) a view, rows of length 1 (L2), float32. ``batch`` is where the network is."""
        ...

    def save(self, folder: Path, network: torch.nn.Module | None = None) -> None:
        """Write a folder like the one it came from, that the shelf finds in order; ``model.safetensors`` last.

        ``network`` in place of its own: one of the same shape, into which something was merged.
        """
        ...
