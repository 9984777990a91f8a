"""Embeddings of sounds out of the project's cache; only sounds that it lacks are heard."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from deskhand.engine.encoders import sound as sound_encoder
from deskhand.engine.encoders.measuring import sound_recipe_for
from deskhand.engine.encoders.tones import tones_of
from deskhand.engine.inputs import RATE, Samples, Vectors, View
from deskhand.engine.recipe import SILENCE, TONES, Recipe
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.embeddings import EmbeddingCache

LONGEST = 120
"""Seconds of a sound that are heard: what it is, it is from the beginning, and a file may hold a day of it."""

Load = Callable[[Sequence[str]], Mapping[str, Samples]]
"""Sounds by digest, at most ``LONGEST`` of each, of those digests for which there is one. Called in a thread."""
Hear = Callable[[Sequence[Samples], Callable[[int], None]], Vectors]
_KEEP = 32  # sounds that are loaded together, and between two commits of the cache; two minutes each are 240 MB
_AHEAD = 1  # loaded before they are wanted


@dataclass(slots=True)
class _Way:
    """One way of making numbers of sounds, and those that were made: the views of each sound in one row."""

    recipe: Recipe
    hear: Hear
    keys: Mapping[str, bytes]
    found: dict[str, Vectors]


class SoundEmbedder:
    """One model of sounds (``None``: loudness and pitch only) and one cache; loaded only when a sound is new."""

    def __init__(self, files: ModelFiles | None, cache: EmbeddingCache, load: Load) -> None:
        self.files = files
        self.recipe: Recipe | None = None if files is None else sound_recipe_for(files)
        self._cache = cache
        self._load = load

    def embed(self, digests: Sequence[str], done: Callable[[int], None] = lambda _: None) -> dict[View, Vectors]:
        """(digests, size) of float32 a view, rows of length 1. ``done`` hears how many are through, and may raise.

        What has no sound ("") or whose sound is not there is like silence.
        """
        wanted = list(dict.fromkeys([*filter(None, digests), SILENCE]))
        ways = [self._way(TONES, _tones, wanted)]
        if self.recipe is not None:
            ways.append(self._way(self.recipe, self._heard, wanted))
        new = [digest for digest in wanted if any(digest not in way.found for way in ways)]
        before = len(wanted) - len(new)
        for sounds in self._loaded(new):  # once for all ways
            for way in ways:
                self._hear(way, sounds, lambda heard, before=before: done(before + heard))  # type: ignore[misc]
            before += len(sounds)
        done(len(digests))
        return {view: rows for way in ways for view, rows in _apart(way, digests).items()}

    def _way(self, recipe: Recipe, hear: Hear, digests: Sequence[str]) -> _Way:
        keys = dict(zip(digests, recipe.sound_keys(digests), strict=True))
        known = self._cache.get(list(keys.values()))
        return _Way(recipe, hear, keys, {digest: known[key] for digest, key in keys.items() if key in known})

    def _hear(self, way: _Way, sounds: Mapping[str, Samples], done: Callable[[int], None]) -> None:
        """Those that are new to this way are heard, and kept."""
        lacking = [digest for digest in sounds if digest not in way.found]
        if lacking:
            rows = way.hear([sounds[digest] for digest in lacking], done)
            fresh = dict(zip(lacking, rows, strict=True))
            self._cache.put({way.keys[digest]: row for digest, row in fresh.items()})
            way.found |= fresh

    def _loaded(self, digests: Sequence[str]) -> Iterator[Mapping[str, Samples]]:
        """The sounds some at a time, the next ones loaded while the model hears."""
        waiting: deque[Future[Mapping[str, Samples]]] = deque()
        with ThreadPoolExecutor(1, "sounds") as thread:
            for start in range(0, len(digests), _KEEP):
                waiting.append(thread.submit(self._with_silence, digests[start : start + _KEEP]))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _with_silence(self, digests: Sequence[str]) -> Mapping[str, Samples]:
        there = dict(self._load([digest for digest in digests if digest != SILENCE]))
        return there | ({SILENCE: np.zeros(RATE, np.float32)} if SILENCE in digests else {})

    def _heard(self, sounds: Sequence[Samples], done: Callable[[int], None]) -> Vectors:
        assert self.files is not None
        assert self.recipe is not None
        return sound_encoder.load(self.files, self.recipe.precision).encode(sounds, done)


def _tones(sounds: Sequence[Samples], _: Callable[[int], None]) -> Vectors:
    return np.stack([tones_of(sound) for sound in sounds])


def _apart(way: _Way, digests: Sequence[str]) -> dict[View, Vectors]:
    """One matrix a view."""
    views, found = way.recipe.views, way.found
    if not digests:
        return {view: np.zeros((0, 0), np.float32) for view in views}
    together = np.stack([found[digest] if digest in found else found[SILENCE] for digest in digests])
    return dict(zip(views, np.split(together, len(views), axis=1), strict=True))
