"""Sounds in which nobody speaks, made up: what stands in mailboxes instead of words, so that silence stays silent."""

from collections.abc import Callable

import numpy as np

from deskhand.engine.speech.clips import Clip, stored
from deskhand.engine.speech.voice import RATE, Samples

Rng = np.random.Generator

_SHORTEST, _LONGEST = 2.0, 12.0  # seconds
_SCALE = (220.0, 246.94, 277.18, 329.63, 369.99, 440.0, 493.88, 554.37, 659.26)  # Hz: five tones a song may have
_BEAT = 0.4  # seconds


def no_speech(count: int, seed: int, language: str = "") -> tuple[Clip, ...]:
    """``count`` clips, of every kind as many; the same for the same ``seed``."""
    clips = []
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        size = int(rng.uniform(_SHORTEST, _LONGEST) * RATE)
        clips.append(
            Clip(stored(_KINDS[number % len(_KINDS)](size, rng)), (), f"no speech {number}", language=language)
        )
    return tuple(clips)


def _silence(size: int, _rng: Rng) -> Samples:
    return np.zeros(size, np.float32)


def _hiss(size: int, rng: Rng) -> Samples:
    """All pitches alike, from hardly to be heard to loud."""
    return (10 ** rng.uniform(-3.5, -1) * rng.standard_normal(size)).astype(np.float32)


def _rumble(size: int, rng: Rng) -> Samples:
    """Low pitches more: wind, a road, a bag around the telephone."""
    spectrum = np.fft.rfft(rng.standard_normal(size))
    spectrum /= np.maximum(np.arange(len(spectrum)), 20.0) ** rng.uniform(0.5, 1.0)
    return _as_loud(np.fft.irfft(spectrum, size), 10 ** rng.uniform(-2.5, -0.7))


def _hum(size: int, rng: Rng) -> Samples:
    mains = rng.choice([50.0, 60.0])
    return _as_loud(_tones(size, mains, 2 * mains, 3 * mains) + 0.1 * rng.standard_normal(size), 0.05)


def _dial_tone(size: int, rng: Rng) -> Samples:
    pitches = [(350.0, 440.0), (425.0,), (440.0,)][int(rng.integers(3))]
    return _as_loud(_tones(size, *pitches), 10 ** rng.uniform(-2, -0.5))


def _ringing(size: int, rng: Rng) -> Samples:
    """The line rings or is busy: a tone that comes and goes."""
    on, off = [(2.0, 4.0), (0.5, 0.5), (0.25, 0.25), (1.0, 4.0)][int(rng.integers(4))]
    sounds = (np.arange(size) / RATE + rng.uniform(0, on)) % (on + off) < on
    return _as_loud(_tones(size, 440.0, 480.0) * sounds + 1e-3 * rng.standard_normal(size), 0.1)


def _beeps(size: int, rng: Rng) -> Samples:
    sound = 2e-3 * rng.standard_normal(size)
    for _ in range(int(rng.integers(1, 4))):
        start, length = int(rng.integers(size)), int(rng.uniform(0.1, 0.5) * RATE)
        end = min(size, start + length)
        sound[start:end] += 0.2 * _tones(end - start, rng.uniform(600, 1600))
    return sound.astype(np.float32)


def _music(size: int, rng: Rng) -> Samples:
    """A tune with its octave below, as on hold: plucked tones that fade."""
    sound = np.zeros(size)
    step = int(_BEAT * RATE)
    for start in range(0, size, step):
        end = min(size, start + 2 * step)
        pitch = float(rng.choice(_SCALE))
        fading = np.exp(-np.arange(end - start) / (0.3 * RATE))
        sound[start:end] += fading * (_tones(end - start, pitch, 2 * pitch) + _tones(end - start, pitch / 2))
    return _as_loud(sound, 10 ** rng.uniform(-2, -0.7))


def _knocks(size: int, rng: Rng) -> Samples:
    """Steps, a receiver put down, typing: short bursts."""
    sound = 1e-3 * rng.standard_normal(size)
    for start in rng.integers(0, size, int(rng.integers(2, 12))).tolist():
        end = min(size, start + int(0.05 * RATE))
        sound[start:end] += 0.3 * rng.standard_normal(end - start) * np.exp(-np.arange(end - start) / (0.01 * RATE))
    return np.clip(sound, -1, 1).astype(np.float32)


def _tones(size: int, *pitches: float) -> np.ndarray:
    time = np.arange(size) / RATE
    total: np.ndarray = np.sum([np.sin(2 * np.pi * pitch * time) for pitch in pitches], axis=0) / len(pitches)
    return total


def _as_loud(sound: np.ndarray, level: float) -> Samples:
    """With this mean level, 1 being full scale."""
    loud = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    return np.clip(sound * (level / loud), -1, 1).astype(np.float32)


_KINDS: tuple[Callable[[int, Rng], Samples], ...] = (
    _silence, _hiss, _dial_tone, _music, _rumble, _hum, _ringing, _beeps, _knocks,
)  # fmt: skip
