"""What the rehearsal answers about models."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from deskhand.domain import jobs
from deskhand.domain.evaluations import Score
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.model_messages import Estimate, Wish
from deskhand.domain.models import Modality, Model
from deskhand.storage import models
from deskhand.storage.view import ProjectView

_BYTES, _STEPS = 130_000_000, 5
_PLAIN = {Modality.TEXT: "words", Modality.PICTURE: "colours", Modality.SOUND: "tones"}


def fetch(request: jobs.FetchModel, _view: ProjectView | None, report: Report) -> Iterator[Event]:
    model = models.known(request.model) or models.catalogue()[0]
    for step in range(_STEPS):
        report.progress(Progress(step * _BYTES // _STEPS, _BYTES, "bytes"))
        yield jobs.BytesMoved(600, _BYTES // _STEPS, "huggingface.co")
    yield jobs.ModelPlaced(replace(model, here=True))


def add(request: jobs.ImportModel, _view: ProjectView | None, report: Report) -> Iterator[Event]:
    _copy(report, "Copying the model")
    name = Path(request.path).stem
    yield jobs.ModelPlaced(
        Model(name, name, Modality.TEXT, "Added from this computer.", "Not known", "Not known", _BYTES, "", here=True)
    )


def remove(request: jobs.RemoveModel, _view: ProjectView | None, _report: Report) -> Iterator[Event]:
    yield jobs.ModelRemoved(request.model)


def restore(request: jobs.RestoreModel, _view: ProjectView | None, _report: Report) -> Iterator[Event]:
    yield jobs.ModelPlaced(replace(models.known(request.model) or models.catalogue()[0], here=True))


def move(request: jobs.MoveModels, _view: ProjectView | None, report: Report) -> Iterator[Event]:
    _copy(report, "Moving the models")
    yield jobs.ModelsMoved(request.folder)


def _copy(report: Report, doing: str) -> None:
    for step in range(_STEPS):
        report.progress(Progress(step * _BYTES // _STEPS, _BYTES, "bytes", doing))


def recommend(request: jobs.RecommendModel, view: ProjectView, report: Report) -> Iterator[Event]:
    of_kind = [one for one in models.on_the_shelf() if one.modality is request.modality]
    of_kind.sort(key=lambda one: not one.here)
    for step, model in enumerate(of_kind[:2]):
        report.progress(Progress(step, 2, "models", f"Trying {model.name} on a few of yours"))
    pace = {Wish.FASTER: 30.0, Wish.BALANCED: 240.0, Wish.BEST: 1860.0}[request.wish]
    estimates = tuple(
        Estimate(one.id, pace * (1 + 3 * place), one.size, 600 << 20, 40 if one.here else 0)
        for place, one in enumerate(of_kind)
    )
    yield jobs.ModelRecommended(of_kind[0], "It is quick enough, and is already here.", estimates)


def compare(request: jobs.CompareModels, view: ProjectView, report: Report) -> Iterator[Event]:
    of = max(1, sum(view.labels.counts(request.question_id).values()))
    right = round(0.72 * of)
    yield jobs.ModelCompared(_PLAIN[request.modality], _score(right, of), 0.4, 0)
    for step, name in enumerate(request.models):
        report.progress(Progress(step, len(request.models), "models", "Trying models on your answers"))
        model = models.known(name) or models.catalogue()[0]
        yield jobs.ModelCompared(name, _score(round((0.88 - 0.01 * step) * of), of), 240.0 * (1 + step), model.size)


def _score(right: int, of: int) -> Score:
    share = right / of
    return Score(right, of, max(0.0, share - 0.06), min(1.0, share + 0.05))


def hand_over(request: jobs.HandOver, _view: ProjectView, report: Report) -> Iterator[Event]:
    _copy(report, "Writing the file")
    Path(request.path).write_bytes(b"handed over")
    yield jobs.HandedOver(request.path, _BYTES if request.with_models else 1_000_000)


def take_over(request: jobs.TakeOver, _view: ProjectView | None, report: Report) -> Iterator[Event]:
    _copy(report, "Opening the file")
    yield jobs.TakenOver(str(Path(request.folder) / Path(request.path).stem))


ANSWERS: dict[type, Callable[[Any, Any, Report], Iterator[Event]]] = {
    jobs.FetchModel: fetch,
    jobs.ImportModel: add,
    jobs.RemoveModel: remove,
    jobs.RestoreModel: restore,
    jobs.MoveModels: move,
    jobs.RecommendModel: recommend,
    jobs.CompareModels: compare,
    jobs.HandOver: hand_over,
    jobs.TakeOver: take_over,
}
