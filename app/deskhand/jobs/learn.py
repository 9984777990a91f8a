"""Learn: the answers to each question become a skill with its report card. Questions share embeddings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from uuid import uuid4

from deskhand.domain.jobs import Event, HeldOutTested, Learn, Progress, Report, SkillLearned
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import Question
from deskhand.domain.skills import Skill
from deskhand.engine import skill_files
from deskhand.engine.inputs import Lesson
from deskhand.engine.kinds import KINDS
from deskhand.engine.skill_files import Manifest
from deskhand.engine.study import Study
from deskhand.jobs.reading import Models, counting, many_of, models_for, read
from deskhand.jobs.together import told as told_together
from deskhand.storage.view import ProjectView

_AT_A_TIME = 500  # held-out items an event


def learn(request: Learn, view: ProjectView, report: Report) -> Iterator[Event]:
    """``SkillLearned`` and ``HeldOutTested`` … for each question, in the order asked.

    A question with nothing to tell apart does not stop the others. Raises its ``ProblemError`` after them.
    """
    report.progress(Progress(0, 0, many_of(view), "Getting ready"))
    started = perf_counter()
    models = models_for(view, request.model, request.picture_model, request.sound_model)
    examples = {number: view.labels.examples(number) for number in request.question_ids}
    items = sorted({example.item_id for answers in examples.values() for example in answers})
    reading = read(view, models, items, counting(view, report, len(items)))
    reading_took = perf_counter() - started
    problem: ProblemError | None = None
    for question_id in request.question_ids:
        started = perf_counter()
        question = view.questions.get(question_id)
        try:
            lesson = reading.lesson(question, examples[question_id], view)
        except ProblemError as error:
            problem = problem or error
            continue
        told = counting(view, report, 3 * len(lesson), f"Testing “{question.name}”")
        study = KINDS[question.kind].study(lesson, told)
        skill = _keep(study, question, lesson, models, view)
        took = round(reading_took + perf_counter() - started, 2)
        evaluation = told_together(study.evaluation, view, lesson.items.tolist())
        yield SkillLearned(replace(skill, evaluation=replace(evaluation, seconds=took)))
        for start in range(0, len(study.held_out), _AT_A_TIME):
            yield HeldOutTested(skill.id, study.held_out[start : start + _AT_A_TIME])
    if problem is not None:
        raise problem


def _keep(study: Study, question: Question, lesson: Lesson, models: Models, view: ProjectView) -> Skill:
    """Write the skill to its folder, so that it is there before anybody hears of it."""
    texts, pictures, sounds = models.texts, models.pictures, models.sounds
    model = texts.files.model.id if texts is not None else ""
    picture_model = pictures.files.model.id if pictures is not None and pictures.files is not None else ""
    sound_model = sounds.files.model.id if sounds is not None and sounds.files is not None else ""
    manifest = Manifest(
        kind=question.kind,
        method=study.head.method,
        labels=lesson.labels,
        model=model,
        recipe=texts.recipe if texts is not None else None,
        size=lesson.inputs.beside(study.head.look).shape[1],
        scale=study.scale,
        within=study.within,
        look=study.head.look,
        picture_model=picture_model,
        picture_recipe=pictures.recipe if pictures is not None else None,
        sound_model=sound_model,
        sound_recipe=sounds.recipe if sounds is not None else None,
    )
    skill_id = f"{question.id}-{uuid4().hex[:12]}"
    skill_files.save(view.skill_folder(skill_id), manifest, study.head)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Skill(skill_id, question.id, model, study.evaluation, made_at, picture_model, sound_model)
