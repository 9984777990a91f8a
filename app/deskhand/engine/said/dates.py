"""Days among heard words, with the time if one is said of them, as people write them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate

from deskhand.engine.said.calendars import Calendar, calendars
from deskhand.engine.said.found import Found
from deskhand.engine.said.pieces import Piece
from deskhand.engine.said.spoken_numbers import Counting, cardinal, counting

_FIGURES = r"\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{4}|\d\d))?|\d{4}-\d\d-\d\d"
_MINUTES_MOVED = {"add30": 30, "add15": 15, "less15": -15, "less30": -30}


@dataclass(frozen=True, slots=True)
class _Reader:
    """The patterns of a language, made once."""

    calendar: Calendar
    how: Counting
    days: re.Pattern[str]
    part: re.Pattern[str]
    times: tuple[re.Pattern[str], ...]
    halves: re.Pattern[str]


def dates_in(pieces: Sequence[Piece], language: str = "en", received: str = "") -> list[Found]:
    """Days in order; ``Found.same`` is the value. ``received`` (ISO 8601) gives "tomorrow" its date.

    A weekday is not made a date: whether "on Saturday" was or will be cannot be told from it.
    """
    reader = _reader(language.lower()[:2] if language.lower()[:2] in calendars() else "en")
    starts = list(accumulate((len(piece.text) + 1 for piece in pieces), initial=0))
    text = "".join(piece.text + ("\n" if piece.ends else " ") for piece in pieces)
    found: list[Found] = []
    end = 0
    for day in _days(reader, text):
        if day.start() < end:  # "de la mañana" belongs to the time before it
            continue
        value, end = _value(reader, day, received), day.end()
        part = reader.part.match(text, end)
        value, end = (f"{value} {part[1]}", part.end()) if part else (value, end)
        value, end = _with_time(reader, text, value, end)
        first, last = (pieces[bisect_right(starts, place) - 1] for place in (day.start(), end - 1))
        found.append(Found(value, value, first.start, last.end))
    return found


def _days(reader: _Reader, text: str) -> Iterator[re.Match[str]]:
    return (day for day in reader.days.finditer(text) if _possible(reader, day.groupdict()))


def _possible(reader: _Reader, said: Mapping[str, str | None]) -> bool:
    days = [_number(reader, word) for name, word in said.items() if name.startswith("day") and word]
    return all(1 <= day <= 31 for day in days)


def _value(reader: _Reader, match: re.Match[str], received: str) -> str:
    """The day as people write it: "5 November", "August 8, 2027", "Friday 17", "tomorrow (22 November)"."""
    said = {name: word for name, word in match.groupdict().items() if word}
    week = _capital(said.get("week1") or said.get("week2") or said.get("week3") or "", reader)
    day, month = said.get("day1") or said.get("day2"), said.get("month1") or said.get("month2")
    year = said.get("year1") or said.get("year2") or ""
    if day and month:
        figure, name = f"{_number(reader, day)}", _capital(month, reader)
        dated = f"{figure}{'.' * reader.how.whole} {name}" if "day1" in said else f"{name} {figure}"
        behind = (", " if "day2" in said else " ") + year if year else ""
        return " ".join(filter(None, (week, dated))) + behind
    if week:
        of_month = f" {_number(reader, said['day3'])}" if "day3" in said else ""
        return " ".join(filter(None, (said.get("before"), week, said.get("behind")))) + of_month
    near = said.get("near", "")
    return near + _date_of(reader, near, received) if near else match[0]


def _date_of(reader: _Reader, near: str, received: str) -> str:
    """The date of "tomorrow" for a call of ``received``, in brackets."""
    with suppress(ValueError):
        day = datetime.fromisoformat(received) + timedelta(days=reader.calendar.near[near])
        return f" ({day.day}{'.' * reader.how.whole} {_capital(reader.calendar.months[day.month - 1], reader)})"
    return ""


def _with_time(reader: _Reader, text: str, value: str, end: int) -> tuple[str, int]:
    """``value`` with the time that is said right behind it ("at half past seven")."""
    if text[end : end + 1] != " ":
        return value, end
    for pattern in reader.times:
        time = pattern.match(text, end + 1)
        written, behind = _time(reader, time) if time else ("", end)
        if written:
            return f"{value}, {written}", behind
    return value, end


def _time(reader: _Reader, time: re.Match[str]) -> tuple[str, int]:
    """The time as "10:00", or "4:30 pm" where the half of the day is told, and where it ends; "": there is no such."""
    said = {name: word for name, word in time.groupdict().items() if word}
    if "noon" in said:
        return said["noon"], time.end()
    minutes = 60 * _number(reader, said["hour"]) + (_number(reader, said["minute"]) if "minute" in said else 0)
    minutes += sum(moved for name, moved in _MINUTES_MOVED.items() if name in said)
    hour, minute = divmod(minutes, 60)
    if not 0 <= hour <= 24:
        return "", time.end()
    half = reader.halves.match(time.string, time.end()) if reader.calendar.afternoon else None
    noon = "" if half is None else " pm" if half["afternoon"] else " am"
    return f"{hour}:{minute:02d}{noon}", half.end() if half else time.end()


def _number(reader: _Reader, word: str) -> int:
    """A day or an hour in figures ("5th"), as an ordinal or as a cardinal number; 0 if it is none."""
    figures = re.match(r"\d+", word)
    if figures:
        return int(figures[0])
    return reader.calendar.ordinals.get(word) or cardinal(word.split(), reader.how) or 0


def _capital(word: str, reader: _Reader) -> str:
    """As the language writes the names of days and months."""
    lower = reader.calendar.by_cardinals  # the Romance languages
    return word if lower else word.capitalize()


@cache
def _reader(language: str) -> _Reader:
    calendar, how = calendars()[language], counting(language)
    values = _either(word for word, value in how.values.items() if value < 60)
    joins = _either(how.joins)
    number = rf"(?:\d{{1,2}}|(?:{values})(?:(?: (?:{joins}))? (?:{values}))?)"
    ordinals = _either(calendar.ordinals)
    day = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{ordinals}{'|' + number if calendar.by_cardinals else ''})\b"
    hour, minute = rf"(?P<hour>\d{{1,2}}|{values})\b", rf"(?P<minute>{number})\b"
    times = tuple(re.compile(time.format(hour=hour, minute=minute)) for time in calendar.times)
    halves = re.compile(rf" (?:(?P<afternoon>{calendar.afternoon})|(?:{calendar.morning}))\b")
    return _Reader(calendar, how, _day_pattern(calendar, day), re.compile(rf" ({calendar.parts})\b"), times, halves)


def _day_pattern(calendar: Calendar, day: str) -> re.Pattern[str]:
    weekday, month = _either(calendar.weekdays), _either(calendar.months)

    def dated(pattern: str, number: int) -> str:
        filled = pattern.format(day=rf"(?P<day{number}>{day})", month=rf"(?P<month{number}>{month})\b")
        return rf"(?:(?P<week{number}>{weekday}) )?{filled}(?: (?P<year{number}>(?:19|20)\d\d)\b)?"

    forms = [dated(calendar.day_of_month, 1), *([dated(calendar.month_first, 2)] if calendar.month_first else [])]
    forms.append(
        rf"(?:(?P<before>{calendar.before}) )?(?P<week3>{weekday})\b(?: (?P<behind>{calendar.behind})\b)?"
        rf"(?: (?:the |den |el |le )?(?P<day3>{day})(?! (?:{calendar.parts})))?"
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(forms)}|(?P<near>{_either(calendar.near)})\b|(?:{_FIGURES})(?!\S))")


def _either(words: Iterable[str]) -> str:
    """A pattern of any of them, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
