"""Reading the person's files first: a model gets used to them without any answer, and a test says whether that helps.

All of it is planned before it begins, and the plan written down (``plan_adapting``): so a reading that was cut off goes
on to the same result.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from deskhand.domain.courses import Aim, Course, Decision, FoundHalves, OwnModel, Point, Stage
from deskhand.domain.jobs import CourseDecided, Event, ModelMade, Noticed, PointTested, Progress, Report, StageReached
from deskhand.domain.models import own_name
from deskhand.domain.processors import Work
from deskhand.engine import devices
from deskhand.engine.adapting import gate
from deskhand.engine.adapting.plan import Plan
from deskhand.engine.adapting.reading_first import ReadingFirst, healthy_in, is_model
from deskhand.engine.finetuning import Processor, Step
from deskhand.jobs import adapted_models, files_to_read, look_alikes
from deskhand.jobs.plan_adapting import Drafting, objective_of
from deskhand.jobs.reading import many_of
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

_OF_QUESTION = 0.3  # of the minutes of a question's course are for reading first
_READING = 0.85  # of those the reading itself; the rest is for trying and testing
_POINTS = 40  # on the chart
_READS, _TESTS = "Reading your files first", "Comparing it with the model as it was"
_FINDS, _SEES = "Trying whether it finds look-alikes", "Reading everything once more, to find look-alikes"
_FOLDER = "adapting"
_NOT_BEGUN = "It was stopped before it had begun to read."
_NOT_ONCE = "It was stopped before it had been through your files once."


def adapt(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``StageReached``, ``PointTested`` …, ``ModelMade``; of a course that is nothing else ``CourseDecided`` at last.

    Called again after it was cut off it goes on; once it is over, it yields only the model that was made.
    """
    yield from _Sitting(state.course, view, report).all()


