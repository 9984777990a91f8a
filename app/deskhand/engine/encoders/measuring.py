"""Which precision this computer should use for a model: measured in two or three seconds, then remembered.

Tried for MiniLM and refused: int8. torch's dynamic int8 is no quicker than bfloat16 where the processor has bfloat16,
and its predictions differ on 2 in 100 items (limit: 1 in 200); leaving out the layers that suffer costs the gain.
"""

import time
from collections.abc import Callable

import numpy as np
import torch

from deskhand.engine import devices
from deskhand.engine.encoders.text import TextEncoder, load
from deskhand.engine.inputs import Vectors
from deskhand.engine.recipe import Precision, Recipe, remember, remembered
from deskhand.engine.shelf import ModelFiles

_SUBJECTS = (
    "the invoice",
    "my appointment",
    "the delivery",
    "our contract",
    "the printer",
    "a new password",
    "the brake pads",
    "my insurance card",
    "the refund",
    "a room for two",
    "the recipe",
    "your opening hours",
    "the broken window",
    "a parking ticket",
    "the tax form",
    "my tooth",
)
_SENTENCES = (
    "Please send me {} as soon as you can.",
    "I have a complaint about {}.",
    "Thank you, {} was perfect!",
    "When can I expect {}?",
    "{} does not work any more since Monday morning, could somebody call me back?",
    "Cancel {} please.",
    "How much does {} cost?",
    "Hello, we talked last week about {} and I still have not heard from you.",
)
_QUICKER = 1.3  # below this the smaller numbers are not worth it
_AGREES = 0.99  # share of texts whose nearest other text must stay the same
_SECONDS = 1.5


def recipe_for(files: ModelFiles) -> Recipe:
    """The remembered recipe, or the one that a measurement finds now."""
    return remembered(files) or remember(files, _measure(files))


def speed_of(files: ModelFiles, precision: Precision, device: torch.device) -> float:
    """Short messages a second on ``device``."""
    encoder, texts = TextEncoder(files, precision, device), _texts()
    encoder.encode(texts)  # the first round only warms up
    return round(len(texts) / min(_seconds(encoder, texts) for _ in range(5)), 1)


def _texts() -> list[str]:
    return [sentence.format(subject) for sentence in _SENTENCES for subject in _SUBJECTS]


def _measure(files: ModelFiles) -> Precision:
    """Both precisions read the same texts in turn, so that whatever else the computer does slows both down.

    Compared is the processor's time: beside other work the clock on the wall says little (it once chose the slower).
    """
    texts = _texts()
    full, half = load(files, Precision.FULL), load(files, Precision.HALF)
    agreement = _agreement(full.encode(texts), half.encode(texts))
    if agreement < _AGREES:
        return Precision.FULL
    clock = time.process_time if devices.best() == devices.CPU else time.perf_counter
    quickest = {full: float("inf"), half: float("inf")}
    started = time.perf_counter()
    while min(quickest.values()) == float("inf") or time.perf_counter() - started < _SECONDS:
        quickest = {encoder: min(best, _seconds(encoder, texts, clock)) for encoder, best in quickest.items()}
    return Precision.HALF if quickest[full] > _QUICKER * quickest[half] else Precision.FULL


def _seconds(encoder: TextEncoder, texts: list[str], clock: Callable[[], float] = time.perf_counter) -> float:
    before = clock()
    encoder.encode(texts)
    return clock() - before


def _agreement(full: Vectors, half: Vectors) -> float:
    """Share of texts whose nearest neighbour is the same, or as near as makes no difference (0.005 of cosine)."""
    likeness, other = full @ full.T, half @ half.T
    np.fill_diagonal(likeness, -1)
    np.fill_diagonal(other, -1)
    chosen = np.take_along_axis(likeness, other.argmax(axis=1)[:, None], axis=1)[:, 0]
    return float(np.mean(likeness.max(axis=1) - chosen < 5e-3))
