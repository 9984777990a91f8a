"""Recordings whose words a person has vouched for, as clips to learn from and to be tested with."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.recordings import Passage
from deskhand.engine.speech.cutting import LONGEST
from deskhand.engine.speech.voice import RATE, Samples
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json

Stored = NDArray[np.int16]

_EDGE = 1.0  # seconds kept before and after words, as ``cutting.py`` keeps them
_PAUSE = 3.0  # seconds between two passages that part their clips, as there
_FEWEST_CALLERS = 4  # with fewer, whole recordings are kept apart instead of whole callers
_SOUND, _CLIPS = "sound.npy", "clips.json"


@dataclass(frozen=True, slots=True)
class Line:
    """Words from ``start`` to ``end``, seconds from the beginning of their clip, as they were heard."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Clip:
    """At most half a minute. Without ``lines`` nobody speaks in it. ``call`` names the recording, ``caller`` whoever is
    to be on one side of the split with it; ``language`` is a code such as ``en`` ("": not known)."""

    sound: Stored  # 16,000 a second
    lines: tuple[Line, ...]
    call: str = ""
    caller: str = ""
    language: str = ""

    @property
    def samples(self) -> Samples:
        return self.sound.astype(np.float32) / np.float32(32768)

    @property
    def seconds(self) -> float:
        return len(self.sound) / RATE

    @property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Two halves: what was learned from one is tested with the other. No caller is in both."""

    first: tuple[Clip, ...]
    second: tuple[Clip, ...]

    @property
    def all_clips(self) -> tuple[Clip, ...]:
        return (*self.first, *self.second)


def stored(samples: Samples) -> Stored:
    """As sixteen bits, half the memory."""
    return np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where clips come from: see ``Clip``."""

    call: str = ""
    caller: str = ""
    language: str = ""


def clips_of(sound: Stored, passages: Sequence[Passage], origin: Origin, *, all_of_them: bool) -> list[Clip]:
    """One side of one recording, cut between passages.

    ``passages`` are all that were heard there. Of a call that a person was done with ``all_of_them`` are as good as
    corrected, else only those that they corrected. What a person emptied was no speech.
    """
    ordered = sorted(passages, key=lambda one: one.start)
    told = (origin.call, origin.caller, origin.language)
    return [
        Clip(sound[round(start * RATE) : round(end * RATE)], _lines(group, start), *told)
        for group, start, end in _stretches(ordered, len(sound) / RATE, all_of_them=all_of_them)
    ]


def silent_clip(sound: Stored, origin: Origin) -> Clip:
    """The beginning of a recording in which nobody speaks."""
    return Clip(sound[: int(LONGEST * RATE)], (), origin.call, origin.caller, origin.language)


def _stretches(
    passages: Sequence[Passage], whole: float, *, all_of_them: bool
) -> Iterator[tuple[list[Passage], float, float]]:
    """The passages of each clip, and its beginning and end. No clip reaches into words that nobody vouched for."""
    ends = [0.0, *((before.end + after.start) / 2 for before, after in pairwise(passages)), whole]
    group: list[Passage] = []
    first = 0
    for place, passage in enumerate([*passages, None]):
        vouched = passage is not None and (all_of_them or passage.heard is not None)
        if group and not (passage is not None and vouched and _joins(group, passage)):
            start = max(ends[first], group[0].start - _EDGE, 0.0)
            end = min(ends[place], group[-1].end + _EDGE, whole)
            if 0 < end - start <= LONGEST + 2 * _EDGE:
                yield group, start, end
            group = []
        if passage is not None and vouched:
            first = first if group else place
            group.append(passage)


def _joins(group: Sequence[Passage], passage: Passage) -> bool:
    near = passage.start - group[-1].end <= _PAUSE
    return near and passage.end - group[0].start <= LONGEST - 2 * _EDGE and bool(passage.words) == bool(group[0].words)


def _lines(group: Sequence[Passage], start: float) -> tuple[Line, ...]:
    return tuple(
        Line(max(0.0, one.start - start), one.end - start, " ".join(one.words.split()))
        for one in group
        if one.words.strip()
    )


def parted(clips: Sequence[Clip], seed: int) -> Lessons:
    """Halves of about as many clips, drawn by callers; by recordings where few are known, or one calls most."""
    callers = Counter(clip.caller or clip.call for clip in clips)
    by_caller = len(callers) >= _FEWEST_CALLERS and 2 * max(callers.values()) <= len(clips)
    names = [(clip.caller or clip.call) if by_caller else clip.call for clip in clips]
    first: set[str] = set()
    more = 0  # clips in the first half than in the second
    for name, count in sorted(Counter(names).items(), key=lambda one: sha256(f"{seed} {one[0]}".encode()).digest()):
        if more <= 0:
            first.add(name)
        more += count if name in first else -count
    sides = [name in first for name in names]
    return Lessons(
        tuple(clip for clip, is_first in zip(clips, sides, strict=True) if is_first),
        tuple(clip for clip, is_first in zip(clips, sides, strict=True) if not is_first),
    )


# --- kept on disk: a course that goes on after a restart learns from the same -----------------------


@dataclass(frozen=True, slots=True)
class _Kept:
    size: int
    first: bool
    lines: tuple[Line, ...]
    call: str
    caller: str
    language: str


def save(lessons: Lessons, folder: Path) -> None:
    """Write them to ``folder``. Raises ``ProblemError`` when the drive is full."""
    clips = lessons.all_clips
    kept = tuple(
        _Kept(len(clip.sound), place < len(lessons.first), clip.lines, clip.call, clip.caller, clip.language)
        for place, clip in enumerate(clips)
    )
    folder.mkdir(parents=True, exist_ok=True)
    with write_whole(folder / _SOUND) as temporary, temporary.open("wb") as file:
        np.save(file, np.concatenate([clip.sound for clip in clips]), allow_pickle=False)
    with write_whole(folder / _CLIPS) as temporary:
        temporary.write_text(to_json(kept), encoding="utf-8")


def load(folder: Path) -> Lessons | None:
    """Those that were kept in ``folder``; ``None``: there are none."""
    if not (folder / _CLIPS).is_file():
        return None
    kept = from_json((folder / _CLIPS).read_text(encoding="utf-8"), tuple[_Kept, ...])
    sound = np.load(folder / _SOUND, mmap_mode="r", allow_pickle=False)
    ends = np.cumsum([one.size for one in kept])
    clips = [
        Clip(sound[end - one.size : end], one.lines, one.call, one.caller, one.language)
        for one, end in zip(kept, ends.tolist(), strict=True)
    ]
    first = sum(one.first for one in kept)
    return Lessons(tuple(clips[:first]), tuple(clips[first:]))
