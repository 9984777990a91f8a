"""One picture, many views of it: cut out, lit, coloured and blurred by chance, as it might have been taken.

Colours are changed by one matrix for a picture, whatever is done to them, and a cut-out is brought to its size in one
go: on one core a view of 224 x 224 out of a photo of 448 takes about 2 ms, its decoding another 2.
"""

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Shape = tuple[int, int]
"""(rows, columns) of dots."""
Matrix = NDArray[np.float64]

_THREADS = 2
_GREY = np.array([0.299, 0.587, 0.114])  # how bright red, green and blue look (ITU-R BT.601)
_YIQ = np.array([_GREY, [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])  # brightness, and two axes of colour
_SLIMMEST, _WIDEST = 3 / 4, 4 / 3  # a cut-out, against the picture (Szegedy et al. 2015, as in all of the below)
_SHARPEST, _SOFTEST = 0.1, 2.0  # the blur's standard deviation in dots, of …
_BLUR_SIDE = 224  # … so many (Chen et al. 2020)


@dataclass(frozen=True, slots=True)
class Variation:
    """How far views may stray.

    ``area``: the least and greatest share of the picture that is cut out. ``light``, ``contrast`` and ``saturation``
    change by up to this share, ``hue`` by up to this part of the wheel; all of them with the chance ``colours``.
    ``grey`` and ``blur`` are chances. ``small``: a view of fewer dots (multi-crop, Caron et al. 2020).
    """

    area: tuple[float, float]
    light: float
    contrast: float
    saturation: float
    hue: float = 0.0
    colours: float = 0.8
    grey: float = 0.0
    blur: float = 0.0
    small: bool = False


MILD = Variation(area=(0.6, 1.0), light=0.2, contrast=0.2, saturation=0.2)
"""For learning from answers: what is in the picture, and its colour, must stay to be seen."""
STRONG = Variation(area=(0.2, 1.0), light=0.4, contrast=0.4, saturation=0.2, hue=0.1, grey=0.2, blur=0.5)
"""For telling views of one picture from others. Colours as in BYOL (Grill et al. 2020) and DINO (Caron et al. 2021),
milder than in SimCLR (Chen et al. 2020); cut-outs as in MoCo (He et al. 2020)."""


def varied(
    jpegs: Sequence[bytes], shapes: Sequence[Shape], ways: Sequence[Variation], rng: np.random.Generator, *, flips: bool
) -> list[torch.Tensor]:
    """uint8 (pictures, rows, columns, 3) a way, in its shape. Each picture is decoded once.

    The result depends on ``rng`` alone, not on which thread is first. ``flips``: half of them left for right; only
    where that keeps the answer, so never with text, packaging or gauges.
    """
    seeds = rng.integers(2**63, size=len(jpegs)).tolist()

    def views_of(jpeg: bytes, seed: int) -> list[NDArray[np.uint8]]:
        chance = np.random.default_rng(seed)
        picture = _decoded(jpeg, max(shapes))
        return [_view(picture, shape, way, chance, flips=flips) for shape, way in zip(shapes, ways, strict=True)]

    with ThreadPoolExecutor(_THREADS) as threads:
        pictures = list(threads.map(views_of, jpegs, seeds))
    return [torch.from_numpy(np.stack(views)) for views in zip(*pictures, strict=True)]


def _decoded(jpeg: bytes, shape: Shape) -> Image.Image:
    """At a half, a quarter or an eighth of its size if that is still no less than ``shape``."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        picture.draft("RGB", (shape[1], shape[0]))
        return picture.convert("RGB")


def _view(
    picture: Image.Image, shape: Shape, way: Variation, chance: np.random.Generator, *, flips: bool
) -> NDArray[np.uint8]:
    """The order of what is drawn from ``chance`` is always the same, whether it is used or not."""
    size = (shape[1], shape[0])
    view = picture.resize(size, Image.Resampling.BILINEAR, _box(picture, way.area, chance), reducing_gap=2.0)
    is_flipped, is_coloured, is_grey, is_blurred = chance.random(4) < (0.5, way.colours, way.grey, way.blur)
    matrix = _colours(view, way, chance) if is_coloured else np.eye(3, 4)
    if is_grey:
        matrix = np.tile(_GREY @ matrix, (3, 1))
    if is_coloured or is_grey:
        view = view.convert("RGB", tuple(matrix.ravel().tolist()))
    if is_blurred:
        deviation = chance.uniform(_SHARPEST, _SOFTEST) * min(shape) / _BLUR_SIDE
        view = view.filter(ImageFilter.GaussianBlur(deviation))
    if flips and is_flipped:
        view = view.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return np.asarray(view)


def _box(
    picture: Image.Image, area: tuple[float, float], chance: np.random.Generator
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a cut-out. Its form is held against that of the picture, not against a square:
    models are shown whole pictures squeezed into their square."""
    share = chance.uniform(*area)
    slimness = np.exp(chance.uniform(np.log(_SLIMMEST), np.log(_WIDEST)))
    width, height = min(1.0, np.sqrt(share * slimness)), min(1.0, np.sqrt(share / slimness))
    left, top = chance.random(2) * (1 - width, 1 - height)
    across, down = picture.size
    return left * across, top * down, min(1.0, left + width) * across, min(1.0, top + height) * down


def _colours(view: Image.Image, way: Variation, chance: np.random.Generator) -> Matrix:
    """(3, 4): what red, green, blue and 1 are multiplied by to get other colours."""
    light, contrast, saturation = 1 + chance.uniform(-1, 1, 3) * (way.light, way.contrast, way.saturation)
    angle = 2 * np.pi * chance.uniform(-way.hue, way.hue)
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[1, 0, 0], [0, cosine, -sine], [0, sine, cosine]])
    saturate = saturation * np.eye(3) + (1 - saturation) * np.tile(_GREY, (3, 1))
    mixed = reduce(np.matmul, (light * contrast * np.eye(3), saturate, np.linalg.inv(_YIQ), turn, _YIQ))
    middle = float(_GREY @ np.asarray(view.reduce(4)).reshape(-1, 3).mean(axis=0))
    return np.hstack([mixed, np.full((3, 1), light * (1 - contrast) * middle)])
