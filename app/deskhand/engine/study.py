"""What learning a question gives: the head, how to read it, and how good it is."""

from dataclasses import dataclass

from deskhand.domain.evaluations import Evaluation, HeldOut
from deskhand.engine.methods.method import Head


@dataclass(frozen=True, slots=True)
class Study:
    """``scale``: a choice's logits are divided by it (its temperature); of a number it is the usual error, and ``within``
    the share of tested answers that were within it."""

    head: Head
    scale: float
    evaluation: Evaluation
    held_out: tuple[HeldOut, ...]
    within: float = 0.0
