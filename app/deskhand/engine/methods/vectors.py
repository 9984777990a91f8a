"""A pretrained model, unchanged, and logistic regression on its embeddings (methods.md, decision 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Look, Vectors
from deskhand.engine.methods.method import Head, Option, Tensors
from deskhand.engine.methods.regression import regressions


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
        for look, same in groupby(options, lambda option: option.look):
            fitted = regressions(lesson.inputs.beside(look), lesson, [option.strength for option in same])
            heads += [VectorsHead(self.method, look, weights, bias) for weights, bias in fitted]
        return heads
