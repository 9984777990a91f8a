"""Fine-tuning: the network and the head on it learn from the answers together; all of it (full), or a few numbers
beside each of its layers (LoRA).

The head starts from what was learned on the unchanged network (linear probing, then fine-tuning: Kumar et al. 2022).
"""

import copy
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from peft import LoraConfig, get_peft_model

from deskhand.domain.evaluations import Method
from deskhand.domain.models import Modality
from deskhand.engine.bucketing import batches_of, lengths_of
from deskhand.engine.challengers.averaged import Averaged
from deskhand.engine.challengers.challenger import See, Start
from deskhand.engine.finetuning import Group, Schedule
from deskhand.engine.inputs import Lesson, Rows, View
from deskhand.engine.methods.regression import regressions
from deskhand.engine.methods.vectors import Seen, VectorsHead
from deskhand.engine.trainees.trainee import Batch

_LARGE = 150_000_000  # weights; above, only LoRA (methods.md, 1.1)
_BATCH = 16
_SEEN = 12_000  # answers gone through in all, from which on fewer times through are enough
_TIMES = (3, 8)  # times through the answers: with many, with few
_RATES = {Modality.TEXT: 5e-5, Modality.PICTURE: 1e-4, Modality.SOUND: 5e-5}
_LORA_TIMES = 10.0  # LoRA learns at 10 to 25 times the rate (methods.md, 1.1)
_HEAD_TIMES = 10.0  # the head learns faster than the network that it stands on
_SOFT = 0.1  # label smoothing: a head that is right on all it knows has else nothing left to learn
_STRENGTH = 1.0  # of the regression that the head starts from; a stronger one is too sure already


@dataclass(frozen=True, slots=True)
class FineTuned:
    """``method`` FULL changes all weights; LORA small matrices beside them (Hu et al. 2021), which are merged into the
    network at the end: rank 16, on all linear layers (methods.md, 1.2). ``only_large``: smaller ones are left to FULL.
    """

    method: Method = Method.FULL
    only_large: bool = False

    def misfit(self, start: Start) -> str:
        size = sum(weight.numel() for weight in start.trainee.network.parameters())
        if self.method is Method.FULL and size > _LARGE:
            return "the model is too large to be changed whole; a few numbers beside its own can be (LoRA)"
        return "the model is changed whole" if self.only_large and size <= _LARGE else ""

    def schedule(self, start: Start) -> Schedule:
        rate = _RATES[start.trainee.modality] * (_LORA_TIMES if self.method is Method.LORA else 1.0)
        least, most = _TIMES
        epochs = min(most, max(least, _SEEN // max(1, len(start.lesson))))
        return Schedule(epochs, _BATCH, rate, seed=start.seed)

    def attempt(self, start: Start) -> "FineTuning":
        return FineTuning(start, self.method)


class FineTuning:
    """Cross-entropy on the answers; rare categories weigh more where the lesson is balanced.

    What answers in the end are the weights averaged over the steps.
    """

    def __init__(self, start: Start, method: Method) -> None:
        self._start, self._method = start, method
        self._lora = None
        if method is Method.LORA:
            torch.manual_seed(start.seed)  # the small matrices begin at random
            config = LoraConfig(r=16, lora_alpha=32, lora_dropout=0.05, target_modules="all-linear")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # peft asks transformers by a name that is going away
                warnings.simplefilter("ignore", UserWarning)  # GPT-2 has weights on their side
                self._lora = get_peft_model(start.trainee.network, config)  # changes the network in place
        self._head = HeadOnViews(start)
        self._truth = torch.from_numpy(start.lesson.truth.astype(np.int64))
        self._lengths = lengths_of(start.contents)
        self.module = Averaged({"network": start.trainee.network, "head": self._head})

    def groups(self) -> Sequence[Group]:
        return (
            Group(list(self._start.trainee.network.parameters())),
            Group([self._head.weights, self._head.bias], _HEAD_TIMES),
        )

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return batches_of(self._lengths, size, self._start.seed, epoch)

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        contents = [self._start.contents[row] for row in rows]
        return {**self._start.trainee.batch(contents, rng), "truth": self._truth[rows]}

    def loss(self, prepared: Batch) -> torch.Tensor:
        content = {name: each for name, each in prepared.items() if name != "truth"}
        logits = self._head(self._start.trainee.vectors(content))
        weights = self._head.worth if self._start.lesson.balanced else None
        return torch.nn.functional.cross_entropy(logits, prepared["truth"], weights, label_smoothing=_SOFT)

    def after_step(self, step: int, of: int) -> None:
        self.module.follow(step)

    def heads(self, see: See) -> tuple[VectorsHead, ...]:
        """The one that learned with the network, and one fitted anew on what the network makes of the answers now.

        Of short messages the second was better, of photos the first (tests/bench/RESULTS.md).
        """
        lesson = replace(self._start.lesson, inputs=see(self._start.contents))
        fitted = self._start.frozen.fit(lesson, [self._start.option])[0]
        assert isinstance(fitted, VectorsHead)
        return self._head.plain(self._method), replace(fitted, method=self._method)

    def save(self, folder: Path) -> None:
        if self._lora is None:
            self._start.trainee.save(folder)
            return
        merged = copy.deepcopy(self._lora).merge_and_unload()
        self._start.trainee.save(folder, merged)


class HeadOnViews(torch.nn.Module):
    """A linear head on views side by side, in the form in which they are learned from (``Seen``)."""

    middle: torch.Tensor
    scale: torch.Tensor
    worth: torch.Tensor

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._look = start.option.look
        self._seen = seen = Seen.of(start.lesson.inputs, self._look, start.option.shares)
        weights, bias = next(regressions(seen.vectors, start.lesson, [_STRENGTH]))
        self.weights = torch.nn.Parameter(torch.tensor(weights))
        self.bias = torch.nn.Parameter(torch.tensor(bias, dtype=torch.float32))
        self.register_buffer("middle", torch.from_numpy(seen.middle))
        self.register_buffer("scale", torch.from_numpy(seen.scale))
        self.register_buffer("worth", torch.from_numpy(_worth(start.lesson)))

    def forward(self, views: dict[View, torch.Tensor]) -> torch.Tensor:
        """(rows, labels): logits in float32."""
        with torch.autocast(self.weights.device.type, enabled=False):
            side = len(self._look) ** 0.5
            together = torch.cat([views[view].float() for view in self._look], dim=1) / side
            logits: torch.Tensor = (together - self.middle) * self.scale @ self.weights + self.bias
            return logits

    def plain(self, method: Method) -> VectorsHead:
        """The same head on the views as they are."""
        weights, bias = (each.detach().float().cpu().numpy() for each in (self.weights, self.bias))
        return VectorsHead(method, self._look, *self._seen.back(weights, bias))


def _worth(lesson: Lesson) -> np.ndarray:
    """What a row of each category weighs, 1 on average; a category without rows weighs nothing."""
    counts = np.bincount(lesson.truth.astype(np.int64), minlength=len(lesson.labels))
    return np.where(counts > 0, len(lesson) / (np.count_nonzero(counts) * np.maximum(counts, 1)), 0).astype(np.float32)
