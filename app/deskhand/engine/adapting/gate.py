"""The honest gate: a model that has read the person's files takes over only if it does better on checked items.

Source: methods.md, 2, "Honest gate". What is tested is frozen before anything is read (``freeze``); afterwards the
model as it was and the one that has read are asked the same on the same folds (``judge``).
"""

from dataclasses import dataclass, replace

import numpy as np

from deskhand.domain.courses import Decision, FoundHalves, detectable
from deskhand.domain.evaluations import Method
from deskhand.engine import folds, methods
from deskhand.engine.choices import SUBJECT
from deskhand.engine.inputs import Floats, Inputs, Lesson, Rows
from deskhand.engine.learning import Done, learn, others
from deskhand.engine.methods.method import LearningMethod
from deskhand.engine.threads import one_thread
from deskhand.engine.winning import Comparison, compare

SEEDS = 3
ENOUGH = 20  # tested answers, below which nothing can be said at all
ONLY_DISASTERS = 200  # checked items, below which only disasters are caught (methods.md, 2, item 6)
_MOST_TESTED, _MOST_LEARNED = 1500, 3000  # answers; more would take minutes and show little more
_NOT_OF_THE_MODEL = {Method.COMMONEST, Method.WORDS, Method.COLOURS, Method.TONES}


@dataclass(frozen=True, slots=True)
class Frozen:
    """What will be tested: ``items`` (their ids), and for each seed the fold of each, as ``folds`` has them."""

    question_id: int
    items: tuple[int, ...]
    splits: tuple[tuple[int, ...], ...]

    @property
    def tested(self) -> frozenset[int]:
        """The items that no model may have read before the test."""
        return frozenset(
            item
            for split in self.splits
            for item, fold in zip(self.items, split, strict=True)
            if fold != folds.NEVER_TESTED
        )


def freeze(question_id: int, lesson: Lesson, most: int = _MOST_TESTED) -> Frozen | None:
    """The test of a choice: five folds, three times over, near-copies and company on one side.

    Of very many answers ``most`` are tested and some more are learned from; all others may be read. ``None``: there are
    too few answers to test anything.
    """
    truth = lesson.truth.astype(np.int64)
    order = np.random.default_rng(0).permutation(len(lesson))
    whole = folds.stratified(truth, lesson.groups)
    exam = _first_groups(order[whole[order] != folds.NEVER_TESTED], lesson, most)
    if len(exam) < ENOUGH:
        return None
    kept = np.sort(np.concatenate([exam, np.setdiff1d(order, exam)[: max(0, _MOST_LEARNED - len(exam))]]))
    kept_truth, kept_groups = truth[kept], lesson.groups[kept]
    splits = []
    for seed in range(SEEDS):
        split = folds.stratified(kept_truth, kept_groups, seed)
        split[~np.isin(kept, exam)] = folds.NEVER_TESTED
        splits.append(tuple(split.tolist()))
    return Frozen(question_id, tuple(lesson.items[kept].tolist()), tuple(splits))


def _first_groups(order: Rows, lesson: Lesson, most: int) -> Rows:
    """About the first ``most`` rows of ``order``, and all that are of a group with one of them."""
    chosen: Rows = np.intersect1d(order, np.flatnonzero(np.isin(lesson.groups, lesson.groups[order[:most]])))
    return chosen


@one_thread()
def judge(before: Lesson, after: Lesson, frozen: Frozen, done: Done = lambda _: None) -> Comparison:
    """Both lessons are of the same answers, in the same rows; ``after`` as the model sees them that has read.

    ``done`` is called often, and may raise to stop.

    Answers that were given since the test was frozen are not asked, those that were taken back cannot be.
    """
    place = {item: row for row, item in enumerate(before.items.tolist())}
    there = [number for number, item in enumerate(frozen.items) if item in place]
    rows = np.array([place[frozen.items[number]] for number in there], np.intp)
    champion, challenger, shares = list[Floats](), list[Floats](), list[float]()
    for each in frozen.splits:
        split = np.array([each[number] for number in there], np.int64)
        champion += _marks(before.take(rows), split, done)
        challenger += _marks(after.take(rows), split, done)
        shares += _shares(before.take(rows), split)
    return compare(challenger, champion, float(np.mean(shares)) if shares else 0.25)


