"""What all methods have in common: fitting gives heads, a head gives a number for every label and row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Look, Vectors

Tensors = dict[str, Vectors]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of a method: the inverse regularization, and which views it learns from.

    ``shares`` is how much each view of ``look`` counts (): all the same.
    """

    strength: float
    look: Look = ()
    shares: tuple[float, ...] = ()

    @property
    def eyes(self) -> tuple[Look, tuple[float, ...]]:
        """All of it but the strength."""
        return self.look, self.shares


class Head(Protocol):
    """What was learned. ``words`` is the vocabulary, and ``look`` the views; empty for methods that have none."""

    @property
    def method(self) -> Method: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def look(self) -> Look: ...
    def apply(self, inputs: Inputs) -> Vectors:
        """(rows, labels): logits of a choice, not calibrated; or the numbers themselves in one column."""
        ...

    def tensors(self) -> Tensors:
        """All numbers of the head, to be written to a file."""
        ...


class LearningMethod(Protocol):
    """One way to learn. ``options`` are the settings to choose from, of one look the smallest strength first."""

    @property
    def method(self) -> Method: ...
    @property
    def options(self) -> tuple[Option, ...]: ...
    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        """One head an option, with a column for all labels of the lesson."""
        ...


def strengths(*values: float) -> tuple[Option, ...]:
    """Options of a method that has no views to choose from."""
    return tuple(Option(value) for value in values)


def options_of(
    looks: Sequence[Look], values: Sequence[float], shares: Sequence[tuple[float, ...]] = ((),)
) -> tuple[Option, ...]:
    """Every look, with every way of sharing between its views, in every strength. The last is the usual one."""
    return tuple(Option(value, look, share) for look in looks for share in shares for value in values)


def usual(options: Sequence[Option]) -> Option:
    """What is taken untested: the last way of looking, with its middle strength."""
    among = [option for option in options if option.eyes == options[-1].eyes]
    return among[len(among) // 2]
