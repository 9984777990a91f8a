"""Scores with intervals, and what they mean in plain words."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from deskhand.domain.evaluations import CategoryScore, Method, Score, Verdict

Right = NDArray[np.bool_]
Marks = Mapping[Method, Right]
ENOUGH = 20  # tested answers for an honest figure
_GOOD = 0.75  # the lower end of the range from which on a skill is worth using for everything
_LUCK = 0.05
_Z = 1.959963984540054  # 95 %


def wilson(right: int, of: int) -> Score:
    """95 % Wilson interval; nothing tested: anything is possible."""
    if of == 0:
        return Score(0, 0, 0.0, 1.0)
    share, spread = right / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * np.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    low, high = min(share, middle - half), max(share, middle + half)  # rounding errors apart
    return Score(int(right), int(of), float(max(0.0, low)), float(min(1.0, high)))


def score(right: Right) -> Score:
    return wilson(int(right.sum()), len(right))


def near_copies(groups: NDArray[np.int64]) -> int:
    """How many rows have a near-copy."""
    counts = np.unique(groups, return_counts=True)[1]
    return int(counts[counts > 1].sum())


def more_than_luck(one: Right, other: Right) -> bool:
    """Whether two methods differ on the same items more than luck would explain (exact McNemar test, 5 %)."""
    only_one, only_other = int(np.sum(one & ~other)), int(np.sum(~one & other))
    differing = only_one + only_other
    return bool(differing) and float(2 * binom.cdf(min(only_one, only_other), differing, 0.5)) < _LUCK


def categories(
    truth: NDArray[np.int64], answers: NDArray[np.int64], labels: Sequence[str]
) -> tuple[CategoryScore, ...]:
    """One score a category that was tested or answered."""
    table = confusion(truth, answers, len(labels))
    return tuple(
        CategoryScore(label, int(table[row, row]), int(table[row].sum()), int(table[:, row].sum()))
        for row, label in enumerate(labels)
        if table[row].any() or table[:, row].any()
    )


def confusion(truth: NDArray[np.int64], answers: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """(count, count): how many items that really are the row were answered the column."""
    table = np.zeros((count, count), np.int64)
    np.add.at(table, (truth, answers), 1)
    return table


def verdict(right: Marks, winner: Method, commonest: str, sure: float | None) -> tuple[Verdict, str]:
    """Whether the skill is worth using, and one or two sentences why.

    ``right`` says for each method on which of the same items it was right; ``sure`` is the share of answers that
    would go without the person (``None``: too few tested answers to say).
    """
    of = len(right[winner])
    if of < ENOUGH:
        return Verdict.TOO_EARLY, too_few(of)
    usual = f"answering “{commonest}” always would be {_of(right[Method.COMMONEST])}"
    if winner is Method.COMMONEST or not more_than_luck(right[winner], right[Method.COMMONEST]):
        return Verdict.TOO_EARLY, f"It is hardly better than a habit: {usual}. More answers may help."
    if winner in _PLAIN and any(method in right for method in _PRETRAINED):
        return Verdict.WORDS_DO, _plain_does(right, winner)
    if score(right[winner]).low >= _GOOD:
        return Verdict.WORTH_USING, f"{_lead(right, winner)} {usual[0].upper()}{usual[1:]}."
    if sure:
        often = f"about {round(100 * sure)} in 100 answers are sure enough to go without you"
        return (
            Verdict.SURE_ONES,
            f"It is too often wrong to be left alone, but it knows when: {often}. {_lead(right, winner)}",
        )
    often = "It is too often wrong to be left alone, and not yet sure enough of any answer."
    return Verdict.TOO_EARLY, f"{often} {_lead(right, winner)}"


def too_few(of: int) -> str:
    return f"{ENOUGH} tested answers are needed for an honest figure; there are {of} so far."


_PLAIN = {
    Method.WORDS: "counting words",
    Method.COLOURS: "comparing colours and shapes",
    Method.TONES: "comparing loudness and pitch",
}
"""What needs no pretrained model."""
_PRETRAINED = {
    Method.BOTH: "text and picture together",
    Method.PICTURE: "the picture alone",
    Method.SOUND: "the sound alone",
    Method.MODEL: "the text alone",
}
_ALONE = dict.fromkeys((Method.MODEL, Method.PICTURE, Method.SOUND), "the pretrained model")
"""What they are called where there is nothing to be told apart from."""
_CHANGED = {
    Method.CONTRASTIVE: "the model that compared your answers with each other",
    Method.FULL: "the model that your answers have changed",
    Method.LORA: "the model that your answers have changed a little",
}


def _plain_does(right: Marks, winner: Method) -> str:
    best = max((method for method in _PRETRAINED if method in right), key=lambda method: right[method].sum())
    how = "does better here" if more_than_luck(right[winner], right[best]) else "does as well"
    name, other = _upper(_PLAIN[winner]), _names(right)[best]
    used = "the word counts" if winner is Method.WORDS else "those"
    return f"{name} {how}: {_of(right[winner])}, {other} {_of(right[best])}. Deskhand uses {used}."


def _lead(right: Marks, winner: Method) -> str:
    """How right the winner is, and all that it is compared with; the first of these by the name of the best."""
    names = _names(right)
    rivals = sorted((method for method in names if method is not winner), key=lambda method: -right[method].sum())
    verb = "are" if winner is Method.BOTH else "is"
    said = [f"{_upper(names[winner])} {verb} {_of(right[winner])}"]
    said += [f"{names[one]} {_of(right[one])}" for one in rivals]
    if not rivals:
        return f"{said[0]}."
    lucky = not more_than_luck(right[winner], right[rivals[0]])
    why = "Luck alone could explain the difference." if lucky else "That is more than luck would explain."
    return f"{', '.join(said)}. {why}"


def _names(right: Marks) -> dict[Method, str]:
    """The methods but for the habit, in words."""
    pretrained = [method for method in _PRETRAINED if method in right]
    alone = _ALONE if len(pretrained) == 1 else {}
    every = _PLAIN | _PRETRAINED | _CHANGED
    return {method: alone.get(method, name) for method, name in every.items() if method in right}


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def _of(right: Right) -> str:
    return f"right on {int(right.sum()):,} of {len(right):,}"
