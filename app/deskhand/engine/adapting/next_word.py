"""Each word of a text is guessed from those before it (GPT: Radford et al. 2018; 2019)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from deskhand.domain.models import Modality
from deskhand.domain.objectives import TEXTS
from deskhand.engine.adapting import texts
from deskhand.engine.adapting.texts import NOTHING, TextWork
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee

_READ = 10_000  # texts altogether: every word of each is a lesson, not only one in seven as where words are hidden


@dataclass(frozen=True, slots=True)
class NextWord:
    """Continued pretraining of a decoder. ``fewest`` as for hidden words, the same kind of learning."""

    name: str = "next-word"
    modality: Modality = Modality.TEXT
    words: str = "guessing the next word"
    known_from: str = "Causal language modelling: GPT (Radford et al., 2018)"
    fewest: int = TEXTS

    def misfit(self, trainee: Trainee[Any]) -> str:
        because = texts.misfit(trainee)
        if because:
            return because
        if not texts.looks_back_only(texts.reader(trainee)):
            return "This model reads a text in both directions, so it would see the word that it is to guess."
        return ""

    def schedule(self, count: int, seed: int) -> Schedule:
        """Rate as in transformers' own examples (``run_clm``): the network knows its language already."""
        return Schedule(texts.times(count, _READ, 1, 3), batch=16, rate=5e-5, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        return _Guessing(texts.reader(trainee), contents, seed)


class _Guessing(TextWork):
    """Words are guessed by the network's own word embeddings, as GPT-2 and the small Qwen do; on top is only what
    brings both to one size, where they differ."""

    def __init__(self, trainee: TextTrainee, contents: Sequence[str], seed: int) -> None:
        size, width = texts.size_of(trainee.network), texts.word_embeddings(trainee.network).shape[1]
        with drawn(seed):
            change = torch.nn.Identity() if size == width else torch.nn.Linear(size, width, bias=False)
        self._tokens = [one.ids for one in texts.sentences(trainee, contents) if len(one.ids) > 1]
        super().__init__(trainee, [len(ids) for ids in self._tokens], change, seed)
        self._reader = trainee

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """What is read, and "truth": the token after each, ``NOTHING`` after the last."""
        tokens = [self._tokens[row] for row in rows]
        read = self._reader.padded(tokens)
        return {**read, "truth": texts.beside(read["input_ids"], [ids[1:] for ids in tokens])}

    def loss(self, prepared: Batch) -> torch.Tensor:
        asked = prepared["truth"] != NOTHING
        known = self.top(self.states(prepared)[asked])
        guesses = functional.linear(known, texts.word_embeddings(self.network))
        return functional.cross_entropy(guesses.float(), prepared["truth"][asked])
