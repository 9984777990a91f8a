"""The sentences of the report card."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.domain.evaluations import Candidate, Evaluation, Method, NumberScore, Score, Verdict
from deskhand.gui.pages.report_card.methods import name_of
from deskhand.gui.widgets.range_chart import RangeRow

ENOUGH = 20  # answers under which there is no honest figure
WANTED = 10  # answers a category should have

VERDICTS = {
    Verdict.WORTH_USING: "Worth using.",
    Verdict.SURE_ONES: "Worth using for the sure ones.",
    Verdict.TOO_EARLY: "Too early to say.",
    Verdict.WORDS_DO: "Word counts do as well: use them.",
}
_DO_AS_WELL = {
    Method.COLOURS: "Colours and shapes do as well: use them.",
    Method.TONES: "Loudness and pitch do as well: use them.",
}
CANNOT = "It matches patterns in your answers. It does not know facts, and cannot judge what none of them shows."


@dataclass(frozen=True, slots=True)
class Figure:
    """The one number that matters, and the words after it."""

    number: str
    words: str


def figure_of(evaluation: Evaluation) -> Figure:
    """The number that matters. Where there are many answers only a part of them is tested, and it says so."""
    score = evaluation.score
    if isinstance(score, NumberScore):
        likely = f"off on average. Likely {score.low:.3g} to {score.high:.3g}, counted on {score.of:,} of your answers."
        return Figure(f"{score.error:.3g}", likely)
    part = f" A part of your {evaluation.items:,} answers was tested." if score.of < evaluation.items else ""
    likely = f"Likely {of_hundred(score.low)} to {of_hundred(score.high)} of 100.{part}"
    return Figure(f"{score.right:,} of {score.of:,}", f"right, each tested without having been learned from. {likely}")


def verdict_of(evaluation: Evaluation) -> str:
    """The verdict in words; where colours and shapes do as well as a model, or loudness and pitch, it says so."""
    if evaluation.verdict is Verdict.WORDS_DO:
        return _DO_AS_WELL.get(evaluation.method, VERDICTS[evaluation.verdict])
    return VERDICTS[evaluation.verdict]


def of_hundred(share: float) -> int:
    return round(100 * share)


def rows_of(evaluation: Evaluation) -> list[RangeRow]:
    """The candidates, the one in use first: shares in 100, errors in the units of the answers."""
    ours = next((one for one in evaluation.candidates if one.method is evaluation.method), None)
    others = [one for one in evaluation.candidates if one.method is not evaluation.method]
    rows = [_row(one, name_of(one.method, evaluation), ours=False) for one in others]
    best_first = isinstance(evaluation.score, Score)
    rows.sort(key=lambda row: -row.value if best_first else row.value)
    return [*([_row(ours, name_of(ours.method, evaluation), ours=True)] if ours else []), *rows]


def _row(candidate: Candidate, name: str, *, ours: bool) -> RangeRow:
    score = candidate.score
    if isinstance(score, NumberScore):
        return RangeRow(f"{name}: {score.error:.3g}", score.error, score.low, score.high, ours)
    share = 100 * score.right / score.of if score.of else 0.0
    return RangeRow(f"{name}: {score.right}", share, 100 * score.low, 100 * score.high, ours)


def knows_when_unsure(evaluation: Evaluation) -> str:
    """Whether what it says and what happened agree, weighed by how often it says so."""
    bins = [bin_ for bin_ in evaluation.reliability if bin_.of]
    of = sum(bin_.of for bin_ in bins)
    if of < ENOUGH:
        return "Too few answers to tell."
    gap = sum(abs(bin_.right - bin_.says * bin_.of) for bin_ in bins) / of
    over = sum(bin_.says * bin_.of - bin_.right for bin_ in bins) / of
    if gap <= 0.06:
        return "Yes. What it says and what happened agree."
    if gap <= 0.12:
        return "Mostly. What it says and what happened are close."
    return "Not well: it is surer than it should be." if over > 0 else "It is right more often than it says."


@dataclass(frozen=True, slots=True)
class Advice:
    """What would help: ``go`` names where the person can do it, ``button`` is written on it."""

    words: str
    button: str
    go: str


def advice_for(evaluation: Evaluation, counts: dict[str, int], suspicious: int) -> list[Advice]:
    """What would help most, at most three, the most useful first."""
    few = sorted((count, label) for label, count in counts.items() if count < WANTED)
    advice = [Advice(_more_answers(WANTED - count, label), "Teach", "teach") for count, label in few]
    if suspicious:
        plural = "answers that may be wrong" if suspicious > 1 else "answer that may be wrong"
        advice.insert(min(1, len(advice)), Advice(f"Look at {suspicious} {plural}", "Look", "look"))
    if not advice and evaluation.forecast:
        advice.append(Advice("More answers of every kind", "Teach", "teach"))
    return advice[:3]


def _more_answers(number: int, label: str) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return f"{words[number]} more {'answer' if number == 1 else 'answers'} for {label}"


@dataclass(frozen=True, slots=True)
class MixUp:
    """``count`` items that really are ``truth`` were answered ``answer``."""

    truth: str
    answer: str
    count: int


def commonest_mix_ups(labels: Sequence[str], confusion: Sequence[Sequence[int]], most: int = 10) -> list[MixUp]:
    """For questions with too many categories for a square."""
    found = [
        MixUp(truth, answer, confusion[row][column])
        for row, truth in enumerate(labels)
        for column, answer in enumerate(labels)
        if row != column and confusion[row][column]
    ]
    return sorted(found, key=lambda mix_up: -mix_up.count)[:most]
