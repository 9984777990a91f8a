"""Looking through a sheet of theirs before anything is added: where it ends, and what lies in the way."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from deskhand.writers.their_workbook import UnreadableError

CHUNK = 1 << 18  # bytes
LAST_COLUMN = 16_384  # the last column that a sheet can have

Attributes = Mapping[str, str]
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{0,7})", re.IGNORECASE)


@dataclass(slots=True)
class Survey:
    """Columns and rows are 1-based. ``prefix`` is what comes before the names of elements ("" or "x:").

    ``last_column`` holds something, and so does nothing right of it. ``widths`` are their ``<col>`` elements.
    ``heading_style`` is the format of their last heading.
    """

    prefix: str = ""
    last_column: int = 0
    last_row: int = 0
    heading_style: str | None = None
    widths: list[dict[str, str]] = field(default_factory=list)
    header_row: int = 0

    def cover(self, cells: str) -> None:
        """Count ``cells`` ("A1:G200") as used if they reach the headings or the rows below."""
        column, row = split_reference(cells.rpartition(":")[2])
        if row >= self.header_row:
            self.last_column = max(self.last_column, column)


def survey(sheet: IO[bytes], header_row: int) -> Survey:
    """Read all of ``sheet``, keeping nothing. Raises ``UnreadableError`` if it cannot be added to."""
    surveyor = _Surveyor(header_row)
    start = sheet.read(CHUNK)
    if b"\0" in start[:4] or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError("a sheet in UTF-16")
    try:
        while start:
            surveyor.parser.Parse(start, False)
            start = sheet.read(CHUNK)
        surveyor.parser.Parse(b"", True)
    except ValueError as error:
        raise UnreadableError("a row or column without a proper number") from error
    return surveyor.found


def new_parser() -> expat.XMLParserType:
    """A parser that refuses what XML bombs are made of."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError("a sheet with a document type")


def column_of(reference: str) -> int:
    """The 1-based column of a cell reference ("H2": 8)."""
    return split_reference(reference)[0]


def split_reference(reference: str) -> tuple[int, int]:
    """The 1-based column and row of a cell reference; row 0 if it names none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise UnreadableError("a cell without a proper place")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(match[2] or 0)


def letters_of(column: int) -> str:
    """The letters of a 1-based column (8: "H")."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


class _Surveyor:
    """Expat calls it for every element of the sheet."""

    def __init__(self, header_row: int) -> None:
        self.found = Survey(header_row=header_row)
        self._row = self._column = 0
        self._style: str | None = None
        self._columns: dict[str, int] = {}  # by letters; far faster than reckoning for each cell
        self._starts: dict[str, Callable[[Attributes], None]] = {}
        self.parser = new_parser()
        self.parser.StartElementHandler = self._root

    def _root(self, name: str, _attributes: Attributes) -> None:
        prefix, _, local = name.rpartition(":")
        if local != "worksheet":
            raise UnreadableError("not a worksheet")
        self.found.prefix = prefix = f"{prefix}:" if prefix else ""
        self._starts = {
            f"{prefix}row": self._begin_row,
            f"{prefix}c": self._begin_cell,
            f"{prefix}v": self._content,
            f"{prefix}f": self._content,
            f"{prefix}is": self._content,
            f"{prefix}col": self._width,
            f"{prefix}mergeCell": self._merged,
        }
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: Attributes) -> None:
        begin = self._starts.get(name)
        if begin is not None:
            begin(attributes)

    def _begin_row(self, attributes: Attributes) -> None:
        row = int(attributes.get("r", self._row + 1))
        if row <= self._row:
            raise UnreadableError("rows out of order")
        self._row = self.found.last_row = row
        self._column = 0

    def _begin_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            if letters not in self._columns:
                self._columns[letters] = column_of(letters)
            self._column = self._columns[letters]
        self._style = attributes.get("s")

    def _content(self, _: Attributes) -> None:
        if self._row == self.found.header_row:
            self.found.heading_style = self._style
        self.found.last_column = max(self.found.last_column, self._column)

    def _width(self, attributes: Attributes) -> None:
        reach = {end: str(int(attributes.get(end, ""))) for end in ("min", "max")}
        self.found.widths.append({**attributes, **reach})

    def _merged(self, attributes: Attributes) -> None:
        """A merged range that reaches below the headings would swallow cells put into it."""
        self.found.cover(attributes.get("ref", ""))
