"""The pretrained model, unchanged, and logistic regression on its embeddings (methods.md, decision 1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Vectors
from deskhand.engine.methods.method import Head, Tensors
from deskhand.engine.methods.regression import regressions


@dataclass(frozen=True, slots=True)
class ModelHead:
    """``weights`` (size of an embedding, categories), ``bias`` (categories)."""

    weights: Vectors
    bias: Vectors
    words: tuple[str, ...] = ()
    method: Method = Method.MODEL

    def apply(self, inputs: Inputs) -> Vectors:
        return inputs.vectors @ self.weights + self.bias

    def tensors(self) -> Tensors:
        return {"weights": self.weights, "bias": self.bias}


@dataclass(frozen=True, slots=True)
class PretrainedModel:
    method: Method = Method.MODEL
    strengths: tuple[float, ...] = (1.0, 10.0, 30.0, 100.0)

    def fit(self, lesson: Lesson, strengths: Sequence[float]) -> list[Head]:
        fitted = regressions(lesson.inputs.vectors, lesson, strengths)
        return [ModelHead(weights, bias) for weights, bias in fitted]
