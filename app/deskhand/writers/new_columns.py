"""The columns that are added to a sheet of theirs, as the XML of a sheet has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from deskhand.writers.answers import Cell
from deskhand.writers.sheet_survey import letters_of

_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class NewColumns:
    """``first`` is 1-based; ``widths`` in characters. Formats are numbers in their workbook, ``None`` for plain.

    ``prefix`` is what comes before the names of elements in the sheet ("" or "x:").
    """

    prefix: str
    first: int
    widths: tuple[int, ...]
    formats: tuple[str | None, ...]
    heading_row: int
    heading_format: str | None

    @property
    def last(self) -> int:
        return self.first + len(self.widths) - 1

    def cells_xml(self, row: int, cells: tuple[Cell, ...]) -> str:
        """The new cells of one row; ``None`` is left out."""
        formats = (self.heading_format,) * len(cells) if row == self.heading_row else self.formats
        places = enumerate(zip(cells, formats, strict=True), self.first)
        return "".join(
            self._cell_xml(f"{letters_of(column)}{row}", cell, style)
            for column, (cell, style) in places
            if cell is not None
        )

    def row_xml(self, row: int, cells: tuple[Cell, ...]) -> str:
        """A row that holds nothing but the new cells."""
        return f'<{self.prefix}row r="{row}">{self.cells_xml(row, cells)}</{self.prefix}row>'

    def widths_xml(self, theirs: list[dict[str, str]]) -> str:
        """Their widths and ours. Where theirs reach over our columns (hidden, say), they give way."""
        columns = [part for their in theirs for part in self._around_ours(their)]
        columns += [
            {"min": str(place), "max": str(place), "width": str(width), "customWidth": "1"}
            for place, width in enumerate(self.widths, self.first)
        ]
        columns.sort(key=lambda column: int(column["min"]))
        parts = "".join(f"<{self.prefix}col{_attributes_xml(column)}/>" for column in columns)
        return f"<{self.prefix}cols>{parts}</{self.prefix}cols>"

    def _around_ours(self, their: dict[str, str]) -> list[dict[str, str]]:
        begin, end = int(their["min"]), int(their["max"])
        pieces = ((begin, min(end, self.first - 1)), (max(begin, self.last + 1), end))
        return [their | {"min": str(low), "max": str(high)} for low, high in pieces if low <= high]

    def _cell_xml(self, place: str, cell: str | float, style: str | None) -> str:
        prefix = self.prefix
        style = "" if style is None else f" s={quoteattr(style)}"
        if isinstance(cell, str):
            text = escape(_LIKE_AN_ESCAPE.sub("_x005F_", cell))
            inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
            return f'<{prefix}c r="{place}"{style} t="inlineStr">{inside}</{prefix}c>'
        return f'<{prefix}c r="{place}"{style}><{prefix}v>{cell!r}</{prefix}v></{prefix}c>'


def _attributes_xml(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
