"""What objectives that compare views put on top of a network for the while: heads, teachers, queues, prototypes."""

import copy

import torch
from torch.nn import functional

_LEAST_HIDDEN, _MOST_HIDDEN = 64, 2048


class Norm(torch.nn.BatchNorm1d):
    """Batch norm that can do with a single row, which may be left when memory is short: by what it saw before."""

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        if len(rows) > 1 or not self.training:
            return super().forward(rows)
        return functional.batch_norm(rows, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps)


def head(width: int, size: int) -> torch.nn.Module:
    """Two layers with a norm between, (rows, width) to (rows, size), as SimCLR, BYOL and SwAV have them.

    Hidden are 2,048 (SimCLR, SwAV), fewer where the network is narrow.
    """
    hidden = hidden_of(width)
    return torch.nn.Sequential(
        torch.nn.Linear(width, hidden, bias=False), Norm(hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, size)
    )


def hidden_of(width: int) -> int:
    """How wide the hidden layer of a head is."""
    return max(_LEAST_HIDDEN, min(_MOST_HIDDEN, 4 * width))


class Prototypes(torch.nn.Module):
    """Directions that vectors are held against: (rows, size) to cosines (rows, count)."""

    def __init__(self, size: int, count: int) -> None:
        super().__init__()
        self.directions = torch.nn.Parameter(functional.normalize(torch.randn(count, size), dim=1))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        return (unit(rows) @ unit(self.directions).T).float()


class Queue(torch.nn.Module):
    """The last ``length`` vectors of ``size``. What comes in a step is ``noted``, and joins them after it: a step may
    be computed in several parts, or again in smaller ones."""

    kept: torch.Tensor
    place: torch.Tensor

    def __init__(self, length: int, size: int) -> None:
        super().__init__()
        self.register_buffer("kept", functional.normalize(torch.randn(length, size), dim=1))
        self.register_buffer("place", torch.zeros((), dtype=torch.int64))
        self._noted: list[torch.Tensor] = []

    @property
    def is_full(self) -> bool:
        """Whether all are vectors that came; at first they are random."""
        return int(self.place) >= len(self.kept)

    def note(self, vectors: torch.Tensor) -> None:
        self._noted.append(vectors.detach().float())

    @torch.no_grad()
    def after_step(self) -> None:
        for vectors in self._noted:
            newest = vectors[-len(self.kept) :]
            places = (self.place + torch.arange(len(newest), device=self.place.device)) % len(self.kept)
            self.kept[places] = newest
            self.place += len(newest)
        self._noted.clear()


def teacher_of(student: torch.nn.Module) -> torch.nn.Module:
    """A copy that does not learn, but follows."""
    return copy.deepcopy(student).requires_grad_(requires_grad=False)


@torch.no_grad()
def follow(teacher: torch.nn.Module, student: torch.nn.Module, momentum: float) -> None:
    """Each weight of the teacher stays what it was by ``momentum``, and becomes the student's by the rest."""
    for followed, learned in zip(teacher.parameters(), student.parameters(), strict=True):
        followed.lerp_(learned.detach(), 1 - momentum)


def unit(rows: torch.Tensor) -> torch.Tensor:
    """Rows of length 1 (L2), in float32 whatever the rest computes with."""
    return functional.normalize(rows.float(), dim=-1)
