"""Numbers, dates and amounts said in a recording, and whether two decodings of it agree on them."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from jellyfish import damerau_levenshtein_distance

from deskhand.domain.recordings import Said, SaidKind
from deskhand.engine.said.amounts import amounts_in
from deskhand.engine.said.dates import dates_in
from deskhand.engine.said.found import Found
from deskhand.engine.said.pieces import pieces_of
from deskhand.engine.said.telephone import numbers_in
from deskhand.engine.speech.words import HeardWord

_APART = 1.5
"""Seconds by which the times of the same words may differ between two decodings; measured on short calls."""

_NEARLY = 5  # one figure in so many may differ between two tellings of one number; between two numbers more do


def said_in(
    first: Sequence[HeardWord], second: Sequence[HeardWord] | None, language: str = "en", received: str = ""
) -> tuple[Said, ...]:
    """What was said in ``first``, in order of time, compared with ``second``, another decoding of the same recording.

    Without ``second`` nothing is agreed. ``received`` (ISO 8601; "": not known) turns relative days into dates.
    """
    ours, theirs = pieces_of(first), pieces_of(second or ())
    # What a number is for, the first has told; the second may have heard nothing but the figures.
    numbers = numbers_in(ours, language), numbers_in(theirs, language, whatever=True)
    days = dates_in(ours, language, received), dates_in(theirs, language, received)
    amounts = amounts_in(ours, language), amounts_in(theirs, language)
    said = [
        *_tellings_compared(_compared(SaidKind.CALL_BACK, *numbers)),
        *_compared(SaidKind.DATE, *days),
        *_compared(SaidKind.AMOUNT, *amounts),
    ]
    return tuple(sorted(said, key=lambda one: (one.start, one.kind)))


def _compared(kind: SaidKind, ours: Sequence[Found], theirs: Sequence[Found]) -> list[Said]:
    partners = [_partner(place, ours, theirs) for place in range(len(ours))]
    agreed = [bool(them and us.sound and us.same == them.same) for us, them in zip(ours, partners, strict=True)]
    lifted = {us.same for us, sure in zip(ours, agreed, strict=True) if sure}
    return [
        Said(kind, us.value, us.start, us.end, us.same in lifted, () if us.same in lifted else _differing(us, them))
        for us, them in zip(ours, partners, strict=True)
    ]


def _partner(place: int, ours: Sequence[Found], theirs: Sequence[Found]) -> Found | None:
    """What the other decoding has at that time; failing that, at that place in the order, if both have as many."""
    us = ours[place]
    near = [one for one in theirs if one.start < us.end + _APART and us.start < one.end + _APART]
    if near:
        return max(near, key=lambda one: min(one.end, us.end) - max(one.start, us.start))
    return theirs[place] if len(ours) == len(theirs) else None


def _differing(us: Found, them: Found | None) -> tuple[int, ...]:
    """Positions in our value on which they differ; all its letters and figures where they have nothing, or the same."""
    if them is None or us.same == them.same:
        return tuple(place for place, sign in enumerate(us.value) if sign.isalnum())
    return _unlike(us.value, them.value)


def _unlike(ours: str, theirs: str) -> tuple[int, ...]:
    places: set[int] = set()
    for what, start, end, _, _ in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what != "equal":  # what only they have is marked where it would stand
            places.update(range(start, end) if end > start else [min(start, len(ours) - 1)])
    return tuple(sorted(places))


def _tellings_compared(said: list[Said]) -> list[Said]:
    """A number said twice in nearly the same way is heard wrong once, so neither is filled in."""
    return [_against(one, said) for one in said]


def _against(one: Said, said: Sequence[Said]) -> Said:
    digits = _digits(one)
    if not one.agreed:
        return one
    for other in said:
        told = _digits(other)
        if other.agreed and told != digits and damerau_levenshtein_distance(digits, told) <= len(digits) // _NEARLY:
            return replace(one, agreed=False, doubtful=_unlike(one.value, other.value))
    return one


def _digits(one: Said) -> str:
    return "".join(filter(str.isdecimal, one.value))
