"""CompareModels: models that are here, each tried on the answers to a question, on the same folds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import numpy as np

from deskhand.domain.evaluations import Method, Score
from deskhand.domain.jobs import CompareModels, Event, ModelCompared, Noticed, Progress, Report
from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.engine import choices, evaluating, folds
from deskhand.engine.learning import Trial, learn
from deskhand.engine.shelf import ModelFiles
from deskhand.jobs.estimating import answers_in, files_of, pace_of
from deskhand.jobs.reading import models_for, read
from deskhand.storage.view import ProjectView

_METHODS = {Modality.TEXT: Method.MODEL, Modality.PICTURE: Method.PICTURE, Modality.SOUND: Method.SOUND}
_PLAIN = {Modality.TEXT: Method.WORDS, Modality.PICTURE: Method.COLOURS, Modality.SOUND: Method.TONES}
_MEMBERS = {Modality.TEXT: "model", Modality.PICTURE: "picture_model", Modality.SOUND: "sound_model"}


@dataclass(frozen=True, slots=True)
class _Tried:
    """``trials`` by method; ``seconds`` of learning a method."""

    trials: dict[Method, Trial]
    seconds: float

    def score(self, method: Method) -> Score:
        return evaluating.score(self.trials[method].marks > 0)


def compare_models(request: CompareModels, view: ProjectView, report: Report) -> Iterator[Event]:
    """What needs no model first, then each model in the order asked; one that cannot be used is said and passed over.

    Raises ``ProblemError`` if there is nothing to tell apart.
    """
    items = sum(view.items.count(source.id) for source in view.sources.all())
    is_first = True
    for number, name in enumerate(request.models):
        doing = Progress(number, len(request.models), "models", "Trying models on your answers")
        look = partial(report.progress, doing)
        try:
            files = files_of(view, request.modality, name)
        except ProblemError as error:
            yield Noticed(f"{error.problem.title}: {error.problem.happened}")
            continue
        tried = _tried(request, view, name, look)
        if is_first:
            plain = _PLAIN[request.modality]
            yield ModelCompared(plain, tried.score(plain), round(tried.seconds, 1), 0)
        is_first = False
        seconds = _seconds(view, files, items, look)
        yield ModelCompared(name, tried.score(_METHODS[request.modality]), seconds, files.model.size)


def _tried(request: CompareModels, view: ProjectView, name: str, look: Callable[[], None]) -> _Tried:
    """The folds depend on the answers alone, so they are the same for every model."""
    question, examples = view.questions.get(request.question_id), view.labels.examples(request.question_id)
    models = models_for(view, **{_MEMBERS[request.modality]: name})
    reading = read(view, models, sorted(one.item_id for one in examples), lambda _: look())
    lesson = reading.lesson(question, examples, view)
    split = folds.stratified(lesson.truth.astype(np.int64), lesson.groups)
    began = perf_counter()
    learned = learn(lesson, choices.SUBJECT, split, lambda _: look())
    took = (perf_counter() - began) / len(learned.trials)
    return _Tried({trial.method.method: trial for trial in learned.trials}, took)


def _seconds(view: ProjectView, files: ModelFiles, items: int, look: Callable[[], None]) -> float:
    """To read all items and to learn from all answers, measured on some that are read anew."""
    return pace_of(view, files, look).estimate(files.model, items, answers_in(view)).seconds
