"""A network on a processor: when memory is short it is given less at a time, and at last moves to the main one."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
import torch

from deskhand.engine import devices
from deskhand.engine.inputs import Vectors

Batch = TypeVar("Batch", torch.Tensor, dict[str, torch.Tensor])
"""Rows, or several tensors that have the same rows."""


class PlacedNetwork:
    """``amounts`` is how much a batch may hold by kind of processor; below ``least`` a single item would not fit."""

    def __init__(
        self, network: torch.nn.Module, device: torch.device, amounts: Mapping[str, int], least: int = 1
    ) -> None:
        self.network = network.to(device)
        self.amount = amounts[device.type]
        self._device = device
        self._amounts = amounts
        self._least = least

    def compute(self, batch: Batch, compute: Callable[[torch.nn.Module, Batch], torch.Tensor]) -> Vectors:
        """What ``compute`` makes of a batch (rows, …): float32 (rows, size). Raises ``MemoryError``."""
        try:
            with torch.inference_mode():
                vectors: Vectors = compute(self.network, _each(batch, self._moved)).float().cpu().numpy()
                return vectors
        except torch.OutOfMemoryError:
            self._make_room()
        rows = len(batch) if isinstance(batch, torch.Tensor) else len(next(iter(batch.values())))
        half = (rows + 1) // 2
        if half == rows:
            return self.compute(batch, compute)
        first, rest = _each(batch, lambda one: one[:half]), _each(batch, lambda one: one[half:])
        return np.concatenate([self.compute(first, compute), self.compute(rest, compute)])

    def _moved(self, tensor: torch.Tensor) -> torch.Tensor:
        return tensor.to(self._device)

    def _make_room(self) -> None:
        """Ask for less from now on; when even that was too much, move to the main processor for good."""
        if self._device == devices.CPU:
            raise MemoryError("a batch does not fit into memory")
        torch.cuda.empty_cache()
        self.amount //= 2
        if self.amount < self._least:
            self._device, self.amount = devices.CPU, self._amounts["cpu"]
            self.network.to(devices.CPU)


def _each(batch: Batch, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
    if isinstance(batch, torch.Tensor):
        return change(batch)
    return {name: change(tensor) for name, tensor in batch.items()}
