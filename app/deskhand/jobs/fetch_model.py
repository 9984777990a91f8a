"""FetchModel: a model of the catalogue comes over the network, is checked, and goes to its place whole."""

import shutil
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout

from deskhand.domain.jobs import BytesMoved, Event, FetchModel, ModelPlaced, Progress, Report
from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine import shelf
from deskhand.network.fetching import Coming, fetch
from deskhand.network.hub import Hub, checked_address, host_of
from deskhand.network.meter import Meter
from deskhand.network.patience import Patience
from deskhand.storage import hub_key, traffic
from deskhand.storage.atomic import problem_of
from deskhand.storage.models import Receipt, incoming_folder, known, put_in_place, receipt_of
from deskhand.storage.settings import Settings
from deskhand.storage.view import ProjectView

_OFTEN = 0.1  # seconds between two words on how far it is
_SELDOM = 1.0  # seconds between two on what moved
_PATIENCE = Patience()
_CHECKS: Mapping[Modality, Callable[[Path], object]] = {
    Modality.TEXT: lambda folder: shelf.find(str(folder)),
    Modality.SPEECH: shelf.find_speech,
    Modality.PICTURE: lambda folder: shelf.find_picture(str(folder)),
    Modality.SOUND: lambda folder: shelf.find_sound(str(folder)),
}


def fetch_model(
    request: FetchModel, view: ProjectView | None, report: Report, patience: Patience = _PATIENCE
) -> Iterator[Event]:
    """``BytesMoved`` each second, then ``ModelPlaced``. Progress in bytes; ``step`` is said only while it waits.

    Stopped or killed it loses nothing: the next one goes on.
    """
    model = _wanted(request.model)
    receipt = receipt_of(model.id)
    if receipt is not None:
        yield ModelPlaced(receipt.model)
        return
    address = checked_address(str(Settings().get("models.hub")))
    incoming = incoming_folder(model.id)
    with _claimed(incoming), Hub(address, hub_key.read(host_of(address))) as hub:
        moved = _Moved(hub.meter, f"to get {model.name}")
        coming = fetch(hub, model, incoming, patience)
        try:
            came = yield from _show(coming, moved, report)
        except OSError as error:
            raise ProblemError(problem_of(error, incoming)) from error
        finally:
            last = tuple(moved.now())
        yield from last
        _check(came, incoming)
        put_in_place(incoming, Receipt(came, hub.host, datetime.now(UTC).isoformat(timespec="seconds")))
    yield ModelPlaced(came)


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
    model = known(model_id)
    if model is not None and model.files:
        return model
    raise ProblemError(
        Problem(
            title="This model cannot be fetched",
            happened=f"“{model_id}” is not one of the models that Deskhand knows where to get.",
            did="Nobody was asked, and nothing was changed.",
            advice="See which there are: on the page Models, or with “deskhand models list”.",
        )
    )


def _check(model: Model, folder: Path) -> None:
    """Refused is refused: nothing of it stays. Raises ``ProblemError`` as the shelf."""
    try:
        _CHECKS[model.modality](folder)
    except ProblemError:
        shutil.rmtree(folder)
        raise


@contextmanager
def _claimed(incoming: Path) -> Iterator[None]:
    """Only one fetches a model at a time. Raises ``ProblemError`` if another does."""
    incoming.mkdir(parents=True, exist_ok=True)
    lock = FileLock(incoming.parent / f".{incoming.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ProblemError(
            Problem(
                title="This model is being fetched already",
                happened="Another window of Deskhand, or its command line, is getting it just now.",
                did="It goes on there; nothing was changed here.",
                advice="Wait until it is there.",
            )
        ) from error
    try:
        yield
    finally:
        lock.release()
