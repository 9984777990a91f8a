"""The course of a question: models are fine-tuned by its answers; what wins on the same held-out items is kept."""

import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
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
from deskhand.domain.models import Modality, own_name
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.processors import Work
from deskhand.domain.questions import Question, QuestionKind
from deskhand.domain.skills import Skill
from deskhand.engine import devices, skill_files
from deskhand.engine.competing import finishing
from deskhand.engine.competing.clock import Clock
from deskhand.engine.competing.competition import Competition, Moment, Reached
from deskhand.engine.competing.finishing import Outcome
from deskhand.engine.finetuning import Processor
from deskhand.engine.inputs import Lesson
from deskhand.engine.kinds import KINDS
from deskhand.engine.recipe import Precision, Recipe, remember
from deskhand.jobs import adapt_files, best_so_far, course_folders, together
from deskhand.jobs.begun_with import begun_with
from deskhand.jobs.best_so_far import Best, Winner
from deskhand.jobs.course_leftovers import keep_ending
from deskhand.jobs.keeping import keep, manifest_of, skill_of, why_it_stays
from deskhand.jobs.materials import materials_of
from deskhand.jobs.model_names import files_named, model_files, tuned_name, untuned
from deskhand.jobs.reading import Models, counting, models_for, read
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

_AT_A_TIME = 500  # held-out items an event
_ANEW = "Files or models are others than when this began: it began anew."
_AS_THEY_ARE = "Amounts are learned from the models as they are: nothing was changed."


