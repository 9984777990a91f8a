"""Number formats of spreadsheets: ``0000`` shows 42 as 0042, ``0.00 "kg"`` 1.5 as 1.50 kg.

After ECMA-376 part 1, 18.8.31, as far as tables of messages need it. What is not understood is shown plainly.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import isfinite

from deskhand.readers.moment_formats import moment_shower

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss",
}  # fmt: skip
"""ECMA-376 18.8.30. 14 and 22, whose look depends on the computer, are left out: such days are shown as 2026-03-01."""

_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)  # colours, conditions, languages
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|(?P<halves>AM/PM|A/P)'
    r"|(?P<moment>y+|m+|d+|h+|s+|\[(?:h+|m+|s+)\])|(?P<place>[0#?])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_UNDERSTOOD = frozenset("/Ee@")  # fractions, powers of ten, text

Token = re.Match[str]


def built_in(number: int) -> str:
    """The code of a format that files refer to by ``number`` only; "" if it is shown plainly."""
    return _BUILT_IN.get(number, "")


class NumberFormat:
    """A format code, taken apart once. Only its first section counts; the others are for negative numbers and text."""

    def __init__(self, code: str) -> None:
        tokens = list(_TOKEN.finditer(_BRACKETS.sub("", _first_section(code))))
        self._moment: Callable[[date | time], str] | None = None
        self._number: Callable[[float], str] | None = None
        if any(token["moment"] for token in tokens):
            self._moment = moment_shower(tokens)
        elif any(token["place"] for token in tokens) and not any(token["sign"] in _NOT_UNDERSTOOD for token in tokens):
            self._number = _number_shower(tokens)

    def show(self, value: object) -> str | None:
        """``value`` as the format shows it, or ``None`` if it says nothing about such a value."""
        if isinstance(value, float | int) and not isinstance(value, bool):
            return self._number(value) if self._number and isfinite(value) else None
        if isinstance(value, date | time):
            return self._moment(value) if self._moment else None
        return None


def _first_section(code: str) -> str:
    quoted = False
    for place, character in enumerate(code):
        quoted ^= character == '"'
        if character == ";" and not quoted:
            return code[:place]
    return code


def _number_shower(tokens: list[Token]) -> Callable[[float], str] | None:
    """How numbers are shown: zeros in front, decimals, thousands, per cent, words beside. ``None``: not understood."""
    point = next((place for place, token in enumerate(tokens) if token["sign"] == "."), len(tokens))
    whole, behind = tokens[:point], tokens[point + 1 :]
    places = [place for place, token in enumerate(whole) if token["place"]]
    if not places or any(token["sign"] == "," for token in whole[places[-1] + 1 :] + behind):
        return None  # a comma behind the figures shows thousands as units: then the number itself says more
    before, inside, after = whole[: places[0]], whole[places[0] : places[-1] + 1], whole[places[-1] + 1 :] + behind
    front, back = _words(before), _words([token for token in after if not token["place"]])
    decimals = sum(bool(token["place"]) for token in behind)
    optional = sum(token["place"] in {"#", "?"} for token in behind)
    fill = _filler(inside)
    percent = 100 if any(token["sign"] == "%" for token in tokens) else 1

    def show(value: float) -> str:
        figures, fraction = _figures(abs(value), percent, decimals)
        fraction = fraction[: decimals - optional] + fraction[decimals - optional :].rstrip("0")
        sign = "-" if value < 0 and (figures.strip("0") or fraction.strip("0")) else ""
        return sign + front + fill(figures) + ("." + fraction if fraction else "") + back

    return show


def _figures(value: float, times: int, decimals: int) -> tuple[str, str]:
    """The figures before and behind the point. 0.125 is rounded up, as spreadsheets do; floats would round to even."""
    if value == int(value):
        return str(int(value) * times), "0" * decimals
    with localcontext(prec=400):  # more digits than the largest double has
        rounded = (Decimal(repr(value)) * times).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return whole, fraction


def _words(tokens: list[Token]) -> str:
    return "".join(token["quoted"] or token["escaped"] or token["sign"] or "" for token in tokens)


def _filler(tokens: list[Token]) -> Callable[[str], str]:
    """How figures are set into the places of ``tokens``: from the right; what is left goes before the first."""
    if any(token["sign"] == "," for token in tokens):
        return lambda figures: f"{int(figures):,}"
    zeros = sum(token["place"] == "0" for token in tokens)
    if all(token["place"] for token in tokens):
        return lambda figures: figures.lstrip("0").rjust(zeros, "0")

    def fill(figures: str) -> str:
        shown = ""
        rest = figures.lstrip("0")
        for token in reversed(tokens):
            if not token["place"]:
                shown = _words([token]) + shown
                continue
            shown = (rest[-1:] or token["place"].strip("#?")) + shown
            rest = rest[:-1]
        return rest + shown

    return fill
