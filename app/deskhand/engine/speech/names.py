"""The names of a business: told to the decoder beforehand, and compared with what it was unsure of afterwards."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import jellyfish

from deskhand.domain.recordings import Replacement
from deskhand.engine.speech.words import HeardWord

DOUBTFUL = 0.7
"""A word to which the decoder gives less may be replaced.

Of the words of 40 calls that were heard wrong 43 % have less, of those heard rightly 6 %.
"""

_LONGEST = 3  # words of a name that are compared at once
_SHORTEST = 3  # letters
_CLOSE = 0.76  # likeness for names; below it, other names are as near
_CLOSE_BESIDE = 0.5  # if the other half of a full name was heard exactly
_CLOSE_PLAIN = 0.85  # for a word that was not heard as a name
_LONG = 7  # letters; shorter plain words are too near to names ("right" and Wright)
_AHEAD = 0.06  # by which the best must lead the next
_OFF_BY = 3  # letters by which a name may be longer or shorter
_NEVER = frozenset(
    word
    for line in (
        "a an and are at been but by call calling can could did do for from good had has have he hello her here hi",
        "his i if in is it its just may me message my name need of on one or our please she so speaking thank thanks",
        "that the their them then there they this to two was we what when who will with would yes no you your",
        "today tomorrow",
        "yesterday monday tuesday wednesday thursday friday saturday sunday morning afternoon evening doctor",
    )
    for word in line.split()
)
"""Words of every call, and titles: never taken for a name, however they sounded."""

_AROUND = re.compile(r"^(\W*)(.*?)((?:['’]s)?\W*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Term:
    """A name, or a word of one. ``key`` is its spelling without spaces, ``sound`` its Metaphone."""

    written: str
    key: str
    sound: str


def hot_words(names: Iterable[str], limit_terms: int = 40) -> str:
    """At most ``limit_terms`` of ``names`` with commas between, for the decoder.

    As listed, but those first that bring only new words: "Justin Cole" tells little to who knows "Justin Holmes" and
    "Walter Cole".
    """
    listed = _each_once(names)
    told: set[str] = set()
    fresh: list[str] = []
    rest: list[str] = []
    for name in listed:
        words = set(_plain(name).split())
        (rest if words & told else fresh).append(name)
        told |= words
    return ", ".join((fresh + rest)[:limit_terms])


def corrected(words: Sequence[HeardWord], names: Iterable[str]) -> tuple[list[HeardWord], tuple[Replacement, ...]]:
    """``words`` with those replaced that were heard doubtfully and are close to a name in sound and spelling.

    The result is shorter where words became one. A word of the list is never replaced, nor one that was heard clearly.
    """
    known = _known(tuple(names))
    written: list[HeardWord] = []
    replaced: list[Replacement] = []
    place = 0
    while place < len(words):
        count, name = known.best(words, place, written[-1] if written else None)
        if count:
            heard = words[place : place + count]
            written += _in_place_of(heard, name)
            replaced.append(Replacement(" ".join(_bare(word.word) for word in heard), name))
        else:
            written.append(words[place])
        place += count or 1
    return written, tuple(replaced)


class _Names:
    """The names made ready to be compared: by length, with their words one by one, and what stands beside a word."""

    def __init__(self, names: Iterable[str]) -> None:
        wholes = {_plain(name): name for name in _each_once(names)}
        self._words = {word for key in wholes for word in key.split()}
        self._behind: defaultdict[str, dict[str, str]] = defaultdict(dict)
        singles: dict[str, str] = {}
        for name in wholes.values():
            parts = [(_plain(word), word) for word in name.split() if _plain(word)]
            singles |= {plain: word.strip(",;") for plain, word in parts if plain not in _NEVER}
            for (before, _), (after, word) in pairwise(parts):
                self._behind[before][after] = word
        self._by_length: defaultdict[int, list[_Term]] = defaultdict(list)
        for key, name in (singles | wholes).items():
            if len(joined := key.replace(" ", "")) >= _SHORTEST:
                self._by_length[len(joined)].append(_term(name, joined))

    def best(self, words: Sequence[HeardWord], place: int, before: HeardWord | None) -> tuple[int, str]:
        """How many words from ``place`` on to replace (0: none), and with what."""
        if not self._may_go(words[place]):
            return 0, ""
        beside = self._beside(words[place], before)
        if beside:
            return 1, beside
        found = [(*self._nearest(window), len(window)) for window in _windows(words, place) if self._all_may_go(window)]
        likeness, name, count = max(found, default=(0.0, "", 0))
        return (count, name) if likeness else (0, "")

    def _may_go(self, word: HeardWord) -> bool:
        key = _plain(word.word)
        known = key in _NEVER or key in self._words or any(sign.isdecimal() for sign in key)
        shortened = re.search(r"['’](?!s\b)", _bare(word.word))  # "I've"
        return bool(key) and word.probability < DOUBTFUL and not known and not shortened

    def _all_may_go(self, window: Sequence[HeardWord]) -> bool:
        return all(map(self._may_go, window))

    def _beside(self, word: HeardWord, before: HeardWord | None) -> str:
        """The rest of a full name whose beginning stands before: "Frmes" behind "Justin", if one Justin is listed."""
        behind: Mapping[str, str] = self._behind.get(_plain(before.word), {}) if before else {}
        heard = _term(word.word, _plain(word.word).replace(" ", ""))
        likely = _ranked(heard, [_term(name, key) for key, name in behind.items()])
        return likely[0][1] if likely and _leads(likely, _CLOSE_BESIDE) and _is_name(word) else ""

    def _nearest(self, window: Sequence[HeardWord]) -> tuple[float, str]:
        key = _plain("".join(_bare(word.word) for word in window)).replace(" ", "")
        if len(key) < _SHORTEST:
            return 0.0, ""
        heard = _term(key, key)
        lengths = range(len(key) - _OFF_BY, len(key) + _OFF_BY + 1)
        likely = _ranked(heard, (term for length in lengths for term in self._by_length.get(length, ())))
        if any(map(_is_name, window)):
            return likely[0] if likely and _leads(likely, _CLOSE) else (0.0, "")
        plain = likely and (len(key) >= _LONG or likely[0][1].islower()) and _leads(likely, _CLOSE_PLAIN)
        return likely[0] if plain else (0.0, "")


@lru_cache(maxsize=2)
def _known(names: tuple[str, ...]) -> _Names:
    """Made once for the many recordings of a folder: ten thousand names take half a second."""
    return _Names(names)


def _each_once(names: Iterable[str]) -> list[str]:
    """The names with single spaces, the first writing of each; those without letters or figures left out."""
    written: dict[str, str] = {}
    for name in names:
        written.setdefault(_plain(name), " ".join(name.split()))
    return [name for key, name in written.items() if key]


def _windows(words: Sequence[HeardWord], place: int) -> Iterator[Sequence[HeardWord]]:
    """One to three words from ``place`` on, not over the end of a sentence."""
    for count in range(1, _LONGEST + 1):
        window = words[place : place + count]
        if len(window) < count or any(word.word.rstrip().endswith((".", "!", "?", ",")) for word in window[:-1]):
            return
        yield window


def _ranked(heard: _Term, terms: Iterable[_Term]) -> list[tuple[float, str]]:
    """The two nearest of ``terms`` with their likeness, the nearest first."""
    return sorted(((_likeness(heard, term), term.written) for term in terms), reverse=True)[:2]


def _leads(ranked: Sequence[tuple[float, str]], close: float) -> bool:
    return ranked[0][0] >= close and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _AHEAD)


def _likeness(heard: _Term, term: _Term) -> float:
    """0 to 1: half by spelling, half by sound, each by Damerau and Levenshtein's distance over the longer length."""
    return (_alike(heard.key, term.key) + _alike(heard.sound, term.sound)) / 2


def _alike(one: str, other: str) -> float:
    longer = max(len(one), len(other))
    return 1 - jellyfish.damerau_levenshtein_distance(one, other) / longer if longer else 0.0


def _term(written: str, key: str) -> _Term:
    return _Term(written, key, jellyfish.metaphone(key))


def _is_name(word: HeardWord) -> bool:
    """Whether the decoder took it for a name: it has a capital, as German nouns have too."""
    return _bare(word.word)[:1].isupper()


def _in_place_of(heard: Sequence[HeardWord], name: str) -> list[HeardWord]:
    """``name`` as one word of the whole time, between the marks of what it replaces."""
    opening = _AROUND.match(heard[0].word)
    closing = _AROUND.match(heard[-1].word)
    written = (opening[1] if opening else "") + name + (closing[3] if closing else "")
    lowest = min(word.probability for word in heard)
    return [replace(heard[0], word=written, end=heard[-1].end, probability=lowest)]


def _bare(word: str) -> str:
    match = _AROUND.match(word)
    return match[2] if match else word


def _plain(text: str) -> str:
    """Small letters without accents, ß as ss, and single spaces, for comparing."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(" " if sign in " -\t" else sign for sign in folded if sign.isalnum() or sign in " -\t")
    return " ".join(kept.split())
