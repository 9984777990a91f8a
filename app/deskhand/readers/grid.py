"""A sheet as its rows, whatever kind of file it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

Span = tuple[tuple[int, int], tuple[int, int]]
"""Merged cells: (row, column) of the first and of the last of them, counted from 0 as ``Grid.rows`` counts."""


@dataclass(slots=True)
class Remarks:
    """What had to be mended, in plain words, each remark once; grows while rows are read."""

    said: list[str] = field(default_factory=list)

    def say(self, remark: str) -> None:
        """Add ``remark`` unless it has been said."""
        if remark not in self.said:
            self.said.append(remark)


class Grid(Protocol):
    """One sheet. ``first_column`` is the 0-based place in the sheet of the first cell of every row."""

    sheets: tuple[str, ...]
    sheet: str
    first_column: int
    merged: tuple[Span, ...]
    remarks: Remarks

    def rows(self) -> Iterator[list[str]]:
        """Every row from the very first of the sheet, blank ones too, each a list of cells as they look."""


def column_letters(position: int) -> str:
    """The letters of the column at 0-based ``position``: A, B … Z, AA, as spreadsheets name them."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
