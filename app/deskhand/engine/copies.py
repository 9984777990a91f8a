"""Texts that are the same, or nearly.

Nearly: the Jaccard similarity of their sets of five-letter pieces is at least 0.8, found by MinHash and banding
(Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3) and then verified exactly.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.uint64]
Fetch = Callable[[Sequence[int]], Sequence[str]]
"""From places (0, 1, 2 … in the order in which the texts came) to their texts, so that none need be kept."""

ALIKE = 0.8
PIECE = 5  # letters
_SHORTEST = 20  # letters; below, one word more or less is another message, so only the same words count as a copy
_LONGEST = 20_000  # letters that are compared
_BANDS, _ROWS = 12, 5  # a pair at 0.8 is found with probability 1 - (1 - 0.8^5)^12 = 0.991
_WORTH_VERIFYING = 0.6  # share of equal signature values; at 0.8 its standard deviation is 0.05
_CHUNK_LETTERS, _CHUNK_TEXTS = 1 << 20, 5_000
_PAIRS_AT_ONCE = 500
_GAPS = re.compile(r"[\W_]+")


def fingerprint(text: str) -> int:
    """64 bits that are the same for texts that differ only in case and space."""
    return _hash(" ".join(text.casefold().split()))


def bare(text: str) -> str:
    """The words of ``text``: no case, no punctuation, one space between."""
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()).strip()


def same(fingerprints: npt.NDArray[np.uint64]) -> Iterator[list[int]]:
    """Groups of two or more places with one fingerprint, each in order."""
    order = np.argsort(fingerprints, kind="stable")
    borders = np.flatnonzero(np.diff(fingerprints[order])) + 1
    for begin, end in pairwise([0, *borders.tolist(), len(order)]):
        if end - begin > 1:
            yield order[begin:end].tolist()


def near_copies(texts: Iterable[str], fetch: Fetch, tick: Callable[[int], None]) -> list[list[int]]:
    """Groups of two or more places of texts that are nearly the same, each in order; groups by their first place.

    Keeps 130 bytes a text. ``tick`` is called with the number of texts looked at, about twice a second.
    """
    wordings, signatures = _survey(texts, tick)
    groups = _Groups(len(wordings))
    for alike in same(wordings):
        for place in alike[1:]:
            groups.unite(alike[0], place)
    for pairs in _candidates(signatures):
        for chunk in range(0, len(pairs), _PAIRS_AT_ONCE):
            _unite_alike(pairs[chunk : chunk + _PAIRS_AT_ONCE].tolist(), groups, fetch)
            tick(len(wordings))
    return groups.of_several()


def similarity(first: str, second: str) -> float:
    """The Jaccard similarity (0 to 1) of the five-letter pieces of two texts."""
    pieces, others = _piece_set(bare(first)), _piece_set(bare(second))
    together = len(pieces | others)
    return len(pieces & others) / together if together else 0.0


def _piece_set(text: str) -> set[str]:
    return {text[place : place + PIECE] for place in range(len(text) - PIECE + 1)}


class _Groups:
    """Disjoint sets of places."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, place: int) -> int:
        parent = self._parent
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    def unite(self, first: int, second: int) -> None:
        first, second = self.root(first), self.root(second)
        self._parent[max(first, second)] = min(first, second)

    def of_several(self) -> list[list[int]]:
        members: dict[int, list[int]] = {}
        for place, parent in enumerate(self._parent):
            if parent != place:
                root = self.root(place)
                members.setdefault(root, [root]).append(place)
        return [members[root] for root in sorted(members)]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _pieces(texts: list[str]) -> tuple[Integers, npt.NDArray[np.int64]]:
    """One hash for every run of five letters of each text, all in a row, and where each text begins among them."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    count = len(letters) - PIECE + 1
    hashed = np.zeros(count, np.uint64)
    for offset in range(PIECE):
        hashed = hashed * np.uint64(0x100000001B3) + letters[offset : offset + count]
    hashed ^= hashed >> np.uint64(31)  # the mixer of SplitMix64
    hashed *= np.uint64(0x9E3779B97F4A7C15)
    hashed ^= hashed >> np.uint64(29)
    lengths = np.array([len(text) for text in texts])
    ends = np.cumsum(lengths)
    across = ends[:-1, None] - np.arange(1, PIECE)  # pieces that begin in one text and end in the next
    begins = np.concatenate([[0], np.cumsum(lengths[:-1] - PIECE + 1)])
    return np.delete(hashed, across.ravel()), begins


def _survey(texts: Iterable[str], tick: Callable[[int], None]) -> tuple[Integers, npt.NDArray[np.uint16]]:
    """The hash of every text's words, and its signature (zeros where the text is too short for one)."""
    wordings: list[Integers] = []
    signatures: list[npt.NDArray[np.uint16]] = []
    done = 0
    for chunk in _chunks(map(bare, texts)):
        wordings.append(np.array([_hash(text) for text in chunk], np.uint64))
        signatures.append(_signatures(chunk))
        done += len(chunk)
        tick(done)
    if not wordings:
        return np.zeros(0, np.uint64), np.zeros((0, _BANDS * _ROWS), np.uint16)
    return np.concatenate(wordings), np.concatenate(signatures)


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    letters = 0
    for text in texts:
        chunk.append(text)
        letters += len(text) + 1
        if letters >= _CHUNK_LETTERS or len(chunk) >= _CHUNK_TEXTS:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk


