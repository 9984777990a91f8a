"""When a document says that it was written, as local time."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_FIRST_YEAR = 1990  # before, it is the clock of a computer that had none
_PDF = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
    r"(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>\d\d)'?(?P<minutes>\d\d)?'?)?"
)
_FILETIME_START = datetime(1601, 1, 1, tzinfo=UTC)


def as_local(moment: datetime) -> str:
    """ISO 8601 to the second in local time; "" if it is no moment that a document is written at."""
    try:
        local = moment.astimezone().replace(tzinfo=None, microsecond=0) if moment.tzinfo else moment
    except (OverflowError, OSError, ValueError):
        return ""
    return local.isoformat(timespec="seconds") if _FIRST_YEAR <= local.year <= date.today().year + 1 else ""


def from_iso(text: str) -> str:
    """Of office files, such as "2020-01-31T12:00:00Z"; figures beyond microseconds are cut off."""
    text = re.sub(r"(\.\d{6})\d+", r"\1", text.strip())
    try:
        return as_local(datetime.fromisoformat(text))
    except ValueError:
        return ""


def from_pdf(text: str) -> str:
    """Of PDF, such as "D:20200131120000+01'00'"."""
    found = _PDF.match(text.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second = (int(found[name] or 0) for name in _FIGURES)
    try:
        return as_local(datetime(year, month, day, hour, minute, second, tzinfo=_zone(found)))
    except ValueError:
        return ""


_FIGURES = ("year", "month", "day", "hour", "minute", "second")


def _zone(found: re.Match[str]) -> timezone | None:
    if found["utc"]:
        return UTC
    if not found["sign"]:
        return None
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return timezone(ahead if found["sign"] == "+" else -ahead)


def from_mail(text: str) -> str:
    """Of the header of a mail, such as "Fri, 31 Jan 2020 12:00:00 +0100"."""
    try:
        return as_local(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return from_iso(text)


def from_filetime(count: int) -> str:
    """Of Windows: 100 nanoseconds since 1601."""
    try:
        return as_local(_FILETIME_START + timedelta(microseconds=count // 10))
    except OverflowError:
        return ""


def as_utc(moment: datetime) -> str:
    """Of old Office files, which keep universal time and do not say so."""
    return as_local(moment.replace(tzinfo=UTC))
