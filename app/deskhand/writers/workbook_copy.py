"""A copy of the person's workbook with the answers in it and everything else kept.

A workbook is a zip of parts. All parts are copied as they are but the sheet, which gets its new cells while
it streams past, and the list of formats, which gets one for percentages. Loading and saving with a library would lose
what the library does not know: charts, macros, pivot tables.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from deskhand.storage.atomic import write_whole
from deskhand.writers.answers import AnsweredTable, Cell, Written
from deskhand.writers.cells import CellText
from deskhand.writers.new_columns import NewColumns
from deskhand.writers.sheet_splice import NewRow, splice
from deskhand.writers.sheet_survey import LAST_COLUMN, letters_of, survey
from deskhand.writers.their_styles import with_percentage
from deskhand.writers.their_workbook import TheirWorkbook, UnreadableError, open_theirs

SUFFIXES = (".xlsx", ".xlsm")
"""The kinds of workbook that can be copied."""

_ROOM_FOR_A_CELL = 200  # bytes; for reckoning whether the copy needs the large kind of zip
_LARGE = 1 << 31


@dataclass(frozen=True, slots=True)
class Original:
    """The workbook that is copied, and where in it the items are. ``header_row`` is 1-based, 0 if there is none."""

    path: Path
    sheet: str
    header_row: int


def write(table: AnsweredTable, target: Path, original: Original) -> Written:
    """Write a copy of ``original`` with the answers of ``table`` in it; their rows are found by number.

    Raises ``ProblemError`` if that cannot be done; the original and an old file at ``target`` survive.
    """
    with open_theirs(original.path) as theirs, write_whole(target) as temporary:
        return _Copy(theirs, table, original).write(temporary)


class _Copy:
    """One copying: what was found out about their workbook, and what was changed."""

    def __init__(self, theirs: TheirWorkbook, table: AnsweredTable, original: Original) -> None:
        self._theirs = theirs
        self._table = table
        self._header_row = original.header_row
        self._text = CellText()
        self._rows = 0
        self._sheet = theirs.sheet(original.sheet)
        self._styles = theirs.styles()
        with theirs.open(self._sheet) as sheet:
            self._survey = survey(sheet, original.header_row)
        for cells in theirs.table_ranges(self._sheet):
            self._survey.cover(cells)

    def write(self, path: Path) -> Written:
        """Write the copy to ``path``."""
        styles, percentage = with_percentage(self._theirs.read(self._styles)) if self._styles else (b"", None)
        columns = self._new_columns(percentage)
        with ZipFile(path, "w") as ours:
            for part in self._theirs.parts():
                if part is self._sheet:
                    self._write_sheet(ours, columns)
                elif part is self._styles:
                    ours.writestr(_like(part), styles)
                else:
                    self._copy_part(ours, part)
        return Written(self._rows, (*self._notes(columns), *self._text.notes()))

    def _copy_part(self, ours: ZipFile, part: ZipInfo) -> None:
        with self._theirs.open(part) as source, ours.open(_like(part), "w") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)

    def _write_sheet(self, ours: ZipFile, columns: NewColumns) -> None:
        room = self._sheet.file_size + self._survey.last_row * len(columns.widths) * _ROOM_FOR_A_CELL
        part = _like(self._sheet)
        with self._theirs.open(self._sheet) as source, ours.open(part, "w", force_zip64=room > _LARGE) as sink:
            splice(source, sink, self._survey, columns, self._new_rows())

    def _new_columns(self, percentage: str | None) -> NewColumns:
        headings = self._table.new_columns()
        found = self._survey
        if found.last_column + len(headings) > LAST_COLUMN:
            raise UnreadableError("no room for more columns")
        return NewColumns(
            prefix=found.prefix,
            first=found.last_column + 1,
            widths=tuple(min(max(len(heading) + 2, 10), 40) for heading in headings),
            formats=(None, percentage, None) * len(self._table.questions),
            heading_row=self._header_row,
            heading_format=found.heading_style,
        )

    def _new_rows(self) -> Iterator[NewRow]:
        if self._header_row:
            yield self._header_row, tuple(self._fit(heading) for heading in self._table.new_columns())
        for row in self._table.rows:
            yield row.row, tuple(self._fit(cell) for cell in row.new_cells())
            self._rows += 1

    def _fit(self, cell: Cell) -> Cell:
        return self._text.clean(cell) if isinstance(cell, str) else cell

    def _notes(self, columns: NewColumns) -> Iterator[str]:
        if not self._header_row:
            names = enumerate(self._table.questions)
            places = ", ".join(f"{letters_of(columns.first + 3 * i)} is {name}" for i, name in names)
            yield (
                f"The sheet has no headings, so the new columns have none either: {places}. "
                "Each is followed by how sure Deskhand is, and by whether the row needs a look."
            )
        if self._theirs.is_signed():
            yield "The workbook was signed; a copy with answers in it no longer carries a valid signature."


def _like(part: ZipInfo) -> ZipInfo:
    """The name, time and compression of ``part``, for its copy."""
    info = ZipInfo(part.filename, part.date_time)
    info.compress_type = part.compress_type
    info.external_attr = part.external_attr
    info.create_system = part.create_system
    info.file_size = part.file_size
    return info
