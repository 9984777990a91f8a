"""Items that look alike, by the embeddings that the project already has. Loads no model: quick enough for a click."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.engine.inputs import Vectors
from deskhand.engine.recipe import remembered
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.embeddings import EmbeddingCache

ALIKE = 0.85  # cosine; with MiniLM the same matter in other words (judged on tickets, not measured)


class KeptEmbeddings:
    """The embeddings of a project, as far as they have been made."""

    def __init__(self, files: ModelFiles, cache: EmbeddingCache) -> None:
        self._recipe = remembered(files)
        self._cache = cache

    def of(self, texts: Sequence[str]) -> tuple[NDArray[np.intp], Vectors]:
        """Which of the texts have an embedding, and those embeddings (rows, size), rows of length 1."""
        if self._recipe is None:
            return np.zeros(0, np.intp), np.zeros((0, 0), np.float32)
        keys = self._recipe.keys(texts)
        known = self._cache.get(list(dict.fromkeys(keys)))
        rows = [row for row, key in enumerate(keys) if key in known]
        vectors = [known[keys[row]] for row in rows]
        return np.array(rows, np.intp), np.stack(vectors).astype(np.float32) if vectors else np.zeros(
            (0, 0), np.float32
        )


def nearest(vector: Vectors, among: Vectors, count: int) -> list[tuple[int, float]]:
    """(row, cosine) of the ``count`` rows of ``among`` that are most like ``vector``, the most alike first."""
    if not len(among):
        return []
    likeness = among @ vector
    rows = np.argsort(-likeness, kind="stable")[:count]
    return [(int(row), float(likeness[row])) for row in rows]


def alike(vectors: Vectors, examples: Vectors) -> NDArray[np.intp]:
    """The rows of ``vectors`` that look like one of the ``examples``, the most alike first."""
    if not len(vectors) or not len(examples):
        return np.zeros(0, np.intp)
    likeness = (vectors @ examples.T).max(axis=1)
    rows = np.argsort(-likeness, kind="stable")
    found: NDArray[np.intp] = rows[likeness[rows] >= ALIKE]
    return found
