"""Items that look alike, by the embeddings that the project already has. Loads no model: quick enough for a click."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.engine.inputs import Vectors
from deskhand.engine.recipe import SILENCE, Recipe
from deskhand.storage.embeddings import EmbeddingCache

ALIKE = 0.85  # cosine; with MiniLM the same matter in other words (judged on tickets, not measured)
ALIKE_SOUNDS = 0.93
"""With Whisper's encoder 2 in 100 pairs of different sounds of ESC-10 are more alike, and 30 of the same."""
ALIKE_TONES = 0.985
"""By loudness and pitch alone only the same sound again is alike. Of 120 sounds of ESC-10 this finds 1.2 in 100 pairs
of the same kind and 0.15 of different ones, so 44 in 100 pairs found are of a kind (at 0.93 it were 20). A recording
at half its loudness is always found, one that begins 0.3 s later every second time."""

_TINY = 1e-12


class KeptEmbeddings:
    """The embeddings of a project, as far as they have been made; ``recipe`` ``None``: none has."""

    def __init__(self, recipe: Recipe | None, cache: EmbeddingCache) -> None:
        self._recipe = recipe
        self._cache = cache

    def of_texts(self, texts: Sequence[str]) -> tuple[NDArray[np.intp], Vectors]:
        """Which of the texts have an embedding, and those embeddings (rows, size), rows of length 1."""
        return self._of([] if self._recipe is None else self._recipe.keys(texts))

    def of_pictures(self, digests: Sequence[str]) -> tuple[NDArray[np.intp], Vectors]:
        """The same of pictures, whose views stand side by side. "" is no picture."""
        if self._recipe is None:
            return self._of([])
        there = [row for row, digest in enumerate(digests) if digest]
        rows, vectors = self._of(self._recipe.picture_keys([digests[row] for row in there]))
        return np.array(there, np.intp)[rows], vectors / np.float32(np.sqrt(len(self._recipe.views)))

    def of_sounds(self, digests: Sequence[str]) -> tuple[NDArray[np.intp], Vectors]:
        """The same of sounds, each layer as it differs from what it says of silence: what all share tells nothing.

        "" is no sound.
        """
        if self._recipe is None:
            return self._of([])
        there = [row for row, digest in enumerate(digests) if digest]
        rows, vectors = self._of(self._recipe.sound_keys([digests[row] for row in there]))
        _, silence = self._of(self._recipe.sound_keys([SILENCE]))
        if not len(rows) or not len(silence):
            return rows[:0], vectors[:0]
        layers = (vectors - silence).reshape(len(rows), len(self._recipe.views), -1)
        apart = layers / np.maximum(np.linalg.norm(layers, axis=2, keepdims=True), _TINY)
        together: Vectors = (apart.reshape(vectors.shape) / np.sqrt(len(self._recipe.views))).astype(np.float32)
        return np.array(there, np.intp)[rows], together

    def _of(self, keys: Sequence[bytes]) -> tuple[NDArray[np.intp], Vectors]:
        known = self._cache.get(list(dict.fromkeys(keys)))
        rows = [row for row, key in enumerate(keys) if key in known]
        vectors = [known[keys[row]] for row in rows]
        nothing = np.zeros((0, 0), np.float32)
        return np.array(rows, np.intp), np.stack(vectors).astype(np.float32) if vectors else nothing


def nearest(vector: Vectors, among: Vectors, count: int) -> list[tuple[int, float]]:
    """(row, cosine) of the ``count`` rows of ``among`` that are most like ``vector``, the most alike first."""
    if not len(among):
        return []
    likeness = among @ vector
    rows = np.argsort(-likeness, kind="stable")[:count]
    return [(int(row), float(likeness[row])) for row in rows]


def alike(vectors: Vectors, examples: Vectors, least: float = ALIKE) -> NDArray[np.intp]:
    """The rows of ``vectors`` that look like one of the ``examples``, the most alike first; ``least`` is a cosine."""
    if not len(vectors) or not len(examples):
        return np.zeros(0, np.intp)
    likeness = (vectors @ examples.T).max(axis=1)
    rows = np.argsort(-likeness, kind="stable")
    found: NDArray[np.intp] = rows[likeness[rows] >= least]
    return found
