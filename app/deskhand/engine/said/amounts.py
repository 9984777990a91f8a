"""Amounts of money among heard words, as people write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.engine.said.found import Found
from deskhand.engine.said.pieces import Piece
from deskhand.engine.said.spoken_numbers import Counting, cardinal, counting, parts

_MARKED = re.compile(r"([$£€])(\d[\d.,]*)(k?)|(\d[\d.,]*)([$£€])")
_FIGURES = re.compile(r"\d[\d.,]*")
_LONGEST = 9  # words of a number; "one thousand two hundred and thirty four" has eight


@dataclass(frozen=True, slots=True)
class _Money:
    """``whole`` and ``part`` are the words of a currency and of its hundredths."""

    sign: str
    whole: frozenset[str]
    part: frozenset[str]


_CURRENCIES = (
    _Money("$", frozenset({"dollar", "dollars", "bucks", "dólares"}), frozenset({"cent", "cents", "centavos"})),
    _Money("£", frozenset({"pound", "pounds", "quid", "pfund", "libras"}), frozenset({"pence", "penny", "p"})),
    _Money("€", frozenset({"euro", "euros"}), frozenset({"cent", "cents", "céntimos", "centimes"})),
)


def amounts_in(pieces: Sequence[Piece], language: str = "en") -> list[Found]:
    """Amounts in order; ``Found.same`` is the value itself."""
    how, found, place = counting(language), [], 0
    while place < len(pieces):
        one, after = _marked(pieces, place, how, language) or _named(pieces, place, how, language) or (None, place + 1)
        if one:
            found.append(one)
        place = after
    return found


def _marked(pieces: Sequence[Piece], place: int, how: Counting, language: str) -> tuple[Found, int] | None:
    """An amount that the decoder wrote with its sign, such as "$4.50" or "$2 million"."""
    match = _MARKED.fullmatch(pieces[place].text)
    if not match:
        return None
    scaled = place + 1 < len(pieces) and pieces[place + 1].text in how.scales
    times = how.scales[pieces[place + 1].text] if scaled else 1000 if match[3] else 1
    last = pieces[place + scaled]
    value = _written(match[1] or match[5], _hundredths(match[2] or match[4]) * times, language)
    return Found(value, value, pieces[place].start, last.end), place + 1 + scaled


def _named(pieces: Sequence[Piece], place: int, how: Counting, language: str) -> tuple[Found, int] | None:
    """A number from ``place`` on with the name of a currency behind it."""
    value, after = _number(pieces, place, how)
    money = _currency(pieces, after, of_part=False)
    if value is None or money is None:
        pence = _currency(pieces, after, of_part=True) if value is not None and value < 10_000 else None
        if value is None or pence is None:
            return None
        money, value, after = pence, value // 100, after - 1
    else:
        more, behind = _change(pieces, after + 1, money, how)
        value, after = value + more, behind - 1
    written = _written(money.sign, value, language)
    return Found(written, written, pieces[place].start, pieces[after].end), after + 1


def _change(pieces: Sequence[Piece], place: int, money: _Money, how: Counting) -> tuple[int, int]:
    """The hundredths behind a whole amount ("and fifty cents"; "four pounds fifty"), and the place behind them."""
    joined = place < len(pieces) and pieces[place].text in how.joins
    value, after = _number(pieces, place + joined, how)
    if pieces[place - 1].pauses or value is None or not 100 <= value < 10_000:
        return 0, place
    if after < len(pieces) and pieces[after].text in money.part:
        return value // 100, after + 1
    told_alone = not joined and value >= 1000 and (after == len(pieces) or pieces[after - 1].pauses)
    return (value // 100, after) if told_alone else (0, place)


def _number(pieces: Sequence[Piece], place: int, how: Counting) -> tuple[int | None, int]:
    """A number in figures or words, in hundredths, and the place behind it."""
    if place < len(pieces) and _FIGURES.fullmatch(pieces[place].text):
        scaled = place + 1 < len(pieces) and pieces[place + 1].text in how.scales
        times = how.scales[pieces[place + 1].text] if scaled else 1
        return _hundredths(pieces[place].text) * times, place + 1 + scaled
    after = place
    while after < min(len(pieces), place + _LONGEST) and (
        parts(pieces[after].text, how) or (after > place and pieces[after].text in how.joins)
    ):
        after += 1
        if pieces[after - 1].ends:
            break
    value = cardinal([piece.text for piece in pieces[place:after]], how) if after > place else None
    return (None if value is None else value * 100), after


def _currency(pieces: Sequence[Piece], place: int, of_part: bool) -> _Money | None:
    """The currency whose name (or that of its hundredths) stands at ``place``, in the sentence of what is before it."""
    if place >= len(pieces) or place == 0 or pieces[place - 1].ends:
        return None
    text = pieces[place].text
    return next((money for money in _CURRENCIES if text in (money.part if of_part else money.whole)), None)


def _hundredths(figures: str) -> int:
    """Of "1,200.50" as of "1.200,50": the last mark with one or two figures behind it parts the hundredths."""
    whole, mark, part = figures.rpartition("," if "," in figures[-3:] else ".")
    if not mark or len(part) not in (1, 2):
        whole, part = figures, ""
    return int(re.sub(r"\D", "", whole) or 0) * 100 + int(part.ljust(2, "0")[:2] or 0)


def _written(sign: str, hundredths: int, language: str) -> str:
    whole, part = divmod(hundredths, 100)
    figures = f"{whole:,}" + (f".{part:02d}" if part else "")
    if language.lower().startswith("en"):
        return sign + figures
    return figures.translate(str.maketrans(",.", " ," if language.lower().startswith("fr") else ".,")) + " " + sign
