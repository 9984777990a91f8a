"""Tables with answers, for the tests of writers."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable

YES = Answer("Pain", 0.42, needs_a_look=True)
NO = Answer("Billing", 0.97, needs_a_look=False)
NONE = Answer(None, None, needs_a_look=True)
NASTY = (
    "=1+1", "+49 30 1234", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example\",\"y\")",
    "http://x.example", "internal:Sheet1!A1", "{=A1}", "<r><t>x</t></r>", "<r>&</r>", "]]>", "00417", "1e5", "TRUE",
    "#REF!", "\t=1", " =1", "\n=1", "'=1", "_x0041_", "ok\x00\x01\x1f", "\ud800", "\ufffe\uffff", "a\r\nb\rc",
    "😀 مرحبا", "  spaces  ", "&amp;<b>", "x" * 40_000, "😀" * 20_000,
)  # fmt: skip


def table(
    rows: Sequence[Sequence[str]],
    questions: Sequence[str] = ("Type",),
    answer: Answer = YES,
    columns: Sequence[str] = (),
) -> AnsweredTable:
    """``rows`` of text with the same answer in each; numbered from 2, as below a heading."""
    columns = tuple(columns) or tuple(f"Column {n}" for n in range(1, len(rows[0]) + 1))
    answers = (answer,) * len(questions)
    answered = [AnsweredRow(row, tuple(cells), answers) for row, cells in enumerate(rows, 2)]
    return AnsweredTable("Inbox", columns, tuple(questions), answered)


def values(path: Path, sheet: str | None = None) -> list[list[object]]:
    """All cells of a sheet, as values."""
    book = openpyxl.load_workbook(path)
    found = book[sheet] if sheet else book.worksheets[0]
    return [[cell.value for cell in row] for row in found.iter_rows()]


def kinds(path: Path) -> set[str]:
    """What kinds of cells there are: "s" text, "n" number or empty, "f" formula …"""
    book = openpyxl.load_workbook(path)
    return {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}


def endless(count: int) -> Iterable[AnsweredRow]:
    """``count`` rows that nobody holds."""
    return (AnsweredRow(n + 2, (f"{n:07}", f"message {n}"), (NO,)) for n in range(count))
