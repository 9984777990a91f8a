"""Most words of a text are deleted, and its embedding alone must be enough to rebuild it (TSDAE: Wang et al. 2021).

60 % of the words go. A small decoder sees nothing of the damaged text but its one vector, so all that the text says
has to be in there. The decoder's word embeddings are the network's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, sqrt
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from deskhand.domain.models import Modality
from deskhand.engine.adapting import texts
from deskhand.engine.adapting.texts import NOTHING, Sentence, TextWork
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Rows, View
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee

_READ = 30_000  # texts altogether


@dataclass(frozen=True, slots=True)
class Denoising:
    """``deleted`` is the share of words; 0.6 was best of all tried (Wang et al. 2021, table 4)."""

    name: str = "denoising"
    modality: Modality = Modality.TEXT
    words: str = "putting sentences together again of which words were taken away"
    known_from: str = "Denoising autoencoder of sentences: TSDAE (Wang et al., 2021)"
    fewest: int = 1_000
    deleted: float = 0.6

    def misfit(self, trainee: Trainee[Any]) -> str:
        return texts.misfit(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """Rate, decay and about the batch (8) of the paper."""
        return Schedule(texts.times(count, _READ, 1, 10), batch=16, rate=3e-5, decay=0.0, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        return _Rebuilding(texts.reader(trainee), contents, self.deleted, seed)


class Decoder(torch.nn.Module):
    """One layer that looks at the words before and at a vector. Small, so that it cannot guess much by itself."""

    def __init__(self, size: int, width: int, words: int, longest: int) -> None:
        super().__init__()
        self.beginning = torch.nn.Parameter(torch.zeros(width))
        self.places = torch.nn.Embedding(longest, width)
        torch.nn.init.normal_(self.places.weight, std=0.02)
        self.vector = torch.nn.Linear(size, width)
        self.layer = torch.nn.TransformerDecoderLayer(
            width, gcd(width, 8), 2 * width, activation="gelu", batch_first=True, norm_first=True
        )
        self.norm = torch.nn.LayerNorm(width)
        self.bias = torch.nn.Parameter(torch.zeros(words))

    def forward(self, vectors: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
        """(rows, size) and the embeddings of the words (rows, length - 1, width) to (rows, length, width)."""
        begun = torch.cat([self.beginning.expand(len(before), 1, -1), before], dim=1)
        length = begun.shape[1]
        later = torch.ones(length, length, dtype=torch.bool, device=begun.device).triu(1)
        known = self.vector(vectors)[:, None]
        states = self.layer(begun + self.places.weight[:length], known, tgt_mask=later, tgt_is_causal=True)
        rebuilt: torch.Tensor = self.norm(states)
        return rebuilt


class _Rebuilding(TextWork):
    def __init__(self, trainee: TextTrainee, contents: Sequence[str], deleted: float, seed: int) -> None:
        words, width = texts.word_embeddings(trainee.network).shape
        self._sentences = texts.sentences(trainee, contents)
        lengths = [len(one.ids) for one in self._sentences]
        with drawn(seed):
            decoder = Decoder(texts.size_of(trainee.network), width, words, max(lengths, default=1))
        super().__init__(trainee, lengths, decoder, seed)
        self._reader, self._decoder, self._deleted = trainee, decoder, deleted

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """What is left and read, and "truth" (rows, longest): the text's own tokens."""
        whole = [self._sentences[row] for row in rows]
        longest = torch.zeros(len(rows), max(len(one.said) for one in whole))
        truth = texts.beside(longest, [[one.ids[place] for place in one.said] for one in whole])
        return {**self._reader.padded([left_of(one, self._deleted, rng) for one in whole]), "truth": truth}

    def loss(self, prepared: Batch) -> torch.Tensor:
        vectors = self._reader.vectors(prepared)[View.TEXT]
        truth, embeddings = prepared["truth"], texts.word_embeddings(self.network)
        before = functional.embedding(truth[:, :-1].clamp(min=0), embeddings)
        states = self._decoder(vectors * sqrt(vectors.shape[1]), before)  # numbers of about 1
        asked = truth != NOTHING
        guesses = functional.linear(states[asked], embeddings, self._decoder.bias)
        return functional.cross_entropy(guesses.float(), truth[asked])


def left_of(sentence: Sentence, deleted: float, rng: np.random.Generator) -> list[int]:
    """The tokens without those of the deleted words; one word at least is left."""
    gone = rng.random(len(sentence.words)) < deleted
    gone[rng.integers(len(gone))] &= not gone.all()
    places = {place for word, lost in zip(sentence.words, gone, strict=True) if lost for place in word}
    return [token for place, token in enumerate(sentence.ids) if place not in places]
