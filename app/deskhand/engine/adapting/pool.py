"""Which contents are read without answers: no test item and nothing like one, nothing twice, nothing empty, no footers.

Test items that were read before the test would flatter it; what occurs often is learned as if it mattered; a footer
that is in every letter would be learned as their subject (methods.md, 2: failure modes).
"""

import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.fft import dctn

from deskhand.engine import copies

_OFTEN_TEXTS, _OFTEN_SHARE = 5, 0.02  # a line that is in more texts, and in more of all, is boilerplate
_FEWEST_LINES = 3  # a text of fewer is not made of lines: each may be all that it says
_ALIKE_BITS = 6  # of 64 (methods.md, 4.4)
_SIDE, _KEPT = 32, 8  # pixels a side, of whose waves the 8 x 8 longest are kept
_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Pool:
    """``rows`` may be read, in order. Why others may not: how many are like a test item, or one that is in already."""

    rows: tuple[int, ...]
    like_tested: int
    copies: int


def pool_of(count: int, alike: Sequence[Sequence[int]], tested: Collection[int]) -> Pool:
    """Of ``count`` rows those that may be read. ``alike`` are groups of near-copies, ``tested`` the test's rows."""
    group = _united(count, alike)
    out = {group[row] for row in tested}
    seen: set[int] = set()
    kept, like_tested, again = [], 0, 0
    for row in range(count):
        if group[row] in out:
            like_tested += row not in tested
        elif group[row] in seen:
            again += 1
        else:
            seen.add(group[row])
            kept.append(row)
    return Pool(tuple(kept), like_tested, again)


def some_of(rows: Sequence[int], most: int, seed: int) -> tuple[int, ...]:
    """At most so many, drawn at random, in their order."""
    if len(rows) <= most:
        return tuple(rows)
    drawn = np.random.default_rng(seed).choice(len(rows), most, replace=False)
    return tuple(rows[place] for place in sorted(drawn.tolist()))


def text_copies(texts: Sequence[str]) -> list[list[int]]:
    """Groups of rows that say nearly the same."""
    return copies.near_copies(texts, lambda places: [texts[place] for place in places], lambda _: None)


def picture_copies(jpegs: Iterable[bytes]) -> list[list[int]]:
    """Groups of rows that look the same but for size, quality and light: of 64 bits of their coarse form at most 6
    differ (pHash, Zauner 2010; the bound: methods.md, 4.4)."""
    forms = np.array([_form(jpeg) for jpeg in jpegs], np.uint64)
    pairs: list[list[int]] = []
    for start in range(0, len(forms), _ROWS_AT_ONCE):
        part = forms[start : start + _ROWS_AT_ONCE]
        differing = np.bitwise_count(part[:, None] ^ forms[None])
        rows, others = np.nonzero(np.triu(differing <= _ALIKE_BITS, start + 1))
        pairs += [[start + row, other] for row, other in zip(rows.tolist(), others.tolist(), strict=True)]
    return pairs


def without_boilerplate(texts: Sequence[str]) -> list[str]:
    """The texts without lines that many of them share: letterheads, footers, signatures."""
    counts: Counter[str] = Counter()
    for text in texts:
        if len(lines := _lines(text)) >= _FEWEST_LINES:
            counts.update({key for key, _ in lines if key})
    most = max(_OFTEN_TEXTS, _OFTEN_SHARE * len(texts))
    often = {line for line, count in counts.items() if count > most}
    return [_cut(text, often) for text in texts] if often else list(texts)


def _cut(text: str, often: Collection[str]) -> str:
    lines = _lines(text)
    if len(lines) < _FEWEST_LINES:
        return text
    return "\n".join(line for key, line in lines if key not in often).strip()


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line, first as it is compared: without case, marks and figures, which number pages and name days."""
    return [("".join(letter for letter in line.casefold() if letter.isalpha()), line) for line in text.splitlines()]


def _form(jpeg: bytes) -> int:
    """64 bits: which of the long waves of a picture are stronger than the usual one."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        grey: NDArray[np.float64] = np.asarray(picture.convert("L").resize((_SIDE, _SIDE)), np.float64)
    waves = dctn(grey)[:_KEPT, :_KEPT].ravel()
    bits = waves > np.median(waves)
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def _united(count: int, alike: Sequence[Sequence[int]]) -> Mapping[int, int]:
    """The group of each row; groups that share a row are one."""
    parent = list(range(count))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = row = parent[parent[row]]
        return row

    for first, other in _pairs(alike):
        parent[root(other)] = root(first)
    return {row: root(row) for row in range(count)}


def _pairs(alike: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    return ((group[0], other) for group in alike for other in group[1:])
