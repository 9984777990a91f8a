"""Which column is probably to be read, and which probably hold answers."""

import re
from statistics import mean

from deskhand.domain.questions import QuestionKind
from deskhand.readers.moments import is_moment
from deskhand.readers.numbers import is_number

Columns = tuple[str, ...]
Rows = tuple[tuple[str, ...], ...]

_ID_NAME = re.compile(r"(?:^|[\s_#-])(?:id|no|nr|number|phone|tel|telephone|zip|postcode|plz)\.?$", re.IGNORECASE)
_FEW_NUMBERS = 20  # up to so many different whole numbers are codes, such as urgency 1 to 5; more are amounts
_LONGEST_ANSWER = 60


def guess_text(columns: Columns, rows: Rows) -> tuple[int, ...]:
    """The column with the longest varied text, as a tuple of one; none if nothing looks like text."""
    weights = {column: _text_weight(_filled(rows, column)) for column in range(len(columns))}
    best = max(weights, key=lambda column: weights[column], default=None)
    return (best,) if best is not None and weights[best] > 0 else ()


def guess_answers(columns: Columns, rows: Rows, text: tuple[int, ...]) -> tuple[tuple[int, QuestionKind], ...]:
    """The columns whose few answers come again and again (choices), and those that hold amounts (numbers)."""
    others = ((column, name) for column, name in enumerate(columns) if column not in text)
    guesses = ((column, _answer_kind(name, _filled(rows, column))) for column, name in others)
    return tuple((column, kind) for column, kind in guesses if kind is not None)


def _filled(rows: Rows, column: int) -> list[str]:
    return [cell for row in rows if column < len(row) and (cell := row[column].strip())]


def _text_weight(cells: list[str]) -> float:
    words = [cell for cell in cells if not is_number(cell) and not is_moment(cell)]
    if len(words) < 0.5 * len(cells) or not words:
        return 0.0
    return mean(map(len, words)) * len(set(words)) / len(words)


def _answer_kind(name: str, cells: list[str]) -> QuestionKind | None:
    different = len({cell.casefold() for cell in cells})
    if different < 2 or _ID_NAME.search(name) or sum(map(is_moment, cells)) > 0.5 * len(cells):
        return None
    if sum(map(is_number, cells)) > 0.9 * len(cells):
        return _kind_of_numbers(cells, different)
    repeated = different <= 0.5 * len(cells) or (different <= 12 and different < len(cells))
    return QuestionKind.CHOICE if repeated and mean(map(len, cells)) <= _LONGEST_ANSWER else None


def _kind_of_numbers(cells: list[str], different: int) -> QuestionKind | None:
    whole = all(cell.lstrip("-").isdecimal() for cell in cells)
    if whole and different == len(cells) and len(cells) > 3:
        return None  # every one different: numbers of orders or customers
    if any(len(cell) > 1 and cell.startswith("0") and cell.isdecimal() for cell in cells):
        return None  # zeros in front: a number that names something
    if whole and different <= _FEW_NUMBERS and different < len(cells):
        return QuestionKind.CHOICE
    return QuestionKind.NUMBER
