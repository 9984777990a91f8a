"""RecommendModel: which model suits the items of a project, by what is known of it and what was measured here."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial

import psutil

from deskhand.domain.jobs import Event, ModelRecommended, Progress, RecommendModel, Report
from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.processors import Work
from deskhand.engine import shelf
from deskhand.engine.languages import codes_of
from deskhand.engine.recommending import Candidate, Need, recommended
from deskhand.jobs.estimating import EMPTY, Pace, answers_in, files_of, pace_of
from deskhand.jobs.estimating_speech import speech_pace
from deskhand.jobs.reading import many_of
from deskhand.storage.computer import last_check
from deskhand.storage.view import ProjectView

_TEXTS = 300  # looked at to know languages and lengths
_TOKENS = 1.4  # of a word; of English with the vocabularies of BERT 1.2 to 1.5
_NEARLY_ALL = 0.95
_ROOM = 0.6  # of the memory that is free may be taken
_MEASURED = 3  # models at most, the likeliest first
_RARE = 0.03  # a language of fewer items is none that a model must know


def recommend_model(request: RecommendModel, view: ProjectView, report: Report) -> Iterator[Event]:
    """Models that are here are measured, the others reckoned from those by how large they are."""
    report.progress(Progress(0, 0, many_of(view), "Looking at what there is"))
    need = _need(request, view)
    models = [one for one in shelf.catalogue() if one.modality is request.modality]
    items, answers = sum(view.items.count(source.id) for source in view.sources.all()), answers_in(view)
    paces: dict[str, Pace] = {}
    here = sorted((one for one in models if one.here), key=lambda one: -one.quality)[:_MEASURED]
    for number, model in enumerate(here):
        doing = f"Trying {model.name} on a few of your {many_of(view)}"
        with suppress(ProblemError):  # one that is damaged; the others can be recommended
            paces[model.id] = _pace(view, model, partial(report.progress, Progress(number, len(here), "models", doing)))
    reckoned = {one.id: _reckoned(one, [each for each in here if each.id in paces], paces) for one in models}
    candidates = [Candidate(one, reckoned[one.id].estimate(one, items, answers)) for one in models]
    order, why = recommended(need, candidates)
    if not order:
        raise ProblemError(_NONE)
    rest = [one for one in candidates if one not in order and one.estimate.measured]
    yield ModelRecommended(order[0].model, why, tuple(one.estimate for one in (*order, *rest)))


def _need(request: RecommendModel, view: ProjectView) -> Need:
    texts = _texts(view) if request.modality is Modality.TEXT else []
    lengths = sorted(len(text.split()) for text in texts)
    longest = round(_TOKENS * lengths[int(_NEARLY_ALL * (len(lengths) - 1))]) if lengths else 0
    codes = codes_of(texts, _RARE)
    if request.modality is Modality.SPEECH and view.hearing.language:
        codes = (view.hearing.language,)
    return Need(codes, longest, int(_ROOM * psutil.virtual_memory().available), request.wish)


def _texts(view: ProjectView) -> list[str]:
    """Of items spread over all sources."""
    found: list[str] = []
    for source in view.sources.all():
        count = view.items.count(source.id)
        ids = list(view.items.ids(source.id, 0, count))[:: max(1, count // _TEXTS)]
        found += [view.text(item) if source.text_columns else "" for item in view.items.many(ids)]
    return [text for text in found if text]


def _pace(view: ProjectView, model: Model, look: Callable[[], None]) -> Pace:
    look()
    files = files_of(view, model.modality, model.id)
    return (speech_pace if model.modality is Modality.SPEECH else pace_of)(view, files, look)


def _reckoned(model: Model, measured: Sequence[Model], paces: Mapping[str, Pace]) -> Pace:
    """As measured; else by the number of weights, from the measured one that is nearest, or from this computer's check:
    work grows with the weights and with what an item is cut into (tokens, patches, frames)."""
    if model.id in paces:
        return paces[model.id]
    weights = max(1, model.weights)
    if measured:
        nearest = min(measured, key=lambda one: abs(math.log(weights / max(1, one.weights))))
        return paces[nearest.id].of_larger(model, weights / max(1, nearest.weights))
    best = last_check().best
    speed = best.speed(Work.READING) if best is not None else _SLOW
    one = _PARTS[model.modality] / _PARTS[Modality.TEXT] / speed
    return Pace(_START, one, 0.0, EMPTY, 0).of_larger(model, weights / _STARTER_WEIGHTS)


_PARTS = {Modality.TEXT: 20, Modality.PICTURE: 200, Modality.SOUND: 500, Modality.SPEECH: 2000}
"""Of a short message, a photo, ten seconds of sound, half a minute of speech."""
_STARTER_WEIGHTS, _START, _SLOW = 22.7e6, 1.0, 50.0

_NONE = Problem(
    title="There is no model to recommend",
    happened="The list of models that came with Deskhand has none that reads this.",
    did="Nothing was changed.",
    advice="Install Deskhand again, or add a model from a folder.",
)
