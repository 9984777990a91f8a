"""Subtitles of one recording: SubRip (.srt) and WebVTT (.vtt)."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from deskhand.domain.recordings import SPEAKERS, Passage

LINE, LINES = 42, 2
"""The most characters in a line and lines in a cue. Source: BBC and Netflix style guides for subtitles."""

_SHORTEST = 0.2  # seconds that a cue is seen
_TAG = re.compile(r"<(?=/?[a-zA-Z])")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from ``start`` to ``end`` (seconds); ``speaker`` as in ``Passage``."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: int = 0


def srt(passages: Iterable[Passage]) -> str:
    """SubRip. Nothing said: an empty text. It knows no escapes, so what players take for a tag is written otherwise."""
    blocks = (
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{_srt_text(cue)}\n"
        for number, cue in enumerate(cues(passages), 1)
    )
    return "\n".join(blocks)


def vtt(passages: Iterable[Passage]) -> str:
    """WebVTT, with a voice for each speaker. Nothing said: the heading alone."""
    blocks = (f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{_vtt_text(cue)}\n" for cue in cues(passages))
    return "\n".join(("WEBVTT\n", *blocks))


def cues(passages: Iterable[Passage]) -> list[Cue]:
    """The cues in the order of time; no two overlap."""
    pieces = sorted((cue for passage in passages for cue in _split(passage)), key=lambda cue: cue.start)
    shown: list[Cue] = []
    for cue in pieces:
        start = max(cue.start, shown[-1].start + _SHORTEST) if shown else cue.start
        if shown and shown[-1].end > start:
            shown[-1] = replace(shown[-1], end=start)
        shown.append(replace(cue, start=start, end=max(cue.end, start + _SHORTEST)))
    return shown


def _split(passage: Passage) -> Iterator[Cue]:
    """``passage`` in cues that one can read, each as long as its share of the characters."""
    before = f"{SPEAKERS[passage.speaker]}: " if passage.speaker else ""
    lines = textwrap.wrap(" ".join(passage.words.split()), LINE - len(before))
    whole = sum(map(len, lines))
    start = passage.start
    for place in range(0, len(lines), LINES):
        part = tuple(lines[place : place + LINES])
        end = start + (passage.end - passage.start) * sum(map(len, part)) / whole
        yield Cue(start, end, part, passage.speaker)
        start = end


def _srt_text(cue: Cue) -> str:
    before = f"{SPEAKERS[cue.speaker]}: " if cue.speaker else ""
    return _TAG.sub("‹", before + "\n".join(cue.lines)).replace("-->", "→")


def _vtt_text(cue: Cue) -> str:
    before = f"<v {SPEAKERS[cue.speaker]}>" if cue.speaker else ""
    return before + "\n".join(escape(line, quote=False) for line in cue.lines)


def _time(seconds: float, point: str) -> str:
    """Hours may have more than two digits."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{point}{milliseconds % 1000:03}"
