"""Telephone numbers among heard words: which rows of figures are numbers to call back, and how people write them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskhand.engine.said.cues import CALLS, EXTENSIONS, IS, NUMBERS, OTHERS, OURS, PAUSES
from deskhand.engine.said.found import Found
from deskhand.engine.said.numbering_plans import FEWEST, MOST, as_planned
from deskhand.engine.said.pieces import Piece
from deskhand.engine.said.spoken_numbers import Counting, cardinal, counting, goes_with, parts

_LOOKS_BACK = 12  # words before a number in which something says what it is
_FIGURES = re.compile(r"\+?[\d(][\d\-–./()]*")
_MARKS = re.compile(r"[-–./]")
_DATE_OR_YEAR = re.compile(r"\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}:\d\d|\d+[.]\d\d")


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits said or written together; ``written``: in figures, as ``text`` has them."""

    digits: str
    text: str
    written: bool
    piece: Piece
    last: Piece


def numbers_in(pieces: Sequence[Piece], language: str = "en", *, whatever: bool = False) -> list[Found]:
    """Numbers to call back, in order. ``Found.sound``: it fits a numbering plan of the language.

    ``whatever``: all rows of figures that long, whatever they are said to be.
    """
    how, found, place = counting(language), [], 0
    while place < len(pieces):
        run, after = _run(pieces, place, how)
        meant = whatever or (_meant(pieces, place) if run else None)
        for groups in _tellings(run, language):
            number = _number(groups, language)
            if meant or (meant is None and number.sound and _plain_enough(groups)):
                extension, after = _extension(pieces, after, how) if groups[-1] is run[-1] else ("", after)
                found.append(number.with_end(number.value + extension))
        place = max(after, place + 1)
    return found


def _run(pieces: Sequence[Piece], place: int, how: Counting) -> tuple[list[_Group], int]:
    """The groups of digits from ``place`` on, and the place behind them."""
    groups: list[_Group] = []
    while place < len(pieces):
        group, after = _group(pieces, place, how)
        if group and not (not groups and pieces[place].pauses and pieces[place].text in how.zeros):  # "Oh, it's 555"
            groups.append(group)
        elif not (groups and pieces[place].text in PAUSES):
            break
        place = after
    return groups, place


def _group(pieces: Sequence[Piece], place: int, how: Counting) -> tuple[_Group | None, int]:
    piece = pieces[place]
    following = pieces[place + 1] if place + 1 < len(pieces) else piece
    if piece.figures:
        if not _FIGURES.fullmatch(piece.text) or _DATE_OR_YEAR.fullmatch(piece.text):
            return None, place + 1
        return _Group(re.sub(r"\(0\)|[^\d+]", "", piece.text), piece.text, True, piece, piece), place + 1
    if piece.text in how.plus or piece.text in how.times:
        group, after = _group(pieces, place + 1, how) if following is not piece else (None, place + 1)
        if group is None:
            return None, after
        times = how.times.get(piece.text, 1)
        digits = "+" + group.digits if piece.text in how.plus else group.digits[0] * times + group.digits[1:]
        return _Group(digits, digits, group.written and times == 1, piece, group.last), after
    digits, after = _spoken(pieces, place, how)
    return (_Group(digits, digits, False, piece, pieces[after - 1]) if digits else None), after


def _spoken(pieces: Sequence[Piece], place: int, how: Counting) -> tuple[str, int]:
    """The digits of the number words at ``place`` ("twenty one", "nine hundred", "oh"), and the place behind them."""
    word = pieces[place].text
    if word in how.zeros:
        return "0", place + 1
    if not parts(word, how) or word in how.scales:
        return "", place + 1
    value, after = cardinal([word], how) or 0, place + 1
    if after < len(pieces) and pieces[after].text in how.scales and value < 100:
        return str(value * how.scales[pieces[after].text]), after + 1
    value, after = _with_unit(pieces, value, after, how)
    return str(value), after


