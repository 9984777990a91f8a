"""What all challengers have in common: each turns a trainee and a lesson into an attempt, which the loop trains."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from deskhand.domain.evaluations import Method
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.methods.method import Option
from deskhand.engine.methods.vectors import OnVectors, VectorsHead
from deskhand.engine.trainees.trainee import Trainee

See = Callable[[Sequence[Any]], Inputs]
"""Contents as the network sees them now."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a challenger begins: with a trainee as it was loaded, and the contents of the rows of ``lesson``.

    The inputs of the lesson are what the unchanged network makes of them; on these ``frozen`` was best with ``option``.
    """

    trainee: Trainee[Any]
    contents: Sequence[Any]
    lesson: Lesson
    frozen: OnVectors
    option: Option
    seed: int = 0


class Attempt(Work, Protocol):
    """One training of a challenger. The network of the trainee changes in place."""

    def heads(self, see: See) -> tuple[VectorsHead, ...]:
        """What could answer, as the network is now: always as many. Which does it best is decided on the folds."""
        ...

    def save(self, folder: Path) -> None:
        """Write the network as it is now, as a model like any other. The attempt may go on afterwards."""
        ...


class Challenger(Protocol):
    """One way to change a network by the answers."""

    @property
    def method(self) -> Method: ...
    def misfit(self, start: Start) -> str:
        """Why it cannot be tried here, in words; "" if it can."""
        ...

    def schedule(self, start: Start) -> Schedule:
        """How it trains."""
        ...

    def attempt(self, start: Start) -> Attempt: ...
