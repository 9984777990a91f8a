"""ImportModel: a model from a folder or a zip of the person's, copied, checked and taken on the shelf."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from deskhand.domain.jobs import Event, ImportModel, ModelPlaced, Progress, Report
from deskhand.domain.models import Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.shelf import safety, unpacking
from deskhand.engine.shelf.files import NEEDED, WEIGHTS, refused
from deskhand.engine.shelf.finding import check_whole, is_whole
from deskhand.engine.shelf.naming import model_in
from deskhand.jobs.placing import place
from deskhand.storage import models
from deskhand.storage.atomic import problem_of
from deskhand.storage.shelf_lock import ShelfWork, alone
from deskhand.storage.view import ProjectView

_BLOCK = 4 << 20
_ROOM = 64 << 20  # bytes that must stay free on the drive


def import_model(request: ImportModel, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``ModelPlaced``. Whatever goes wrong, nothing of it stays behind; after a kill the next look clears up."""
    source = Path(request.path).expanduser()
    if not source.is_dir() and not _is_zip(source):
        raise ProblemError(_no_model(source))
    with alone(ShelfWork.ADDING):
        making = models.adding_folder()
        shutil.rmtree(making, ignore_errors=True)
        try:
            making.mkdir(parents=True)
            incoming = making / (_name_of(source) or "model")
            yield ModelPlaced(_taken(source, incoming, report))
        except OSError as error:
            raise ProblemError(problem_of(error, making)) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _taken(source: Path, incoming: Path, report: Report) -> Model:
    """The model on the shelf. Raises ``ProblemError``, ``OSError``."""
    copying = _Copying(source, report)
    incoming.mkdir()
    if source.is_dir():
        copying.folder(incoming)
    else:
        unpacking.unpack(source, incoming, copying.done)
    _check_complete(incoming)
    safety.check_contents(incoming)
    receipt = models.read_receipt(incoming)
    if receipt is not None:  # of another computer's store: what is said there was true when it left
        check_whole(incoming, receipt)
        (incoming / models.RECEIPT).unlink()
    report.progress(Progress(copying.moved, copying.total, "bytes", "Trying the model"))
    model = model_in(incoming, incoming.name)
    _check_new(model)
    return place(incoming, replace(model, files=()), "a folder" if source.is_dir() else "a zip")


class _Copying:
    """Says how far it is. Raises ``ProblemError`` if there is no room, and ``Stopped``."""

    def __init__(self, source: Path, report: Report) -> None:
        self._source, self._report = source, report
        self._parts = safety.parts_of(source) if source.is_dir() else ()
        self.total = sum(part.size for part in self._parts) if source.is_dir() else unpacking.size_of(source)
        self.moved = 0
        free = shutil.disk_usage(models.adding_folder()).free
        if self.total + _ROOM > free and self.total <= safety.MOST_BYTES:
            raise ProblemError(_no_room(source, self.total, free))

    def done(self, count: int) -> None:
        self.moved += count
        self._report.progress(Progress(self.moved, max(self.total, self.moved), "bytes", "Copying the model"))

    def folder(self, target: Path) -> None:
        for part in self._parts:
            copy = target / part.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            with (self._source / part.path).open("rb") as read, copy.open("xb") as write:
                while block := read.read(_BLOCK):
                    write.write(block)
                    self.done(len(block))


def _check_complete(incoming: Path) -> None:
    if not (incoming / WEIGHTS).is_file():
        raise refused(incoming.name, f"it lacks {WEIGHTS}, the form of its numbers that cannot run programs")
    if not any(all((incoming / name).is_file() for name in needed) for needed in NEEDED.values()):
        raise refused(incoming.name, "it lacks config.json, or what it reads and looks with beside it")


def _check_new(model: Model) -> None:
    """One that is here and sound stays. Raises ``ProblemError``."""
    receipt = models.receipt_of(model.id)
    here = models.package_folder(model.id) is not None
    if here or (receipt is not None and is_whole(models.folder_of(model.id), receipt)):  # damaged: it is replaced
        raise ProblemError(_here_already(model))


def _is_zip(source: Path) -> bool:
    return source.is_file() and source.suffix.lower() == ".zip"


def _name_of(source: Path) -> str:
    """What the person calls it: never anything that leads elsewhere."""
    return source.resolve().name if source.is_dir() else unpacking.name_in(source).strip(".")


def _no_model(source: Path) -> Problem:
    return Problem(
        title="There is no model to add",
        happened=f"“{source.name}” is neither a folder nor a zip on this computer.",
        did="Nothing was changed.",
        advice="Choose the folder of a model, with its config.json and model.safetensors, or a zip of that folder.",
    )


def _here_already(model: Model) -> Problem:
    return Problem(
        title="This model is here already",
        happened=f"{model.full_name} is on the shelf, whole and as it should be.",
        did="Nothing was changed.",
        advice="There is nothing to do. To add it anew all the same, remove it first.",
    )


def _no_room(source: Path, need: int, free: int) -> Problem:
    return Problem(
        title="There is not enough room for the model",
        happened=f"“{source.name}” needs {need / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free.",
        did="Nothing was copied.",
        advice="Free some room, remove models that you do not need, or move the models to another drive.",
    )
