"""What a method learns from and answers about: texts and their embeddings, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.intp]
Truth = NDArray[np.int64] | NDArray[np.float64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """``vectors`` is (texts, size), rows of length 1."""

    texts: Sequence[str]
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, rows: Rows | Sequence[int]) -> "Inputs":
        return Inputs([self.texts[row] for row in rows], self.vectors[np.asarray(rows, np.intp)])


@dataclass(frozen=True, slots=True)
class Lesson:
    """Inputs with their answers, for ``items`` (their ids). Rows of one of the ``groups`` (rows) are near-copies.

    A choice: ``truth`` (rows) holds positions in ``labels``, some of which may have no row; with ``balanced`` rare
    categories weigh more. A number: ``truth`` holds the numbers themselves, and ``labels`` is one empty name.
    """

    inputs: Inputs
    truth: Truth
    labels: tuple[str, ...]
    groups: NDArray[np.int64]
    items: NDArray[np.int64]
    balanced: bool = False

    def __len__(self) -> int:
        return len(self.truth)

    def take(self, rows: Rows) -> "Lesson":
        columns = {name: getattr(self, name)[rows] for name in ("truth", "groups", "items")}
        return replace(self, inputs=self.inputs.take(rows), **columns)
