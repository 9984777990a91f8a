"""What a picture looks like without any pretrained model: its colours, and where it has edges of which direction.

The reference line of every model of pictures, as word counts are of those of texts; and good enough for some work.
Colours by place (4 x 4 means and spreads), a histogram of colours (4 x 4 x 4), and histograms of oriented gradients on
a 4 x 4 grid (Dalal and Triggs, 2005), each of length 1, side by side.
"""

import io

import numpy as np
from PIL import Image

from deskhand.engine.inputs import Floats, Vectors

SIZE = 4 * 4 * 3 * 2 + 4**3 + 4 * 4 * 8
_EDGE, _GRID, _DIRECTIONS = 64, 4, 8


def colours_of(jpeg: bytes) -> Vectors:
    """(SIZE,) of length 1."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        small = picture.convert("RGB").resize((_EDGE, _EDGE), Image.Resampling.BILINEAR)
    pixels = np.asarray(small, np.float64) / 255
    parts = [_places(pixels), _histogram(pixels), _edges(pixels.mean(axis=2))]
    together = np.concatenate([_unit(part) for part in parts]) / np.sqrt(len(parts))
    vector: Vectors = together.astype(np.float32)
    return vector


def _places(pixels: Floats) -> Floats:
    side = _EDGE // _GRID
    cells = pixels.reshape(_GRID, side, _GRID, side, 3)
    places: Floats = np.concatenate([(cells.mean(axis=(1, 3)) - 0.5).ravel(), cells.std(axis=(1, 3)).ravel()])
    return places


def _histogram(pixels: Floats) -> Floats:
    bins = np.minimum((pixels * 4).astype(np.intp), 3)
    counts = np.bincount((bins @ np.array([16, 4, 1])).ravel(), minlength=64)
    roots: Floats = np.sqrt(counts)
    return roots


def _edges(grey: Floats) -> Floats:
    down, across = np.gradient(grey)
    strength = np.hypot(down, across)
    direction = np.minimum((np.arctan2(down, across) % np.pi / np.pi * _DIRECTIONS).astype(np.intp), _DIRECTIONS - 1)
    side = _EDGE // _GRID
    place = np.arange(_EDGE) // side
    cell = place[:, None] * _GRID + place[None, :]
    sums = np.bincount((cell * _DIRECTIONS + direction).ravel(), strength.ravel(), _GRID * _GRID * _DIRECTIONS)
    roots: Floats = np.sqrt(sums)
    return roots


def _unit(part: Floats) -> Floats:
    length = float(np.linalg.norm(part))
    return part / length if length else part
