"""A list of calls that lies beside the recordings: a table with a column of their file names."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from pathlib import Path, PureWindowsPath

from deskhand.readers import tables
from deskhand.readers.recordings.call_names import Told
from deskhand.readers.recordings.moments import as_iso

ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})

_MOST_ROWS = 50_000
_CALLER = re.compile(
    r"(?!.*\b(?:order|invoice|account|ticket|reference|called|dialled|dialed|back|extension)\b)"
    r".*\b(?:caller|caller ?id|from|phone|telephone|number|anrufer|telefon|nummer|rufnummer)\b",
    re.IGNORECASE,
)
_NOT_WHEN_IT_CAME = re.compile(r"birth|due|paid|chang|modif|answered|closed", re.IGNORECASE)
_CLOCK_TIME = re.compile(r"(?!.*\b(?:talk|hold|wait|spent)\b).*\b(?:time|uhrzeit|zeit|heure|hora)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d[\d() ./-]{3,22}\d")
_MOMENT = re.compile(
    r"(?:(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)"
    r"|(?P<one>\d\d?)(?P<dot>[./-])(?P<two>\d\d?)(?P=dot)(?P<end>\d{4}))"
    r"(?:[T ,]+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+)?(?: ?(?P<half>[ap])\.?m\.?)?)?",
    re.IGNORECASE,
)


def read(path: Path, wanted: Collection[str]) -> dict[str, Told]:
    """What the table tells of the files ``wanted`` (names in small letters). Raises ``ProblemError``."""
    table = tables.open_table(path)
    rows = [cells for _, cells in islice(table.rows(), _MOST_ROWS)]
    columns = [[cells[place].strip() for cells in rows] for place in range(len(table.columns))]
    files = max(columns, key=lambda cells: _hits(cells, wanted), default=[])
    if not _hits(files, wanted):
        return {}
    received = _received(table.columns, columns)
    caller = _caller(table.columns, columns)
    moment = _moment_reader(received)
    return {
        _bare(file): Told(moment(received[row]) if received else "", caller[row] if caller else "")
        for row, file in enumerate(files)
        if _bare(file) in wanted
    }


def _bare(cell: str) -> str:
    """A file name without its folders, whichever way those are written."""
    return PureWindowsPath(cell).name.casefold()


def _hits(cells: Sequence[str], wanted: Collection[str]) -> int:
    return len({_bare(cell) for cell in cells} & set(wanted))


def _mostly(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(test(cell) is not None for cell in filled) > 0.8 * len(filled)


def _received(names: Sequence[str], columns: Sequence[list[str]]) -> list[str]:
    """The column of moments; one of days alone is joined with one of clock times, if its heading says *time*."""
    named = list(zip(names, columns, strict=True))
    meant = (cells for name, cells in named if not _NOT_WHEN_IT_CAME.search(name))
    days = next((cells for cells in meant if _mostly(cells, _MOMENT.fullmatch)), [])
    clocks = (cells for name, cells in named if _CLOCK_TIME.match(name) and _mostly(cells, _CLOCK.fullmatch))
    if any(":" in day for day in days) or not (clock := next(clocks, [])):
        return days
    return [f"{day} {time}".strip() for day, time in zip(days, clock, strict=False)]


def _caller(names: Sequence[str], columns: Sequence[list[str]]) -> list[str]:
    """The column of numbers, if its heading does not deny it; else one whose heading says that it names the caller."""
    said = [cells for name, cells in zip(names, columns, strict=True) if _CALLER.match(name) and any(cells)]
    numbers = [cells for cells in said if _mostly(cells, _NUMBER.fullmatch)]
    return next(iter(numbers or said), [])


def _moment_reader(cells: Sequence[str]) -> Callable[[str], str]:
    """Reads the moments of one column. Whether the day or the month comes first must show itself in some cell."""
    pairs = [(int(m["one"]), int(m["two"]), m["dot"]) for cell in cells if (m := _MOMENT.fullmatch(cell)) and m["one"]]
    day_first = any(one > 12 or dot == "." for one, _, dot in pairs)
    month_first = any(two > 12 for _, two, _ in pairs)
    order = None if day_first == month_first else ("one", "two") if day_first else ("two", "one")
    return lambda cell: _moment(cell, order)


def _moment(cell: str, order: tuple[str, str] | None) -> str:
    found = _MOMENT.fullmatch(cell)
    if found is None or (order is None and found["one"]):
        return ""
    parts = {name: figures for name, figures in found.groupdict().items() if figures}
    if order and "one" in parts:
        parts |= {"day": parts[order[0]], "month": parts[order[1]], "year": parts["end"]}
    try:
        return as_iso(parts)
    except ValueError:
        return ""
