"""Lines that were seen on a page, in the order in which people read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TypeAlias

_WIDE = 8.0  # times its height: a line of running text, not a price or a date
_FEW = 3  # lines make a column
_GUTTER = 0.6  # of a line's height, at least, between two columns
_GAP = 1.2  # of a line's height, at least, between two paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """Words and the upright box around them, in dots."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Row: TypeAlias = list[Line]  # side by side, from left to right


def in_reading_order(lines: Sequence[Line]) -> str:
    """Row by row, columns one after the other; a blank line where there is a gap."""
    return "\n\n".join(filter(None, map(_as_text, _blocks(_rows(lines)))))


def _rows(lines: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: line.middle):
        first = rows[-1][0] if rows else None
        if first is not None and line.middle - first.middle < min(line.height, first.height) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Parts of the page that are read one after the other: rows from side to side, or a column."""
    plain: list[Row] = []
    start = 0
    while start < len(rows):
        end, gutter = max((_reach(rows, start, gap) for gap in _gaps(rows[start])), default=(start, 0.0))
        left, right = _sides(rows[start:end], gutter)
        if _is_column(left) and _is_column(right):
            yield plain
            plain = []
            yield from _blocks(_rows(left))
            yield from _blocks(_rows(right))
            start = end
        else:
            plain.append(rows[start])
            start += 1
    yield plain


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    for one, another in pairwise(row):
        yield one.right, another.left


def _reach(rows: Sequence[Row], start: int, gap: tuple[float, float]) -> tuple[int, float]:
    """Up to which row, from ``start``, nothing is written across the gap; and its middle."""
    low, high = gap
    for place in range(start, len(rows)):
        middle = (low + high) / 2
        lower = max((line.right for line in rows[place] if line.left < middle), default=low)
        upper = min((line.left for line in rows[place] if line.left >= middle), default=high)
        if min(high, upper) - max(low, lower) < _GUTTER * rows[place][0].height:
            return place, middle
        low, high = max(low, lower), min(high, upper)
    return len(rows), (low + high) / 2


def _sides(rows: Sequence[Row], gutter: float) -> tuple[list[Line], list[Line]]:
    lines = [line for row in rows for line in row]
    return [line for line in lines if line.left < gutter], [line for line in lines if line.left >= gutter]


def _is_column(lines: list[Line]) -> bool:
    """Running text; a list of prices beside what they are for is read from side to side."""
    return len(lines) >= _FEW and median((line.right - line.left) / line.height for line in lines) >= _WIDE


def _as_text(rows: list[Row]) -> str:
    text = ""
    bottom = 0.0
    for row in rows:
        height = median(line.height for line in row)
        if text:
            text += "\n\n" if min(line.top for line in row) - bottom > _GAP * height else "\n"
        text += "  ".join(line.text for line in row)
        bottom = max(line.bottom for line in row)
    return text
