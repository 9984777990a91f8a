"""Numbers in words: the tables of the languages, and how a row of such words is read.

A language is added by adding its table. Words are in lower case; a language that writes numbers as one word
("einundzwanzig") needs only their parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Counting:
    """``values`` are words below a hundred, ``scales`` those that multiply what stands before them.

    ``joins`` stand inside a number, ``times`` repeat the digit that follows, ``plus`` begins an international number.
    ``zeros`` are read as 0 only among other digits. ``whole``: numbers are written as one word.
    ``by_twenties``: 70, 80 and 90 are made of 60 and 20.
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    joins: frozenset[str]
    times: Mapping[str, int]
    plus: frozenset[str]
    zeros: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False
    by_twenties: bool = False


def counting(language: str) -> Counting:
    """The table of a language such as ``en`` or ``en-GB``; English for those that have none."""
    tables = _tables()
    return tables.get(language.lower()[:2], tables["en"])


def parts(word: str, how: Counting) -> tuple[str, ...]:
    """``word`` as number words of the table: itself, or its parts where the language writes them together; else ()."""
    if word in how.values or word in how.scales:
        return (word,)
    if not how.whole or len(word) < 6:
        return ()
    known = sorted((*how.values, *how.scales, *how.joins), key=len, reverse=True)
    found: list[str] = []
    rest = word
    while rest:
        first = next((one for one in known if rest.startswith(one)), "")
        if not first:
            return ()
        found.append(first)
        rest = rest.removeprefix(first)
    return tuple(one for one in found if one not in how.joins)


def is_number_word(word: str) -> bool:
    """Whether ``word``, in small letters, is figures or may be a part of a number in any of the languages."""
    known = _tables().values()
    return word.isdigit() or any(word in how.times or word in how.zeros or parts(word, how) for how in known)


def cardinal(words: Sequence[str], how: Counting) -> int | None:
    """What a row of number words comes to: "four hundred and fifty" is 450. ``None``: it is no number.

    Values side by side are said in hundreds ("three fifty" is 350, "twelve fifty" 1250), as amounts are.
    """
    total, current = 0, 0
    for word in words:
        known = parts(word, how)
        if word in how.joins:
            continue
        if not known:
            return None
        if known[0] in how.scales and len(known) == 1:
            current = max(current, 1) * how.scales[word]
        else:
            current = _beside(current, how.values[word] if len(known) == 1 else _written_together(known, how), how)
        if current >= 1000:
            total, current = total + current, 0
    return total + current


def goes_with(value: int, following: int, how: Counting) -> bool:
    """Whether ``following`` (0 to 99), said after ``value``, is a part of the same number, as in "twenty one"."""
    tens = value % 100
    if tens == 0:
        return value > 0 and 0 < following < 100
    if how.by_twenties and tens in (60, 80):
        return 0 < following < 20
    if how.by_twenties and tens in (10, 70, 90):
        return 7 <= following <= 9
    return tens >= 20 and tens % 10 == 0 and 0 < following < 10


def _beside(current: int, value: int, how: Counting) -> int:
    if how.by_twenties and current % 100 == 4 and value == 20:  # quatre-vingt
        return current - 4 + 80
    return current + value if current == 0 or goes_with(current, value, how) else current * 100 + value


def _written_together(known: Sequence[str], how: Counting) -> int:
    """A number in one word, as "vierhundertfünfundzwanzig": units stand before tens, so all are added."""
    total, current = 0, 0
    for part in known:
        if part in how.scales:
            current = max(current, 1) * how.scales[part]
        else:
            current += how.values[part]
        if current >= 1000:
            total, current = total + current, 0
    return total + current


def _values(units: str, tens: str) -> dict[str, int]:
    """Words from 0 up, then those of 20, 30 and so on; ``/`` parts spellings of the same value."""
    low = {word: value for value, words in enumerate(units.split()) for word in words.split("/")}
    high = zip(range(20, 100, 10), tens.split(), strict=False)
    return low | {word: value for value, words in high for word in words.split("/")}


@cache
def _tables() -> Mapping[str, Counting]:
    return {"en": _english(), "de": _german(), "es": _spanish(), "fr": _french()}


def _english() -> Counting:
    return Counting(
        _values(
            "zero/nought/naught one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen",
            "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
        ),
        {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000},
        frozenset({"and"}),
        {"double": 2, "triple": 3, "treble": 3},
        frozenset({"plus"}),
        frozenset({"oh", "o", "ow", "owe"}),
    )


def _german() -> Counting:
    return Counting(
        _values(
            "null eins/ein/eine/einen zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
            "fünfzehn sechzehn siebzehn achtzehn neunzehn",
            "zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
        ),
        {"hundert": 100, "tausend": 1000, "million": 1_000_000, "millionen": 1_000_000},
        frozenset({"und"}),
        {"doppel": 2, "zweimal": 2, "dreimal": 3},
        frozenset({"plus"}),
        whole=True,
    )


def _spanish() -> Counting:
    twenties = (
        "veintiuno/veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    )
    hundreds = "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
    low = _values(
        "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    )
    low |= {word: value for value, words in enumerate(twenties.split(), 21) for word in words.split("/")}
    low |= {"cien": 100, "ciento": 100} | {word: 100 * value for value, word in enumerate(hundreds.split(), 2)}
    return Counting(low, {"mil": 1000}, frozenset({"y"}), {"doble": 2, "triple": 3}, frozenset({"más", "mas"}))


def _french() -> Counting:
    return Counting(
        _values(
            "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
            "vingt/vingts trente quarante cinquante soixante septante octante/huitante nonante",
        ),
        {"cent": 100, "cents": 100, "mille": 1000},
        frozenset({"et"}),
        {"double": 2, "triple": 3},
        frozenset({"plus"}),
        by_twenties=True,
    )
