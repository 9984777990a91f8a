"""Contrastive fine-tuning: answers of one category are drawn together, those of others apart; then a regression on top.

The idea is SetFit's (Tunstall et al. 2022); the loss is that of Khosla et al. 2020 (supervised contrast), which learns
from all pairs of a batch in one pass where SetFit passes each pair by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from deskhand.domain.evaluations import Method
from deskhand.domain.models import Modality
from deskhand.engine.challengers.challenger import See, Start
from deskhand.engine.finetuning import Group, Schedule
from deskhand.engine.inputs import Rows
from deskhand.engine.methods.vectors import VectorsHead
from deskhand.engine.trainees.trainee import Batch

_BATCH = 64
_SEEN = 10_000  # answers gone through in all: more pairs bring little
_TIMES = (1, 10)
_RATE = 5e-5
_TEMPERATURE = 0.07  # Khosla et al. 2020: 0.1; for sentences a little lower
_MANY = 5_000  # answers; above, a regression and full fine-tuning have enough to learn from


@dataclass(frozen=True, slots=True)
class Contrastive:
    """Worth trying with few answers (methods.md, 1.1)."""

    method: Method = Method.CONTRASTIVE

    def misfit(self, start: Start) -> str:
        if start.trainee.modality is not Modality.TEXT:
            return "it is for texts"
        if len(start.lesson) > _MANY:
            return f"it is for at most {_MANY:,} answers"
        return ""

    def schedule(self, start: Start) -> Schedule:
        least, most = _TIMES
        epochs = min(most, max(least, _SEEN // max(1, len(start.lesson))))
        return Schedule(epochs, _BATCH, _RATE, seed=start.seed)

    def attempt(self, start: Start) -> "Contrast":
        return Contrast(start)


class Contrast:
    """The views of ``option.look`` side by side are what is drawn together or apart."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._truth = start.lesson.truth.astype(np.int64)
        self.module = start.trainee.network

    def groups(self) -> Sequence[Group]:
        return (Group(list(self.module.parameters())),)

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        """Rows in twos of one category, so that each has something to be drawn to; an odd one comes along alone."""
        rng = np.random.default_rng([self._start.seed, epoch])
        order = rng.permutation(len(self._truth))
        by_category = order[np.argsort(self._truth[order], kind="stable")]
        ends = np.flatnonzero(np.diff(self._truth[by_category])) + 1
        twos = [rows[place : place + 2] for rows in np.split(by_category, ends) for place in range(0, len(rows), 2)]
        mixed = np.concatenate([twos[place] for place in rng.permutation(len(twos))])
        return [mixed[place : place + size] for place in range(0, len(mixed), size)]

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        contents = [self._start.contents[row] for row in rows]
        return {**self._start.trainee.batch(contents, rng), "truth": torch.from_numpy(self._truth[rows])}

    def loss(self, prepared: Batch) -> torch.Tensor:
        content = {name: each for name, each in prepared.items() if name != "truth"}
        views = self._start.trainee.vectors(content)
        look = self._start.option.look
        vectors = torch.cat([views[view] for view in look], dim=1) / len(look) ** 0.5
        return supervised_contrast(vectors.float(), prepared["truth"])

    def after_step(self, step: int, of: int) -> None:
        """Nothing follows."""

    def heads(self, see: See) -> tuple[VectorsHead, ...]:
        lesson = replace(self._start.lesson, inputs=see(self._start.contents))
        fitted = self._start.frozen.fit(lesson, [self._start.option])[0]
        assert isinstance(fitted, VectorsHead)
        return (replace(fitted, method=Method.CONTRASTIVE),)

    def save(self, folder: Path) -> None:
        self._start.trainee.save(folder)


def supervised_contrast(vectors: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """The mean over rows that are not alone of their category in the batch (Khosla et al. 2020, equation 2).

    ``vectors`` (rows, size) of length 1, ``truth`` (rows).
    """
    with torch.autocast(vectors.device.type, enabled=False):
        itself = torch.eye(len(vectors), dtype=torch.bool, device=vectors.device)
        likeness = (vectors @ vectors.T / _TEMPERATURE).masked_fill(itself, float("-inf"))
        like = (truth[:, None] == truth[None, :]) & ~itself
        chances = torch.log_softmax(likeness, dim=1).masked_fill(itself, 0.0)
        companions = like.sum(dim=1)
        pulled = -(chances * like).sum(dim=1) / companions.clamp(min=1)
        return pulled.sum() / (companions > 0).sum().clamp(min=1)
