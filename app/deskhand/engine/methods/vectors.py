"""A pretrained model, unchanged, and logistic regression on its embeddings (methods.md, decision 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Look, Vectors, View
from deskhand.engine.methods.method import Head, Option, Tensors
from deskhand.engine.methods.regression import regressions

_LEAST = 1e-4  # a number that never changes tells nothing


@dataclass(frozen=True, slots=True)
class VectorsHead:
    """``weights`` (size of its views side by side, categories), ``bias`` (categories)."""

    method: Method
    look: Look
    weights: Vectors
    bias: Vectors
    words: tuple[str, ...] = ()

    def apply(self, inputs: Inputs) -> Vectors:
        return inputs.beside(self.look) @ self.weights + self.bias

    def tensors(self) -> Tensors:
        return {"weights": self.weights, "bias": self.bias}


@dataclass(frozen=True, slots=True)
class OnVectors:
    """``method`` says whose embeddings they are."""

    method: Method
    options: tuple[Option, ...]

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        heads: list[Head] = []
        for eyes, same in groupby(options, lambda option: option.eyes):
            seen = Seen.of(lesson.inputs, *eyes)
            fitted = regressions(seen.vectors, lesson, [option.strength for option in same])
            heads += [VectorsHead(self.method, eyes[0], *seen.back(weights, bias)) for weights, bias in fitted]
        return heads


@dataclass(frozen=True, slots=True)
class Seen:
    """Views side by side, in the form in which they are learned from: (vectors - ``middle``) * ``scale``.

    Each view counts by its share. Texts are taken as they are. Of pictures each number counts by how far it lies from
    the usual, so that views of any size and spread stand beside each other on equal terms.
    """

    vectors: Vectors
    middle: Vectors
    scale: Vectors

    @classmethod
    def of(cls, inputs: Inputs, look: Look, shares: Sequence[float] = ()) -> "Seen":
        side = np.float32(np.sqrt(len(look)))  # by which views side by side are shorter
        parts = [_part(inputs.views[view], view) for view in look]
        weights = shares or [1.0] * len(look)
        middle = np.concatenate([middle / side for middle, _ in parts])
        scale = np.concatenate([side * scale * share for (_, scale), share in zip(parts, weights, strict=True)])
        vectors = (inputs.beside(look) - middle) * scale
        return cls(vectors.astype(np.float32), middle.astype(np.float32), scale.astype(np.float32))

    def back(self, weights: Vectors, bias: Vectors) -> tuple[Vectors, Vectors]:
        """From weights (size, columns) and bias that were learned on these to those for the vectors as they are."""
        plain: Vectors = weights * self.scale[:, None]
        return plain, bias - self.middle @ plain


def _part(vectors: Vectors, view: View) -> tuple[Vectors, Vectors]:
    """What is taken from each number of a view, and by what it is then multiplied."""
    size = vectors.shape[1]
    if view is View.TEXT:
        return np.zeros(size, np.float32), np.ones(size, np.float32)
    return vectors.mean(axis=0), 1 / np.maximum(vectors.std(axis=0), _LEAST) / np.sqrt(np.float32(size))
