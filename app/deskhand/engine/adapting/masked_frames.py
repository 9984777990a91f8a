"""Masked frames, contrasted: what was hidden of a sound is told from what else was hidden of it.

wav2vec 2.0 (Baevski et al. 2020, "wav2vec 2.0: a framework for self-supervised learning of speech representations"):
the frames are put into words of two code books while it learns (by Gumbel's softmax), and the right one is found among
those of other hidden frames of the same recording. The numbers are those of its base model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import RECORDINGS
from deskhand.engine.adapting.frames import Frames, FramesWork, cover_of, frames_of, hear, no_frames, real, spans
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_BEGIN, _SPAN = 0.065, 10  # half of all frames are hidden
_BOOKS, _WIDTH = 2, 256
_SHARPNESS = 0.1  # by which likenesses are divided
_DIVERSITY = 0.1  # weight of the loss that keeps all words of the books in use
_HOTTEST, _COLDEST = 2.0, 0.5  # how much chance there is in the choice of words, first and last


@dataclass(frozen=True, slots=True)
class MaskedFrames:
    """For networks with convolutions in front. ``book``: words of each code book."""

    name: str = "masked-frames"
    modality: Modality = Modality.SOUND
    words: str = "telling hidden moments of a recording from other ones"
    known_from: str = "Masked contrast over quantised frames: wav2vec 2.0 (Baevski et al., 2020)"
    fewest: int = RECORDINGS
    book: int = 320

    def misfit(self, trainee: Trainee[Any]) -> str:
        return no_frames(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """A fine-tuning rate, as the network knows sounds already; warm-up and decay as in the paper."""
        return Schedule(epochs=10, batch=16, rate=5e-5, warm_up=0.08, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        frames = frames_of(trainee)
        if frames is None:
            raise ValueError(self.misfit(trainee))
        with drawn(seed):
            return _Contrast(trainee, contents, frames, _Top(trainee.network, frames, self.book), seed)


class _Contrast(FramesWork):
    top: "_Top"

    def loss(self, prepared: Batch) -> torch.Tensor:
        hidden = spans(real(prepared, self.frames), _BEGIN, _SPAN)
        heard = hear(self.trainee.network, prepared, hidden, self.top.cover)
        with torch.autocast(hidden.device.type, enabled=False):  # likenesses by 0.1 need all their digits
            found = self.top.guess(heard.states)
            words, numbers, evenness = self.top.books(heard.features, hidden)
            contrast = _contrast(found, self.top.narrow(words), numbers, hidden)
        loss: torch.Tensor = contrast + _DIVERSITY * (1 - evenness)
        return loss

    def after_step(self, step: int, of: int) -> None:
        self.top.books.temperature.fill_(_HOTTEST * (_COLDEST / _HOTTEST) ** (step / of))


def _contrast(found: torch.Tensor, truth: torch.Tensor, numbers: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
    """How well each hidden frame finds its own words among those of all the others that are hidden in its recording
    (the paper draws a hundred of them). Others with the same words are no others."""
    found, truth = (torch.nn.functional.normalize(each, dim=2) for each in (found, truth))
    alike = found @ truth.transpose(1, 2) / _SHARPNESS
    itself = torch.eye(hidden.shape[1], dtype=torch.bool, device=hidden.device)
    same = (numbers[:, :, None] == numbers[:, None]).all(dim=3)
    others = hidden[:, None] & ~same
    alike = alike.masked_fill(~(others | itself), float("-inf"))
    itself_at = torch.arange(hidden.shape[1], device=hidden.device).expand_as(hidden)
    return torch.nn.functional.cross_entropy(alike[hidden], itself_at[hidden])


class _Top(torch.nn.Module):
    def __init__(self, network: torch.nn.Module, frames: Frames, book: int) -> None:
        super().__init__()
        self.cover = cover_of(network, frames.size)
        self.guess = torch.nn.Linear(frames.size, _WIDTH)
        self.books = _Books(frames.features, book)
        self.narrow = torch.nn.Linear(_WIDTH, _WIDTH)


class _Books(torch.nn.Module):
    """Two code books: of each a word is chosen for every frame, and both are said one after the other."""

    temperature: torch.Tensor

    def __init__(self, features: int, book: int) -> None:
        super().__init__()
        self._book = book
        self.even = torch.nn.LayerNorm(features)
        self.choice = torch.nn.Linear(features, _BOOKS * book)
        torch.nn.init.normal_(self.choice.weight)  # as its makers' program: choices are clear from the first step
        torch.nn.init.zeros_(self.choice.bias)
        self.words = torch.nn.Parameter(torch.rand(_BOOKS, book, _WIDTH // _BOOKS))
        self.register_buffer("temperature", torch.tensor(_HOTTEST))

    def forward(self, features: torch.Tensor, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(recordings, frames, features) → the words (…, width), their numbers (…, books), and how evenly the hidden
        frames use the books, 0 … 1."""
        logits = self.choice(self.even(features)).view(*features.shape[:2], _BOOKS, self._book)
        if self.training:
            chance = -torch.empty_like(logits).exponential_().log()
            soft = ((logits + chance) / self.temperature).softmax(dim=-1)
        else:
            soft = logits.softmax(dim=-1)
        numbers = soft.argmax(dim=-1)
        chosen = torch.nn.functional.one_hot(numbers, self._book).to(soft.dtype) + soft - soft.detach()
        words = torch.einsum("rfbw,bwn->rfbn", chosen, self.words).flatten(2)
        use = logits[hidden].softmax(dim=-1).mean(dim=0)
        perplexity = (-(use * (use + 1e-7).log()).sum(dim=-1)).exp()
        return words, numbers, perplexity.sum() / (_BOOKS * self._book)
