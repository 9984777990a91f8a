"""A new workbook: a table, and the answers beside it. Rows stream, a million and more."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.url import Url, UrlTypes
from xlsxwriter.worksheet import Worksheet

from deskhand.storage.atomic import write_whole
from deskhand.writers.answers import AnsweredRow, AnsweredTable, Link, Share, Written
from deskhand.writers.cells import CellText

ROWS_PER_SHEET = 1_048_575
"""Below the heading. Source: Excel specifications and limits, Microsoft."""

LINKS_PER_SHEET, ADDRESS_LIMIT = 65_530, 2_079
"""What is over it stays text. Source: Excel specifications and limits, Microsoft."""

_ROWS_MEASURED = 200  # for the widths of columns
_NARROWEST, _WIDEST = 8, 60  # characters
_NAME_LIMIT = 31  # of a sheet


def write(
    table: AnsweredTable, target: Path, beside: AnsweredTable | None = None, rows_per_sheet: int = ROWS_PER_SHEET
) -> Written:
    """Write ``table`` to ``target``, and ``beside`` into a second sheet.

    Raises ``ProblemError`` if that cannot be done; the old file survives.
    """
    text = CellText()
    with write_whole(target) as temporary, _open(temporary) as book:
        rows, notes = _Sheets(book, table, text).write(rows_per_sheet)
        if beside is not None:
            notes += _Sheets(book, beside, text).write(rows_per_sheet)[1]
    return Written(rows, (*text.notes(), *notes))


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


class _Address(Url):  # type: ignore[misc]
    """Where a file is. XlsxWriter would take what it is given for a path of Windows."""

    def __init__(self, link: Link) -> None:
        super().__init__(link.address)
        self.text = link.text

    def _parse_url(self) -> None:
        self._link_type = UrlTypes.EXTERNAL

    def _escape_strings(self) -> None:
        """It is escaped already."""


class _Sheets:
    """The sheets of one table, one after the other as each is full."""

    def __init__(self, book: Workbook, table: AnsweredTable, text: CellText) -> None:
        self._book = book
        self._table = table
        self._name = sheet_name(table.sheet)
        self._text = text
        self._headings = [text.clean(heading) for heading in table.headings()]
        self._bold: Format = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True})
        self._quoted: Format = book.add_format({"quote_prefix": True})
        self._percent: Format = book.add_format({"num_format": "0%"})
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._ways: dict[type, Callable[[int, Any], None]] = {
            str: self._write_text,
            float: self._write_number,
            int: self._write_number,
            Share: self._write_share,
            date: self._write_day,
            datetime: self._write_moment,
            Link: self._write_link,
            type(None): self._write_nothing,
        }
        self._count = 0
        self._row = 0
        self._links = 0

    def write(self, rows_per_sheet: int) -> tuple[int, tuple[str, ...]]:
        """Write all rows; how many there were, and what to say if one sheet was not enough."""
        rows = 0
        for row in self._table.rows:
            if rows % rows_per_sheet == 0:
                self._begin()
            self._add(row)
            rows += 1
        if not rows:
            self._begin()
        self._end()
        if self._count < 2:
            return rows, ()
        note = f"One sheet holds no more than {ROWS_PER_SHEET:,} rows, so the rows go on in {self._count} sheets."
        return rows, (note,)

    def _begin(self) -> None:
        """Start the next sheet with the headings."""
        self._end()
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name[: _NAME_LIMIT - 4]} ({self._count})"
        self._sheet: Worksheet = self._book.add_worksheet(name, _TextSheet)
        self._sheet.freeze_panes(1, 0)
        self._widths = [len(heading) + 3 for heading in self._headings]  # 3: the arrow of the filter
        for column, heading in enumerate(self._headings):
            self._sheet.write_string(0, column, heading, self._bold)
        self._row = self._links = 0

    def _add(self, row: AnsweredRow) -> None:
        """Write one row below the last."""
        self._row += 1
        for column, cell in enumerate(row.all_cells()):
            self._ways[type(cell)](column, cell)

    def _end(self) -> None:
        """Finish the sheet at hand."""
        if not self._count:
            return
        self._sheet.autofilter(0, 0, self._row, len(self._headings) - 1)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))

    def _write_text(self, column: int, text: str) -> None:
        if not text:
            return
        text = self._fit(column, text)
        # The quote mark keeps it text also when someone edits the cell in Excel.
        self._sheet.write_string(self._row, column, text, self._quoted if text[:1] in "=+-@" else None)

    def _write_number(self, column: int, number: float) -> None:
        self._sheet.write_number(self._row, column, number)

    def _write_share(self, column: int, share: Share) -> None:
        self._sheet.write_number(self._row, column, share, self._percent)

    def _write_day(self, column: int, day: date) -> None:
        self._widths[column] = max(self._widths[column], len("2026-01-01"))
        self._sheet.write_datetime(self._row, column, day, self._day)

    def _write_moment(self, column: int, moment: datetime) -> None:
        self._widths[column] = max(self._widths[column], len("2026-01-01 00:00"))
        self._sheet.write_datetime(self._row, column, moment, self._moment)

    def _write_link(self, column: int, link: Link) -> None:
        if self._links == LINKS_PER_SHEET or len(link.address) > ADDRESS_LIMIT:
            self._write_text(column, link.text)
            return
        self._links += 1
        self._sheet.write_url(self._row, column, _Address(Link(self._fit(column, link.text), link.address)))

    def _write_nothing(self, column: int, cell: None) -> None:
        """The cell stays empty."""

    def _fit(self, column: int, text: str) -> str:
        """``text`` as the cell can hold it; the column grows with it."""
        text = self._text.clean(text)
        if self._row <= _ROWS_MEASURED:
            self._widths[column] = max(self._widths[column], *(len(line) for line in text.split("\n")))
        return text


def sheet_name(wanted: str) -> str:
    """``wanted`` without what Excel forbids in the name of a sheet."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", wanted).strip().strip("'").strip()
    name = name[:_NAME_LIMIT].rstrip(" '")
    return "Answers" if not name or name.casefold() == "history" else name
