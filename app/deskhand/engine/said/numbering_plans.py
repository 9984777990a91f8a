"""How telephone numbers look in the countries of a language, and how people there write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

FEWEST, MOST = 7, 15
"""Digits of a number: shorter local ones cannot be told from order numbers; ITU-T E.164 allows no more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``digits`` of numbers of one country as a pattern, and in what ``groups`` people there write them."""

    digits: str
    groups: tuple[int, ...]
    joined: str = " "

    def written(self, digits: str) -> str:
        places = [sum(self.groups[:count]) for count in range(len(self.groups))] + [len(digits)]
        return self.joined.join(digits[first:last] for first, last in pairwise(places))


@cache
def _plans() -> Mapping[str, tuple[Plan, ...]]:
    """By language, the numbering plans of where it is spoken (ITU-T E.129). The last group takes what is left.

    Left out on purpose: rare numbers that look like a common one with a digit lost (British ones of ten digits,
    Australian ones with 02 and 07). They are shown, not filled in.
    """
    return {
        "en": (
            Plan(r"1[2-9]\d\d[2-9]\d{6}", (1, 3, 3, 4), "-"),
            Plan(r"[2-9]\d\d[2-9]\d{6}", (3, 3, 4), "-"),
            Plan(r"[2-9]\d{6}", (3, 4), "-"),
            Plan(r"07\d{9}", (5, 3, 3)),
            Plan(r"02\d{9}", (3, 4, 4)),
            Plan(r"0[389]\d{9}", (4, 3, 4)),
            Plan(r"01(?:1\d|\d1)\d{7}", (4, 3, 4)),
            Plan(r"01\d{9}", (5, 3, 3)),
            Plan(r"04\d{8}|1[38]00\d{6}", (4, 3, 3)),
            Plan(r"0(?:3[5689]|8[689])\d{7}", (2, 4, 4)),
        ),
        "de": (
            Plan(r"01[567]\d{8,9}", (4, 8)),
            Plan(r"0(?:30|40|69|89)\d{5,9}", (3, 9)),
            Plan(r"0[2-9]\d{6,10}", (5, 8)),
            Plan(r"[1-9]\d{6,7}", (8,)),
        ),
        "es": (Plan(r"[6-9]\d{8}", (3, 3, 3)),),
        "fr": (Plan(r"0[1-9]\d{8}", (2, 2, 2, 2, 2)),),
        "it": (Plan(r"3\d{8,9}", (3, 3, 4)), Plan(r"0\d{6,10}", (3, 8))),
        "nl": (Plan(r"06\d{8}", (2, 8)), Plan(r"0\d{9}", (3, 7))),
        "pt": (Plan(r"[29]\d{8}", (3, 3, 3)),),
    }


_ABROAD = re.compile(r"(?:\+|00)([17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)(\d{5,12})")


def as_planned(digits: str, language: str) -> str | None:
    """``digits`` as people write them, or ``None`` where no plan knows them."""
    abroad = _ABROAD.fullmatch(digits)
    if abroad and FEWEST <= len(digits.lstrip("+")) <= MOST:
        country, rest = abroad.groups()
        home = "0" * (country != "1") + rest
        plan = _plan(home, "en") if country in ("1", "44") else None
        return f"+{country} {plan.written(home).removeprefix('0') if plan else rest}"
    plan = _plan(digits, language)
    return plan.written(digits) if plan else None


def _plan(digits: str, language: str) -> Plan | None:
    plans = _plans().get(language.lower()[:2] or "en", ())
    return next((plan for plan in plans if re.fullmatch(plan.digits, digits)), None)
