"""Tables: workbooks and separated text, as a preview and row by row.

A file is opened (``open_table``), which finds its headings; its rows are then read once, in order. ``look`` and
``rows`` are the two together. Everything that goes wrong leaves as a ``ProblemError`` with advice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from deskhand.domain.items import TablePreview
from deskhand.readers import trouble
from deskhand.readers.column_names import ColumnNames, name_columns
from deskhand.readers.grid import Grid
from deskhand.readers.guessing import guess_answers, guess_text
from deskhand.readers.headings import find_row
from deskhand.readers.kinds import FileKind, kind_of
from deskhand.readers.separated import SeparatedGrid
from deskhand.readers.trouble import at_the_file
from deskhand.readers.workbooks import WorkbookGrid

Row = tuple[int, tuple[str, ...]]

_HEAD = 2000  # rows that headings are found in, columns counted and guesses made from

_OPEN: dict[FileKind, Callable[[Path, str], Grid]] = {
    FileKind.ZIPPED: lambda path, sheet: WorkbookGrid(path, FileKind.ZIPPED, sheet),
    FileKind.OLD: lambda path, sheet: WorkbookGrid(path, FileKind.OLD, sheet),
    FileKind.SEPARATED: lambda path, _: SeparatedGrid(path),
}


@dataclass(slots=True)
class Table:
    """An open table. ``headings.row`` 0: it has none. ``head`` are its first rows as they stand in the sheet."""

    path: Path
    grid: Grid
    headings: ColumnNames
    head: list[list[str]]
    _blank: int = field(default=0)
    _overlong: int = field(default=0)

    @property
    def columns(self) -> tuple[str, ...]:
        return self.headings.names

    def rows(self) -> Iterator[Row]:
        """(Row number as the person's program counts, cells), below the headings; blank rows are passed over.

        ``notes`` are complete when the last row has been read. Raises ``ProblemError``.
        """
        self._blank = self._overlong = 0
        with at_the_file(self.path):
            yield from self._below_headings(self.grid.rows())

    def first_rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of the rows below the headings, as far as ``head`` goes."""
        return tuple(cells for _, cells in self._below_headings(iter(self.head)))

    def _below_headings(self, rows: Iterator[list[str]]) -> Iterator[Row]:
        width = len(self.columns)
        blank = 0
        for number, row in enumerate(rows, start=1):
            if number <= self.headings.row:
                continue
            if not any(map(str.strip, row)):
                blank += 1
                continue
            self._blank, blank = self._blank + blank, 0
            if any(map(str.strip, row[width:])):
                self._overlong += 1
            yield number, tuple(row[:width]) + ("",) * (width - len(row))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was mended, in plain words."""
        counted = []
        if self._blank:
            counted.append(f"Blank rows passed over: {self._blank:,}.")
        if self._overlong:
            counted.append(f"Rows with more cells than columns: {self._overlong:,}. Those cells were left out.")
        return (*self.headings.remarks, *self.grid.remarks.said, *counted)


def open_table(path: str | Path, sheet: str = "", header_row: int | None = None) -> Table:
    """Open ``sheet`` ("": the first with content) of ``path``.

    ``header_row`` is 1-based; None: it is found; 0: there is none. Raises ``ProblemError``.
    """
    path = Path(path)
    with at_the_file(path):
        grid = _OPEN[kind_of(path)](path, sheet)
        head = list(islice(grid.rows(), _HEAD))
        if not any(cell.strip() for row in head for cell in row):
            raise trouble.empty_sheet(path, grid.sheet)
        head = _without_empty_columns_behind(head)
        row = find_row(head, grid.merged) if header_row is None else header_row
        return Table(path, grid, name_columns(head, row, grid.first_column, grid.merged), head)


def look(path: str | Path, sheet: str = "", header_row: int | None = None, limit: int = 200) -> TablePreview:
    """The sheets, columns and first ``limit`` rows of ``path``. Raises ``ProblemError``."""
    table = open_table(path, sheet, header_row)
    first = table.first_rows()
    text = guess_text(table.columns, first)
    return TablePreview(
        path=str(path),
        sheets=table.grid.sheets,
        sheet=table.grid.sheet,
        header_row=table.headings.row,
        columns=table.columns,
        rows=first[:limit],
        notes=table.notes,
        text_guess=text,
        answer_guesses=guess_answers(table.columns, first, text),
    )


def rows(path: str | Path, sheet: str = "", header_row: int | None = None) -> Iterator[Row]:
    """All rows below the headings: (1-based row number, cells). Raises ``ProblemError``."""
    return open_table(path, sheet, header_row).rows()


def _without_empty_columns_behind(head: list[list[str]]) -> list[list[str]]:
    width = max((place + 1 for row in head for place, cell in enumerate(row) if cell.strip()), default=0)
    return [row[:width] for row in head]
