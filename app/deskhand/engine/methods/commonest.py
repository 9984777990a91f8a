"""Always the commonest answer: the line that every skill has to beat."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Look, Vectors
from deskhand.engine.methods.method import Head, Option, Tensors, strengths


@dataclass(frozen=True, slots=True)
class CommonestHead:
    """``bias`` (categories): the logarithms of how often each was the answer."""

    bias: Vectors
    words: tuple[str, ...] = ()
    look: Look = ()
    method: Method = Method.COMMONEST

    def apply(self, inputs: Inputs) -> Vectors:
        return np.tile(self.bias, (len(inputs), 1))

    def tensors(self) -> Tensors:
        return {"bias": self.bias}


@dataclass(frozen=True, slots=True)
class Commonest:
    method: Method = Method.COMMONEST
    options: tuple[Option, ...] = strengths(1.0)

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        """Half an answer is added to each category, so that none is impossible."""
        counts = np.bincount(lesson.truth, minlength=len(lesson.labels)) + 0.5
        head = CommonestHead(np.log(counts / counts.sum()).astype(np.float32))
        return [head for _ in options]
