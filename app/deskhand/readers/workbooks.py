"""Workbooks, new and old (.xlsx, .xlsm, .xls, .ods), read by calamine."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from deskhand.readers import archives, trouble
from deskhand.readers.cells import as_it_looks
from deskhand.readers.grid import Remarks, Span
from deskhand.readers.kinds import FileKind
from deskhand.readers.number_formats import NumberFormat
from deskhand.readers.sheet_formats import column_formats


class WorkbookGrid:
    """One sheet of a workbook. Calamine keeps its cells (about 32 bytes each, and their text) outside of Python."""

    def __init__(self, path: Path, kind: FileKind, sheet: str) -> None:
        """Open ``sheet``, "" for the first with content. Raises ``ProblemError``."""
        if kind is FileKind.ZIPPED:
            archives.check(path)
        self.remarks = Remarks()
        self._workbook = _open(path)
        self.sheets = _sheet_names(path, self._workbook)
        self.sheet, self._cells = self._choose(path, sheet)
        start = self._cells.start
        if start is None:
            raise trouble.empty_sheet(path, self.sheet)
        self.first_column = start[1]
        self.merged: tuple[Span, ...] = tuple(_shifted(span, start[1]) for span in self._cells.merged_cell_ranges or ())
        self._formats = self._learn_formats(path, kind)

    def rows(self) -> Iterator[list[str]]:
        formats = [self._formats.get(self.first_column + place) for place in range(self._cells.width)]
        for row in self._cells.iter_rows():
            yield [as_it_looks(value, shape) for value, shape in zip(row, formats, strict=True)]

    def _choose(self, path: Path, wanted: str) -> tuple[str, CalamineSheet]:
        if wanted:
            if wanted not in self._workbook.sheet_names:
                raise trouble.no_sheet(path, wanted)
            return wanted, self._workbook.get_sheet_by_name(wanted)
        for name in self.sheets:
            cells = self._workbook.get_sheet_by_name(name)
            if cells.start is not None:
                return name, cells
        raise trouble.empty_sheet(path, "")

    def _learn_formats(self, path: Path, kind: FileKind) -> dict[int, NumberFormat]:
        if kind is not FileKind.ZIPPED:
            return {}
        try:
            return column_formats(path, self.sheet)
        except Exception:  # formats are an extra: whatever is broken about them, the cells themselves were read
            self.remarks.say("How numbers and days are meant to look could not be read; they are shown plainly.")
            return {}


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise trouble.no_password(path) from error
    except CalamineError as error:
        if "limit exceeded" in str(error):  # .ods only; its cells may stand for millions
            raise trouble.too_big(path, str(error)) from error
        # By path it goes by the ending, which may be wrong; by content it is slower and takes more memory.
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def _sheet_names(path: Path, workbook: CalamineWorkbook) -> tuple[str, ...]:
    """The sheets with cells; hidden ones only if there are no others."""
    tables = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    if not tables:
        raise trouble.no_tables(path)
    seen = [sheet.name for sheet in tables if sheet.visible is SheetVisibleEnum.Visible]
    return tuple(seen or [sheet.name for sheet in tables])


def _shifted(span: Span, columns: int) -> Span:
    (top, left), (bottom, right) = span
    return (top, left - columns), (bottom, right - columns)