def made(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``ModelMade`` if it has made one so far; nothing is read."""
    sitting = _Sitting(state.course, view, report)
    plan = Plan.kept(sitting.folder)
    if plan is not None:
        yield from sitting.made_before(plan)


def keep_best(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """The same end, with the model as it was after the last whole time through the files."""
    yield from _Sitting(state.course, view, report).end()


@dataclass(frozen=True, slots=True)
class _Sitting:
    course: Course
    view: ProjectView
    report: Report

    @property
    def folder(self) -> Path:
        return self.view.course_folder(self.course.id) / _FOLDER

    @property
    def seconds(self) -> float:
        """All that there are, for trying, reading and testing."""
        return 60 * self.course.minutes * (1.0 if self.course.aim is Aim.FILES else _OF_QUESTION)

    def all(self) -> Iterator[Event]:
        plan: Plan | str | None = Plan.kept(self.folder)
        if isinstance(plan, Plan) and self._is_over(plan):
            yield from self.made_before(plan)
            return
        if plan is None:
            plan = self._planned()
        if isinstance(plan, str):
            yield self._reached(Stage.READ_FILES, plan)
            yield from self._decided(gate.given_up(plan))
            return
        many = many_of(self.view)
        yield self._reached(Stage.READ_FILES, f"{len(plan.items):,} {many}, by {objective_of(plan).words}")
        if not is_model(self.view.model_folder(plan.model_id)):
            yield from self._read(plan)
        yield from self.end()

    def end(self) -> Iterator[Event]:
        """The last healthy model is kept and tested; if there is none, nothing comes of it."""
        plan = Plan.kept(self.folder)
        if plan is None:
            yield from self._decided(gate.given_up(_NOT_BEGUN))
            return
        made = self._taken_over(plan)
        if made is None:
            why = plan.came_to or _NOT_ONCE
            replace(plan, came_to=why).keep(self.folder)
            yield from self._decided(gate.given_up(why))
            return
        if self.course.aim is Aim.FILES:
            yield self._reached(Stage.COMPARE, _TESTS)
        found = self._found(plan)
        decision = self._tested(plan, found)
        model = self._model(plan, decision, found)
        if decision.kept or model.finds:
            look_alikes.see_all(self.view, model.id, model.modality, self._seeing)
        yield ModelMade(self.course.id, model, in_use=decision.kept)
        yield from self._decided(decision)

    def made_before(self, plan: Plan) -> Iterator[Event]:
        """The model again, for whoever goes on with it."""
        for model, is_used in self.view.courses.own_models():
            if model.id == plan.model_id:
                yield ModelMade(self.course.id, model, is_used)

    def _is_over(self, plan: Plan) -> bool:
        """Whether a question's course has this behind it; one that only reads is over when it is decided."""
        made = any(model.id == plan.model_id for model, _ in self.view.courses.own_models())
        given_up = bool(plan.came_to) and healthy_in(self.folder) is None
        return self.course.aim is not Aim.FILES and (made or given_up)

    def _planned(self) -> Plan | str:
        device = devices.best(Work.LEARNING)
        processor = Processor(device, half=device != devices.CPU)
        plan = Drafting(self.course, self.view, processor, _READING * self.seconds, self._look).plan()
        if isinstance(plan, Plan):
            plan.keep(self.folder)
        return plan

    def _read(self, plan: Plan) -> Iterator[Event]:
        contents = files_to_read.kind_of(plan.objective, plan.modality).contents(self.view, plan.items, self._look)
        trainee = adapted_models.trainee_of(adapted_models.files_of(self.view, plan.base, plan.modality), plan.modality)
        before = max((point.seconds for point in self.view.courses.points(self.course.id)), default=0.0)

        noticed: list[str] = []
        device, drawn = devices.best(Work.LEARNING), -1
        reading = ReadingFirst(plan, self.folder, objective_of(plan), trainee, contents)
        for step in reading.go_on(Processor(device, device != devices.CPU, noticed.append)):
            seconds, slot = before + step.seconds, step.step * _POINTS // step.of
            self.report.progress(self._progress(seconds, _READS))
            while noticed:
                yield Noticed(noticed.pop())
            if slot > drawn:
                drawn = slot
                yield PointTested(self.course.id, _point(step, plan.schedule.epochs, seconds))

    def _taken_over(self, plan: Plan) -> Path | None:
        """The folder of the model that was made; ``None``: it was never healthy."""
        made, healthy = self.view.model_folder(plan.model_id), healthy_in(self.folder)
        if healthy is not None and not is_model(made):
            shutil.rmtree(made, ignore_errors=True)
            made.parent.mkdir(exist_ok=True)
            healthy.rename(made)
        return made if is_model(made) else None

    def _found(self, plan: Plan) -> FoundHalves | None:
        """How well it finds, which needs no answers; ``None``: that cannot be told, or look-alikes are not found so."""
        names = (plan.base, own_name(plan.model_id))
        return look_alikes.tested(self.view, names, plan.asked, self.folder, self._finding) if plan.asked else None

    def _tested(self, plan: Plan, found: FoundHalves | None) -> Decision:
        """Both models are asked the same, on answers that neither has read."""
        view, many = self.view, many_of(self.view)
        if plan.frozen is None:
            return gate.untested("There are too few answers to test it with.", many, found)
        kind = files_to_read.kind_of(plan.objective, plan.modality)
        answers = adapted_models.answers_of(view, plan.frozen.question_id, partial(kind.there, view))
        if answers is None:
            return gate.untested("There are no answers to test it with.", many, found)
        used = adapted_models.in_use(view, plan.modality, plan.base)
        before, after = (
            adapted_models.seen_by(view, model, plan.modality, answers, self._testing)
            for model in (used, own_name(plan.model_id))
        )
        comparison = gate.judge(before, after, plan.frozen, self._testing)
        return gate.decision(comparison, gate.tested_in(before, plan.frozen), many)

    def _model(self, plan: Plan, decision: Decision, found: FoundHalves | None) -> OwnModel:
        return OwnModel(
            plan.model_id,
            plan.modality,
            plan.base,
            how=plan.objective,
            items=len(plan.items),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            decision=decision,
            notes=(*plan.notes, *filter(None, (plan.came_to, plan.health))),
            halves=found,
        )

    # --- what is said -------------------------------------------------------------------------

    def _reached(self, stage: Stage, words: str) -> StageReached:
        return StageReached(self.course.id, stage, words)

    def _decided(self, decision: Decision) -> Iterator[Event]:
        """Where more is learned than this, the course goes on."""
        if self.course.aim is Aim.FILES:
            yield CourseDecided(self.course.id, decision)

    def _look(self) -> None:
        self.report.progress(self._progress(0.0, "Getting ready"))

    def _testing(self, _: int) -> None:
        self.report.progress(self._progress(self.seconds, _TESTS))

    def _finding(self) -> None:
        self.report.progress(self._progress(self.seconds, _FINDS))

    def _seeing(self) -> None:
        self.report.progress(self._progress(self.seconds, _SEES))

    def _progress(self, done: float, step: str) -> Progress:
        total = max(1, round(self.seconds))
        return Progress(min(total, round(done)), total, "seconds", step)


def _point(step: Step, times: int, seconds: float) -> Point:
    return Point(None, round(times * step.step / step.of, 3), times, round(seconds, 2), loss=step.loss)
