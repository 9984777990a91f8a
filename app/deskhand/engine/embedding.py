"""Embeddings out of the project's cache; only texts that it lacks are read by the model."""

from collections.abc import Callable, Sequence

import numpy as np

from deskhand.engine.encoders import text as text_encoder
from deskhand.engine.encoders.measuring import recipe_for
from deskhand.engine.inputs import Vectors
from deskhand.engine.recipe import Recipe
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.embeddings import EmbeddingCache

_KEEP = 1024  # texts read between two commits of the cache: a killed worker loses a second of work at most


class Embedder:
    """One model and one cache. The model is loaded only when a text is new."""

    def __init__(self, files: ModelFiles, cache: EmbeddingCache) -> None:
        self.files = files
        self.recipe: Recipe = recipe_for(files)
        self._cache = cache

    def embed(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> Vectors:
        """(texts, size) of float32, rows of length 1. ``done`` hears how many texts are through, and may raise."""
        keys = self.recipe.keys(texts)
        known = self._cache.get(list(dict.fromkeys(keys)))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        done(len(texts) - len(new))
        fresh = list(new)
        for start in range(0, len(fresh), _KEEP):
            block = fresh[start : start + _KEEP]
            before = len(texts) - len(new) + start
            encoder = text_encoder.load(self.files, self.recipe.precision)
            vectors = encoder.encode([new[key] for key in block], lambda read, before=before: done(before + read))  # type: ignore[misc]
            kept = dict(zip(block, vectors, strict=True))
            self._cache.put(kept)
            known |= kept
        return np.stack([known[key] for key in keys]).astype(np.float32) if keys else np.zeros((0, 0), np.float32)
