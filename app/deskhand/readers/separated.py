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

_SEPARATORS = "\t;|,"  # a comma comes last: it also stands in numbers and sentences
_NONE = "\x1f"  # a separator that no text has
_CLEAR = 0.9  # share of rows of equal width that settles it
_ENOUGH = 0.5
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
        for number, (record, is_open) in enumerate(self._records(self._separator), start=1):
            if is_open:
                raise trouble.open_quotation(self._path, number)
            yield [clean(cell) for cell in record]

    def _open(self) -> TextIO:
        return self._path.open(encoding=self._encoding, errors="replace", newline="")

    def _announced_separator(self) -> str:
        """Excel reads ``sep=;`` in the first line as an order, and does not show that line."""
        with self._open() as file:
            first = file.readline(10).strip()
        return first[4:] or "\t" if first.lower().startswith("sep=") and len(first) <= 5 else ""

    def _likeliest_separator(self) -> str:
        fits = {separator: self._fit(separator) for separator in _SEPARATORS}
        clear = [separator for separator in _SEPARATORS if fits[separator] >= _CLEAR]
        best = clear[0] if clear else max(fits, key=lambda separator: fits[separator])
        return best if fits[best] >= _ENOUGH else _NONE

    def _fit(self, separator: str) -> float:
        """The share of rows (0 to 1) that have as many cells, two or more, as most such rows."""
        widths = Counter(len(record) for record, _ in islice(self._records(separator), _LOOKED_AT) if record)
        return max((widths[width] for width in widths if width > 1), default=0) / max(1, widths.total())

    def _records(self, separator: str) -> Iterator[tuple[list[str], bool]]:
        """Every record, and whether it ends with the file in the middle of a quotation."""
        csv.field_size_limit(_LONGEST_CELL)
        with self._open() as file:
            if self._announced:
                file.readline()
            lines = _Lines(file)
            for record in csv.reader(lines, delimiter=separator):
                yield record, lines.ended and "\n" in record[-1]


class _Lines:
    """The lines of a file, and whether more were asked for than there are: a quotation is then still open."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        yield from self._file
        self.ended = True
