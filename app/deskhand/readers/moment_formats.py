"""Formats of days and times in spreadsheets: ``dd.mm.yyyy`` shows the first of March as 01.03.2026."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

Token = re.Match[str]
Part = Callable[[datetime], str]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_PARTS: dict[str, Part] = {
    "y": lambda moment: f"{moment.year % 100:02}",
    "yyyy": lambda moment: f"{moment.year:04}",
    "m": lambda moment: f"{moment.month}",
    "mm": lambda moment: f"{moment.month:02}",
    "mmm": lambda moment: _MONTHS[moment.month - 1][:3],
    "mmmm": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day}",
    "dd": lambda moment: f"{moment.day:02}",
    "ddd": lambda moment: _DAYS[moment.weekday()][:3],
    "dddd": lambda moment: _DAYS[moment.weekday()],
    "h": lambda moment: f"{moment.hour}",
    "hh": lambda moment: f"{moment.hour:02}",
    "half h": lambda moment: f"{moment.hour % 12 or 12}",
    "half hh": lambda moment: f"{moment.hour % 12 or 12:02}",
    "minute": lambda moment: f"{moment.minute}",
    "minute minute": lambda moment: f"{moment.minute:02}",
    "s": lambda moment: f"{moment.second}",
    "ss": lambda moment: f"{moment.second:02}",
    "halves": lambda moment: "PM" if moment.hour >= 12 else "AM",
}


def moment_shower(tokens: list[Token]) -> Callable[[date | time], str] | None:
    """How days and times are shown by the ``tokens`` of a format; ``None`` if it is not understood."""
    halves = any(token["halves"] for token in tokens)
    parts: list[Part] = []
    for place, token in enumerate(tokens):
        is_part = token["moment"] or token["halves"]
        part = _PARTS.get(_name(place, tokens, halves=halves)) if is_part else _literal(token)
        if part is None:
            return None
        parts.append(part)
    return lambda value: "".join(part(_moment(value)) for part in parts).strip()


def _literal(token: Token) -> Part:
    text = token["quoted"] or token["escaped"] or token["place"] or token["sign"] or ""
    return lambda _: text


def _name(place: int, tokens: list[Token], *, halves: bool) -> str:
    """Which of the parts a token stands for; lengths that no one uses become the nearest."""
    if tokens[place]["halves"]:
        return "halves"
    letters = str(tokens[place]["moment"]).lower()
    kind, length = letters[0], len(letters)
    if kind == "m" and _is_minute(place, tokens):
        return "minute" if length == 1 else "minute minute"
    if kind == "y":
        return "y" if length <= 2 else "yyyy"
    if kind == "h" and halves:
        return "half " + letters[:2]
    return kind * min(length, 2 if kind in "hs" else 4)


def _is_minute(place: int, tokens: list[Token]) -> bool:
    """Whether an ``m`` stands for minutes: right after hours or right before seconds."""
    before = [token["moment"].lower() for token in tokens[:place] if token["moment"]]
    after = [token["moment"].lower() for token in tokens[place + 1 :] if token["moment"]]
    return (bool(before) and "h" in before[-1]) or (bool(after) and "s" in after[0])


def _moment(value: date | time) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(date(1900, 1, 1), value) if isinstance(value, time) else datetime.combine(value, time())
