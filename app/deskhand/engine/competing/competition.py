"""The competition: the best that learns in seconds is challenged, fold by fold, by models that are fine-tuned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TypeAlias

import numpy as np

from deskhand.domain.courses import Lines, Point, Stage, Way
from deskhand.domain.evaluations import Method
from deskhand.engine import challengers, choices, evaluating, folds
from deskhand.engine.choices import Curve
from deskhand.engine.competing.budget import Plan, cost, planned
from deskhand.engine.competing.clock import Clock
from deskhand.engine.competing.entry import Entry, Exam, Fixed, by_row, chosen
from deskhand.engine.competing.heeding import Look
from deskhand.engine.competing.material import FROZEN, Material
from deskhand.engine.competing.tuning import Tested
from deskhand.engine.finetuning import Processor
from deskhand.engine.inputs import Floats, Lesson, Vectors
from deskhand.engine.learning import Learned, Trial, learn
from deskhand.engine.winning import Comparison, compare

_SHARE = 1 / (folds.FOLDS - 1)  # tested rows to those learned from
_BEHIND = 0.03  # so far behind after the first fold, a candidate is not tested on the others
_PLAIN = (Method.WORDS, Method.COLOURS, Method.TONES, Method.COMMONEST)  # what needs no pretrained model
_NO_TIME = "there was not enough time"
_TOO_MUCH = "the memory of this computer is too small for it"
_NO_NUMBER = "the learning did not settle"
_LARGE = 500_000  # answers times categories; above, two folds are tested


@dataclass(frozen=True, slots=True)
class Reached:
    """The competition is at a stage; ``words`` say what it does there."""

    stage: Stage
    words: str


Moment: TypeAlias = Reached | Lines | Point


@dataclass(frozen=True, slots=True)
class Contender:
    """A candidate that was tested: after which ``epoch``, with which ``head``, it is best; how it compares.

    ``outputs`` (rows, labels) and ``marks`` (rows) are those of the ``exams`` of the first round, one after the other.
    """

    entry: Entry
    plan: Plan
    epoch: int
    head: int
    exams: tuple[Exam, ...]
    outputs: Vectors
    marks: Floats
    comparison: Comparison


class Competition:
    """``quick`` is the competition of those that learn in seconds; its winner is challenged.

    ``look`` is called between what learns in seconds, and may raise; everything else looks at the clock.
    """

    def __init__(
        self,
        lesson: Lesson,
        materials: Sequence[Material],
        way: Way,
        folder: Path,
        processor: Processor,
        look: Look = lambda: None,
    ) -> None:
        self.lesson, self._folder, self._look = lesson, folder, look
        self._rounds: dict[int, Learned] = {}
        self.quick = self._learned(0)
        self.contenders: list[Contender] = []
        self._best = -1.0  # what the best of the chart so far was right on, of 1
        self.refused: list[str] = []
        self.entries = [
            Entry(challenger, material, trial, lesson, folder / f"{material.modality}-{challenger.method}", processor)
            for material, trial in self._materials(materials)
            for challenger in challengers.of(way)
        ]

    @property
    def first(self) -> Exam:
        """The split that is seen on the chart."""
        return self._exams(Plan(1, 1))[0]

    @property
    def winner(self) -> Contender | None:
        """The best of those that have won; ``None``: the champion stays."""
        return best_of(self.contenders)

    @cached_property
    def curve(self) -> Curve:
        """Of what learns in seconds; drawn once."""
        return choices.curve(self.lesson, self.quick, lambda _: self._look())

    def run(self, clock: Clock) -> Iterator[Moment]:
        """Every candidate for which there is time is tested; what was done before a kill is not done again."""
        if not len(self.quick.tested):
            self.refused.append("there are too few answers to test it with")
            return
        yield self.lines()
        _ = self.curve  # now, so that nobody waits for it when it is stopped
        self._look = partial(clock.look, "Comparing")
        among: tuple[int, ...] = (folds.FOLDS, 2, 1)
        for number, entry in enumerate(self.entries):
            clock.look("Getting ready")
            try:
                fixed = entry.kept() or self._fixed(entry, clock, len(self.entries) - number, among)
                if fixed.plan is not None:
                    among = (fixed.plan.folds,)  # all are tested on the same
                    yield from self._through(entry, fixed.plan, clock)
            except (MemoryError, FloatingPointError) as error:
                fixed = Fixed(None, _TOO_MUCH if isinstance(error, MemoryError) else _NO_NUMBER)
                entry.keep(fixed)
            if fixed.plan is None:
                self.refused.append(fixed.why)
        yield Reached(Stage.SET_CAREFUL, "so that “9 in 10 sure” means it")

    def lines(self) -> Lines:
        """What the points of the chart are compared with."""
        part = np.isin(self.quick.tested, self.first.rows)
        right = {trial.method.method: trial.marks[part] > 0 for trial in self.quick.trials}
        now = self.quick.winner.method.method
        plain = max((method for method in _PLAIN if method in right), key=lambda method: right[method].sum())
        return Lines(
            *(evaluating.score(right[now]), now, evaluating.score(right[plain]), plain),
            learning=len(self.lesson) - len(self.first.rows),
            answers=len(self.lesson),
        )

    # --- one candidate --------------------------------------------------------------------------

    def _fixed(self, entry: Entry, clock: Clock, candidates: int, among: Sequence[int]) -> Fixed:
        """Fix how it is tested, or that it is not: it does not fit, or there is no time. Time left goes to those that
        follow."""
        fixed = self._plan(entry, clock, candidates, among)
        entry.keep(fixed)
        return fixed

    def _plan(self, entry: Entry, clock: Clock, candidates: int, among: Sequence[int]) -> Fixed:
        start = entry.start(np.arange(len(self.lesson)))
        misfit = entry.challenger.misfit(start)
        if misfit:
            return Fixed(None, misfit)
        schedule = entry.challenger.schedule(start)
        pace = entry.pace(start, schedule, partial(clock.look, "Getting ready"))
        share = clock.left / candidates
        plan = planned(share, pace, len(self.lesson), schedule.epochs, among)
        if plan is None:
            return Fixed(None, _NO_TIME)
        clock.expect(cost(plan, pace, len(self.lesson)) + share * (candidates - 1))
        return Fixed(plan)

    def _through(self, entry: Entry, plan: Plan, clock: Clock) -> Iterator[Moment]:
        exams = self._exams(plan)
        for number, exam in enumerate(exams):
            if number:
                yield Reached(Stage.COMPARE, f"on the other answers too: part {number + 1} of {len(exams)}")
            doing = "Going through your answers" if exam.first else "Testing it on the other answers"
            for tested in entry.go_through(exam, plan, partial(clock.look, doing)):
                if exam.first:
                    yield from self._seen(entry, plan, tested, clock)
            if exam.first and self._is_hopeless(entry, exam, plan):
                return
        self.contenders.append(self.contender(entry, plan, exams))

    def _seen(self, entry: Entry, plan: Plan, tested: Tested, clock: Clock) -> Iterator[Moment]:
        marks = max(self.first.right(self.lesson, tested), key=lambda each: float(each.sum()))
        times, is_best = tested.epoch + 1, bool(marks.mean() > self._best)
        self._best = max(self._best, float(marks.mean()))
        yield Reached(Stage.LEARN, f"{times} of {plan.epochs} times, testing after each")
        yield Point(
            *(entry.method, float(times), plan.epochs, round(clock.spent, 2), evaluating.score(marks > 0)),
            best=is_best,
        )

    def _is_hopeless(self, entry: Entry, exam: Exam, plan: Plan) -> bool:
        return self.contender(entry, plan, [exam]).comparison.gain < -_BEHIND

    def contender(self, entry: Entry, plan: Plan, exams: Sequence[Exam]) -> Contender:
        """What its tests in these exams say."""
        marks = [entry.marks(exam, plan) for exam in exams]
        options = chosen(marks)
        own: list[Floats] = [by_row(each, right) for each, right in zip(options, marks, strict=True)]
        best = int(sum(each.sum(axis=1) for each in marks).argmax())
        shown = [place for place, exam in enumerate(exams) if exam.seed == 0]
        return Contender(
            entry,
            plan,
            *entry.option_at(best, exams[0], plan),
            tuple(exams[place] for place in shown),
            np.concatenate([by_row(options[place], entry.outputs(exams[place], plan)) for place in shown]),
            np.concatenate([own[place] for place in shown]),
            compare(own, [self._champion(exam) for exam in exams], _SHARE),
        )

    # --- splits ---------------------------------------------------------------------------------

    def _split(self, seed: int) -> folds.Folds:
        split = folds.stratified(self.lesson.truth.astype(np.int64), self.lesson.groups, seed)
        return folds.fewer(split) if len(self.lesson) * len(self.lesson.labels) > _LARGE else split

    def _exams(self, plan: Plan) -> list[Exam]:
        """Fold after fold of each round. The folds of the first round are those of the report card."""
        found: list[Exam] = []
        for seed in range(plan.rounds):
            split = self._split(seed)
            for fold in folds.tested(split)[: plan.folds]:
                found.append(Exam(f"{seed}-{fold}", np.flatnonzero(split == fold), seed, first=not found))
        return found

    def _champion(self, exam: Exam) -> Floats:
        """The marks of the best that learns in seconds, of the same split."""
        learned = self._learned(exam.seed)
        place = {int(row): number for number, row in enumerate(learned.tested)}
        return learned.winner.marks[[place[int(row)] for row in exam.rows]]

    def _learned(self, seed: int) -> Learned:
        if seed not in self._rounds:
            self._rounds[seed] = learn(self.lesson, choices.SUBJECT, self._split(seed), lambda _: self._look())
        return self._rounds[seed]

    def _materials(self, materials: Sequence[Material]) -> Iterator[tuple[Material, Trial]]:
        """Each with the trial of its unchanged model, the best first."""
        trials = {trial.method.method: trial for trial in self.quick.trials}
        known = [one for one in materials if FROZEN[one.modality] in trials]
        known.sort(key=lambda one: -trials[FROZEN[one.modality]].merit)
        return ((one, trials[FROZEN[one.modality]]) for one in known)


def best_of(contenders: Sequence[Contender]) -> Contender | None:
    """The one with the greatest gain of those that have won."""
    won = [one for one in contenders if one.comparison.wins]
    return max(won, key=lambda one: one.comparison.gain, default=None)
