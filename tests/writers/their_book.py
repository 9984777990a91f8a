"""Workbooks of theirs, for the tests of copying: a rich one, and bare ones around any XML of a sheet."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable
from deskhand.writers.workbook_copy import Original
from writers.answered import YES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{_TYPE}-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_DOCUMENT}"><sheets><sheet name="Inbox" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
}


def bare(folder: Path, sheet: str | bytes) -> Original:
    """The smallest workbook around the XML of one sheet."""
    path = folder / "theirs.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return Original(path, "Inbox", 1)


def rows_xml(inside: str, before: str = "", after: str = "") -> str:
    """A sheet with ``inside`` as its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{inside}</sheetData>{after}</worksheet>'


def rich(folder: Path) -> Original:
    """Two sheets, a formula, a chart, a comment, a conditional format, a table, a picture, macros."""
    path = folder / "theirs.xlsm"
    book = xlsxwriter.Workbook(str(path))
    book.add_vba_project(io.BytesIO(b"not really macros"), is_stream=True)
    other = book.add_worksheet("Numbers")
    other.write_column(0, 0, [1, 2, 3])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Numbers!$A$1:$A$3"})
    other.insert_chart("C3", chart)
    sheet = book.add_worksheet("Inbox")
    heading = book.add_format({"bold": True, "bg_color": "#DDEEFF"})
    sheet.write_row(0, 0, ["No.", "Message", "Length"], heading)
    for row, text in enumerate(["first", "second", "third"], 1):
        sheet.write_row(row, 0, [f"{row:03}", text])
        sheet.write_formula(row, 2, f"=LEN(B{row + 1})", None, len(text))
    sheet.set_column(1, 1, 50)
    sheet.conditional_format("C2:C4", {"type": "data_bar"})
    sheet.write_comment("B2", "look at this")
    sheet.data_validation("A2:A9", {"validate": "length", "criteria": "<", "value": 9})
    columns = [{"header": name, "header_format": heading} for name in ("No.", "Message", "Length")]
    sheet.add_table("A1:C4", {"columns": columns, "name": "Mail"})
    book.close()
    return Original(path, "Inbox", 1)


def answers(*rows: int, value: Answer = YES, question: str = "Type") -> AnsweredTable:
    """The same answer for each of ``rows``."""
    return AnsweredTable("Inbox", (), (question,), [AnsweredRow(row, (), (value,)) for row in rows])


def parts(path: Path) -> dict[str, bytes]:
    """What is in the zip, by name."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def sheet_xml(path: Path) -> str:
    """The sheet of a bare workbook, without the declaration of its names."""
    return parts(path)["xl/worksheets/sheet1.xml"].decode().replace(f' xmlns="{MAIN}"', "")
