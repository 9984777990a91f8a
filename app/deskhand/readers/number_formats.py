"""Number formats of spreadsheets: ``0000`` shows 42 as 0042, ``dd.mm.yyyy`` a day as 01.03.2026.

After ECMA-376 part 1, 18.8.31, as far as tables of messages need it. What is not understood is shown plainly.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss",
}  # fmt: skip
"""ECMA-376 18.8.30. 14 and 22, whose look depends on the computer, are left out: such days are shown as 2026-03-01."""

_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|(?P<ampm>AM/PM|A/P)|(?P<moment>y+|m+|d+|h+|s+|\[(?:h+|m+|s+)\])|(?P<other>.)',
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = "0#?"


def built_in(number: int) -> str:
    """The code of a format that files refer to by ``number`` only; "" if it is shown plainly."""
    return _BUILT_IN.get(number, "")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format ``code``; only its first section counts, the others are for negative numbers, zero and text."""

    code: str

    def show(self, value: object) -> str | None:
        """``value`` as the format shows it, or ``None`` if it cannot tell."""
        tokens = list(_TOKEN.finditer(_BRACKETS.sub("", _first_section(self.code))))
        moments = any(token["moment"] for token in tokens)
        if isinstance(value, datetime | date | time) and moments:
            return _show_moment(value, tokens)
        if isinstance(value, int | float) and not isinstance(value, bool) and not moments:
            return _show_number(float(value), tokens)
        return None


def _first_section(code: str) -> str:
    quoted = False
    for place, character in enumerate(code):
        quoted ^= character == '"'
        if character == ";" and not quoted:
            return code[:place]
    return code


def _literal(token: "re.Match[str]") -> str:
    return token["quoted"] or token["escaped"] or token["other"] or ""


def _show_number(value: float, tokens: list["re.Match[str]"]) -> str | None:
    """Numbers with fixed digits: zeros in front, decimals, thousands, per cent, a currency beside."""
    marks = [token["other"] or "" for token in tokens]
    if not any(mark in _DIGITS for mark in marks if mark) or any(mark in {"/", "E", "e", "@"} for mark in marks if mark):
        return None
    digits = [place for place, mark in enumerate(marks) if mark and mark in _DIGITS]
    if marks[digits[-1] + 1 : digits[-1] + 2] == [","]:
        return None  # shows thousands as units: then the number itself says more
    point = marks.index(".") if "." in marks else len(marks)
    decimals = sum(place > point for place in digits)
    whole, _, fraction = f"{abs(value) * (100 if '%' in marks else 1):.{decimals}f}".partition(".")
    optional = sum(marks[place] != "0" for place in digits if place > point)
    while optional and fraction.endswith("0"):
        fraction, optional = fraction[:-1], optional - 1
    front = _fill(whole, tokens[:point], thousands="," in marks[:point])
    behind = "".join(_literal(token) for token, mark in zip(tokens[point:], marks[point:], strict=True)
                     if not mark or mark not in _DIGITS + ".,")
    return ("-" if value < 0 else "") + front + ("." + fraction if fraction else "") + behind


def _fill(whole: str, tokens: list["re.Match[str]"], *, thousands: bool) -> str:
    """The digits of ``whole`` set into the places of ``tokens`` from the right; the leftmost place takes the rest."""
    places = [number for number, token in enumerate(tokens) if token["other"] and token["other"] in _DIGITS]
    rest = "" if whole == "0" and places and tokens[places[-1]]["other"] != "0" else whole
    shown: list[str] = []
    for number in reversed(range(len(tokens))):
        mark = tokens[number]["other"] or ""
        if number in places:
            digit, rest = (rest, "") if number == places[0] else (rest[-1:], rest[:-1])
            shown.append(digit or ("0" if mark == "0" else ""))
        elif mark != ",":
            shown.append(_literal(tokens[number]))
    text = "".join(reversed(shown))
    return text.replace(whole, f"{int(whole):,}", 1) if thousands and int(whole) >= 1000 else text


def _show_moment(value: date | time, tokens: list["re.Match[str]"]) -> str:
    moment = value if isinstance(value, datetime) else (
        datetime.combine(date(1900, 1, 1), value) if isinstance(value, time) else datetime.combine(value, time()))
    halves = any(token["ampm"] for token in tokens)
    shown = []
    for place, token in enumerate(tokens):
        if token["ampm"]:
            shown.append(f"{moment:%p}")
        elif token["moment"]:
            letters = token["moment"].lower()
            name = "minute" if letters[0] == "m" and _is_minute(place, tokens) else letters[0]
            shown.append(_part(moment, name, len(letters), halves=halves))
        else:
            shown.append(_literal(token))
    return "".join(shown).strip()


def _is_minute(place: int, tokens: list["re.Match[str]"]) -> bool:
    """Whether an ``m`` stands for minutes: right after hours or right before seconds."""
    letters = [(number, token["moment"].lower().strip("[]")[0]) for number, token in enumerate(tokens) if token["moment"]]
    index = [number for number, _ in letters].index(place)
    before = letters[index - 1][1] if index else ""
    after = letters[index + 1][1] if index + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _part(moment: datetime, name: str, length: int, *, halves: bool) -> str:
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    shapes = {
        "y": {2: f"{moment.year % 100:02}"}.get(length, f"{moment.year:04}"),
        "m": {1: f"{moment.month}", 2: f"{moment.month:02}", 3: f"{moment:%b}", 5: f"{moment:%b}"[:1]}.get(length, f"{moment:%B}"),
        "d": {1: f"{moment.day}", 2: f"{moment.day:02}", 3: f"{moment:%a}"}.get(length, f"{moment:%A}"),
        "h": f"{hour:0{min(length, 2)}}",
        "minute": f"{moment.minute:0{min(length, 2)}}",
        "s": f"{moment.second:0{min(length, 2)}}",
        "[": f"{moment.hour}",
    }
    return shapes[name]

