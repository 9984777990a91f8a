"""File names in parts: "3_george_12.wav" has three, and the second may be who speaks."""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import PurePath

_BETWEEN = re.compile(r"[_\-\s]+")
_FEWEST, _MOST_SHARE = 2, 0.5  # different values of a part that may be a speaker or a machine; and of how many files


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a file name without its ending, from the left; between them stand ``_``, ``-`` and blanks."""
    return tuple(part for part in _BETWEEN.split(PurePath(name).stem) if part)


def part_of(name: str, part: int) -> str:
    """Part ``part`` (1 is the first) in small letters, "" if the name has fewer."""
    parts = parts_of(name)
    return parts[part - 1].casefold() if 0 < part <= len(parts) else ""


def joined(groups: Mapping[int, int], shared: Mapping[int, str]) -> dict[int, int]:
    """Groups of near-copies and of what is kept together become one where they share an item.

    ``groups`` is a number an item, ``shared`` as ``together`` gives it; both name only items that have company.
    """
    names: dict[int, list[tuple[str, int | str]]] = {}
    for item_id, number in groups.items():
        names.setdefault(item_id, []).append(("copy", number))
    for item_id, value in shared.items():
        names.setdefault(item_id, []).append(("name", value))
    root: dict[tuple[str, int | str], tuple[str, int | str]] = {}

    def top(name: tuple[str, int | str]) -> tuple[str, int | str]:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for several in names.values():
        for other in several[1:]:
            root[top(other)] = top(several[0])
    numbers: dict[tuple[str, int | str], int] = {}
    return {item_id: numbers.setdefault(top(several[0]), len(numbers)) for item_id, several in names.items()}


def together(names: Mapping[int, str], part: int) -> dict[int, str]:
    """Of each item, by its file name, what it shares with those it is kept together with; others are left out."""
    shared = {item_id: part_of(name, part) for item_id, name in names.items()}
    return {item_id: value for item_id, value in shared.items() if value}


def likely_part(named: Iterable[tuple[str, str]]) -> int:
    """The part of the names that is most likely a speaker, a machine or a day; 0 if none is. Names come with answers.

    Its values come again in several answers, and each in several files; a part that every name has as a number of its
    own, or that is the answer itself, is none.
    """
    rows = [(tuple(part.casefold() for part in parts_of(name)), answer.casefold()) for name, answer in named]
    columns = list(zip_longest(*(parts for parts, _ in rows), fillvalue=""))
    answers = [answer for _, answer in rows]
    likely = (place for place, values in enumerate(columns, start=1) if _is_shared(values, answers))
    return next(likely, 0)


def _is_shared(values: tuple[str, ...], answers: list[str]) -> bool:
    different = set(values)
    if "" in different or all(value.isdecimal() for value in different):
        return False
    if not _FEWEST <= len(different) <= _MOST_SHARE * len(values):
        return False
    answered: dict[str, set[str]] = {}
    for value, answer in zip(values, answers, strict=True):
        answered.setdefault(value, set()).add(answer)
    return all(len(several) > 1 for several in answered.values())
