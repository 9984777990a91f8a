"""What may be wrong with the categories of a question: other spellings, too few answers, lopsidedness."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

FEW = 10
"""Fewer answers than this are worth saying: ten or more of a category work well."""

_RARE = 0.1  # a slip of the pen is at most this much as common as what was meant
_SHORTEST_FOR_SLIPS = 5  # letters; in shorter words one letter is another word
_LOPSIDED_TIMES = 10
_LOPSIDED_SHARE = 0.6
_MARKS = re.compile(r"[\s_\-.,;:!?'’\"()/]+")
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Variants:
    """Ways in which one category is written. ``kept`` is the commonest; ``sure``: only case, space, marks differ."""

    kept: str
    others: tuple[str, ...]
    sure: bool


def variants(counts: Counts) -> list[Variants]:
    """Spellings that belong together, from how often each label was given."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for label in counts:
        spelled[_without_marks(label)].append(label)
    found = []
    commonest: dict[str, int] = {}
    for labels in spelled.values():
        kept, *others = sorted(labels, key=lambda label: (-counts[label], label))
        commonest[kept] = sum(counts[label] for label in labels)
        if others:
            found.append(Variants(kept, tuple(others), sure=True))
    return found + _slips(commonest)


def _slips(counts: Counts) -> list[Variants]:
    meant: dict[str, list[str]] = defaultdict(list)
    rare_first = sorted(counts, key=lambda label: counts[label])
    for rare in rare_first:
        likely = [label for label in counts if counts[rare] <= _RARE * counts[label] and _one_slip(rare, label)]
        if likely:
            meant[max(likely, key=lambda label: counts[label])].append(rare)
    return [Variants(kept, tuple(others), sure=False) for kept, others in meant.items()]


def _without_marks(label: str) -> str:
    """What stays when case, space and marks are ignored; marks matter beside figures and in short codes (A-, C++)."""
    plain = " ".join(label.casefold().split())
    if sum(map(str.isalpha, plain)) < 3 or any(map(str.isdigit, plain)):
        return plain
    return _MARKS.sub("", plain)


def _one_slip(first: str, second: str) -> bool:
    """Whether one letter is left out, added, mistaken, or two neighbours are swapped."""
    first, second = first.casefold(), second.casefold()
    if min(len(first), len(second)) < _SHORTEST_FOR_SLIPS or any(map(str.isdigit, first + second)):
        return False
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) <= 1 or (len(first) == 2 and first == second[::-1])


def few(counts: Counts) -> list[str]:
    """The categories with fewer than ten answers, the rarest first."""
    return sorted((label for label in counts if counts[label] < FEW), key=lambda label: (counts[label], label))


def lopsided(counts: Counts) -> str:
    """The commonest category, if it has more than six in ten answers or ten times those of the rarest; else ""."""
    if len(counts) < 2:
        return ""
    commonest = max(counts, key=lambda label: counts[label])
    much = counts[commonest] > _LOPSIDED_TIMES * min(counts.values())
    return commonest if much or counts[commonest] > _LOPSIDED_SHARE * sum(counts.values()) else ""
