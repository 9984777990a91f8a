"""From the values that a library reads to cells as they look."""

import re
from datetime import date, datetime, time, timedelta

from deskhand.readers.number_formats import NumberFormat

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_BEYOND_DIGITS = 1e15  # a double keeps 15 digits; spreadsheets show no more


def clean(text: str) -> str:
    """``text`` with plain line ends and without control characters, which no program shows."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def as_it_looks(value: object, number_format: NumberFormat | None = None) -> str:
    """The cell ``value`` as the person sees it: by its number format, else plainly (184, 0.5, 2026-03-01)."""
    if isinstance(value, str):
        return clean(value)
    if number_format is not None:
        shown = number_format.show(value)
        if shown is not None:
            return shown
    return _PLAIN.get(type(value), str)(value)


def _plain_number(value: float) -> str:
    if value == int(value) and abs(value) < _BEYOND_DIGITS:
        return str(int(value))
    shown = f"{value:.15g}"
    return f"{value:.0f}" if "e+" in shown else shown


def _plain_moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds").removesuffix(":00")


def _plain_time(value: time) -> str:
    return value.isoformat("seconds").removesuffix(":00")


def _plain_span(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


_PLAIN = {
    bool: lambda value: "TRUE" if value else "FALSE",
    int: str,
    float: _plain_number,
    datetime: _plain_moment,
    date: date.isoformat,
    time: _plain_time,
    timedelta: _plain_span,
}
