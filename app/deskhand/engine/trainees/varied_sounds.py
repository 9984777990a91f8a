"""Sounds as they might have been recorded as well: what a sound is does not change by it."""

import numpy as np
from scipy.signal import resample_poly

from deskhand.engine.inputs import RATE, Floats, Samples

_SPEEDS = (9, 10, 11)  # tenths (Ko et al. 2015)
_LATEST = 0.1  # seconds by which it may begin later
_LOUDER = (-6.0, 6.0)  # decibels
_NOISY, _NOISE = 0.5, (10.0, 40.0)  # the share of sounds that hiss; decibels below the sound
_BY_TELEPHONE, _BAND = 0.25, (300.0, 3400.0)  # the share; Hz (ITU-T G.712)


def varied(sound: Samples, rng: np.random.Generator) -> Samples:
    """Another speed, beginning and loudness; some with hiss, some by telephone. float32 from -1 to 1.

    The order is that of the world: noise is where the sound is, and goes through the telephone with it.
    """
    other = _at_speed(np.asarray(sound, np.float64), int(rng.choice(_SPEEDS)))
    other = np.pad(other, (int(rng.integers(0, round(_LATEST * RATE))), 0))
    if rng.random() < _NOISY:
        other = other + _hiss(other, rng)
    if rng.random() < _BY_TELEPHONE:
        other = _by_telephone(other)
    louder = 10 ** (rng.uniform(*_LOUDER) / 20)
    return np.clip(other * louder, -1, 1).astype(np.float32)


def _at_speed(sound: Floats, tenths: int) -> Floats:
    if tenths == _SPEEDS[1] or not len(sound):
        return sound
    quicker: Floats = resample_poly(sound, 10, tenths)
    return quicker


def _hiss(sound: Floats, rng: np.random.Generator) -> Floats:
    level = np.sqrt(np.mean(np.square(sound))) * 10 ** (-rng.uniform(*_NOISE) / 20)
    hiss: Floats = level * rng.standard_normal(len(sound))
    return hiss


def _by_telephone(sound: Floats) -> Floats:
    """Only what a telephone's band lets through."""
    if not len(sound):
        return sound
    spectrum = np.fft.rfft(sound)
    pitches = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(pitches < _BAND[0]) | (pitches > _BAND[1])] = 0
    narrow: Floats = np.fft.irfft(spectrum, len(sound))
    return narrow
