"""Learn: the answers to each question become a skill with its report card. Questions share embeddings."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from deskhand.domain.jobs import Event, HeldOutTested, Learn, Noticed, Progress, Report, SkillLearned
from deskhand.domain.problems import ProblemError
from deskhand.engine.kinds import KINDS
from deskhand.jobs.keeping import keep, why_it_stays
from deskhand.jobs.model_names import untuned
from deskhand.jobs.reading import counting, many_of, models_for, read
from deskhand.jobs.together import told as told_together
from deskhand.storage.view import ProjectView

_AT_A_TIME = 500  # held-out items an event


def learn(request: Learn, view: ProjectView, report: Report) -> Iterator[Event]:
    """``SkillLearned`` and ``HeldOutTested`` … for each question, in the order asked; ``Noticed`` where what was
    learned thoroughly before is better, and stays in use.

    A question with nothing to tell apart does not stop the others. Raises its ``ProblemError`` after them.
    """
    report.progress(Progress(0, 0, many_of(view), "Getting ready"))
    started = perf_counter()
    models = models_for(view, *map(untuned, (request.model, request.picture_model, request.sound_model)))
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
        stays = why_it_stays(view, question, study)
        if stays:
            yield Noticed(stays)
            continue
        skill = keep(study, question, lesson, models, view)
        took = round(reading_took + perf_counter() - started, 2)
        evaluation = told_together(study.evaluation, view, lesson.items.tolist())
        yield SkillLearned(replace(skill, evaluation=replace(evaluation, seconds=took)))
        for start in range(0, len(study.held_out), _AT_A_TIME):
            yield HeldOutTested(skill.id, study.held_out[start : start + _AT_A_TIME])
    if problem is not None:
        raise problem
