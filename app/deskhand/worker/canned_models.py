"""What the rehearsal answers about models."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from deskhand.domain import jobs
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.models import Modality, Model
from deskhand.storage import models
from deskhand.storage.view import ProjectView

_BYTES, _STEPS = 130_000_000, 5


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


ANSWERS: dict[type, Callable[[Any, Any, Report], Iterator[Event]]] = {
    jobs.FetchModel: fetch,
    jobs.ImportModel: add,
    jobs.RemoveModel: remove,
    jobs.RestoreModel: restore,
    jobs.MoveModels: move,
}
