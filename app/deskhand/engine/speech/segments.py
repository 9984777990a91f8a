"""What Whisper said as passages of words, each with its times."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from faster_whisper.tokenizer import Tokenizer

from deskhand.engine.speech.words import HeardWord


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage as the decoder cut it. Seconds from the beginning of the window."""

    start: float
    end: float
    text: str
    words: tuple[HeardWord, ...]


def segments_of(
    tokens: list[int], words: list[dict[str, Any]], tokenizer: Tokenizer, seconds: float
) -> tuple[Segment, ...]:
    """The words, parted where the decoder set its times. What it left open at the end goes to the end."""
    waiting = list(words)
    segments = []
    for start, end, count in _stretches(tokens, tokenizer, seconds):
        taken = []
        left = count
        while waiting and left > 0:
            taken.append(waiting.pop(0))
            left -= len(taken[-1]["tokens"])
        text = "".join(word["word"] for word in taken).strip()
        if text:
            segments.append(Segment(start, end, text, tuple(_heard(taken, start, end))))
    return tuple(segments)


def _heard(words: list[dict[str, Any]], start: float, end: float) -> Iterator[HeardWord]:
    """The words of a segment. What begins without a blank (“-555”) goes on with the word before, if any has one."""
    spaced = any(word["word"].startswith(" ") for word in words[1:])
    groups: list[list[dict[str, Any]]] = []
    for word in words:
        if groups and spaced and not word["word"].startswith(" "):
            groups[-1].append(word)
        elif word["word"].strip():
            groups.append([word])
    for group in groups:
        text = "".join(word["word"] for word in group).strip()
        first, last = (min(max(float(moment), start), end) for moment in (group[0]["start"], group[-1]["end"]))
        yield HeardWord(text, first, last, float(np.mean([word["probability"] for word in group])))


def _stretches(tokens: list[int], tokenizer: Tokenizer, seconds: float) -> list[tuple[float, float, int]]:
    """(start, end, how many tokens of text) of each segment."""
    found: list[tuple[float, float, int]] = []
    start, count = 0.0, 0
    for token in tokens:
        if token < tokenizer.timestamp_begin:
            count += token < tokenizer.eot
            continue
        moment = min((token - tokenizer.timestamp_begin) * 0.02, seconds)
        if count:
            found.append((start, max(moment, start), count))
        start, count = moment, 0
    return [*found, (start, seconds, count)] if count else found


def shifted(segment: Segment, seconds: float) -> Segment:
    """The segment as seen from the beginning of the recording, where its window begins at ``seconds``."""
    words = tuple(replace(word, start=word.start + seconds, end=word.end + seconds) for word in segment.words)
    return Segment(segment.start + seconds, segment.end + seconds, segment.text, words)