def _with_unit(pieces: Sequence[Piece], value: int, after: int, how: Counting) -> tuple[int, int]:
    """``value`` with what follows and belongs to it: "twenty" "one", "treinta" "y" "uno", "soixante" "dix" "huit"."""
    while after < len(pieces):
        behind = after + 1 if pieces[after].text in how.joins and after + 1 < len(pieces) else after
        following = how.values.get(pieces[behind].text, 0)
        if how.by_twenties and value == 4 and following == 20:
            value = 80
        elif goes_with(value, following, how):
            value += following
        else:
            break
        after = behind + 1
    return value, after


def _tellings(run: list[_Group], language: str) -> Iterator[list[_Group]]:
    """The numbers of a run: all of it, or its parts (by sentence, by figures and words) that fit a plan."""
    if not run:
        return
    if _fits(run, language):
        yield run
        return
    parted = _parted(run, language)
    fitting = [groups for groups in parted if _fits(groups, language)]
    if fitting:
        yield from fitting
    elif FEWEST <= len(_digits(run).lstrip("+")) <= MOST:
        yield run


def _parted(run: list[_Group], language: str) -> list[list[_Group]]:
    """The run, parted behind sentences, where figures meet words, and around what is a whole number by itself."""
    found: list[list[_Group]] = []
    before: _Group | None = None
    for group in run:
        alone = any(one and len(one.digits) >= FEWEST and _fits([one], language) for one in (before, group))
        if before is None or before.last.ends or before.written != group.written or alone:
            found.append([])
        found[-1].append(group)
        before = group
    return found


def _digits(groups: Sequence[_Group]) -> str:
    return "".join(group.digits for group in groups)


def _fits(groups: Sequence[_Group], language: str) -> bool:
    return bool(groups) and as_planned(_digits(groups), language) is not None


def _number(groups: Sequence[_Group], language: str) -> Found:
    """The groups as one number: as the decoder wrote it where it wrote groups of figures, else as the plan has it."""
    digits = _digits(groups)
    planned = as_planned(digits, language)
    texts = [group.text.strip("-–./") for group in groups]
    grouped = sum(len(_MARKS.split(text)) for text in texts)
    as_written = all(group.written and len(group.digits) > 1 for group in groups) and 1 < grouped <= len(digits) // 2
    paused = any(group.piece.pauses for group in groups[:-1])
    value = " ".join(texts) if as_written and not (paused and planned) else planned or " ".join(texts)
    return Found(value, digits, groups[0].piece.start, groups[-1].last.end, bool(planned) and not _cut_off(texts))


def _cut_off(texts: Sequence[str]) -> bool:
    """Whether groups of figures end in a single one ("310-555-8"): nobody groups so, the rest was not heard."""
    groups = [group for text in texts for group in _MARKS.split(text)]
    return len(groups) > 1 and len(groups[-1]) == 1 and all(len(group) > 1 for group in groups[:-1])


def _plain_enough(groups: Sequence[_Group]) -> bool:
    """Nothing says what it is: ten digits that fit a plan, or seven written as a local number, speak for themselves."""
    return len(_digits(groups)) >= 9 or any(re.fullmatch(r"\d{3}-\d{4}", group.text) for group in groups)


def _meant(pieces: Sequence[Piece], place: int) -> bool | None:
    """Whether the words before say it is a number to call (True), or another number (False). The nearest decides."""
    for back in range(place - 1, max(-1, place - 1 - _LOOKS_BACK), -1):
        text = pieces[back].text
        if text in OTHERS or text in EXTENSIONS:
            return False if not _sentence_between(pieces, back, place) else None
        if text in CALLS or (text in NUMBERS and back and pieces[back - 1].text in OURS):
            return True
    return None


def _sentence_between(pieces: Sequence[Piece], back: int, place: int) -> bool:
    """Whether something is said between a sentence's end and the number, so that what stood before is over."""
    ends = [spot for spot in range(back, place) if pieces[spot].ends]
    return bool(ends) and ends[-1] < place - 1


def _extension(pieces: Sequence[Piece], place: int, how: Counting) -> tuple[str, int]:
    """What follows a number as its extension, ready to be written behind it."""
    if place >= len(pieces) or pieces[place].text.removesuffix(".") not in EXTENSIONS:
        return "", place
    digits = place + 1
    while digits < len(pieces) and pieces[digits].text in IS:
        digits += 1
    run, after = _run(pieces, digits, how)
    return (f" ext. {_digits(run)}", after) if run else ("", place)
