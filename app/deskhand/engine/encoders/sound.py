"""Sounds to embeddings, by a pretrained model of sounds: HuBERT, WavLM, wav2vec 2.0, Whisper's encoder, CLAP, AST.

One pass gives several views of a sound, of which the answers decide later. A sound is filled up to a length that
depends on nothing but its own, so what it is like does not depend on its company; those of one length go together.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import torch

from deskhand.engine import devices
from deskhand.engine.encoders.ears import Heard, open_ears, typed, views_of
from deskhand.engine.encoders.placed import PlacedNetwork
from deskhand.engine.inputs import RATE, Samples, Vectors
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_SECONDS = {"cpu": 30, "cuda": 600, "mps": 120}  # of sound a batch
_LEAST = 30  # seconds; that is how much may have to be heard at once
_TINY = 1e-12


class SoundEncoder:
    """A loaded model. ``views`` are those that it gives."""

    def __init__(self, files: ModelFiles, precision: Precision, device: torch.device) -> None:
        self._ears, network = open_ears(files, precision)
        self._placed = PlacedNetwork(network, device, _SECONDS, _LEAST)
        self.views = views_of(self._ears)

    def encode(self, sounds: Sequence[Samples], done: Callable[[int], None] = lambda _: None) -> Vectors:
        """(sounds, views x size): the views side by side, each of length 1 (L2).

        Of a sound that is longer than the model can hear at once, parts of like length are heard and their mean is
        taken. ``done`` hears how many sounds are through.
        """
        parts = [part for sound in sounds for part in self._parts(sound)]
        owner = np.array([row for row, sound in enumerate(sounds) for _ in self._parts(sound)], np.intp)
        left = np.bincount(owner, minlength=len(sounds))
        totals: list[Vectors] = [np.zeros(0, np.float32)] * len(sounds)
        for rows, batch in self._batches(parts):
            for row, heard in zip(rows, self._placed.compute(batch, self._heard), strict=True):
                weighed = heard * max(1, len(parts[row]))
                totals[owner[row]] = weighed + (totals[owner[row]] if len(totals[owner[row]]) else 0)
            np.subtract.at(left, owner[rows], 1)
            done(int((left == 0).sum()))
        return self._of_length_one(np.stack(totals))

    def _parts(self, sound: Samples) -> list[Samples]:
        return np.array_split(sound, max(1, -(-len(sound) // self._ears.longest)))

    def _batches(self, parts: Sequence[Samples]) -> Iterator[tuple[list[int], Heard]]:
        """Rows of one length, the longest first: memory fails early or never."""
        lengths = np.array([self._ears.filled(len(part)) for part in parts])
        for length in sorted(set(lengths.tolist()), reverse=True):
            same = np.flatnonzero(lengths == length).tolist()
            while same:
                step = max(1, self._placed.amount * RATE // length)
                rows, same = same[:step], same[step:]
                yield rows, typed(self._ears.batch([parts[row] for row in rows], length), self._placed.network)

    def _heard(self, network: torch.nn.Module, batch: Heard) -> torch.Tensor:
        return torch.cat(self._ears.hear(network, batch), dim=1)

    def _of_length_one(self, rows: Vectors) -> Vectors:
        views = rows.reshape(len(rows), len(self.views), -1)
        lengths = np.linalg.norm(views, axis=2, keepdims=True)
        vectors: Vectors = (views / np.maximum(lengths, _TINY)).reshape(rows.shape).astype(np.float32)
        return vectors


@lru_cache(maxsize=2)  # two while they are measured against each other
def load(files: ModelFiles, precision: Precision) -> SoundEncoder:
    """The encoder on the best processor, kept for the next job of this worker."""
    return SoundEncoder(files, precision, devices.best())
