"""A pretrained model, unchanged, and logistic regression on its embeddings (methods.md, decision 1)."""

from collections.abc import Sequence
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
    """``method`` says whose embeddings they are; ``standard`` is told in ``Seen``."""

    method: Method
    options: tuple[Option, ...]
    standard: bool = False

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        heads: list[Head] = []
        for eyes, same in groupby(options, lambda option: option.eyes):
            seen = Seen.of(lesson.inputs, *eyes, standard=self.standard)
            fitted = regressions(seen.vectors, lesson, [option.strength for option in same])
            heads += [VectorsHead(self.method, eyes[0], *seen.back(weights, bias)) for weights, bias in fitted]
        return heads


@dataclass(frozen=True, slots=True)
class Seen:
    """Views side by side, in the form in which they are learned from: (vectors - ``middle``) * ``scale``.

    Each view counts by its share. If ``standard``, each number counts by how far it lies from the usual: with pictures
    that is right more often (by half a point to one on photos of rubbish). Texts are taken as they are.
    """

    vectors: Vectors
    middle: Vectors
    scale: Vectors

    @classmethod
    def of(cls, inputs: Inputs, look: Look, shares: Sequence[float] = (), *, standard: bool) -> "Seen":
        vectors = inputs.beside(look)
        sizes = [inputs.views[view].shape[1] for view in look]
        scale = np.repeat(np.asarray(shares or [1.0] * len(look), np.float32), sizes)
        middle = np.zeros_like(scale)
        if standard:
            middle = vectors.mean(axis=0)
            scale = scale / np.maximum(vectors.std(axis=0), _LEAST) / np.sqrt(np.float32(len(scale)))
        return cls(((vectors - middle) * scale).astype(np.float32), middle, scale.astype(np.float32))

    def back(self, weights: Vectors, bias: Vectors) -> tuple[Vectors, Vectors]:
        """From weights (size, columns) and bias that were learned on these to those for the vectors as they are."""
        plain: Vectors = weights * self.scale[:, None]
        return plain, bias - self.middle @ plain
