"""Where somebody speaks: Silero's voice detection, as faster-whisper brings it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE = 16_000

_WINDOW = 512  # values that Silero looks at together
_FRESH, _WARM = 940, 32  # windows (30 s) after which it begins anew, and those heard before to warm up
_CERTAIN, _POSSIBLE = 0.5, 0.2
LEAST = 0.25  # seconds of voice: fewer are no speech
_GAP = 0.1  # seconds
_QUIET_PEAK, _FAINTEST_PEAK = 0.1, 0.001  # of full scale
_FRAME = 0.5  # seconds over which loudness is measured
_BELOW_VOICE = 25.0  # decibels; what is softer than the voices by more is no speech that was missed


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds from the beginning of the recording."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start

    def overlap(self, start: float, end: float) -> float:
        """Seconds that both have in common."""
        return max(0.0, min(self.end, end) - max(self.start, start))


def voiced(samples: Samples, offset: float = 0.0) -> list[Span]:
    """Where there is a voice in ``samples`` (16,000 a second), which begin at ``offset`` seconds.

    Where nothing is found in a faint recording, it is listened to once more, louder. Once somebody certainly speaks,
    what may be a voice counts too: Silero is unsure of soft and of synthetic ones (0.2 to 0.5), hardly of noise.
    """
    likely = _likelihood(samples)
    peak = float(np.abs(samples).max(initial=0.0))
    if not _speaks(likely) and _FAINTEST_PEAK < peak < _QUIET_PEAK:
        likely = _likelihood(samples * (0.9 / peak))
    return list(_spans(likely >= _POSSIBLE, offset)) if _speaks(likely) else []


def _likelihood(samples: Samples) -> NDArray[np.float32]:
    """Of a voice (0 to 1), in each window. Minutes of silence make Silero deaf to what follows, so it begins anew."""
    padded = np.pad(samples, (0, -len(samples) % _WINDOW))
    found = [np.zeros(0, np.float32)]
    for start in range(0, len(padded), _FRESH * _WINDOW):
        before = min(start, _WARM * _WINDOW)
        told = get_vad_model()(padded[start - before : start + _FRESH * _WINDOW].copy())  # it writes into its input
        found.append(np.asarray(told, np.float32).ravel()[before // _WINDOW :])
    return np.concatenate(found)


def _speaks(likely: NDArray[np.float32]) -> bool:
    return float((likely >= _CERTAIN).sum()) * _WINDOW / RATE >= LEAST


def _spans(voice: NDArray[np.bool_], offset: float) -> Iterator[Span]:
    """The runs of windows with a voice; gaps as short as between two words are none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], voice, [False]]).astype(np.int8))).reshape(-1, 2)
    seconds = edges * (_WINDOW / RATE) + offset
    span: Span | None = None
    for start, end in seconds.tolist():
        if span is not None and start - span.end < _GAP:
            span = Span(span.start, end)
            continue
        if span is not None:
            yield span
        span = Span(start, end)
    if span is not None:
        yield span


def as_loud(samples: Samples, voice: Sequence[Span], offset: float = 0.0) -> list[Span]:
    """The half seconds of ``samples`` that are about as loud as the voices in them: speech that was not told as such.

    Silero misses some soft and some synthetic voices; leaving these out doubled the word error rate of faster-whisper's
    batches on ``voicemails`` (5.8 % to 11.8 %).
    """
    levels = loudness(samples)
    starts = offset + _FRAME * np.arange(len(levels))
    voiced_frames = [any(span.overlap(start, start + _FRAME) > _FRAME / 2 for span in voice) for start in starts]
    if not any(voiced_frames):
        return []
    floor = float(np.median(levels[voiced_frames])) - _BELOW_VOICE
    return [
        Span(float(start), float(start) + _FRAME) for start, level in zip(starts, levels, strict=True) if level > floor
    ]


def loudness(samples: Samples) -> NDArray[np.float64]:
    """Of each half second, in decibels below full scale (-120: digital silence)."""
    size = int(_FRAME * RATE)
    frames = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
    return np.asarray(10 * np.log10(np.maximum(np.square(frames, dtype=np.float64).mean(axis=1), 1e-12)))
