"""Heard words as pieces that can be read: lower case, without the marks around them, figures put together again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.engine.speech.words import HeardWord

_GOES_ON = re.compile(r"[-–.,:/]\d")  # decoders part "212-555-0142" at its marks
_ENDS = (".", "!", "?", "…", ";")
_AROUND = " \t\n.,;:!?…\"'“”‘’«»¿¡"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a figure. ``text`` is in lower case; ``ends``: a sentence ends here; ``pauses``: at least a comma."""

    text: str
    start: float
    end: float
    ends: bool
    pauses: bool

    @property
    def figures(self) -> bool:
        return any(sign.isdecimal() for sign in self.text)


def pieces_of(words: Sequence[HeardWord]) -> list[Piece]:
    """The pieces of ``words`` in order. Words of nothing but marks go to the piece before them."""
    found: list[Piece] = []
    for written, start, end in _put_together(words):
        text = written.strip(_AROUND).lower().replace("’", "'")
        closing = written.rstrip(" \"'”’)")
        ends, pauses = closing.endswith(_ENDS), closing.endswith((*_ENDS, ",", ":"))
        if text:
            parts = text.split("-") if not any(map(str.isdecimal, text)) else [text]
            inner = [Piece(part, start, end, False, False) for part in parts[:-1] if part]
            found += [*inner, Piece(parts[-1], start, end, ends, pauses)]
    return found


def _put_together(words: Sequence[HeardWord]) -> list[tuple[str, float, float]]:
    """(Text, start, end) with figures that were parted at a mark in one."""
    found: list[tuple[str, float, float]] = []
    for word in words:
        text = word.word.strip()
        if found and _GOES_ON.match(text) and found[-1][0][-1:].isdecimal() and not word.word.startswith(" "):
            before = found.pop()
            found.append((before[0] + text, before[1], word.end))
        else:
            found += [(part, word.start, word.end) for part in text.split()]
    return found
