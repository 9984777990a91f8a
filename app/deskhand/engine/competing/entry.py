"""One candidate of the competition: a way to change one model, tested on folds. All it has done is on disk."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.evaluations import Method
from deskhand.engine.challengers.challenger import Challenger, Start
from deskhand.engine.choices import SUBJECT
from deskhand.engine.competing.budget import Plan
from deskhand.engine.competing.heeding import Look, heeding
from deskhand.engine.competing.material import Material
from deskhand.engine.competing.tuning import Tested, Tuning, kept_best, kept_tests
from deskhand.engine.finetuning import Processor, Schedule, Step, training
from deskhand.engine.inputs import Floats, Lesson, Rows, Vectors
from deskhand.engine.learning import Trial, others
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json

Number = TypeVar("Number", bound=np.generic)
_PLAN = "plan.json"
_MEASURED_STEPS, _MEASURED_SECONDS = 6, 8.0


@dataclass(frozen=True, slots=True)
class Exam:
    """One split: ``rows`` (of the lesson) are tested, all others learned from. ``name`` is that of its folder.

    ``first``: what is seen on the chart, and what is kept if the person stops.
    """

    name: str
    rows: Rows
    seed: int = 0
    first: bool = False

    def right(self, lesson: Lesson, tested: Tested) -> Floats:
        """(heads, rows): 1 where the answer is right."""
        exam = lesson.take(self.rows)
        return np.stack([SUBJECT.mark(outputs, exam) for outputs in tested.outputs])


@dataclass(frozen=True, slots=True)
class Fixed:
    """How a candidate is tested, or ``why`` it is not."""

    plan: Plan | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """``trial`` is that of the unchanged model, ``folder`` where the candidate keeps what it has done."""

    challenger: Challenger
    material: Material
    trial: Trial
    lesson: Lesson
    folder: Path
    processor: Processor

    @property
    def method(self) -> Method:
        return self.challenger.method

    def start(self, rows: Rows, seed: int = 0) -> Start:
        """A beginning on some rows of the lesson, with a network that nobody has changed."""
        return self.material.start(self.trial, self.lesson, rows, seed)

    def tuning(self, name: str, plan: Plan, start: Start) -> Tuning:
        schedule = replace(self.challenger.schedule(start), epochs=plan.epochs)
        return Tuning(self.challenger, schedule, self.folder / name, self.processor)

    # --- the plan -------------------------------------------------------------------------------

    def kept(self) -> Fixed | None:
        """What was fixed before; ``None``: nothing was, or it is damaged."""
        try:
            return from_json((self.folder / _PLAN).read_text(encoding="utf-8"), Fixed)
        except (OSError, ValueError):
            return None

    def keep(self, fixed: Fixed) -> None:
        """Fix it. What was done by another plan is of no use any more. Raises ``ProblemError`` when the drive is full,
        ``OSError`` if nothing can be written there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        with write_whole(self.folder / _PLAN) as temporary:
            temporary.write_text(to_json(fixed), encoding="utf-8")

    def pace(self, start: Start, schedule: Schedule, look: Look) -> float:
        """Seconds that learning from a row takes, measured on some steps; ``start`` is used up by it."""
        began, steps = monotonic(), 0
        attempt = self.challenger.attempt(start)
        with heeding(attempt.module, look) as look_now:
            for moment in training(attempt, replace(schedule, epochs=1), self.processor):
                if isinstance(moment, Step):
                    look_now()
                    if moment.step == 1 and moment.of > 1:
                        began = monotonic()  # the first one warms up
                        continue
                    steps = moment.step - 1 if moment.of > 1 else 1
                    if steps >= _MEASURED_STEPS or monotonic() - began > _MEASURED_SECONDS:
                        break
        return (monotonic() - began) / (max(1, steps) * min(schedule.batch, len(start.lesson)))

    # --- the tests ------------------------------------------------------------------------------

    def go_through(self, exam: Exam, plan: Plan, look: Look) -> Iterator[Tested]:
        """Learn from the other rows, from where it was left, and test these after each epoch. ``look`` may raise.

        What was tested before comes first. Of the first exam the best network so far is kept.
        """
        kept = self._whole_tests(exam, plan)
        yield from kept
        if len(kept) == plan.epochs:
            return
        start = self.start(others(self.lesson, exam.rows), exam.seed)
        tuning = self.tuning(exam.name, plan, start)
        best = max((exam.right(self.lesson, one).sum(axis=1).max() for one in kept), default=-1.0)
        for tested in tuning.run(start, [self.material.contents[row] for row in exam.rows], look):
            if tested.epoch < len(kept):
                continue  # its checkpoint had not been written when it was cut off
            right = exam.right(self.lesson, tested).sum(axis=1)
            is_best = exam.first and right.max() > best
            tuning.keep(tested, int(right.argmax()) if is_best else None)
            best = max(best, right.max())
            yield tested
        tuning.clear()

    def outputs(self, exam: Exam, plan: Plan) -> Vectors:
        """(options, rows, labels): of each head after each epoch tested so far, see ``option_at``."""
        return np.concatenate([one.outputs for one in self._tests(exam, plan)])

    def marks(self, exam: Exam, plan: Plan) -> Floats:
        """(options, rows): 1 where it was right."""
        return np.concatenate([exam.right(self.lesson, one) for one in self._tests(exam, plan)])

    def option_at(self, option: int, exam: Exam, plan: Plan) -> tuple[int, int]:
        """The epoch and the head of an option."""
        heads = len(self._tests(exam, plan)[0].outputs)
        return divmod(option, heads)

    def best_folder(self, exam: Exam, plan: Plan) -> Path | None:
        """The network that was the best of an exam so far, and its head; ``None``: nothing was tested yet."""
        return kept_best(self.folder / exam.name, len(self._whole_tests(exam, plan)))

    def _whole_tests(self, exam: Exam, plan: Plan) -> list[Tested]:
        """Those made before. If one is damaged, none: the exam begins anew."""
        try:
            return self._tests(exam, plan)
        except ValueError:
            shutil.rmtree(self.folder / exam.name, ignore_errors=True)
            return []

    def _tests(self, exam: Exam, plan: Plan) -> list[Tested]:
        return kept_tests(self.folder / exam.name, plan.epochs)


def chosen(marks: Sequence[Floats]) -> list[Rows]:
    """Which option answers each row of each exam: the one that was best on all other exams, so that choosing does not
    flatter the score; of a single exam each half is answered by the one that was best on the other half.

    ``marks`` (options, rows) each.
    """
    if len(marks) == 1:
        middle = marks[0].shape[1] // 2
        parts = [marks[0][:, :middle], marks[0][:, middle:]]
        return [np.concatenate(chosen(parts))]
    total = sum(each.sum(axis=1) for each in marks)
    return [np.full(each.shape[1], (total - each.sum(axis=1)).argmax(), np.intp) for each in marks]


def by_row(options: Rows, values: NDArray[Number]) -> NDArray[Number]:
    """Of (options, rows, …) for each row what it was by its option."""
    each: NDArray[Number] = values[options, np.arange(len(options))]
    return each
