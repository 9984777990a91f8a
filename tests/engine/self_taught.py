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
from deskhand.engine.finetuning import Processor, train

CPU = Processor(torch.device("cpu"))


def teach(
    objective: Objective, trainee: Any, contents: Sequence[Any], *, epochs: int, rate: float, batch: int = 32,
    checkpoints: Path | None = None, stop_at: int = 0,
) -> list[float]:  # fmt: skip
    """Learn from ``contents``; the loss of each step. ``stop_at``: it is killed after so many."""
    schedule = replace(objective.schedule(len(contents), 1), epochs=epochs, batch=batch, rate=rate)
    work = objective.work(trainee, contents, 1)
    losses: list[float] = []
    loss_of = work.loss

    def heard(prepared: Any) -> torch.Tensor:
        if stop_at and len(losses) == stop_at:
            raise InterruptedError
        loss = loss_of(prepared)
        losses.append(float(loss.detach()))
        return loss

    work.loss = heard  # type: ignore[method-assign]
    train(work, schedule, CPU, checkpoints=Checkpoints(checkpoints, every=0) if checkpoints else None)
    return losses


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
