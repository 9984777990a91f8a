"""A new workbook: the person's columns as text, and the answers beside them. Rows stream, a million and more."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from deskhand.storage.atomic import write_whole
from deskhand.writers.answers import AnsweredRow, AnsweredTable, Written
from deskhand.writers.cells import CellText

ROWS_PER_SHEET = 1_048_575
"""Below the heading. Source: Excel specifications and limits, Microsoft."""

_ROWS_MEASURED = 200  # for the widths of columns
_NARROWEST, _WIDEST = 8, 60  # characters
_NAME_LIMIT = 31  # of a sheet


def write(table: AnsweredTable, target: Path, rows_per_sheet: int = ROWS_PER_SHEET) -> Written:
    """Write ``table`` to ``target``. Raises ``ProblemError`` if that cannot be done; the old file survives."""
    text = CellText()
    with write_whole(target) as temporary, _open(temporary) as book:
        sheets = _Sheets(book, table, text)
        rows = 0
        for row in table.rows:
            if rows % rows_per_sheet == 0:
                sheets.begin()
            sheets.add(row)
            rows += 1
        if not rows:
            sheets.begin()
        sheets.end()
    return Written(rows, (*text.notes(), *sheets.notes()))


@contextmanager
def _open(path: Path) -> Iterator[Workbook]:
    """A workbook that keeps one row in memory, and leaves nothing behind when it fails."""
    with tempfile.TemporaryDirectory(prefix="deskhand-", ignore_cleanup_errors=True) as scratch:
        book = Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": scratch,
            },
        )
        book.use_zip64()
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        finally:
            for sheet in book.worksheets():
                sheet.close_scratch()


class _TextSheet(Worksheet):  # type: ignore[misc]
    """A sheet in which text is only ever text."""

    def _xml_rich_inline_string(self, string: str, attributes: list[tuple[str, str]]) -> None:
        """XlsxWriter takes text from ``<r>`` to ``</r>`` for XML of its own, and would write it as it is."""
        self._xml_inline_string(string, True, attributes)

    def close_scratch(self) -> None:
        """Close the file that rows wait in; a workbook that fails would leave it open."""
        self.row_data_fh.close()


class _Sheets:
    """The sheets of the new workbook, one after the other as each is full."""

    def __init__(self, book: Workbook, table: AnsweredTable, text: CellText) -> None:
        self._book = book
        self._name = sheet_name(table.sheet)
        self._text = text
        self._headings = [text.clean(heading) for heading in (*table.columns, *table.new_columns())]
        self._first_new = len(table.columns)
        self._bold: Format = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True})
        self._quoted: Format = book.add_format({"quote_prefix": True})
        self._percent: Format = book.add_format({"num_format": "0%"})
        self._count = 0
        self._row = 0

    def begin(self) -> None:
        """Start the next sheet with the headings."""
        self.end()
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name[: _NAME_LIMIT - 4]} ({self._count})"
        self._sheet: Worksheet = self._book.add_worksheet(name, _TextSheet)
        self._sheet.freeze_panes(1, 0)
        self._widths = [len(heading) + 3 for heading in self._headings]  # 3: the arrow of the filter
        for column, heading in enumerate(self._headings):
            self._sheet.write_string(0, column, heading, self._bold)
        self._row = 0

    def add(self, row: AnsweredRow) -> None:
        """Write one row below the last."""
        self._row += 1
        for column, cell in enumerate(row.cells):
            self._write_text(column, cell)
        for column, answer in enumerate(row.new_cells(), self._first_new):
            if isinstance(answer, str):
                self._write_text(column, answer)
            elif answer is not None:
                is_sure = (column - self._first_new) % 3 == 1
                self._sheet.write_number(self._row, column, answer, self._percent if is_sure else None)

    def end(self) -> None:
        """Finish the sheet at hand."""
        if not self._count:
            return
        self._sheet.autofilter(0, 0, self._row, len(self._headings) - 1)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))

    def notes(self) -> tuple[str, ...]:
        """Whether one sheet was not enough."""
        if self._count < 2:
            return ()
        return (f"One sheet holds no more than {ROWS_PER_SHEET:,} rows, so the rows go on in {self._count} sheets.",)

    def _write_text(self, column: int, text: str) -> None:
        if not text:
            return
        text = self._text.clean(text)
        if self._row <= _ROWS_MEASURED:
            self._widths[column] = max(self._widths[column], *(len(line) for line in text.split("\n")))
        # The quote mark keeps it text also when someone edits the cell in Excel.
        self._sheet.write_string(self._row, column, text, self._quoted if text[:1] in "=+-@" else None)


def sheet_name(wanted: str) -> str:
    """``wanted`` without what Excel forbids in the name of a sheet."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", wanted).strip().strip("'").strip()
    name = name[:_NAME_LIMIT].rstrip(" '")
    return "Answers" if not name or name.casefold() == "history" else name
