"""The course of a question: models are fine-tuned by its answers; what wins on the same held-out items is kept."""

import shutil
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Any

from deskhand.domain.courses import ADAPT_OFF, Course, Decision, Lines, Point, Stage
from deskhand.domain.jobs import (
    CourseDecided,
    Event,
    HeldOutTested,
    LinesDrawn,
    ModelMade,
    Noticed,
    PointTested,
    Progress,
    Report,
    SkillLearned,
    StageReached,
)
from deskhand.domain.models import Modality
from deskhand.domain.questions import Question, QuestionKind
from deskhand.engine import devices
from deskhand.engine.competing import finishing
from deskhand.engine.competing.clock import Clock
from deskhand.engine.competing.competition import Competition, Moment, Reached
from deskhand.engine.competing.finishing import Outcome
from deskhand.engine.finetuning import Processor
from deskhand.engine.inputs import Lesson
from deskhand.engine.kinds import KINDS
from deskhand.engine.recipe import Precision, Recipe, remember
from deskhand.jobs import adapt_files, together
from deskhand.jobs.keeping import keep, new_id
from deskhand.jobs.materials import materials_of
from deskhand.jobs.model_names import model_files, own_name, tuned_name
from deskhand.jobs.reading import Models, counting, models_for, read
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

_AT_A_TIME = 500  # held-out items an event
_AS_THEY_ARE = "Amounts are learned from the models as they are: nothing was changed."


