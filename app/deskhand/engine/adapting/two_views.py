"""A text is read twice, each time without other parts of the network, and must be told from all other texts.

SimCSE without answers (Gao et al. 2021): dropout is all that differs between the two readings. The contrast is that of
NT-Xent (Chen et al. 2020) on cosines.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from torch.nn import functional

from deskhand.domain.models import Modality
from deskhand.domain.objectives import TEXTS
from deskhand.engine import copies
from deskhand.engine.adapting import texts
from deskhand.engine.adapting.texts import TextWork
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Rows, View
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee

TEMPERATURE = 0.05  # best of all tried (Gao et al. 2021, table D.1); also the scale of 20 of sentence-transformers
_DROPPED = 0.1  # where the network drops nothing by itself (ModernBERT, Qwen): of its word embeddings, as BERT does
_READ = 10_000  # texts altogether; the paper stops at one time through a million


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """On a finished sentence model it often gains nothing (methods.md, 2): the gate decides."""

    name: str = "simcse"
    modality: Modality = Modality.TEXT
    words: str = "knowing a message again when it is read twice"
    known_from: str = "Contrast of two views by dropout: SimCSE (Gao et al., 2021)"
    fewest: int = TEXTS

    def misfit(self, trainee: Trainee[Any]) -> str:
        return texts.misfit(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """Batch and rate of the paper for BERT-base (64, 3e-5)."""
        return Schedule(texts.times(count, _READ, 1, 3), batch=64, rate=3e-5, decay=0.0, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        return _ReadTwice(texts.reader(trainee), contents, seed)


class _ReadTwice(TextWork):
    """The same text twice in a batch would be told from itself: each is taken once."""

    def __init__(self, trainee: TextTrainee, contents: Sequence[str], seed: int) -> None:
        distinct = {copies.fingerprint(text): text for text in reversed(contents) if text.strip()}
        self._tokens = trainee.tokens(list(distinct.values()))
        super().__init__(trainee, [len(ids) for ids in self._tokens], torch.nn.Identity(), seed)
        self._reader = trainee
        self._drops_nothing = drops_nothing(trainee)

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        return self._reader.padded([self._tokens[row] for row in rows])

    def loss(self, prepared: Batch) -> torch.Tensor:
        twice = {name: torch.cat([each, each]) for name, each in prepared.items()}
        with _dropping(self.network) if self._drops_nothing else nullcontext():
            first, second = self._reader.vectors(twice)[View.TEXT].chunk(2)
        return contrast(first, second)


def contrast(first: torch.Tensor, second: torch.Tensor, kin: torch.Tensor | None = None) -> torch.Tensor:
    """How hard it is to find each row's partner among all rows, in both directions; (rows, size), of length 1.

    ``kin`` (rows) numbers what belongs together: rows of one number are not told from each other.
    """
    alike = first.float() @ second.float().T / TEMPERATURE
    if kin is not None:
        same = (kin[:, None] == kin[None]).fill_diagonal_(False)
        alike = alike.masked_fill(same, float("-inf"))
    partner = torch.arange(len(alike), device=alike.device)
    return (functional.cross_entropy(alike, partner) + functional.cross_entropy(alike.T, partner)) / 2


def drops_nothing(trainee: TextTrainee) -> bool:
    """Whether the same text, read twice while it learns, is the same twice. It is tried out, as each family writes its
    dropout elsewhere."""
    states = texts.tried(trainee.network, torch.full((2, 8), 2), training=True)
    return bool(torch.allclose(states[0], states[1], rtol=0, atol=1e-6))


@contextmanager
def _dropping(network: torch.nn.Module) -> Iterator[None]:
    words = cast("Any", network).get_input_embeddings()
    hook = words.register_forward_hook(lambda _module, _ids, found: functional.dropout(found, _DROPPED))
    try:
        yield
    finally:
        hook.remove()
