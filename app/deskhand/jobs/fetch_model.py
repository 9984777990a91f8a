"""FetchModel: a model of the catalogue comes over the network, is checked, and goes to its place whole."""

import shutil
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import cast

from deskhand.domain.jobs import BytesMoved, Event, FetchModel, ModelPlaced, Progress, Report
from deskhand.domain.models import Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.network.fetching import Coming, fetch
from deskhand.network.hub import Hub, checked_address, host_of
from deskhand.network.meter import Meter
from deskhand.network.patience import Patience
from deskhand.storage import hub_key, models, traffic
from deskhand.storage.atomic import problem_of
from deskhand.storage.settings import Settings
from deskhand.storage.shelf_lock import ShelfWork, alone
from deskhand.storage.view import ProjectView

_OFTEN = 0.1  # seconds between two words on how far it is
_SELDOM = 1.0  # seconds between two on what moved
_PATIENCE = Patience()


def fetch_model(
    request: FetchModel, view: ProjectView | None, report: Report, patience: Patience = _PATIENCE
) -> Iterator[Event]:
    """``BytesMoved`` each second, then ``ModelPlaced``. Progress in bytes; ``step`` is what else it does than fetch.

    Stopped or killed it loses nothing: the next one goes on.
    """
    model = _wanted(request.model)
    here = next((one for one in models.on_the_shelf() if one.id == model.id and one.here), None)
    if here is not None:
        yield ModelPlaced(here)
        return
    address = checked_address(Settings().hub())
    incoming = models.incoming_folder(model.id)
    with alone(ShelfWork.FETCHING):
        try:
            with Hub(address, hub_key.read(host_of(address))) as hub:
                came = yield from _fetch(hub, model, incoming, report, patience)
            report.progress(Progress(came.size, came.size, "bytes", "Trying the model"))
            yield ModelPlaced(_placed(incoming, came, host_of(address)))
        except OSError as error:
            raise ProblemError(problem_of(error, incoming)) from error


def _fetch(
    hub: Hub, model: Model, incoming: Path, report: Report, patience: Patience
) -> Generator[BytesMoved, None, Model]:
    moved = _Moved(hub.meter, f"to get {model.name}")
    try:
        came = yield from _show(fetch(hub, model, incoming, patience), moved, report)
    finally:
        last = tuple(moved.now())
    yield from last
    return came


def _placed(incoming: Path, model: Model, host: str) -> Model:
    """The model on the shelf. One that is refused is thrown away; where only the drive was at fault it stays.

    Raises ``ProblemError``.
    """
    from deskhand.jobs.placing import place  # torch: not before there is something to try

    try:
        return place(incoming, model, host)
    except ProblemError as error:
        if not isinstance(error.__cause__, OSError):
            shutil.rmtree(incoming, ignore_errors=True)
        raise


class _Moved:
    """What moved, kept for all time and told now and then."""

    def __init__(self, meter: Meter, purpose: str) -> None:
        self._meter = meter
        self._purpose = purpose
        self._at = time.monotonic()

    def if_due(self) -> Iterator[BytesMoved]:
        if time.monotonic() - self._at >= _SELDOM:
            yield from self.now()

    def now(self) -> Iterator[BytesMoved]:
        self._at = time.monotonic()
        for moved in self._meter.take():
            traffic.add(moved.host, self._purpose, moved.sent, moved.received)
            yield moved


def _show(
    coming: Generator[Coming, None, Model], moved: _Moved, report: Report
) -> Generator[BytesMoved, None, Model]:
    said_at = 0.0
    while True:
        try:
            far = next(coming)
        except StopIteration as end:
            return cast("Model", end.value)
        if time.monotonic() - said_at >= _OFTEN or far.done == far.total:
            said_at = time.monotonic()
            step = f"Trying again in {far.waits} s" if far.waits else ""
            report.progress(Progress(far.done, far.total, "bytes", step))
        yield from moved.if_due()


def _wanted(model_id: str) -> Model:
    """Raises ``ProblemError`` for one that nobody knows where to get."""
    model = models.known(model_id)
    if model is None or not (model.files or models.package_folder(model_id)):
        raise ProblemError(_UNKNOWN)
    if model.only_pickled:
        raise ProblemError(_only_pickled(model))
    return model


def _only_pickled(model: Model) -> Problem:
    return Problem(
        title="This model is not fetched",
        happened=f"The makers of {model.name} publish it only in a form that can run programs when it is opened.",
        did="Nobody was asked, and nothing was changed.",
        advice="Choose another model. It comes only from a folder: if you have it in the safetensors form, add that"
        " with “Add from a folder…” on the page Models, or “deskhand models import”.",
    )


_UNKNOWN = Problem(
    title="This model cannot be fetched",
    happened="It is not one of the models that Deskhand knows where to get.",
    did="Nobody was asked, and nothing was changed.",
    advice="See which there are: on the page Models, or with “deskhand models list”.",
)