def learn_thoroughly(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``StageReached``, ``LinesDrawn``, ``PointTested`` …; ``SkillLearned``, ``HeldOutTested``, ``CourseDecided``."""
    course = state.course
    if course.adapt != ADAPT_OFF:
        course = yield from _with_files_read(state, view, report)
    desk = _Desk.of(course, view, report)
    yield desk.reached(Stage.PUT_TOGETHER, desk.put_together)
    if desk.question.kind is not QuestionKind.CHOICE:
        yield from desk.amounts()
        return
    competition = desk.competition()
    clock, told = Clock(60 * course.minutes, desk.spent, desk.look), desk.points
    for moment in competition.run(clock):
        yield from desk.noticed()
        if isinstance(moment, Point) and told:
            told -= 1  # the tests of before come first, in the same order: the chart has them
            continue
        yield desk.event(moment)
    outcome = finishing.unchanged(competition)
    if competition.winner is not None:
        yield desk.reached(Stage.COMPARE, "it has won, and learns from all your answers")
        outcome = finishing.learned_from_all(competition, competition.winner, clock)
    yield from desk.end(outcome)


def keep_best(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``SkillLearned``, ``HeldOutTested`` and ``CourseDecided`` with what was found until it was stopped."""
    desk = _Desk.of(state.course, view, report)
    if desk.question.kind is not QuestionKind.CHOICE:
        yield from desk.amounts()
    else:
        yield from desk.end(finishing.best_so_far(desk.competition()))


def _with_files_read(state: CourseState, view: ProjectView, report: Report) -> Generator[Event, None, Course]:
    """The course with the model that has read the files in place of the one it was made from, if that is better."""
    course = state.course
    for event in adapt_files.adapt(state, view, report):
        if isinstance(event, ModelMade) and event.in_use:
            changed: dict[str, Any] = {_MEMBERS[event.model.modality]: own_name(event.model.id)}
            course = replace(course, **changed)
        yield event
    return course


_MEMBERS = {Modality.TEXT: "model", Modality.PICTURE: "picture_model", Modality.SOUND: "sound_model"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that a course of a question works with."""

    course: Course
    view: ProjectView
    report: Report
    question: Question
    models: Models
    lesson: Lesson
    notices: list[str]

    @classmethod
    def of(cls, course: Course, view: ProjectView, report: Report) -> "_Desk":
        models = models_for(view, course.model, course.picture_model, course.sound_model)
        question = view.questions.get(course.question_id)
        examples = view.labels.examples(question.id)
        items = sorted(example.item_id for example in examples)
        reading = read(view, models, items, counting(view, report, len(items)))
        return cls(course, view, report, question, models, reading.lesson(question, examples, view), [])

    @property
    def spent(self) -> float:
        """Seconds of work before this."""
        return max((point.seconds for point in self.view.courses.points(self.course.id)), default=0.0)

    @property
    def points(self) -> int:
        """How many tests were told before this."""
        return len(self.view.courses.points(self.course.id))

    @property
    def put_together(self) -> str:
        groups = len(set(self.lesson.groups.tolist()))
        if groups == len(self.lesson):
            return "no two of your answers are alike"
        return f"{len(self.lesson):,} answers in {groups:,} groups, each on one side only"

    def competition(self) -> Competition:
        """The candidates, and what they have done so far."""
        device = devices.best()
        half = device != devices.CPU or any(_is_half(one) for one in self.models.recipes.values())
        processor = Processor(device, half, self.notices.append)
        materials = materials_of(self.view, self.models, self.lesson)
        folder = self.view.course_folder(self.course.id) / "competing"
        return Competition(self.lesson, materials, self.course.way, folder, processor)

    def look(self, spent: float, of: float, doing: str) -> None:
        """Say how far it is. Raises ``Stopped``."""
        self.report.progress(Progress(round(spent), round(of), "seconds", doing))

    # --- events ---------------------------------------------------------------------------------

    def reached(self, stage: Stage, words: str) -> StageReached:
        return StageReached(self.course.id, stage, words)

    def event(self, moment: Moment) -> Event:
        """What the competition tells, as an event of this course."""
        if isinstance(moment, Reached):
            return self.reached(moment.stage, moment.words)
        if isinstance(moment, Lines):
            return LinesDrawn(self.course.id, moment)
        return PointTested(self.course.id, moment)

    def noticed(self) -> Iterator[Noticed]:
        """What had to be done otherwise since this was asked last."""
        while self.notices:
            yield Noticed(self.notices.pop(0))

    def amounts(self) -> Iterator[Event]:
        """Numbers are learned as ever."""
        study = KINDS[self.question.kind].study(self.lesson, lambda _: None)
        tested = len(study.held_out)
        yield from self.end(Outcome(study, Decision(False, None, 0.0, 0.0, 0.0, tested, 1.0, _AS_THEY_ARE)))

    def end(self, outcome: Outcome) -> Iterator[Event]:
        """The skill, its report card, and what was decided. What the course kept on disk is of no use any more."""
        skill_id, models = new_id(self.question), self.models
        if outcome.network is not None and outcome.modality is not None:
            models = self._tuned(skill_id, outcome)
        skill = keep(outcome.study, self.question, self.lesson, models, self.view, skill_id)
        evaluation = together.told(outcome.study.evaluation, self.view, self.lesson.items.tolist())
        yield SkillLearned(replace(skill, evaluation=replace(evaluation, seconds=round(self.spent, 2))))
        for start in range(0, len(outcome.study.held_out), _AT_A_TIME):
            yield HeldOutTested(skill.id, outcome.study.held_out[start : start + _AT_A_TIME])
        yield CourseDecided(self.course.id, outcome.decision)
        shutil.rmtree(self.view.course_folder(self.course.id), ignore_errors=True)

    def _tuned(self, skill_id: str, outcome: Outcome) -> Models:
        """The models of the skill: the changed one in its folder, which has seen the answered items already."""
        assert outcome.modality is not None
        assert outcome.network is not None
        folder = self.view.skill_folder(skill_id)
        folder.mkdir(parents=True, exist_ok=True)
        outcome.network.rename(folder / "model")
        base = self.models.recipes[outcome.modality]
        told = {_MEMBERS[modality]: files.model.id for modality, files in self.models.files.items()}
        told[_MEMBERS[outcome.modality]] = name = tuned_name(skill_id)
        files = model_files(self.view, outcome.modality, name)
        assert files is not None
        remember(files, base.precision, base.views)  # as quick as the one that it was made from
        models = models_for(self.view, **told)
        read(self.view, models, self.lesson.items.tolist())
        return models


def _is_half(recipe: Recipe) -> bool:
    """Whether 16 bits were measured to be quicker."""
    return recipe.precision is Precision.HALF
