"""Adding cells to a sheet of theirs while it streams past; every byte that need not change stays as it is."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from deskhand.writers.answers import Cell
from deskhand.writers.new_columns import NewColumns
from deskhand.writers.sheet_survey import CHUNK, Survey, column_of, letters_of, new_parser

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_SPANS = re.compile(rb"""\sspans\s*=\s*("[^"]*"|'[^']*')""")
_REF = re.compile(rb"""(?<=\sref=)("[^"]*"|'[^']*')""")

NewRow = tuple[int, tuple[Cell, ...]]  # its 1-based number, and what to add to it


def splice(source: IO[bytes], sink: IO[bytes], survey: Survey, columns: NewColumns, rows: Iterable[NewRow]) -> None:
    """Copy the sheet ``source`` to ``sink`` with ``rows`` (in order) in the new ``columns``."""
    splicer = _Splicer(_Passing(sink), survey, columns, iter(rows))
    while chunk := source.read(CHUNK):
        splicer.feed(chunk)
    splicer.close()


class _Passing:
    """Bytes on their way from the sheet to the copy; places are counted from the beginning of the sheet."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._waiting = bytearray()
        self._at = 0

    def arrive(self, chunk: bytes) -> None:
        self._waiting += chunk

    def copy_to(self, place: int) -> None:
        """Let everything before ``place`` pass."""
        self._sink.write(self._waiting[: place - self._at])
        self.skip_to(place)

    def copy_all(self) -> None:
        self.copy_to(self._at + len(self._waiting))

    def skip_to(self, place: int) -> None:
        """Leave out everything before ``place``."""
        del self._waiting[: place - self._at]
        self._at = place

    def tag_at(self, place: int) -> bytes:
        """The whole tag that begins at ``place``."""
        match = _TAG.match(self._waiting, place - self._at)
        return match.group() if match else b""

    def replace_tag(self, tag: bytes, new: bytes) -> None:
        """``tag`` is next; put ``new`` in its place."""
        self._sink.write(new)
        self.skip_to(self._at + len(tag))

    def add(self, text: str) -> None:
        """Put ``text`` in, in a way that is right in any encoding that holds ASCII."""
        self._sink.write(text.encode("ascii", "xmlcharrefreplace"))


class _Splicer:
    """Expat calls it for every element; it decides what passes, what is left out and what is put in."""

    def __init__(self, passing: _Passing, survey: Survey, columns: NewColumns, rows: Iterator[NewRow]) -> None:
        self._passing = passing
        self._survey = survey
        self._new = columns
        self._rows = rows
        self._next = next(rows, None)
        self._row = self._column = 0
        self._answered = False  # the row at hand gets new cells
        self._waiting = ""  # these cells, until their place is reached
        self._dropping = False  # within something of theirs that ours stands in for
        self._widths_added = False
        self._over = False
        prefix = survey.prefix
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            f"{prefix}dimension": self._dimension,
            f"{prefix}cols": self._begin_widths,
            f"{prefix}sheetData": self._begin_rows,
            f"{prefix}row": self._begin_row,
            f"{prefix}c": self._begin_cell,
        }
        self._ends: dict[str, Callable[[], None]] = {
            f"{prefix}cols": self._end_dropped,
            f"{prefix}c": self._end_dropped,
            f"{prefix}row": self._end_row,
            f"{prefix}sheetData": self._end_rows,
        }
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, chunk: bytes) -> None:
        self._passing.arrive(chunk)
        self._parser.Parse(chunk, False)
        if self._over:
            self._passing.copy_all()

    def close(self) -> None:
        self._parser.Parse(b"", True)
        self._passing.copy_all()

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        begin = self._starts.get(name)
        if begin is not None:
            begin(attributes)

    def _end(self, name: str) -> None:
        end = self._ends.get(name)
        if end is not None:
            end()

    def _dimension(self, attributes: Mapping[str, str]) -> None:
        """Some readers believe it and would not look at our columns."""
        begin = attributes.get("ref", "A1").partition(":")[0]
        reference = f'"{begin}:{letters_of(self._new.last)}{max(self._survey.last_row, 1)}"'
        tag = self._arrive_at_tag()
        self._passing.replace_tag(tag, _REF.sub(reference.encode("ascii"), tag))

    def _begin_widths(self, _: Mapping[str, str]) -> None:
        self._add_widths()
        self._drop(self._arrive_at_tag())

    def _begin_rows(self, _: Mapping[str, str]) -> None:
        tag = self._arrive_at_tag()
        if not self._widths_added:
            self._add_widths()
        if tag.endswith(b"/>"):
            self._passing.replace_tag(tag, tag[:-2] + b">")
            self._add_rows_before(None)
            self._passing.add(f"</{self._new.prefix}sheetData>")

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        tag = self._arrive_at_tag()
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        self._add_rows_before(self._row)
        self._answered = self._next is not None and self._next[0] == self._row
        if not self._answered or self._next is None:
            return
        self._waiting = self._new.cells_xml(*self._next)
        self._next = next(self._rows, None)
        tag_without_spans = _SPANS.sub(b"", tag)  # spans say how far a row reaches: no longer true
        if tag.endswith(b"/>"):
            self._passing.replace_tag(tag, tag_without_spans[:-2] + b">")
            self._add_waiting()
            self._passing.add(f"</{self._new.prefix}row>")
        else:
            self._passing.replace_tag(tag, tag_without_spans)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        if not self._answered:
            return
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else column_of(reference)
        if self._column < self._new.first:
            return
        tag = self._arrive_at_tag()
        self._add_waiting()
        if self._column <= self._new.last:  # formatted, but empty: the survey found nothing from here on
            self._drop(tag)

    def _end_row(self) -> None:
        if self._waiting:
            self._passing.copy_to(self._parser.CurrentByteIndex)
            self._add_waiting()
        self._answered = False

    def _end_rows(self) -> None:
        self._passing.copy_to(self._parser.CurrentByteIndex)
        self._add_rows_before(None)
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._over = True

    def _arrive_at_tag(self) -> bytes:
        """Let everything before the tag at hand pass."""
        place = self._parser.CurrentByteIndex
        self._passing.copy_to(place)
        return self._passing.tag_at(place)

    def _drop(self, tag: bytes) -> None:
        """Leave out the element that ``tag`` begins."""
        self._passing.replace_tag(tag, b"")
        self._dropping = not tag.endswith(b"/>")

    def _end_dropped(self) -> None:
        if self._dropping:
            place = self._parser.CurrentByteIndex
            self._passing.skip_to(place + len(self._passing.tag_at(place)))
            self._dropping = False

    def _add_waiting(self) -> None:
        self._passing.add(self._waiting)
        self._waiting = ""

    def _add_widths(self) -> None:
        self._passing.add(self._new.widths_xml(self._survey.widths))
        self._widths_added = True

    def _add_rows_before(self, row: int | None) -> None:
        """Add the rows that their sheet does not have, up to ``row`` (``None``: all that are left)."""
        while self._next is not None and (row is None or self._next[0] < row):
            self._passing.add(self._new.row_xml(*self._next))
            self._next = next(self._rows, None)
