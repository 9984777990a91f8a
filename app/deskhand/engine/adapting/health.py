"""Whether a model still tells things apart while it reads files without answers.

What can go wrong is collapse: everything looks alike in the end. It shows on a fixed sample of what is read, long
before any answer could tell (methods.md, 2: the honest gate, 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from deskhand.engine.inputs import Inputs, Vectors, View
from deskhand.engine.trainees.trainee import Trainee

SAMPLE = 256  # contents that are looked at: their vectors span as many directions, enough to see some go
LOST = 0.3  # of the effective rank; a fall by more is a collapse (methods.md, 2)
_TOGETHER = 32


@dataclass(frozen=True, slots=True)
class Health:
    """``rank`` is the effective rank (1 … as many as there are vectors), ``cosine`` the mean cosine of two of them."""

    rank: float
    cosine: float

    def has_collapsed(self, before: "Health") -> bool:
        """Whether what could be told apart ``before`` cannot be any more."""
        return not self.rank >= (1 - LOST) * before.rank  # a rank that is no number has collapsed, too


def health_of(vectors: Vectors) -> Health:
    """Of vectors (rows, size) of length 1.

    The effective rank is e to the entropy of the singular values, which are scaled to a sum of 1 (Roy and Vetterli,
    The effective rank, EUSIPCO 2007). They are taken as they are, not centred: if all vectors become one it is 1.
    """
    rows = len(vectors)
    if not rows or not np.isfinite(vectors).all():
        return Health(float("nan"), float("nan"))
    singular = np.linalg.svd(vectors.astype(np.float64), compute_uv=False)
    shares = singular[singular > 0] / singular.sum()
    rank = float(np.exp(-np.sum(shares * np.log(shares))))
    total = vectors.astype(np.float64).sum(axis=0)
    cosine = (float(total @ total) - rows) / max(1, rows * (rows - 1))
    return Health(rank, cosine if rows > 1 else 1.0)


def look(trainee: Trainee[Any], contents: Sequence[Any]) -> Health:
    """The health of a model on these contents, which it sees as they are. Nothing about it changes, dice neither."""
    return health_of(vectors_of(trainee, contents))


def vectors_of(trainee: Trainee[Any], contents: Sequence[Any]) -> Vectors:
    """(contents, size): what is compared where nothing has been learned, as ``Inputs.vectors``."""
    network = trainee.network
    was_training, device = network.training, next(network.parameters()).device
    network.eval()
    found: dict[View, list[Vectors]] = {}
    try:
        with torch.no_grad():
            for start in range(0, len(contents), _TOGETHER):
                batch = trainee.batch([contents[row] for row in range(start, min(start + _TOGETHER, len(contents)))])
                seen = trainee.vectors({name: tensor.to(device) for name, tensor in batch.items()})
                for view, vectors in seen.items():
                    found.setdefault(view, []).append(vectors.float().cpu().numpy())
    finally:
        network.train(was_training)
    views = {view: np.concatenate(parts) for view, parts in found.items()}
    return Inputs([""] * len(contents), views).vectors
