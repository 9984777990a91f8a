"""What all objectives have in common: each makes work for the training loop out of contents without answers."""

from collections.abc import Sequence
from typing import Any, Protocol

from deskhand.domain.models import Modality
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Trainee


class Objective(Protocol):
    """A self-supervised rule.

    ``name`` is what the command line calls it ("masked-words"), ``words`` what a person reads about it: a plain
    half-sentence that goes on from "learns by" ("filling in hidden words"). ``known_from`` are the names and papers it
    is known by. ``fewest`` contents are the least for which it pays (methods.md, 2).
    """

    @property
    def name(self) -> str: ...
    @property
    def modality(self) -> Modality: ...
    @property
    def words(self) -> str: ...
    @property
    def known_from(self) -> str: ...
    @property
    def fewest(self) -> int: ...
    def misfit(self, trainee: Trainee[Any]) -> str:
        """Why this network cannot learn by it, in words; "" if it can."""
        ...

    def schedule(self, count: int, seed: int) -> Schedule:
        """How to train on ``count`` contents."""
        ...

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        """What the loop trains. When it is done the network of ``trainee`` has changed, and what was put on top of it
        for the while (a decoder, a projection, a teacher) is thrown away with the work.

        ``contents``: texts, JPEGs or samples; for picture and words (JPEG, text), for natural pairs (text, text).
        """
        ...
