"""Embeddings of pictures out of the project's cache; only pictures that it lacks are looked at."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from PIL import Image

from deskhand.engine.encoders import pictures as picture_encoder
from deskhand.engine.encoders.colours import colours_of
from deskhand.engine.encoders.measuring import picture_recipe_for
from deskhand.engine.inputs import Vectors, View
from deskhand.engine.recipe import COLOURS, Recipe
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.embeddings import EmbeddingCache

Load = Callable[[Sequence[str]], Mapping[str, bytes]]
"""Pictures (JPEG files) by digest, of those digests for which there is one."""
See = Callable[[Sequence[bytes], Callable[[int], None]], Iterator[Vectors]]
BLANK = "00" * 32  # a digest that no file has
_KEEP = 256  # pictures between two commits of the cache: a killed worker loses that much at most


class PictureEmbedder:
    """One model of pictures (``None``: colours and shapes only) and one cache; loaded only when a picture is new."""

    def __init__(self, files: ModelFiles | None, cache: EmbeddingCache, load: Load) -> None:
        self.files = files
        self.recipe: Recipe | None = None if files is None else picture_recipe_for(files)
        self._cache = cache
        self._load = load

    def embed(self, digests: Sequence[str], done: Callable[[int], None] = lambda _: None) -> dict[View, Vectors]:
        """(digests, size) of float32 a view, rows of length 1. ``done`` hears how many are through, and may raise.

        What has no picture ("") or whose picture is not there looks like a blank sheet.
        """
        wanted = list(dict.fromkeys([*filter(None, digests), BLANK]))
        views = _apart(COLOURS, digests, self._kept(COLOURS, wanted, _colours, lambda _: None))
        if self.recipe is not None:
            views |= _apart(self.recipe, digests, self._kept(self.recipe, wanted, self._seen, done))
        done(len(digests))
        return views

    def _kept(
        self, recipe: Recipe, digests: Sequence[str], see: See, done: Callable[[int], None]
    ) -> dict[str, Vectors]:
        """The views of each picture in one row; what is not in the cache is seen now, and kept."""
        keys = dict(zip(digests, recipe.picture_keys(digests), strict=True))
        known = self._cache.get(list(keys.values()))
        found = {digest: known[key] for digest, key in keys.items() if key in known}
        new = [digest for digest in digests if digest not in found]
        for start in range(0, len(new), _KEEP):
            block = new[start : start + _KEEP]
            there = self._load([digest for digest in block if digest != BLANK])
            pictures = {digest: there[digest] for digest in block if digest in there}
            if BLANK in block:
                pictures[BLANK] = blank_sheet()
            before = len(found)
            rows = see(list(pictures.values()), lambda read, before=before: done(before + read))  # type: ignore[misc]
            fresh = dict(zip(pictures, (row for batch in rows for row in batch), strict=True))
            self._cache.put({keys[digest]: row for digest, row in fresh.items()})
            found |= fresh
        return found

    def _seen(self, jpegs: Sequence[bytes], done: Callable[[int], None]) -> Iterator[Vectors]:
        assert self.files is not None
        assert self.recipe is not None
        return picture_encoder.load(self.files, self.recipe.precision).encode(jpegs, done)


def _colours(jpegs: Sequence[bytes], _: Callable[[int], None]) -> Iterator[Vectors]:
    return (colours_of(jpeg)[None] for jpeg in jpegs)


def _apart(recipe: Recipe, digests: Sequence[str], found: Mapping[str, Vectors]) -> dict[View, Vectors]:
    """One matrix a view."""
    if not digests:
        return {view: np.zeros((0, 0), np.float32) for view in recipe.views}
    together = np.stack([found[digest] if digest in found else found[BLANK] for digest in digests])
    return dict(zip(recipe.views, np.split(together, len(recipe.views), axis=1), strict=True))


def blank_sheet() -> bytes:
    """What has no picture looks like this (JPEG)."""
    file = io.BytesIO()
    Image.new("RGB", (224, 224), "white").save(file, "JPEG")
    return file.getvalue()
