"""Names for columns whose headings are blank, merged or repeated."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import count

from deskhand.readers.grid import Span, column_letters

Rows = list[list[str]]

_MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """``row`` has the headings, 1-based, 0 where there are none. ``names`` all differ and none is blank."""

    row: int
    names: tuple[str, ...]
    remarks: tuple[str, ...]


def name_columns(rows: Rows, row: int, first_column: int, merged: tuple[Span, ...]) -> ColumnNames:
    """Names for all columns of ``rows``, from the 1-based ``row`` (0: there are no headings)."""
    width = max(map(len, rows), default=0)
    letters = [column_letters(first_column + column) for column in range(width)]
    if not 0 < row <= len(rows):
        names = tuple(f"Column {letter}" for letter in letters)
        return ColumnNames(0, names, (f"The table has no headings; here they are {_listed(names)}.",))
    headings = [_heading(rows, row - 1, column, merged) for column in range(width)]
    names = _all_different([heading or f"Column {letter}" for heading, letter in zip(headings, letters, strict=True)])
    return ColumnNames(row, names, (*_blank_remarks(headings, letters, names), *_repeated_remarks(headings, names)))


def _heading(rows: Rows, row: int, column: int, merged: tuple[Span, ...]) -> str:
    """The heading at ``row`` and ``column`` (0-based); of merged cells the first holds it for all."""
    for (top, left), (bottom, right) in merged:
        if top <= row <= bottom and left <= column <= right:
            row, column = top, max(left, 0)
            break
    cells = rows[row]
    return " ".join(cells[column].split()) if column < len(cells) else ""


def _all_different(wanted: list[str]) -> tuple[str, ...]:
    names: list[str] = []
    taken: set[str] = set()
    for name in wanted:
        free = name
        if name.casefold() in taken:
            others = {other.casefold() for other in wanted}
            numbered = (f"{name} {number}" for number in count(2))
            free = next(candidate for candidate in numbered if candidate.casefold() not in taken | others)
        taken.add(free.casefold())
        names.append(free)
    return tuple(names)


def _blank_remarks(headings: list[str], letters: list[str], names: tuple[str, ...]) -> list[str]:
    blank = [column for column, heading in enumerate(headings) if not heading]
    if not blank:
        return []
    if len(blank) == 1:
        return [f"Column {letters[blank[0]]} had no heading; it is called “{names[blank[0]]}” here."]
    called = _listed([names[column] for column in blank])
    return [f"{len(blank)} columns had no heading; they are called {called} here."]


def _repeated_remarks(headings: list[str], names: tuple[str, ...]) -> list[str]:
    called: dict[str, list[str]] = defaultdict(list)
    for heading, name in zip(headings, names, strict=True):
        if heading:
            called[heading.casefold()].append(name)
    return [
        f"{len(same)} columns have the heading “{same[0]}”; they are called {_listed(same)} here."
        for same in called.values()
        if len(same) > 1
    ]


def _listed(names: list[str] | tuple[str, ...]) -> str:
    """“A”, “B” and “C”; the middle of a long list is left out."""
    shown = [f"“{name}”" for name in names]
    if len(shown) > _MOST_LISTED:
        shown = [*shown[:3], "…", shown[-1]]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
