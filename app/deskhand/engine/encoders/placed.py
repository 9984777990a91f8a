"""A network on a processor: when memory is short it is given less at a time, and at last moves to the main one.

There is no step to smaller numbers between: embeddings are kept under the precision that they were computed in
(``engine/recipe.py``), and those of one project are compared with each other.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
import torch

from deskhand.domain.processors import Work
from deskhand.engine import devices
from deskhand.engine.failing import give_up_if_broken, is_memory
from deskhand.engine.inputs import Vectors
from deskhand.engine.remarks import SLOWER, SMALLER, remark

Batch = TypeVar("Batch", torch.Tensor, dict[str, torch.Tensor])
"""Rows, or several tensors that have the same rows."""


class PlacedNetwork:
    """``amounts`` is how much a batch may hold by kind of processor; below ``least`` a single item would not fit."""

    def __init__(
        self, network: torch.nn.Module, device: torch.device, amounts: Mapping[str, int], least: int = 1
    ) -> None:
        self.network = network
        self._device = device
        self._amounts = amounts
        self._least = least
        self.amount = self._amount_of(device)
        try:
            network.to(device)
        except (RuntimeError, MemoryError) as error:
            give_up_if_broken(error, str(device), Work.READING)
            if not is_memory(error) or device == devices.CPU:
                raise
            self._move_to_cpu()

    def compute(self, batch: Batch, compute: Callable[[torch.nn.Module, Batch], torch.Tensor]) -> Vectors:
        """What ``compute`` makes of a batch (rows, …): float32 (rows, size). Raises ``MemoryError`` if not even one row
        fits, ``ProcessorLostError`` if the processor can do no more."""
        try:
            with torch.inference_mode():
                vectors: Vectors = compute(self.network, _each(batch, self._moved)).float().cpu().numpy()
                return vectors
        except (RuntimeError, MemoryError) as error:
            give_up_if_broken(error, str(self._device), Work.READING)
            if not is_memory(error):
                raise
        rows = len(batch) if isinstance(batch, torch.Tensor) else len(next(iter(batch.values())))
        self._make_room(rows)
        half = (rows + 1) // 2
        if half == rows:
            return self.compute(batch, compute)
        first, rest = _each(batch, lambda one: one[:half]), _each(batch, lambda one: one[half:])
        return np.concatenate([self.compute(first, compute), self.compute(rest, compute)])

    def _moved(self, tensor: torch.Tensor) -> torch.Tensor:
        return tensor.to(self._device)

    def _make_room(self, rows: int) -> None:
        """Ask for less from now on; when even that was too much, move to the main processor for good."""
        devices.free_memory(self._device)
        if rows > 1:
            remark(SMALLER)
            self.amount = max(self._least, self.amount // 2)
        elif self._device == devices.CPU:
            raise MemoryError("not even one row fits into memory")
        else:
            self._move_to_cpu()

    def _move_to_cpu(self) -> None:
        self._device, self.amount = devices.CPU, self._amount_of(devices.CPU)
        self.network.to(devices.CPU)
        remark(SLOWER)

    def _amount_of(self, device: torch.device) -> int:
        """Of a kind that nobody has measured: as for Apple's."""
        return self._amounts.get(device.type, self._amounts["mps"])


def _each(batch: Batch, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
    if isinstance(batch, torch.Tensor):
        return change(batch)
    return {name: change(tensor) for name, tensor in batch.items()}
