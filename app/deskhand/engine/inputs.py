"""What a method learns from and answers about: texts, and the embeddings of texts, pictures and sounds, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.intp]
Truth = NDArray[np.int64] | NDArray[np.float64]
Floats = NDArray[np.float64]
Samples = NDArray[np.float32]
"""Sound of one channel from -1 to 1, ``RATE`` values a second."""
RATE = 16_000


class View(StrEnum):
    """One way of making numbers of an item. Models of pictures and sounds give several; the answers decide on them."""

    TEXT = "text"
    COLOURS = "colours"  # colours and shapes, without a pretrained model
    CLASS = "class"  # a model of pictures: its class token
    MEAN = "mean"  # … the mean of its patches
    POOLED = "pooled"  # … what its own pooling makes of them
    TONES = "tones"  # loudness and pitch of a sound, without a pretrained model
    LAYER_1 = "layer 1"  # a model of sounds: the mean over time of what one of its layers says; the first of them …
    LAYER_2 = "layer 2"
    LAYER_3 = "layer 3"
    LAYER_4 = "layer 4"
    LAYER_5 = "layer 5"
    LAYER_6 = "layer 6"  # … and as the last that there is always that of its last layer


PICTURE_VIEWS = (View.CLASS, View.MEAN, View.POOLED)
SOUND_VIEWS = (View.LAYER_1, View.LAYER_2, View.LAYER_3, View.LAYER_4, View.LAYER_5, View.LAYER_6)
Look = tuple[View, ...]
"""Views side by side."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """``views`` are (items, size) each, rows of length 1, or of zeros where an item has no text, picture or sound."""

    texts: Sequence[str]
    views: Mapping[View, Vectors]

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def vectors(self) -> Vectors:
        """(items, size), rows of length 1: how items are compared where nothing has been learned yet."""
        learned = tuple(view for view in (View.CLASS, View.MEAN, *SOUND_VIEWS) if view in self.views)
        text = (View.TEXT,) if View.TEXT in self.views else ()
        look = (*text, *(learned or tuple(view for view in self.views if view not in text)))
        return self.beside(look)

    def beside(self, look: Look) -> Vectors:
        """These views side by side, (items, sum of sizes), rows of at most length 1."""
        if len(look) == 1:
            return self.views[look[0]]
        if not look:
            return np.zeros((len(self), 0), np.float32)
        together = np.hstack([self.views[view] for view in look])
        scale: Vectors = (together / np.float32(np.sqrt(len(look)))).astype(np.float32)
        return scale

    def take(self, rows: Rows | Sequence[int]) -> "Inputs":
        places = np.asarray(rows, np.intp)
        return Inputs([self.texts[row] for row in rows], {view: all_[places] for view, all_ in self.views.items()})


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
