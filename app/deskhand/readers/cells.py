"""From the values that a library reads to cells as they look."""

import re
from datetime import date, datetime, time, timedelta
from functools import singledispatch

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
    return _plain(value)


@singledispatch
def _plain(value: object) -> str:
    return str(value)


@_plain.register
def _(value: bool) -> str:
    return "TRUE" if value else "FALSE"


@_plain.register
def _(value: float) -> str:
    if value.is_integer() and abs(value) < _BEYOND_DIGITS:
        return str(int(value))
    shown = f"{value:.15g}"
    return f"{value:.0f}" if "e+" in shown else shown


@_plain.register
def _(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds").removesuffix(":00")


@_plain.register
def _(value: date) -> str:
    return value.isoformat()


@_plain.register
def _(value: time) -> str:
    return value.isoformat("seconds").removesuffix(":00")


@_plain.register
def _(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
