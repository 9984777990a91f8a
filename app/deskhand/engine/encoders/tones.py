"""What a sound is like without any pretrained model: how loud it is at which pitch, and how that changes.

The reference line of every model of sounds, as colours and shapes are of those of pictures: mean and spread of its
pitches on the mel scale and of their changes, as in the baseline of ESC-50 (Piczak, 2015), and the course of its
loudness; each of length 1, side by side.
"""

from functools import lru_cache

import numpy as np

from deskhand.engine.inputs import RATE, Floats, Samples, Vectors

_PITCHES, _COURSE = 40, 8
SIZE = 4 * _PITCHES + _COURSE
_WINDOW, _HOP = 400, 160  # values: 25 ms every 10 ms
_LOWEST, _HIGHEST = 50.0, 7_800.0  # Hz
_FAINTEST = 1e-8  # of full scale, squared: 80 dB below it
_BLOCK = 3000  # windows at a time: half a minute, so that long sounds need little memory


def tones_of(sound: Samples) -> Vectors:
    """(SIZE,) of length 1."""
    pitches = np.concatenate([_loudness(sound[start : start + _BLOCK * _HOP + _WINDOW]) for start in _starts(sound)])
    changes = np.abs(np.diff(pitches, axis=0, prepend=pitches[:1]))
    parts = [pitches.mean(axis=0), pitches.std(axis=0), changes.mean(axis=0), changes.std(axis=0), _course(pitches)]
    together = np.concatenate([_unit(part) for part in parts]) / np.sqrt(len(parts))
    vector: Vectors = together.astype(np.float32)
    return vector


def _starts(sound: Samples) -> range:
    return range(0, max(1, len(sound) - _WINDOW), _BLOCK * _HOP)


def _loudness(sound: Samples) -> Floats:
    """(windows, pitches) in Bel, 0 for the faintest."""
    filled = np.pad(sound, (0, max(0, _WINDOW - len(sound))))
    windows = np.lib.stride_tricks.sliding_window_view(filled, _WINDOW)[::_HOP][:_BLOCK]
    power = np.square(np.abs(np.fft.rfft(windows * np.hanning(_WINDOW)))) / _WINDOW
    loudness: Floats = np.log10(np.maximum(power @ _filters(), _FAINTEST) / _FAINTEST)
    return loudness


def _course(pitches: Floats) -> Floats:
    """How the loudness of eight parts of like length differs from the mean."""
    loud = pitches.mean(axis=1)
    parts = np.array([part.mean() if len(part) else loud.mean() for part in np.array_split(loud, _COURSE)])
    course: Floats = parts - loud.mean()
    return course


@lru_cache(maxsize=1)
def _filters() -> Floats:
    """(frequencies, pitches): triangles of equal width on the mel scale (O'Shaughnessy, 1987)."""
    frequencies = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    lowest, highest = (2595 * np.log10(1 + edge / 700) for edge in (_LOWEST, _HIGHEST))
    edges = 700 * (10 ** (np.linspace(lowest, highest, _PITCHES + 2) / 2595) - 1)
    rising = (frequencies[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - frequencies[:, None]) / (edges[2:] - edges[1:-1])
    triangles: Floats = np.maximum(0, np.minimum(rising, falling))
    return triangles + 1e-6  # the lowest pitches are narrower than a frequency, and may lie between two


def _unit(part: Floats) -> Floats:
    length = float(np.linalg.norm(part))
    return part / length if length else part
