"""A recording as parts that the model hears at once: speech of at most 28 seconds, cut where nobody speaks."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from deskhand.engine.speech.voice import LEAST, RATE, Samples, Span, as_loud, loudness, voiced

LONGEST = 28.0
"""Seconds of sound in a part: Whisper hears 30, and wants silence at the end (see ``whisper.py``)."""

_STRETCH = 300.0  # seconds looked at together: enough to find a pause, little enough for memory
_PAUSE = 3.0  # seconds without a voice that end a part
_EDGE = 1.0  # seconds kept before and after a voice: its detection comes late for soft beginnings
_EARLIEST = 0.4  # of a part's length: no cut before this


@dataclass(frozen=True, slots=True)
class SoundPart:
    """``samples`` (16,000 a second) from ``start`` seconds of the recording, and where there is a voice in them."""

    number: int
    start: float
    samples: Samples
    voice: tuple[Span, ...]

    @property
    def end(self) -> float:
        return self.start + len(self.samples) / RATE

    def between(self, start: float, end: float) -> "SoundPart":
        """The sound from ``start`` to ``end`` seconds of the recording."""
        first, last = (int(max(0.0, moment - self.start) * RATE) for moment in (start, end))
        return replace(self, start=self.start + first / RATE, samples=self.samples[first:last])


class Cutter:
    """Cuts one recording. After the last part, ``seconds`` and ``loudest`` (decibels) tell of all of it.

    ``anyway``: everything is a part, also where no voice was found.
    """

    def __init__(self, *, anyway: bool = False) -> None:
        self.seconds = 0.0
        self.loudest = -120.0
        self._anyway = anyway
        self._number = 0

    def parts(self, blocks: Iterable[Samples]) -> Iterator[SoundPart]:
        """The parts of a recording that comes in ``blocks``; at most five minutes are held at a time."""
        held = np.zeros(0, np.float32)
        for block in blocks:
            held = np.concatenate([held, block])
            if len(held) >= _STRETCH * RATE:
                cut = yield from self._stretch(held, last=False)
                held = held[cut:]
        if len(held):
            yield from self._stretch(held, last=True)

    def _stretch(self, held: Samples, *, last: bool) -> Generator[SoundPart, None, int]:
        """Yields the parts up to a pause, and returns how many values they took."""
        offset = self.seconds
        voice = [Span(offset, offset + len(held) / RATE)] if self._anyway else voiced(held, offset)
        end = offset + len(held) / RATE
        if not last and voice:
            end = _quietest(voice, end - 2 * LONGEST, end)
        cut = len(held) if last else max(RATE, min(len(held), round((end - offset) * RATE)))
        sound = held[:cut]
        self.loudest = max(self.loudest, float(loudness(sound).max()))
        self.seconds = offset + cut / RATE
        voice = _clipped(voice, self.seconds)
        speech = sorted([*voice, *as_loud(sound, voice, offset)], key=lambda span: span.start)
        for group in _groups(_clipped(speech, self.seconds)):
            if sum(span.overlap(group.start, group.end) for span in voice) >= LEAST:
                yield from self._group(group, voice, sound, offset)
        return cut

    def _group(self, group: Span, voice: list[Span], sound: Samples, offset: float) -> Iterator[SoundPart]:
        start, end = max(offset, group.start - _EDGE), min(self.seconds, group.end + _EDGE)
        while end - start > LONGEST:
            middle = _quietest(voice, start + _EARLIEST * LONGEST, start + LONGEST)
            yield self._part(start, middle, voice, sound, offset)
            start = middle
        yield self._part(start, end, voice, sound, offset)

    def _part(self, start: float, end: float, voice: list[Span], sound: Samples, offset: float) -> SoundPart:
        first, last = round((start - offset) * RATE), round((end - offset) * RATE)
        inside = tuple(span for span in voice if span.overlap(start, end))
        self._number += 1
        return SoundPart(self._number - 1, start, sound[first:last].copy(), () if self._anyway else inside)


def _groups(speech: list[Span]) -> Iterator[Span]:
    """From beginning to end of what has no long pause in it; ``speech`` is in the order of beginnings."""
    group: Span | None = None
    for span in speech:
        if group is not None and span.start - group.end <= _PAUSE:
            group = Span(group.start, max(group.end, span.end))
        else:
            if group is not None:
                yield group
            group = span
    if group is not None:
        yield group


def _quietest(voice: list[Span], earliest: float, latest: float) -> float:
    """The middle of the longest pause between two moments; ``latest`` if somebody speaks all the time."""
    edges = [(earliest, earliest), *((span.start, span.end) for span in voice), (latest, latest)]
    pauses = [
        (min(after[0], latest) - max(before[1], earliest), (min(after[0], latest) + max(before[1], earliest)) / 2)
        for before, after in pairwise(edges)
        if min(after[0], latest) > max(before[1], earliest)
    ]
    return max(pauses, default=(0.0, latest))[1]


def _clipped(voice: list[Span], end: float) -> list[Span]:
    return [Span(span.start, min(span.end, end)) for span in voice if span.start < end]
