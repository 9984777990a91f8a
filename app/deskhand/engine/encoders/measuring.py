"""Which precision this computer should use for a model: measured in two to four seconds, then remembered.

bfloat16 first, as it agrees best; where the processor is slow at it, whole numbers, for texts. torch's own dynamic
int8 was tried for MiniLM and refused: one text in seven has another nearest neighbour (tests/bench/RESULTS.md).
"""

import io
import time
from collections.abc import Callable

import numpy as np
from PIL import Image

from deskhand.engine import devices
from deskhand.engine.encoders import pictures
from deskhand.engine.encoders import sound as sounds
from deskhand.engine.encoders.text import load
from deskhand.engine.inputs import RATE, Samples, Vectors
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
_PICTURES = 16
_SOUNDS = 12


def recipe_for(files: ModelFiles) -> Recipe:
    """The remembered recipe of a model of texts, or the one that a measurement finds now."""
    return remembered(files) or remember(files, _measure_texts(files))


def picture_recipe_for(files: ModelFiles) -> Recipe:
    """The same of a model of pictures."""
    known = remembered(files)
    if known is not None and known.views:
        return known
    return remember(files, _measure_pictures(files), pictures.load(files, Precision.FULL).views)


def sound_recipe_for(files: ModelFiles) -> Recipe:
    """The same of a model of sounds."""
    known = remembered(files)
    if known is not None and known.views:
        return known
    return remember(files, _measure_sounds(files), sounds.load(files, Precision.FULL).views)


def short_messages() -> list[str]:
    """128 short messages as offices get them; of each form sixteen."""
    return [sentence.format(subject) for sentence in _SENTENCES for subject in _SUBJECTS]


def _measure_texts(files: ModelFiles) -> Precision:
    texts = short_messages()
    for precision in (Precision.HALF, Precision.WHOLE) if devices.best() == devices.CPU else (Precision.HALF,):
        full, other = load(files, Precision.FULL), load(files, precision)
        if _is_better(lambda: full.encode(texts), lambda: other.encode(texts)):  # noqa: B023 - called at once
            return precision
    return Precision.FULL


def _measure_pictures(files: ModelFiles) -> Precision:
    jpegs = [_picture(seed) for seed in range(_PICTURES)]
    full, half = pictures.load(files, Precision.FULL), pictures.load(files, Precision.HALF)
    return Precision.HALF if _is_better(lambda: _all_of(full, jpegs), lambda: _all_of(half, jpegs)) else Precision.FULL


def _all_of(encoder: pictures.PictureEncoder, jpegs: list[bytes]) -> Vectors:
    """Views side by side, (pictures, size), of length 1 together."""
    together: Vectors = np.concatenate([*encoder.encode(jpegs)]) / np.sqrt(np.float32(len(encoder.views)))
    return together


def _picture(seed: int) -> bytes:
    """A JPEG of soft patches of colour, each seed another one."""
    pixels = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).resize((320, 240), Image.Resampling.BICUBIC).save(file, "JPEG")
    return file.getvalue()


def _measure_sounds(files: ModelFiles) -> Precision:
    heard = [_sound(seed) for seed in range(_SOUNDS)]
    full, half = sounds.load(files, Precision.FULL), sounds.load(files, Precision.HALF)
    length = np.sqrt(np.float32(len(full.views)))
    better = _is_better(lambda: full.encode(heard) / length, lambda: half.encode(heard) / length)
    return Precision.HALF if better else Precision.FULL


def _sound(seed: int) -> Samples:
    """Two seconds of three tones that come and go in noise, each seed others."""
    random, times = np.random.default_rng(seed), np.arange(2 * RATE) / RATE
    tones = np.stack([np.sin(2 * np.pi * pitch * times) for pitch in random.uniform(100, 3000, 3)])
    comes = np.clip(np.sin(2 * np.pi * random.uniform(0.3, 3, (3, 1)) * times), 0, 1)
    together = (tones * comes).mean(axis=0) + 0.02 * random.standard_normal(len(times))
    return np.asarray(0.5 * together, np.float32)


def _is_better(full: Callable[[], Vectors], other: Callable[[], Vectors]) -> bool:
    """Whether ``other`` agrees, and is quicker. Both read the same in turn, so that whatever else the computer does
    slows both down.

    Compared is the processor's time: beside other work the clock on the wall says little (it once chose the slower).
    """
    if _agreement(full(), other()) < _AGREES:
        return False
    clock = time.process_time if devices.best() == devices.CPU else time.perf_counter
    quickest = {full: float("inf"), other: float("inf")}
    started = time.perf_counter()
    while min(quickest.values()) == float("inf") or time.perf_counter() - started < _SECONDS:
        quickest = {read: min(best, _seconds(read, clock)) for read, best in quickest.items()}
    return quickest[full] > _QUICKER * quickest[other]


def _seconds(read: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    before = clock()
    read()
    return clock() - before


def _agreement(full: Vectors, smaller: Vectors) -> float:
    """Share of rows whose nearest neighbour is the same, or as near as makes no difference (0.005 of cosine)."""
    likeness, other = full @ full.T, smaller @ smaller.T
    np.fill_diagonal(likeness, -1)
    np.fill_diagonal(other, -1)
    chosen = np.take_along_axis(likeness, other.argmax(axis=1)[:, None], axis=1)[:, 0]
    return float(np.mean(likeness.max(axis=1) - chosen < 5e-3))
