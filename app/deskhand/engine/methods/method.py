"""What all methods have in common: fitting gives heads, a head gives a number for every label and row."""

from collections.abc import Sequence
from typing import Protocol

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Vectors

Tensors = dict[str, Vectors]


class Head(Protocol):
    """What was learned. ``words`` is the vocabulary, empty for methods that have none."""

    @property
    def method(self) -> Method: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    def apply(self, inputs: Inputs) -> Vectors:
        """(rows, labels): logits of a choice, not calibrated; or the numbers themselves in one column."""
        ...

    def tensors(self) -> Tensors:
        """All numbers of the head, to be written to a file."""
        ...


class LearningMethod(Protocol):
    """One way to learn. ``strengths`` are inverse regularizations to choose from, the smallest first."""

    @property
    def method(self) -> Method: ...
    @property
    def strengths(self) -> tuple[float, ...]: ...
    def fit(self, lesson: Lesson, strengths: Sequence[float]) -> list[Head]:
        """One head a strength, with a column for all labels of the lesson."""
        ...
