"""Which text goes with which: a subject with its message, a question with its reply (``pairs.py`` finds them).

Multiple negatives ranking (Henderson et al. 2017; MultipleNegativesRankingLoss of sentence-transformers): each text
must be nearer to its partner than to all others of the batch. It keeps what a sentence model is good at, and is what
the research names first for texts (methods.md, 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.engine.adapting import texts
from deskhand.engine.adapting.pairs import Pair, distinct
from deskhand.engine.adapting.texts import TextWork
from deskhand.engine.adapting.two_views import contrast
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Rows, View
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee

_PARTNER = "partner_"  # before the names of the second text's tensors
_KIN = "kin"


@dataclass(frozen=True, slots=True)
class NaturalPairs:
    """Contents are ``Pair``, or simply (text, text)."""

    name: str = "natural-pairs"
    modality: Modality = Modality.TEXT
    words: str = "telling which text goes with which: subject and message, question and reply"
    known_from: str = "Multiple negatives ranking over natural pairs (Henderson et al., 2017)"
    fewest: int = 1_000

    def misfit(self, trainee: Trainee[Any]) -> str:
        return texts.misfit(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """Once through, rate 1e-5 … 2e-5, batch 32 … 128 (methods.md, 2, item 1)."""
        return Schedule(epochs=1, batch=64, rate=2e-5, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        return _Pairing(texts.reader(trainee), distinct(Pair(*pair) for pair in contents), seed)


class _Pairing(TextWork):
    """Pairs of one thread may meet in a batch, but are never told from each other."""

    def __init__(self, trainee: TextTrainee, pairs: Sequence[Pair], seed: int) -> None:
        self._first = trainee.tokens([pair.first for pair in pairs])
        self._second = trainee.tokens([pair.second for pair in pairs])
        numbers = {thread: number for number, thread in enumerate(dict.fromkeys(pair.thread for pair in pairs))}
        self._kin = np.array([numbers[pair.thread] for pair in pairs], np.int64)
        lengths = [len(one) + len(other) for one, other in zip(self._first, self._second, strict=True)]
        super().__init__(trainee, lengths, torch.nn.Identity(), seed)
        self._reader = trainee

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """Both texts of each pair, and "kin" (rows): the number of their thread."""
        first = self._reader.padded([self._first[row] for row in rows])
        second = self._reader.padded([self._second[row] for row in rows])
        partners = {f"{_PARTNER}{name}": each for name, each in second.items()}
        return {**first, **partners, _KIN: torch.from_numpy(self._kin[rows])}

    def loss(self, prepared: Batch) -> torch.Tensor:
        first = self._reader.vectors(prepared)[View.TEXT]
        partners = {name.removeprefix(_PARTNER): each for name, each in prepared.items() if name.startswith(_PARTNER)}
        return contrast(first, self._reader.vectors(partners)[View.TEXT], prepared[_KIN])
