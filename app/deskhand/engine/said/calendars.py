"""How days and times are said: the tables of the languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words in lower case. ``ordinals`` are days of the month beside cardinal numbers (``by_cardinals``) and figures.

    ``near`` are days counted from today; ``parts`` of a day may follow a day. ``before`` and ``behind`` say which of
    the weekdays is meant. ``day_of_month`` and ``month_first`` are patterns of ``{day}`` and ``{month}``, ``times`` of
    ``{hour}`` and ``{minute}``, in which groups such as ``add30`` and ``less15`` name minutes to count on or off.
    ``afternoon`` and ``morning`` are patterns of what follows an hour.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    ordinals: Mapping[str, int]
    near: Mapping[str, int]
    parts: str
    before: str
    behind: str
    day_of_month: str
    times: tuple[str, ...]
    month_first: str = ""
    by_cardinals: bool = False
    afternoon: str = ""
    morning: str = ""


@cache
def calendars() -> Mapping[str, Calendar]:
    """By language code."""
    return {"en": _english(), "de": _german(), "es": _spanish(), "fr": _french()}


def _english() -> Calendar:
    low = _words(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    )
    ordinals = {word: day for day, word in enumerate(low, 1)} | {"thirtieth": 30, "thirty first": 31}
    return Calendar(
        _words("january february march april may june july august september october november december"),
        _words("monday tuesday wednesday thursday friday saturday sunday"),
        ordinals | {f"twenty {word}": 20 + day for day, word in enumerate(low[:9], 1)},
        {
            "the day after tomorrow": 2, "the day before yesterday": -2,
            "today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1,
        },
        "morning|afternoon|evening|night",
        "next|this|last|this coming",
        "week|next",
        r"(?:the )?{day}(?: of)? {month}",
        (
            r"(?:(?:at|by|before|after|around|until) )?(?P<add30>half past) {hour}",
            r"(?:(?:at|by|before|after|around) )?(?:a )?(?:(?P<add15>quarter past)|(?P<less15>quarter to)) {hour}",
            r"(?:at|by|before|after|around|until) {hour}(?:[: ]{minute})?(?: o'clock)?",
            r"{hour}(?:[: ]{minute}(?!\d)| o'clock)",
            r"(?:(?:at|by|before|after|around|until) )?(?P<noon>noon|midday)",
        ),
        r"{month} (?:the )?{day}",
        afternoon=r"p\.?m|p m|in the afternoon|in the evening",
        morning=r"a\.?m|a m|in the morning",
    )  # fmt: skip


def _german() -> Calendar:
    stems = _words(
        "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt "
        "fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst einundzwanzigst zweiundzwanzigst "
        "dreiundzwanzigst vierundzwanzigst fünfundzwanzigst sechsundzwanzigst siebenundzwanzigst "
        "achtundzwanzigst neunundzwanzigst dreißigst einunddreißigst"
    )
    return Calendar(
        _words("januar februar märz april mai juni juli august september oktober november dezember"),
        _words("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
        {stem + end: day for day, stem in enumerate(stems, 1) for end in ("en", "er", "e")},
        {"übermorgen": 2, "vorgestern": -2, "heute": 0, "morgen": 1, "gestern": -1},
        "früh|vormittag|mittag|nachmittag|abend",
        "nächsten|nächster|diesen|kommenden|letzten|vergangenen",
        "früh",
        r"(?:am |den |dem |der )?{day}\s{month}",  # decoders write "5. November"
        (
            r"(?:(?:um|ab|vor|nach|gegen) )?{hour}(?::{minute})? uhr",
            r"(?:um|ab|vor|nach|gegen) (?P<less30>halb )?{hour}(?::{minute})?",
        ),
    )


def _spanish() -> Calendar:
    return Calendar(
        _words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        _words("lunes martes miércoles jueves viernes sábado domingo"),
        {"primero": 1},
        {"pasado mañana": 2, "anteayer": -2, "hoy": 0, "mañana": 1, "ayer": -1},
        "por la mañana|por la tarde|por la noche",
        "próximo|este|pasado|el próximo|este próximo",
        "que viene|próximo|pasado",
        r"(?:el )?{day} de {month}",
        (r"a las? {hour}(?::{minute}|(?P<add30> y media)|(?P<add15> y cuarto))?",),
        by_cardinals=True,
        afternoon="de la tarde|de la noche",
        morning="de la mañana",
    )


def _french() -> Calendar:
    return Calendar(
        _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        {"premier": 1},
        {"après demain": 2, "avant hier": -2, "aujourd'hui": 0, "demain": 1, "hier": -1},
        "matin|midi|après midi|soir",
        "ce",
        "prochain|dernier",
        r"(?:le )?{day} {month}",
        (r"à {hour} (?:heures?|h)(?P<add30> et demie)?(?: {minute})?",),
        by_cardinals=True,
        afternoon="de l'après midi|du soir",
        morning="du matin",
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
