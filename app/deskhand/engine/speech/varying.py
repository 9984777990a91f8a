"""A recording as it might have come from another voice, by another telephone: so words are learned and not these."""

import numpy as np

from deskhand.engine.speech.voice import RATE, Samples
from deskhand.engine.speech.whisper import Features

_BY_TELEPHONE = 0.25  # of all clips
_LOW, _HIGH = (200.0, 350.0), (3000.0, 3700.0)  # Hz between which a telephone's band begins, and ends
_MU = 255.0  # ITU-T G.711
_PACKET = 160  # values of 8 kHz: 20 ms, as voice over IP sends them
_LOST = (0.0, 0.0, 0.0, 0.01)  # shares of packets
_LOUDER = (-4.0, 4.0)  # decibels
_SPEED, _ROOM = 0.1, 29.5  # the share by which it is quicker or slower at most; seconds that are heard at once
_NOISE = (30.0, 50.0)  # decibels below the sound
_MASKS, _PITCHES, _TIME = 1, 0.1, 0.02  # masks of each kind; at most these shares of all pitches, of the time


def varied(samples: Samples, rng: np.random.Generator) -> Samples:
    """A higher or lower voice, another level, some hiss, some of them by telephone."""
    sound = at_another_speed(samples, rng) * np.float32(10 ** (rng.uniform(*_LOUDER) / 20))
    level = float(np.sqrt(np.mean(np.square(sound)))) * 10 ** (-rng.uniform(*_NOISE) / 20)
    sound = sound + (level * rng.standard_normal(len(sound))).astype(np.float32)
    if rng.random() < _BY_TELEPHONE:
        sound = by_telephone(sound, rng)
    return np.clip(sound, -1, 1).astype(np.float32)


def at_another_speed(samples: Samples, rng: np.random.Generator) -> Samples:
    """Played quicker, so shorter and higher, or slower, but never longer than can be heard at once.

    Source: Ko and others, *Audio augmentation for speech recognition*, 2015.
    """
    times = max(rng.uniform(1 - _SPEED, 1 + _SPEED), len(samples) / (_ROOM * RATE))
    moments = np.arange(int(len(samples) / times)) * times
    played: Samples = np.interp(moments, np.arange(len(samples)), samples).astype(np.float32)
    return played


def by_telephone(samples: Samples, rng: np.random.Generator) -> Samples:
    """8 kHz, a telephone's band, mu-law, some packets lost (methods.md, 3.2). As long as before."""
    size = len(samples) + len(samples) % 2
    spectrum = np.fft.rfft(samples, size)
    pitch = np.fft.rfftfreq(size, 1 / RATE)
    spectrum[(pitch < rng.uniform(*_LOW)) | (pitch > rng.uniform(*_HIGH))] = 0
    narrow = _mu_law(np.fft.irfft(spectrum, size)[::2])  # nothing above 4 kHz is left to fold
    lost = np.repeat(rng.random(len(narrow) // _PACKET + 1) < rng.choice(_LOST), _PACKET)[: len(narrow)]
    narrow[lost] = 0
    wide = np.fft.irfft(np.fft.rfft(narrow), size) * 2
    return wide[: len(samples)].astype(np.float32)


def _mu_law(sound: np.ndarray) -> np.ndarray:
    """There and back, in steps of eight bits."""
    bent = np.sign(sound) * np.log1p(_MU * np.minimum(np.abs(sound), 1)) / np.log1p(_MU)
    steps = np.round(bent * 127.5) / 127.5
    straight: np.ndarray = np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(_MU)) / _MU
    return straight


def masked(features: Features, rng: np.random.Generator) -> Features:
    """Some pitches and some moments hidden, by the mean. Source: Park and others, *SpecAugment*, 2019."""
    hidden = features.copy()
    pitches, frames = features.shape
    mean = float(features.mean())
    for _ in range(_MASKS):
        width = int(rng.integers(0, int(_PITCHES * pitches) + 1))
        start = int(rng.integers(0, pitches - width + 1))
        hidden[start : start + width] = mean
        length = int(rng.integers(0, int(_TIME * frames) + 1))
        start = int(rng.integers(0, frames - length + 1))
        hidden[:, start : start + length] = mean
    return hidden
