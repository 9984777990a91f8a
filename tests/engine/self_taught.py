"""Networks that learn without answers, and how much easier their embeddings make it to answer afterwards."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from sklearn.linear_model import LogisticRegression

from deskhand.engine.adapting.objective import Objective
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine.finetuning import Processor, Work, train
from deskhand.engine.trainees.trainee import Batch

CPU = Processor(torch.device("cpu"))


def teach(
    objective: Objective, trainee: Any, contents: Sequence[Any], *, epochs: int, rate: float, batch: int = 32,
    checkpoints: Path | None = None, stop_at: int = 0,
) -> list[float]:  # fmt: skip
    """Learn from ``contents``; the loss of each step. ``stop_at``: it is killed after so many."""
    schedule = replace(objective.schedule(len(contents), 1), epochs=epochs, batch=batch, rate=rate)
    watched = _Watched(objective.work(trainee, contents, 1), stop_at)
    train(watched, schedule, CPU, checkpoints=Checkpoints(checkpoints, every=0) if checkpoints else None)
    return watched.losses


class _Watched:
    """A work whose losses are kept, and that is killed after ``stop_at`` of them."""

    def __init__(self, work: Work, stop_at: int) -> None:
        self.module, self.groups, self.batches = work.module, work.groups, work.batches
        self.prepare, self.after_step = work.prepare, work.after_step
        self._work, self._stop_at = work, stop_at
        self.losses: list[float] = []

    def loss(self, prepared: Batch) -> torch.Tensor:
        if self._stop_at and len(self.losses) == self._stop_at:
            raise InterruptedError
        loss = self._work.loss(prepared)
        self.losses.append(float(loss.detach()))
        return loss


def fell(losses: Sequence[float]) -> float:
    """The mean of the last tenth as a share of that of the first."""
    part = max(1, len(losses) // 10)
    return float(np.mean(losses[-part:]) / np.mean(losses[:part]))


def probe(trainee: Any, contents: Sequence[Any], labels: Sequence[int]) -> float:
    """The share of the second half that is right when a linear model has learned the first half's embeddings."""
    vectors = embeddings(trainee, contents)
    half = len(labels) // 2
    head = LogisticRegression(C=100.0, max_iter=2000).fit(vectors[:half], labels[:half])
    return float(head.score(vectors[half:], labels[half:]))


def embeddings(trainee: Any, contents: Sequence[Any]) -> NDArray[np.float32]:
    """(contents, sum of sizes), all views side by side, each number spread alike."""
    trainee.network.eval()
    with torch.no_grad():
        found = [trainee.vectors(trainee.batch(contents[start : start + 64])) for start in range(0, len(contents), 64)]
    vectors = np.hstack([np.vstack([one[view].numpy() for one in found]) for view in trainee.views])
    spread: NDArray[np.float32] = (vectors - vectors.mean(axis=0)) / (vectors.std(axis=0) + 1e-9)
    return spread


def jpeg(dots: NDArray[np.float64]) -> bytes:
    """(rows, columns, 3) of 0 … 1 as a JPEG file of the best quality."""
    file = io.BytesIO()
    Image.fromarray((dots.clip(0, 1) * 255).astype(np.uint8)).save(file, "JPEG", quality=95, subsampling=0)
    return file.getvalue()
