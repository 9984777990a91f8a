"""A network on a processor: when memory is short it is given less at a time, and at last moves to the main one."""

from collections.abc import Callable, Mapping

import numpy as np
import torch

from deskhand.engine import devices
from deskhand.engine.inputs import Vectors

Compute = Callable[[torch.nn.Module, torch.Tensor], torch.Tensor]


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

    def compute(self, batch: torch.Tensor, compute: Compute) -> Vectors:
        """What ``compute`` makes of a batch (rows, …): float32 (rows, size). Raises ``MemoryError``."""
        try:
            with torch.inference_mode():
                vectors: Vectors = compute(self.network, batch.to(self._device)).float().cpu().numpy()
                return vectors
        except torch.OutOfMemoryError:
            self._make_room()
        half = (len(batch) + 1) // 2
        if half == len(batch):
            return self.compute(batch, compute)
        return np.concatenate([self.compute(batch[:half], compute), self.compute(batch[half:], compute)])

    def _make_room(self) -> None:
        """Ask for less from now on; when even that was too much, move to the main processor for good."""
        if self._device == devices.CPU:
            raise MemoryError("a batch does not fit into memory")
        torch.cuda.empty_cache()
        self.amount //= 2
        if self.amount < self._least:
            self._device, self.amount = devices.CPU, self._amounts["cpu"]
            self.network.to(devices.CPU)
