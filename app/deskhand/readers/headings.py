"""Where the headings of a table are."""

from statistics import median

from deskhand.readers.grid import Span
from deskhand.readers.moments import is_moment
from deskhand.readers.numbers import is_number

_ROWS_LOOKED_AT = 30
_BODY = 50  # rows below that are compared with what may be their heading
_LONGEST_HEADING = 60  # letters
_MOST_WORDS = 5
_USUAL = frozenset(
    """
    id no nr number date time day name subject title text message messages body comment comments description question
    answer reply type kind category class label intent domain status state priority urgency impact service sender from
    to email e-mail mail customer client product amount price total city country language source note notes
    datum uhrzeit betreff nachricht beschreibung kategorie art dringlichkeit kunde betrag preis sprache
    fecha asunto mensaje descripción categoría tipo urgencia cliente importe precio idioma nombre
    """.split()  # noqa: SIM905 - seventy words are easier to read as text
)

Rows = list[list[str]]


def find_row(rows: Rows, merged: tuple[Span, ...]) -> int:
    """The 1-based row with the headings among the first ``rows``; 0 if the table begins at once.

    Above it there may be titles (few cells) and groupings (cells merged sideways).
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = median([number for number in filled if number] or [0])
    begin = next((place for place, number in enumerate(filled) if number and number >= 0.6 * usual), None)
    if begin is None or begin >= _ROWS_LOOKED_AT:
        return 0
    places = [place for place in (begin, _below_titles(begin, filled, merged)) if place >= 0]
    best = max(places, key=lambda place: _likeness_of_row(rows, place))
    for place in (best, begin - 1):
        if place >= 0 and filled[place] and _likeness_of_row(rows, place) > 0:
            return place + 1
    return 0


def _below_titles(begin: int, filled: list[int], merged: tuple[Span, ...]) -> int:
    """The next row with cells, if ``begin`` has so few that it is a title, or is a grouping; else -1."""
    following = next((place for place in range(begin + 1, len(filled)) if filled[place]), -1)
    if following < 0:
        return -1
    return following if filled[following] >= 1.5 * filled[begin] or _is_grouping(begin, merged) else -1


def _is_grouping(row: int, merged: tuple[Span, ...]) -> bool:
    """Whether cells of ``row`` (0-based) are merged sideways, as titles over several headings are."""
    return any(top == row == bottom and right > left for (top, left), (bottom, right) in merged)


def _likeness_of_row(rows: Rows, row: int) -> float:
    """How much ``row`` (0-based) looks like headings: above 0 it does."""
    body = [cells for cells in rows[row + 1 : row + 1 + _BODY] if any(cell.strip() for cell in cells)]
    score = 0.5  # most tables have headings
    for column, cell in enumerate(rows[row]):
        heading = " ".join(cell.split())
        if heading:
            below = [text for cells in body if (text := "".join(cells[column : column + 1]).strip())]
            score += _likeness(heading, below)
    return score


def _likeness(heading: str, below: list[str]) -> float:
    """How much ``heading`` looks like the name of what stands ``below``: above 0 it does, below 0 it does not."""
    if heading.casefold() in _USUAL:
        return 2.0
    figures = sum(is_number(cell) or is_moment(cell) for cell in below) > 0.8 * len(below)
    if is_number(heading) or is_moment(heading):
        return -2.0 if figures else 0.25
    if heading in below or len(heading) > _LONGEST_HEADING:
        return -2.0
    if figures:
        return 2.0
    return _likeness_of_words(heading, below)


def _likeness_of_words(heading: str, below: list[str]) -> float:
    if below and len(set(below)) < 0.5 * len(below):
        return 1.5  # few answers again and again, and the heading is none of them
    if len(heading.split()) > _MOST_WORDS:
        return -1.0
    return 0.5 if not below or median(map(len, below)) > 3 * len(heading) else 0.0
