"""A CSV file that opens well in a spreadsheet: UTF-8 with its mark, everything quoted, no live formulas."""

import csv
import re
from datetime import date
from pathlib import Path

from deskhand.storage.atomic import write_whole
from deskhand.writers.answers import AnsweredTable, Link, TypedCell, Written
from deskhand.writers.cells import CellText

_LIVE = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?\s?%?")


def write(table: AnsweredTable, target: Path) -> Written:
    """Write ``table`` to ``target``. Raises ``ProblemError`` if that cannot be done; the old file survives."""
    text = CellText(limit=None)
    safe = _Safe(text)
    rows = 0
    with write_whole(target) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, quoting=csv.QUOTE_ALL)
        lines.writerow([safe.cell(heading) for heading in table.headings()])
        for row in table.rows:
            lines.writerow([safe.cell(cell) for cell in row.all_cells()])
            rows += 1
    return Written(rows, (*text.notes(), *safe.notes()))


def _text_of(cell: str | date | Link | None) -> str:
    if isinstance(cell, date):
        return str(cell)
    return cell.text if isinstance(cell, Link) else cell or ""


class _Safe:
    """Puts an apostrophe before text that a spreadsheet would run as a formula; CSV knows no better way."""

    def __init__(self, text: CellText) -> None:
        self._text = text
        self._changed = 0

    def cell(self, cell: TypedCell) -> str:
        if isinstance(cell, float | int):
            return f"{cell:.10g}"
        cell = self._text.clean(_text_of(cell))
        if not _LIVE.match(cell) or _NUMBER.fullmatch(cell.strip()):
            return cell
        self._changed += 1
        return f"'{cell}"

    def notes(self) -> tuple[str, ...]:
        if not self._changed:
            return ()
        cells = "1 cell begins" if self._changed == 1 else f"{self._changed:,} cells begin"
        return (f"{cells} like a formula and got an apostrophe in front, so that Excel shows it and runs nothing.",)
