"""RemoveModel, RestoreModel, MoveModels: what is done to models that are here."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from deskhand.domain.jobs import (
    Event,
    ModelPlaced,
    ModelRemoved,
    ModelsMoved,
    MoveModels,
    Progress,
    RemoveModel,
    Report,
    RestoreModel,
)
from deskhand.domain.problems import ProblemError
from deskhand.storage import moving_models, removed_models
from deskhand.storage.models import adding_folder, receipt_of
from deskhand.storage.shelf_lock import ShelfWork, alone
from deskhand.storage.view import ProjectView


def remove_model(request: RemoveModel, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``ModelRemoved``. It can be brought back for a day; of one that never came whole, what arrived is thrown away."""
    tidy()
    if receipt_of(request.model) is None:
        with alone(ShelfWork.FETCHING):
            if removed_models.forget_unfinished(request.model):
                yield ModelRemoved(request.model)
                return
    with alone(ShelfWork.PLACING):
        removed_models.remove(request.model)
    yield ModelRemoved(request.model)


def restore_model(request: RestoreModel, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``ModelPlaced``."""
    with alone(ShelfWork.PLACING):
        receipt = removed_models.restore(request.model)
    yield ModelPlaced(replace(receipt.model, here=True))


def move_models(request: MoveModels, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``ModelsMoved``; "" for the folder: back to where models lie as long as nobody moves them."""

    def moved(done: int, total: int) -> None:
        report.progress(Progress(done, total, "bytes", "Moving the models"))

    tidy()
    with alone(*ShelfWork):
        place = moving_models.move_to(Path(request.folder) if request.folder else None, moved)
    yield ModelsMoved(str(place))


def tidy() -> None:
    """Throw away what a kill left over, and what was removed more than a day ago; later, if somebody is at it now."""
    try:
        with alone(ShelfWork.ADDING, ShelfWork.PLACING):
            shutil.rmtree(adding_folder(), ignore_errors=True)
            removed_models.clear_up()
            moving_models.settle()
        with alone(ShelfWork.FETCHING):
            removed_models.clear_unfinished()
    except ProblemError:
        return