def tested_in(lesson: Lesson, frozen: Frozen) -> int:
    """How many of the answers that the lesson still has are tested."""
    return len(frozen.tested.intersection(lesson.items.tolist()))


def _marks(lesson: Lesson, split: folds.Folds, done: Done) -> list[Floats]:
    """Right (1) or wrong (0) for each tested row, fold by fold; the strength is chosen on the other folds."""
    learned = learn(lesson, replace(SUBJECT, methods=_of_the_model), split, done)
    ends = np.cumsum([len(part) for part in learned.parts])[:-1]
    return list(np.split(learned.winner.marks, ends))


def _of_the_model(inputs: Inputs) -> tuple[LearningMethod, ...]:
    return tuple(method for method in methods.choices(inputs) if method.method not in _NOT_OF_THE_MODEL)


def _shares(lesson: Lesson, split: folds.Folds) -> list[float]:
    parts = [np.flatnonzero(split == number) for number in folds.tested(split)]
    return [len(part) / max(1, len(others(lesson, part))) for part in parts]


# --- in words -----------------------------------------------------------------------------------


def decision(comparison: Comparison, tested: int, many: str) -> Decision:
    """What came out, on ``tested`` checked items; ``many`` is what they are called ("messages")."""
    least = detectable(max(1, tested))
    range_ = f"between {_points(comparison.low)} and {_points(comparison.high)}"
    gain = f"{_points(comparison.gain)} of 100 ({range_}) on {tested:,} checked {many}"
    if comparison.wins:
        words = f"What it has read helps: {gain}. It is used from now on."
    else:
        words = f"No measurable gain: {gain}. The model stays as it was."
    so = "So few can only" if tested < ONLY_DISASTERS else "So many can"
    words += f" {so} show a gain of {100 * least:.1f} of 100 or more."
    return _decided(words, kept=comparison.wins, gain=comparison, tested=tested, least=least)


def untested(why: str, many: str, found: FoundHalves | None) -> Decision:
    """The model was healthy to the end, and there was no answer to test it with; ``found`` is how well it finds."""
    if found is None:
        words = f"Kept, but not used: {why} Whether it finds look-alikes better could not be tried either."
    elif found.is_as_good:
        words = (
            f"Used for finding look-alikes: {_halves(found, many)}. {why} What is learned from answers goes on with the"
            " model as it was; once there are answers, let it read again, and they will decide whether it also answers"
            " better."
        )
    else:
        words = f"Kept, but not used: {_halves(found, many)}. {why} The model stays as it was."
    return _decided(words, kept=False, gain=_NOTHING, tested=0, least=1.0)


def _halves(found: FoundHalves, many: str) -> str:
    now, before = (f"{100 * share:.1f}" for share in (found.found, found.before))
    return (
        f"{found.of:,} {many} that it had not read were cut in two, and it knew which half belongs {now} times in 100;"
        f" the model as it was, {before} times"
    )


def given_up(why: str) -> Decision:
    """Nothing came of it."""
    return _decided(f"{why} The model stays as it was.", kept=False, gain=_NOTHING, tested=0, least=1.0)


_NOTHING = Comparison(0.0, 0.0, 0.0, wins=False)


def _decided(words: str, *, kept: bool, gain: Comparison, tested: int, least: float) -> Decision:
    return Decision(kept, None, gain.gain, gain.low, gain.high, tested, least, words)


def _points(share: float) -> str:
    """With its sign, as a gain or a loss: "+1.5"."""
    return f"{100 * share:+.1f}".replace("-", "−")
