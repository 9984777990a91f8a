"""What makes heard words doubtful. Nothing is deleted for it: passages are marked, and heard once more."""

import re
import zlib
from collections.abc import Sequence

from deskhand.domain.recordings import Doubt
from deskhand.engine.said.spoken_numbers import is_number_word
from deskhand.engine.speech.voice import Span

REPETITIVE = 2.4
"""Bytes of text to bytes compressed, above which it goes round in circles. Source: Whisper, ``compression_ratio``."""

FASTEST, SLOWEST = 6.0, 0.3
"""Words a second. Source: ``../shared/research/methods.md``, 3.5."""

_ENOUGH = 4.0  # seconds from which so few words are noticed
_VOICED = 0.2  # of a passage's time; less, and nobody spoke
_IN_A_ROW = 4  # the same words so often are a loop,
_NUMBERS_IN_A_ROW = 12  # the same numbers only so often: people say theirs again, and some are 555 5555
_LONGEST_LOOP = 8  # words
_SURE = 0.5  # below, a passage should be heard

PHANTOMS = frozenset(
    (
        "thanks for watching", "thank you for watching", "thank you so much for watching", "please subscribe",
        "like and subscribe", "see you in the next video", "subtitles by the amaraorg community", "you",
        "untertitel der amaraorg community", "untertitel im auftrag des zdf", "vielen dank fürs zuschauen",
        "sous titres réalisés par la communauté damaraorg", "merci davoir regardé cette vidéo",
        "subtítulos realizados por la comunidad de amaraorg", "gracias por ver el video", "sottotitoli a cura di qtss",
    )
)  # fmt: skip
"""What Whisper says where nobody speaks: the endings of films. Source: Koenecke and others, *Careless Whisper*, 2024,
and the threads named in ``../shared/research/peers.md``."""


def doubts_in(text: str, start: float, end: float, voice: Sequence[Span]) -> tuple[Doubt, ...]:
    """What speaks against ``text`` from ``start`` to ``end`` seconds, where ``voice`` was found."""
    words = plain(text)
    seconds = max(end - start, 0.1)
    heard = sum(span.overlap(start, end) for span in voice)
    found = {
        Doubt.LOOP: is_loop(words),
        Doubt.PHANTOM: " ".join(words) in PHANTOMS,
        Doubt.TOO_FAST: len(words) > 2 and len(words) / seconds > FASTEST,
        Doubt.TOO_SLOW: seconds > _ENOUGH and len(words) / seconds < SLOWEST,
        Doubt.NO_VOICE: heard < _VOICED * min(seconds, 0.4 * max(len(words), 1)),
    }
    return tuple(doubt for doubt, is_so in found.items() if is_so)


def is_unsure(sure: float) -> bool:
    """Whether a person should hear a passage of this sureness."""
    return sure < _SURE


def is_loop(words: Sequence[str]) -> bool:
    """Whether the same is said again and again."""
    data = " ".join(word for word in words if not is_number_word(word)).encode()
    if len(data) > 100 and len(data) / len(zlib.compress(data)) > REPETITIVE:
        return True
    return any(_repeats(words, size) for size in range(1, _LONGEST_LOOP + 1))


def _repeats(words: Sequence[str], size: int) -> bool:
    """Whether ``size`` words come too often in a row."""
    run = 0
    for place in range(size, len(words)):
        run = run + 1 if words[place] == words[place - size] else 0
        if run >= (_IN_A_ROW - 1) * size:
            numbers = all(map(is_number_word, words[place - size : place]))
            if not numbers or run >= (_NUMBERS_IN_A_ROW - 1) * size:
                return True
    return False


def plain(text: str) -> list[str]:
    """The words in small letters, without punctuation."""
    return re.sub(r"[^\w\s]", "", text.casefold().replace("-", " ")).split()
