"""What the name of a recording tells: when the call came, and who called.

A pattern is a name with fields such as ``{date}`` in it; ``resources/call_patterns.toml`` explains them and has those
of the usual phone systems. People write their own in the settings. Nothing is guessed: what can be read in two ways,
or is no day of the calendar, is left open.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import PurePath

from deskhand.readers.recordings.moments import as_iso
from deskhand.storage.places import resources

_FIELDS = {
    "date": r"(?<!\d)(?P<year>199\d|20\d\d)(?P<dash>[-._]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)",
    "time": r"(?P<hour>[01]\d|2[0-3])(?P<dot>[-._:]?)(?P<minute>[0-5]\d)(?:(?P=dot)(?P<second>[0-5]\d))?(?!\d)",
    "year": r"(?<!\d)(?P<year>199\d|20\d\d)",
    "yy": r"(?<!\d)(?P<yy>\d\d)",
    "month": r"(?P<month>\d\d)",
    "day": r"(?P<day>\d\d)",
    "hour": r"(?P<hour>2[0-3]|[01]?\d)",
    "minute": r"(?P<minute>[0-5]\d)",
    "second": r"(?P<second>[0-5]\d)(?!\d)",
    "half": r"(?P<half>[AP]M)",
    "unix": r"(?<!\d)(?P<unix>1\d{9})(?!\d)",
    "number": r"(?<![\d+])(?P<number>\+?\(?\d[\d() .-]{1,22}\d)(?!\d)",
    "name": r"(?P<name>[^\W\d_][^_]{0,59}?)",
    "any": r".*?",
}
_PART = re.compile(r"\{(\w+)\}|( +)|([^{ ]+|\{)")
_NOBODY = re.compile(r"unknown|anonymous|private|withheld|unbekannt|anonym|0+", re.IGNORECASE)
_MOST_OPEN = 4  # {any} in one pattern: each more makes a long name take many times as long
_LONGEST_FORM = 200
_MOST_FORMS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """``received``: local time, ISO 8601, of the day, the minute or the second; "" where a name does not tell."""

    received: str = ""
    caller: str = ""

    def or_else(self, other: "Told") -> "Told":
        """What is not told here is taken from ``other``."""
        return Told(self.received or other.received, self.caller or other.caller)


@dataclass(frozen=True, slots=True)
class CallPattern:
    """How one phone system names its recordings."""

    name: str
    form: str
    utc: bool = False
    example: str = ""
    received: str = ""
    caller: str = ""


class CallNames:
    """The patterns in force: a person's own, then the usual ones. Forms that are none are passed over, in ``notes``."""

    def __init__(self, own: str = "") -> None:
        """``own`` are forms, one a line."""
        self.notes: tuple[str, ...] = ()
        self._patterns: list[tuple[re.Pattern[str], bool]] = []
        for form in filter(None, map(str.strip, own.splitlines()[:_MOST_FORMS])):
            try:
                self._patterns.append((as_regex(form), False))
            except ValueError as error:
                self.notes += (f"A pattern of the settings cannot be used: {error}.",)
        self._patterns += [(as_regex(pattern.form), pattern.utc) for pattern in usual()]

    def told_by(self, name: str) -> Told:
        """What the file name ``name`` tells, by the first pattern that fits and names a day of the calendar."""
        stem = PurePath(name).stem
        for regex, utc in self._patterns:
            if (found := regex.fullmatch(stem)) and (told := _told(found.groupdict(), utc)):
                return told
        return Told()


def usual() -> list[CallPattern]:
    """The patterns that come with Deskhand."""
    table = tomllib.loads((resources() / "call_patterns.toml").read_text(encoding="utf-8"))
    return [CallPattern(**row) for row in table["pattern"]]


def as_regex(form: str) -> re.Pattern[str]:
    """Raises ``ValueError``, with words for people, if ``form`` is no pattern."""
    parts = [match.groups() for match in _PART.finditer(form)]
    fields = [field for field, _, _ in parts if field]
    if strange := [field for field in fields if field not in _FIELDS]:
        raise ValueError(f"{{{strange[0]}}} is no field")
    if not fields or len(form) > _LONGEST_FORM or fields.count("any") > _MOST_OPEN:
        raise ValueError(f"it has no field, or too many: {form[:_LONGEST_FORM]}")
    regexes = (_FIELDS[field] if field else "[ _]+" if blank else re.escape(text) for field, blank, text in parts)
    try:
        return re.compile("".join(regexes), re.IGNORECASE | re.DOTALL)
    except re.error as error:
        raise ValueError(f"a field stands in it twice: {form}") from error


def _told(fields: dict[str, str | None], utc: bool) -> Told | None:
    """``None`` if the figures are no day or no time."""
    try:
        received = as_iso({key: text for key, text in fields.items() if text}, utc)
    except ValueError:
        return None
    caller = (fields.get("number") or fields.get("name") or "").strip(" -_.")
    return Told(received, "" if _NOBODY.fullmatch(caller) else caller)
