"""What learning a question gives, and what it then says about one item."""

from dataclasses import dataclass

from deskhand.domain.evaluations import Evaluation, HeldOut
from deskhand.engine.methods.method import Head


@dataclass(frozen=True, slots=True)
class Study:
    """The head, how good it is, and how to read it.

    ``scale``: a choice's logits are divided by it (its temperature); of a number it is the usual error, and
    ``within`` the share of tested answers that were within it.
    """

    head: Head
    scale: float
    evaluation: Evaluation
    held_out: tuple[HeldOut, ...]
    within: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """``confidence`` and ``second_confidence`` are calibrated (0 to 1)."""

    answer: str
    confidence: float
    second: str = ""
    second_confidence: float = 0.0
