"""Workbooks and separated text as documents: the names of the sheets, and their first rows as text.

What the cells look like is found as for tables that are worked on: see ``readers/tables.py``.
"""

import zipfile
from contextlib import suppress
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.domain.problems import ProblemError
from deskhand.readers import tables
from deskhand.readers.documents import open_document, plain_text, trouble
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.package import Package
from deskhand.readers.documents.properties import Properties
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_SEPARATED = (".csv", ".tsv", ".tab")
_STREAMS = frozenset(("workbook", "book"))
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_MOST_SHEETS = 4
_MOST_ROWS = 200


def fits(signs: Signs) -> bool:
    is_packed = signs.has("xl/") or signs.mimetype.startswith(open_document.SHEETS) or bool(_STREAMS & signs.parts)
    is_text = signs.ending in _SEPARATED and not signs.parts and b"%PDF-" not in signs.head
    return is_packed or is_text or signs.head.startswith(_OLD_SHEETS)


def read(path: Path, see: See) -> Document:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"PK"
    if path.suffix.lower() in _SEPARATED and not is_packed:
        return _separated(path, see)
    words = Words()
    try:
        table = tables.open_table(path)
    except ProblemError as error:
        raise trouble.of_a_workbook(path, error.problem) from error
    _tell(words, table)
    others = [name for name in table.grid.sheets if name != table.grid.sheet]
    for name in others[: _MOST_SHEETS - 1]:
        with suppress(ProblemError):  # an empty sheet
            _tell(words, tables.open_table(path, name))
    left = len(others) - (_MOST_SHEETS - 1)
    notes = (*words.notes, *((f"Sheets that were not looked at: {left:,}.",) if left > 0 else ()))
    date, title = _properties(path) if is_packed else ("", "")
    return Document(Content("Workbook", str(words), date=date, subject=title, notes=notes))


def _separated(path: Path, see: See) -> Document:
    """Text that is no table after all can still be read as text."""
    try:
        table = tables.open_table(path)
    except ProblemError:
        return plain_text.read(path, see)
    words = Words()
    _tell(words, table)
    return Document(Content("Table", str(words), notes=words.notes))


def _tell(words: Words, table: tables.Table) -> None:
    """The name of the sheet and its first rows as they stand there."""
    rows = ("\t".join(filter(str.strip, row)) for row in table.head[:_MOST_ROWS])
    words.paragraph("\n".join(filter(None, (table.grid.sheet, *rows))))


def _properties(path: Path) -> tuple[str, str]:
    """Day and title."""
    with zipfile.ZipFile(path) as archive:
        told = Properties(Package(archive))
    return told.saved, told.title
