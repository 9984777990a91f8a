"""The models that read a person's files first: what they are made from, and what they make of the checked answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any, cast

from deskhand.domain.courses import Course
from deskhand.domain.models import Modality, own_name
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.kinds import KINDS
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.trainees.trainee import Trainee
from deskhand.jobs.model_names import files_named, model_files
from deskhand.jobs.reading import Models, models_for, read
from deskhand.jobs.together import groups_of
from deskhand.storage.view import ProjectView

Done = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Family:
    """``member`` of ``Models``; what a course and ``models_for`` call it; ``trainee`` is imported when it is needed."""

    member: str
    called: str
    trainee: str  # "module:class"


_FAMILIES: Mapping[Modality, _Family] = {
    Modality.TEXT: _Family("texts", "model", "deskhand.engine.trainees.text:TextTrainee"),
    Modality.PICTURE: _Family("pictures", "picture_model", "deskhand.engine.trainees.pictures:PictureTrainee"),
    Modality.SOUND: _Family("sounds", "sound_model", "deskhand.engine.trainees.sound:SoundTrainee"),
}


def base_of(view: ProjectView, course: Course, modality: Modality) -> ModelFiles | None:
    """The model that the course names, or else as its makers made it; ``None``: there is none of this modality.

    Raises ``ProblemError``.
    """
    return files_named(view, modality, getattr(course, _FAMILIES[modality].called))


def files_of(view: ProjectView, model: str, modality: Modality) -> ModelFiles:
    """The files of a model that was found before. Raises ``ProblemError`` if they are not there any more."""
    files = model_files(view, modality, model)
    assert files is not None
    return files


def trainee_of(files: ModelFiles, modality: Modality) -> Trainee[Any]:
    """The model, free to change. Raises ``ProblemError``."""
    module, name = _FAMILIES[modality].trainee.split(":")
    return cast("Trainee[Any]", getattr(import_module(module), name)(files))


def in_use(view: ProjectView, modality: Modality, base: str) -> str:
    """What reads now: the project's own model, or else the one that it would be made from."""
    own = view.courses.own_model(modality)
    return base if own is None else own_name(own.id)


def most_answered(view: ProjectView) -> int | None:
    """The question that can test best: the choice with the most answers."""
    choices = (question for question in view.questions.all() if question.kind is QuestionKind.CHOICE)
    counts = {choice.id: sum(view.labels.counts(choice.id).values()) for choice in choices}
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] else None


def answers_of(view: ProjectView, question_id: int, there: Callable[[Sequence[int]], Sequence[int]]) -> Lesson | None:
    """The answers to a choice about items that have something to read; nothing is read yet, so there are no views.

    ``None``: there is nothing to tell apart.
    """
    question = view.questions.get(question_id)
    if question.kind is not QuestionKind.CHOICE:
        return None
    examples = view.labels.examples(question_id)
    readable = set(there([example.item_id for example in examples]))
    examples = [example for example in examples if example.item_id in readable]
    groups = groups_of(view, [example.item_id for example in examples])
    inputs = Inputs([""] * len(examples), {})
    try:
        return KINDS[question.kind].lesson(
            question, examples, inputs, groups, balanced=view.findings.balanced(question_id)
        )
    except ProblemError:
        return None


def only(view: ProjectView, model: str, modality: Modality) -> Models:
    """This model, and no other. Raises ``ProblemError``."""
    family = _FAMILIES[modality]
    models = models_for(view, **{family.called: model})
    return Models(**{each.name: None for each in fields(Models)} | {family.member: getattr(models, family.member)})


def seen_by(view: ProjectView, model: str, modality: Modality, answers: Lesson, done: Done) -> Lesson:
    """The answers again, with the items as ``model`` sees them, and by nothing else. Those that are gone are left out.

    Raises ``ProblemError``.
    """
    items = answers.items.tolist()
    reading = read(view, only(view, model, modality), items, done)
    rows = [row for row, item in enumerate(items) if item in reading.place]
    inputs = reading.of([items[row] for row in rows])
    kept = {name: getattr(answers, name)[rows] for name in ("truth", "groups", "items")}
    return Lesson(inputs, kept["truth"], answers.labels, kept["groups"], kept["items"], answers.balanced)
