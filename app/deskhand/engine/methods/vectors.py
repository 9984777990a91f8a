"""A pretrained model, unchanged, and logistic regression on its embeddings (methods.md, decision 1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Look, Vectors
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
    """``method`` says whose embeddings they are.

    ``standard``: each number of an embedding counts by how far it lies from the usual. Of pictures that is right more
    often (by half a point to one on photos of rubbish, tests/bench/RESULTS.md); of texts as it is.
    """

    method: Method
    options: tuple[Option, ...]
    standard: bool = False

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        heads: list[Head] = []
        for look, same in groupby(options, lambda option: option.look):
            vectors, back = standardized(lesson.inputs.beside(look)) if self.standard else as_they_are(lesson, look)
            fitted = regressions(vectors, lesson, [option.strength for option in same])
            heads += [VectorsHead(self.method, look, *back(weights, bias)) for weights, bias in fitted]
        return heads


Back = Callable[[Vectors, Vectors], tuple[Vectors, Vectors]]
"""From weights and bias that were learned on changed vectors to those for the vectors as they are."""


def as_they_are(lesson: Lesson, look: Look) -> tuple[Vectors, Back]:
    """The vectors of a look."""
    return lesson.inputs.beside(look), lambda weights, bias: (weights, bias)


def standardized(vectors: Vectors) -> tuple[Vectors, Back]:
    """Every column with mean 0 and the same spread, rows of about length 1."""
    middle = vectors.mean(axis=0)
    spread = np.maximum(vectors.std(axis=0), _LEAST) * np.float32(np.sqrt(vectors.shape[1]))

    def back(weights: Vectors, bias: Vectors) -> tuple[Vectors, Vectors]:
        plain: Vectors = weights / spread[:, None]
        return plain, bias - middle @ plain

    return (vectors - middle) / spread, back