def learn_thoroughly(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``StageReached``, ``LinesDrawn``, ``PointTested`` …; ``SkillLearned``, ``HeldOutTested``, ``CourseDecided``."""
    desk = yield from _desk_of(state, view, report, adapt_files.adapt)
    if desk is None:
        return
    yield desk.reached(Stage.PUT_TOGETHER, desk.put_together)
    if desk.question.kind is not QuestionKind.CHOICE:
        yield from desk.amounts()
        return
    competition = desk.competition()
    clock = Clock(60 * desk.course.minutes, desk.spent, desk.look)
    yield from desk.noticed()
    tests = len(view.courses.points(state.course.id))
    for moment in competition.run(clock):
        yield from desk.noticed()
        if isinstance(moment, Point):
            is_new = not desk.has(moment)
            tests += is_new
            desk.put_best(competition, tests, moment.seconds)
            if not is_new:
                continue
        yield desk.event(moment)
    outcome = finishing.unchanged(competition)
    if competition.winner is not None:
        yield desk.reached(Stage.COMPARE, "it has won, and learns from all your answers")
        outcome = finishing.learned_from_all(competition, competition.winner, clock)
    yield from desk.noticed()
    yield from desk.end(outcome)


def keep_best(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """``SkillLearned``, ``HeldOutTested`` and ``CourseDecided`` with what was found until it was stopped."""
    desk = yield from _desk_of(state, view, report, adapt_files.made)
    if desk is None:
        return
    if desk.question.kind is not QuestionKind.CHOICE:
        yield from desk.amounts()
        return
    outcome = finishing.best_so_far(desk.competition())
    yield from desk.noticed()
    yield from desk.end(outcome)


def _desk_of(
    state: CourseState, view: ProjectView, report: Report, read_files: Callable[..., Iterator[Event]]
) -> Generator[Event, None, "_Desk | None"]:
    """What the course works with, after its files were read; ``None``: it had come to its end, which is told again."""
    course = state.course
    ended = course_folders.ending(view, course.id)
    if ended:
        yield from _over(course, view, ended)
        return None
    if course.adapt != ADAPT_OFF:
        course = yield from _with_files_read(read_files(state, view, report), course)
    return _Desk.of(course, view, report)


def _over(course: Course, view: ProjectView, events: Sequence[Event]) -> Iterator[Event]:
    """What the course kept on disk is of no use any more once its end is recorded."""
    yield from events
    shutil.rmtree(view.course_folder(course.id), ignore_errors=True)


def _with_files_read(reading: Iterator[Event], course: Course) -> Generator[Event, None, Course]:
    """The course with the model that has read the files in place of the one it was made from, if that is better."""
    for event in reading:
        if isinstance(event, ModelMade) and event.in_use:
            changed: dict[str, Any] = {_MEMBERS[event.model.modality]: own_name(event.model.id)}
            course = replace(course, **changed)
        yield event
    return course


_MEMBERS = {Modality.TEXT: "model", Modality.PICTURE: "picture_model", Modality.SOUND: "sound_model"}
_RECIPES = {Modality.TEXT: "recipe", Modality.PICTURE: "picture_recipe", Modality.SOUND: "sound_recipe"}


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
        models = models_for(view, *map(untuned, (course.model, course.picture_model, course.sound_model)))
        question = view.questions.get(course.question_id)
        if question.id not in {asked.id for asked in view.questions.all()}:
            raise ProblemError(_not_asked(question))
        begun = begun_with(view, course.id, question.id)
        items = sorted(example.item_id for example in begun.examples)
        reading = read(view, models, items, counting(view, report, len(items)))
        lesson = reading.lesson_of(begun.question, begun.examples, dict(begun.groups), balanced=begun.balanced)
        return cls(course, view, report, question, models, lesson, [])

    @property
    def spent(self) -> float:
        """Seconds of work before this."""
        if _ANEW in self.notices:
            return 0.0
        return max((point.seconds for point in self.view.courses.points(self.course.id)), default=0.0)

    def has(self, point: Point) -> bool:
        """Whether the chart has this test already: those of before a kill come once more."""
        points = self.view.courses.points(self.course.id)
        return any(replace(point, seconds=one.seconds) == one for one in points)

    @property
    def put_together(self) -> str:
        groups = len(set(self.lesson.groups.tolist()))
        if groups == len(self.lesson):
            return "no two of your answers are alike"
        return f"{len(self.lesson):,} answers in {groups:,} groups, each on one side only"

    def competition(self) -> Competition:
        """The candidates, and what they have done so far."""
        device = devices.best(Work.LEARNING)
        half = device != devices.CPU or any(_is_half(one) for one in self.models.recipes.values())
        processor = Processor(device, half, self.notices.append)
        materials = materials_of(self.view, self.models, self.lesson)
        folder, is_anew = course_folders.competing(self.view, self.course.id, self.lesson, self.models)
        self.notices.extend([_ANEW] if is_anew else [])
        return Competition(self.lesson, materials, self.course.way, folder, processor, self.look_early)

    def look_early(self) -> None:
        """Before it is known how long it takes. Raises ``Stopped``."""
        self.report.progress(Progress(0, 0, "", "Getting ready"))

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
        """The skill, its report card, and what was decided: on disk as a whole, before anything of it is recorded.

        Where nothing has won, what was learned thoroughly before stays if it is better than what learns in seconds.
        """
        stays = "" if outcome.network is not None else why_it_stays(self.view, self.question, outcome.study)
        if stays:
            decision = replace(outcome.decision, words=f"No measurable gain. {stays}")
            yield from _over(self.course, self.view, [CourseDecided(self.course.id, decision)])
            return
        skill_id, models = course_folders.skill_id(self.view, self.course.id, self.question), self.models
        if outcome.network is not None and outcome.modality is not None:
            models = self._tuned(skill_id, outcome)
        skill = keep(outcome.study, self.question, self.lesson, models, self.view, skill_id)
        events = self._ending(skill, outcome, self.spent)
        keep_ending(self.view, self.course.id, events)
        yield from _over(self.course, self.view, events)

    def _ending(self, skill: Skill, outcome: Outcome, seconds: float) -> list[Event]:
        evaluation = together.told(outcome.study.evaluation, self.view, self.lesson.items.tolist())
        held_out = outcome.study.held_out
        return [
            SkillLearned(replace(skill, evaluation=replace(evaluation, seconds=round(seconds, 2)))),
            *(
                HeldOutTested(skill.id, held_out[start : start + _AT_A_TIME])
                for start in range(0, len(held_out), _AT_A_TIME)
            ),
            CourseDecided(self.course.id, outcome.decision),
        ]

    def put_best(self, competition: Competition, tests: int, seconds: float) -> None:
        """What it would end with if it were stopped now: to keep that, nothing need be learned or loaded."""
        outcome = finishing.won_so_far(competition)
        if outcome is None or outcome.modality is None or outcome.network is None:
            best_so_far.put(self.view, self.course.id, Best(tests))
            return
        modality, skill_id = outcome.modality, course_folders.skill_id(self.view, self.course.id, self.question)
        files, base = files_named(self.view, modality, str(outcome.network)), self.models.recipes[modality]
        assert files is not None
        recipe = Recipe(files.fingerprint, _as_exact(base.precision), base.views)
        named: dict[str, Any] = {_MEMBERS[modality]: tuned_name(skill_id), _RECIPES[modality]: recipe}
        manifest = replace(manifest_of(outcome.study, self.question, self.lesson, self.models), **named)
        skill_files.save(best_so_far.folder_of(self.view, self.course.id), manifest, outcome.study.head)
        network = str(outcome.network.relative_to(self.view.course_folder(self.course.id)))
        events = self._ending(skill_of(skill_id, self.question, manifest, outcome.study), outcome, seconds)
        best = Best(tests, Winner(skill_id, modality, network, recipe))
        best_so_far.put(self.view, self.course.id, best, events)

    def _tuned(self, skill_id: str, outcome: Outcome) -> Models:
        """The models of the skill: the changed one in its folder, which has seen the answered items already."""
        assert outcome.modality is not None
        assert outcome.network is not None
        folder = self.view.skill_folder(skill_id)
        folder.mkdir(parents=True, exist_ok=True)
        if outcome.network.is_dir():  # else it was moved there before a kill
            shutil.rmtree(folder / "model", ignore_errors=True)
            outcome.network.rename(folder / "model")
        base = self.models.recipes[outcome.modality]
        told = {_MEMBERS[modality]: files.model.id for modality, files in self.models.files.items()}
        told[_MEMBERS[outcome.modality]] = name = tuned_name(skill_id)
        files = model_files(self.view, outcome.modality, name)
        assert files is not None
        remember(files, _as_exact(base.precision), base.views)  # as quick as the one that it was made from
        models = models_for(self.view, **told)
        read(self.view, models, self.lesson.items.tolist())
        return models


def _as_exact(precision: Precision) -> Precision:
    """Of a model that was changed: whether it agrees with itself in whole numbers was never measured."""
    return Precision.FULL if precision is Precision.WHOLE else precision


def _not_asked(question: Question) -> Problem:
    return Problem(
        title=f"“{question.name}” is not asked any more",
        happened="The question was taken away after this learning had begun.",
        did="Nothing was learned from its answers; they are all kept.",
        advice="Bring the question back with Undo, or give this learning up.",
    )


def _is_half(recipe: Recipe) -> bool:
    """Whether 16 bits were measured to be quicker."""
    return recipe.precision is Precision.HALF
