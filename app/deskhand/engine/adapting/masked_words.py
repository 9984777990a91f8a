"""Some words of each text are hidden, and the network fills them in from those around them.

15 % of all words; of these 80 % are covered, 10 % replaced by any other word and 10 % left as they are, so that the
network cannot trust what it sees (BERT: Devlin et al. 2019, 3.1). A word is hidden with all its parts (whole word
masking: Google's BERT, May 2019; Cui et al. 2019). Which words is drawn once and for all (BERT), or anew each time
that a text is read (RoBERTa: Liu et al. 2019, 4.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from deskhand.domain.models import Modality
from deskhand.domain.objectives import TEXTS
from deskhand.engine.adapting import texts
from deskhand.engine.adapting.texts import NOTHING, Sentence, TextWork
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch, Trainee

_COVERS = ("[MASK]", "<mask>", "<|mask|>", "<MASK>", "<mask_1>")
"""How tokenizers write the sign for a hidden word: BERT and ModernBERT, RoBERTa and XLM-R, others."""
_COVERED, _REPLACED = 0.8, 0.1
_READ = 20_000  # texts altogether, gone through 3 … 10 times (methods.md, 2)


@dataclass(frozen=True, slots=True)
class MaskedWords:
    """``share`` of the words is hidden: 0.15 in both papers; up to 0.3 is of use too (methods.md, 2)."""

    name: str = "masked-words"
    modality: Modality = Modality.TEXT
    words: str = "filling in hidden words, other ones each time"
    known_from: str = "Masked language modelling with dynamic masks: RoBERTa (Liu et al., 2019)"
    fewest: int = TEXTS
    anew: bool = True
    share: float = 0.15

    def misfit(self, trainee: Trainee[Any]) -> str:
        because = texts.misfit(trainee)
        if because:
            return because
        reader = texts.reader(trainee)
        if cover_of(reader.tokenizer) is None:
            return "This model has no sign for a hidden word."
        if texts.looks_back_only(reader):
            return "This model reads each word without those after it, so it cannot fill in what is hidden among them."
        return ""

    def schedule(self, count: int, seed: int) -> Schedule:
        """Rate and batch as in transformers' own examples for models of BERT's size (``run_mlm``)."""
        return Schedule(texts.times(count, _READ, 3, 10), batch=32, rate=5e-5, warm_up=0.06, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        return _Hiding(texts.reader(trainee), contents, self, seed)


DYNAMIC = MaskedWords()
STATIC = MaskedWords(
    "masked-words-static",
    words="filling in hidden words, always the same ones",
    known_from="Masked language modelling with static masks: BERT (Devlin et al., 2019)",
    anew=False,
)


def cover_of(tokenizer: Tokenizer) -> int | None:
    """The token that covers a hidden word."""
    found = (tokenizer.token_to_id(sign) for sign in _COVERS)
    return next((token for token in found if token is not None), None)


class Guess(torch.nn.Module):
    """From what the network makes of a place to its word: a layer, and the network's own word embeddings (BERT)."""

    def __init__(self, size: int, width: int, words: int) -> None:
        super().__init__()
        self.change = torch.nn.Sequential(torch.nn.Linear(size, width), torch.nn.GELU(), torch.nn.LayerNorm(width))
        self.bias = torch.nn.Parameter(torch.zeros(words))

    def forward(self, states: torch.Tensor, embeddings: torch.Tensor) -> torch.Tensor:
        """(places, size) to (places, words)."""
        return functional.linear(self.change(states), embeddings, self.bias)


class _Hiding(TextWork):
    def __init__(self, trainee: TextTrainee, contents: Sequence[str], objective: MaskedWords, seed: int) -> None:
        words, width = texts.word_embeddings(trainee.network).shape
        with drawn(seed):
            guess = Guess(texts.size_of(trainee.network), width, words)
        self._sentences = texts.sentences(trainee, contents)
        super().__init__(trainee, [len(one.ids) for one in self._sentences], guess, seed)
        self._reader, self._objective, self._cover = trainee, objective, cover_of(trainee.tokenizer)
        signs = list(trainee.tokenizer.get_added_tokens_decoder())
        self._any_word = np.setdiff1d(np.arange(trainee.tokenizer.get_vocab_size()), signs)

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """What is read, and "truth": the hidden tokens, ``NOTHING`` elsewhere."""
        hidden = [self._hide(self._sentences[row], self._drawing(int(row), rng)) for row in rows]
        read = self._reader.padded([ids for ids, _ in hidden])
        return {**read, "truth": texts.beside(read["input_ids"], [truth for _, truth in hidden])}

    def loss(self, prepared: Batch) -> torch.Tensor:
        hidden = prepared["truth"] != NOTHING
        guesses = self.top(self.states(prepared)[hidden], texts.word_embeddings(self.network))
        return functional.cross_entropy(guesses.float(), prepared["truth"][hidden])

    def _drawing(self, row: int, rng: np.random.Generator) -> np.random.Generator:
        return rng if self._objective.anew else np.random.default_rng([self._seed, row])

    def _hide(self, sentence: Sentence, rng: np.random.Generator) -> tuple[list[int], list[int]]:
        """The tokens as they are read, and what is hidden among them."""
        ids, truth = list(sentence.ids), [NOTHING] * len(sentence.ids)
        for place in _chosen(sentence, self._objective.share, rng):
            truth[place] = ids[place]
            luck = rng.random()
            if luck < _COVERED and self._cover is not None:
                ids[place] = self._cover
            elif luck < _COVERED + _REPLACED:
                ids[place] = int(rng.choice(self._any_word))
        return ids, truth


def _chosen(sentence: Sentence, share: float, rng: np.random.Generator) -> list[int]:
    """The places of whole words, any but at least one, that make up about ``share`` of the text."""
    wanted = share * len(sentence.said)
    chosen: list[int] = []
    for number in rng.permutation(len(sentence.words)):
        if chosen and len(chosen) + len(sentence.words[number]) > wanted:
            continue
        chosen += sentence.words[number]
    return chosen
