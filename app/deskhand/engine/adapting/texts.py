"""What all objectives that learn from texts have in common: tokens that know their words, and work that reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

import numpy as np
import torch

from deskhand.engine.adapting.topped import Topped, place
from deskhand.engine.bucketing import batches_of
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee

NOTHING = -100
"""In place of a token that need not be guessed; what torch's cross entropy leaves out."""
_LONGEST_WORD = 8  # tokens; what is longer is no word but a text that the tokenizer does not split, or a number
_NO_READER = "This model does not read texts."


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text as tokens. ``words`` are the places of each word's tokens; those of the model itself are in none."""

    ids: list[int]
    words: list[list[int]]

    @property
    def said(self) -> list[int]:
        """The places that are the text's own, in order."""
        return sorted(place for word in self.words for place in word)


def reader(trainee: Trainee[Any]) -> TextTrainee:
    """The trainee, known to read texts. Raises ``TypeError``."""
    if not isinstance(trainee, TextTrainee):
        raise TypeError(_NO_READER)
    return trainee


def misfit(trainee: Trainee[Any]) -> str:
    """Why nothing at all can be learned from texts by this network; "" if something can."""
    return "" if isinstance(trainee, TextTrainee) else _NO_READER


def sentences(trainee: TextTrainee, texts: Sequence[str]) -> list[Sentence]:
    """The texts as tokens, cut where the model cuts; those without a word are left out."""
    found = []
    for encoding in trainee.tokenizer.encode_batch(list(texts)):
        own = [place for place, special in enumerate(encoding.special_tokens_mask) if not special]
        words = [list(places) for _, places in groupby(own, lambda place: encoding.word_ids[place])]  # noqa: B023
        if words:
            found.append(Sentence(encoding.ids, [part for word in words for part in _parts(word)]))
    return found


def _parts(word: list[int]) -> list[list[int]]:
    return [word] if len(word) <= _LONGEST_WORD else [[place] for place in word]


def word_embeddings(network: torch.nn.Module) -> torch.Tensor:
    """(words, width): what the network reads of each token."""
    weight: torch.Tensor = cast("Any", network).get_input_embeddings().weight
    return weight


def size_of(network: torch.nn.Module) -> int:
    """How many numbers the network makes of a token."""
    return int(cast("Any", network).config.hidden_size)


def looks_back_only(trainee: TextTrainee) -> bool:
    """Whether what it makes of a word knows nothing of those after it, as in GPT. It is tried out: no configuration
    says so for all families."""
    padding = cast("Any", trainee.network).config.pad_token_id  # some networks count places without it
    used = [number for number in range(3) if number != padding][:2]
    ids = torch.tensor([[used[0]] * 3, [used[0]] * 2 + used[1:]])
    first = tried(trainee.network, ids, training=False)[:, 0]
    return bool(torch.allclose(first[0], first[1], rtol=0, atol=1e-6))


def tried(network: torch.nn.Module, ids: torch.Tensor, *, training: bool) -> torch.Tensor:
    """(rows, length, size), without gradients and without a trace; with dropout if ``training``."""
    before = network.training
    ids = ids.to(place(network))
    try:
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            states: torch.Tensor = network.train(training)(
                input_ids=ids, attention_mask=torch.ones_like(ids)
            ).last_hidden_state
            return states
    finally:
        network.train(before)


def beside(like: torch.Tensor, rows: Sequence[Sequence[int]]) -> torch.Tensor:
    """The rows in the shape of ``like``, filled up with ``NOTHING``."""
    table = torch.full(like.shape, NOTHING)
    for number, row in enumerate(rows):
        table[number, : len(row)] = torch.tensor(row)
    return table


def times(count: int, altogether: int, fewest: int, most: int) -> int:
    """How often to go through ``count`` texts, so that about so many are read ``altogether``."""
    return int(np.clip(round(altogether / max(1, count)), fewest, most))


class TextWork(Topped):
    """A network that reads and something on top of it; texts of about the same length go together.

    ``lengths`` are those of the rows, in tokens. What a row becomes, and the loss, are left to each objective.
    """

    def __init__(self, trainee: TextTrainee, lengths: Sequence[int], top: torch.nn.Module, seed: int) -> None:
        super().__init__(trainee, lengths, top.to(place(trainee.network)), seed)
        self.network = trainee.network
        self._lengths = lengths

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return batches_of(self._lengths, size, self._seed, epoch)

    def states(self, prepared: Batch) -> torch.Tensor:
        """(rows, length, size): what the network makes of each token."""
        ids, there = prepared["input_ids"], prepared["attention_mask"]
        found: torch.Tensor = self.network(input_ids=ids, attention_mask=there).last_hidden_state
        return found
