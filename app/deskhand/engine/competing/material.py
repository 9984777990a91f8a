"""What there is to be fine-tuned: a model, and the contents that it reads, sees or hears, row by row of the lesson."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from deskhand.domain.evaluations import Method
from deskhand.domain.models import Modality
from deskhand.engine.bucketing import lengths_of
from deskhand.engine.challengers.challenger import See, Start
from deskhand.engine.finetuning import Processor
from deskhand.engine.inputs import Inputs, Lesson, Rows, Vectors, View
from deskhand.engine.learning import Trial
from deskhand.engine.methods.vectors import OnVectors
from deskhand.engine.trainees.trainee import Trainee

_AT_ONCE = 32  # contents that a network is shown together while it is tested
FROZEN = {Modality.TEXT: Method.MODEL, Modality.PICTURE: Method.PICTURE, Modality.SOUND: Method.SOUND}
"""The method that uses the model of a modality as it is."""


@dataclass(frozen=True, slots=True)
class Material:
    """``load`` gives the model as its makers (or the person's files) made it, each time anew."""

    modality: Modality
    load: Callable[[], Trainee[Any]]
    contents: Sequence[Any]

    def start(self, trial: Trial, lesson: Lesson, rows: Rows, seed: int) -> Start:
        """A beginning on some rows; ``trial`` is that of the unchanged model."""
        assert isinstance(trial.method, OnVectors)
        contents = [self.contents[row] for row in rows]
        return Start(self.load(), contents, lesson.take(rows), trial.method, trial.chosen, seed)


def seeing(trainee: Trainee[Any], processor: Processor) -> See:
    """Shows contents to the network of a trainee as it is at that moment, wherever it is."""

    def see(contents: Sequence[Any]) -> Inputs:
        texts = [one if isinstance(one, str) else "" for one in contents]
        return Inputs(texts, _views(trainee, contents, processor))

    return see


def _views(trainee: Trainee[Any], contents: Sequence[Any], processor: Processor) -> dict[View, Vectors]:
    network = trainee.network
    device, was_learning = next(network.parameters()).device, network.training
    network.eval()
    order = np.argsort([-length for length in lengths_of(contents)], kind="stable")
    parts: dict[View, list[Vectors]] = {view: [] for view in trainee.views}
    half = processor.half and device.type in ("cpu", "cuda")
    with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16, enabled=half):
        for place in range(0, len(order), _AT_ONCE):
            batch = trainee.batch([contents[row] for row in order[place : place + _AT_ONCE]])
            seen = trainee.vectors({name: each.to(device) for name, each in batch.items()})
            for view in trainee.views:
                parts[view].append(seen[view].float().cpu().numpy())
    network.train(was_learning)
    back = np.argsort(order)
    return {view: np.concatenate(each)[back] for view, each in parts.items()}
