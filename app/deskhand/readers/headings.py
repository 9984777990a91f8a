"""Where the headings of a table are, and names for columns whose headings are blank, merged or repeated."""

from dataclasses import dataclass
from itertools import count
from statistics import median

from deskhand.readers.grid import Span, column_letters
from deskhand.readers.numbers import is_number

_ROWS_LOOKED_AT = 30
_BODY = 50
_LONGEST_HEADING = 60
_USUAL = frozenset(
    "id no nr number date time day name subject title text message messages body comment comments description question "
    "answer reply type kind category class label intent domain status state priority urgency impact service sender from "
    "to email e-mail mail customer client product amount price total city country language source note notes "
    "datum uhrzeit betreff nachricht beschreibung kategorie art dringlichkeit kunde betrag preis sprache "
    "fecha asunto mensaje descripción categoría tipo urgencia cliente importe precio idioma nombre".split()
)

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Headings:
    """``row`` is 1-based, 0 where there are none; ``names`` are all different and none is blank."""

    row: int
    names: tuple[str, ...]
    remarks: tuple[str, ...]


def find_row(rows: Rows, merged: tuple[Span, ...]) -> int:
    """The 1-based row with the headings among the first ``rows``; 0 if the table begins at once."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = median([number for number in filled if number] or [0])
    starts = [place for place, number in enumerate(filled[:_ROWS_LOOKED_AT]) if number and number >= 0.6 * usual]
    if not starts:
        return 0
    start = starts[0]
    following = start + 1
    if _is_grouping(start, merged) and following < len(rows) and _looks_like_headings(rows, following):
        return following + 1
    if _looks_like_headings(rows, start):
        return start + 1
    above = start - 1
    if above >= 0 and filled[above] >= 2 and _looks_like_headings(rows, above):
        return above + 1
    return 0


def _is_grouping(row: int, merged: tuple[Span, ...]) -> bool:
    """Whether cells of ``row`` (0-based) are merged sideways, as titles over several headings are."""
    return any(top == row == bottom and right > left for (top, left), (bottom, right) in merged)


def _looks_like_headings(rows: Rows, row: int) -> bool:
    body = [cells for cells in rows[row + 1 : row + 1 + _BODY] if any(cell.strip() for cell in cells)]
    score = 0.5  # most tables have headings
    for column, cell in enumerate(rows[row]):
        heading = " ".join(cell.split())
        if heading:
            below = [cells[column].strip() for cells in body if column < len(cells) and cells[column].strip()]
            score += _likeness(heading, below)
    return score > 0


def _likeness(heading: str, below: list[str]) -> float:
    """How much ``heading`` looks like the name of what stands ``below``: above 0 it does, below 0 it does not."""
    if is_number(heading) or len(heading) > _LONGEST_HEADING:
        return -2.0
    if heading.casefold() in _USUAL:
        return 2.0
    if not below:
        return 0.5
    if heading in below:
        return -2.0
    if sum(map(is_number, below)) > 0.8 * len(below):
        return 2.0
    if len(set(below)) < 0.5 * len(below):
        return 1.5
    return 0.5 if median(map(len, below)) > 3 * len(heading) else -0.25


def name_columns(rows: Rows, row: int, first_column: int, merged: tuple[Span, ...]) -> Headings:
    """Names for all columns of ``rows``, from the 1-based ``row`` (0: there are no headings)."""
    width = max(map(len, rows), default=0)
    if row == 0 or row > len(rows):
        names = tuple(f"Column {column_letters(first_column + column)}" for column in range(width))
        remark = "The table has no headings; its columns are called " + _listed(names) + " here."
        return Headings(0, names, (remark,))
    taken: set[str] = set()
    names_so_far: list[str] = []
    remarks: list[str] = []
    for column in range(width):
        letters = column_letters(first_column + column)
        name, remark = _name(_heading(rows, row - 1, column, merged), letters, taken)
        taken.add(name.casefold())
        names_so_far.append(name)
        remarks.extend([remark] if remark else [])
    return Headings(row, tuple(names_so_far), tuple(remarks))


def _heading(rows: Rows, row: int, column: int, merged: tuple[Span, ...]) -> str:
    """The heading at ``row`` and ``column`` (0-based); of merged cells the first holds it for all."""
    for (top, left), (bottom, right) in merged:
        if top <= row <= bottom and left <= column <= right and top < len(rows):
            row, column = top, max(left, 0)
            break
    cells = rows[row]
    return " ".join(cells[column].split()) if column < len(cells) else ""


def _name(heading: str, letters: str, taken: set[str]) -> tuple[str, str]:
    wanted = heading or f"Column {letters}"
    name = _free(wanted, taken)
    if not heading:
        return name, f"Column {letters} had no heading; it is called “{name}” here."
    if name != heading:
        return name, f"Column {letters} has the same heading as another, “{heading}”; it is called “{name}” here."
    return name, ""


def _free(wanted: str, taken: set[str]) -> str:
    if wanted.casefold() not in taken:
        return wanted
    return next(name for number in count(2) if (name := f"{wanted} {number}").casefold() not in taken)


def _listed(names: tuple[str, ...]) -> str:
    shown = [f"“{name}”" for name in names]
    if len(shown) > 3:
        shown = [shown[0], shown[1], "…", shown[-1]]
    return ", ".join(shown)