def _signatures(texts: list[str]) -> npt.NDArray[np.uint16]:
    """MinHash: for each of 60 random orders, the first piece of each text. (texts, 60), 16 bits of each kept."""
    signatures = np.zeros((len(texts), _BANDS * _ROWS), np.uint16)
    long_enough = [place for place, text in enumerate(texts) if len(text) >= _SHORTEST]
    if not long_enough:
        return signatures
    pieces, begins = _pieces([texts[place] for place in long_enough])
    orders = np.random.default_rng(0).integers(1, 1 << 63, _BANDS * _ROWS, np.uint64) | np.uint64(1)
    for column, order in enumerate(orders):
        firsts = np.minimum.reduceat(pieces * order, begins)
        signatures[long_enough, column] = (firsts >> np.uint64(20)).astype(np.uint16)
    return signatures


def _candidates(signatures: npt.NDArray[np.uint16]) -> Iterator[npt.NDArray[np.int64]]:
    """Band by band, pairs of places (n, 2) whose signatures mostly agree.

    In a crowd of places that share a band, each is compared with the first and with the one before it: a
    crowd of copies becomes one group all the same, and the work stays in proportion to the number of texts.
    """
    comparable = np.flatnonzero(signatures.any(axis=1))
    for band in range(_BANDS):
        values = signatures[comparable, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        keys = np.zeros(len(comparable), np.uint64)
        for column in range(_ROWS):
            keys = keys * np.uint64(0x9E3779B97F4A7C15) + values[:, column] + np.uint64(1)
        order = np.argsort(keys, kind="stable")
        starts = np.concatenate([[True], keys[order][1:] != keys[order][:-1]]) if len(order) else np.zeros(0, bool)
        firsts = order[np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))]
        before = np.roll(order, 1)
        pairs = np.concatenate([np.stack([other[~starts], order[~starts]], axis=1) for other in (firsts, before)])
        pairs = comparable[np.unique(np.sort(pairs, axis=1), axis=0)]
        yield pairs[_agreeing(signatures, pairs)]


def _agreeing(signatures: npt.NDArray[np.uint16], pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    kept = np.zeros(len(pairs), bool)
    for chunk in range(0, len(pairs), 100_000):  # 12 MB at a time
        some = pairs[chunk : chunk + 100_000]
        equal = (signatures[some[:, 0]] == signatures[some[:, 1]]).mean(axis=1)
        kept[chunk : chunk + 100_000] = equal >= _WORTH_VERIFYING
    return kept


def _unite_alike(pairs: list[list[int]], groups: _Groups, fetch: Fetch) -> None:
    """Unite those of ``pairs`` that are truly alike."""
    apart = [(first, second) for first, second in pairs if groups.root(first) != groups.root(second)]
    if not apart:
        return
    places = sorted({place for pair in apart for place in pair})
    texts = dict(zip(places, fetch(places), strict=True))
    for first, second in apart:
        if groups.root(first) != groups.root(second) and similarity(texts[first], texts[second]) >= ALIKE:
            groups.unite(first, second)
