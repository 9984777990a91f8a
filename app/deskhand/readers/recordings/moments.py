"""When a call came, put together from the figures that were found."""

from collections.abc import Mapping
from datetime import UTC, datetime


def as_iso(fields: Mapping[str, str], utc: bool = False) -> str:
    """Local time, ISO 8601, as exact as ``fields`` are: of the day, the minute or the second; "" without a whole day.

    Fields are ``year`` (or ``yy``), ``month``, ``day``, ``hour``, ``minute``, ``second``, ``half`` ("AM", "PM") and
    ``unix`` (seconds since 1970). Raises ``ValueError`` if they are no day or no time.
    """
    if "unix" in fields:
        return datetime.fromtimestamp(int(fields["unix"])).isoformat()
    year = fields.get("year") or ("20" + fields["yy"] if "yy" in fields else "")
    if not (year and "month" in fields and "day" in fields):
        return ""
    day = datetime(int(year), int(fields["month"]), int(fields["day"]))
    if "hour" not in fields:
        return day.date().isoformat()
    moment = day.replace(hour=_hour(fields), minute=int(fields["minute"]), second=int(fields.get("second", 0)))
    if utc:
        moment = moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    return moment.isoformat(timespec="seconds" if "second" in fields else "minutes")


def _hour(fields: Mapping[str, str]) -> int:
    """Noon is 12 PM and midnight 12 AM. Raises ``ValueError`` for 13 PM."""
    hour, half = int(fields["hour"]), fields.get("half", "").lower()
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + 12 * half.startswith("p")
