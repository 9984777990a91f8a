"""Text with separators (CSV, TSV), in any usual encoding."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from deskhand.readers import trouble
from deskhand.readers.cells import clean
from deskhand.readers.encodings import encoding_of
from deskhand.readers.grid import Remarks, Span

_SEPARATORS = ",;\t|"
_LOOKED_AT = 200  # rows that the separator is found from
_LONGEST_CELL = 16 << 20  # characters; far above any real cell, far below what hurts


class SeparatedGrid:
    """A text file as one sheet without a name."""

    sheets: tuple[str, ...] = ("",)
    sheet = ""
    first_column = 0
    merged: tuple[Span, ...] = ()

    def __init__(self, path: Path) -> None:
        """Find encoding and separator. Raises ``ProblemError`` if ``path`` is no text."""
        self.remarks = Remarks()
        self._path = path
        encoding = encoding_of(path)
        if encoding is None:
            raise trouble.not_a_table(path, "not text, whatever its name says")
        self._encoding = encoding.name
        if encoding.broken:
            self.remarks.say("A few characters could not be read; they are shown as �.")
        self._announced = self._announced_separator()
        self._separator = self._announced or self._likeliest_separator()

    def rows(self) -> Iterator[list[str]]:
        for row in self._records(self._separator):
            yield [clean(cell) for cell in row]

    def _open(self) -> TextIO:
        return self._path.open(encoding=self._encoding, errors="replace", newline="")

    def _announced_separator(self) -> str:
        """Excel reads ``sep=;`` in the first line as an order, and does not show that line."""
        with self._open() as file:
            first = file.readline(10).strip()
        return first[4:] or "\t" if first.lower().startswith("sep=") and len(first) <= 5 else ""

    def _likeliest_separator(self) -> str:
        return max(_SEPARATORS, key=self._fit)

    def _fit(self, separator: str) -> tuple[float, int]:
        """How well ``separator`` makes a table: the share of rows that have as many cells as most, times their number."""
        widths = Counter(len(row) for row in islice(self._records(separator), _LOOKED_AT) if any(row))
        if not widths:
            return (0.0, 0)
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]))
        return (count / widths.total() if width > 1 else 0.0, width)

    def _records(self, separator: str) -> Iterator[list[str]]:
        csv.field_size_limit(_LONGEST_CELL)
        with self._open() as file:
            if self._announced:
                file.readline()
            lines = _Lines(file)
            row = 0
            for row, record in enumerate(csv.reader(lines, delimiter=separator), start=1):
                if lines.ended and record and "\n" in record[-1]:
                    raise trouble.open_quotation(self._path, row)
                yield record


class _Lines:
    """The lines of a file, and whether more were asked for than there are: a quotation is then still open."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        yield from self._file
        self.ended = True
