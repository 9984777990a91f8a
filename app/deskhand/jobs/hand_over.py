"""Handing a project over as one file, and opening such a file: HandOver, TakeOver."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    Event,
    HandedOver,
    HandOver,
    ImportModel,
    ModelPlaced,
    Noticed,
    Progress,
    Report,
    TakenOver,
    TakeOver,
)
from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.jobs.import_model import import_model
from deskhand.storage import handed_over, models
from deskhand.storage.atomic import problem_of
from deskhand.storage.connection import to_read
from deskhand.storage.handed_over import ENDING, MODELS, PROJECT, Contents
from deskhand.storage.needing_models import models_named
from deskhand.storage.places import free_place
from deskhand.storage.scratch import scratch
from deskhand.storage.usual_models import usual_model
from deskhand.storage.view import DATABASE, ProjectView

_DATABASES = (DATABASE, "pictures.db")
_FOLDERS = ("skills", "models")
_ROOM = 64 << 20  # bytes that must stay free on the drive


def hand_over(request: HandOver, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers, skills, what was read, and (``with_models``) the models; caches and their own files stay here.

    Raises ``ProblemError`` when the drive is full or the file may not be written; a file that was there is then as it
    was.
    """
    target = Path(request.path)
    with scratch(target.parent, ENDING) as making:
        files = {f"{PROJECT}/{name}": copy for name, copy in _databases(view.folder, making).items()}
        files |= {f"{PROJECT}/{name}": file for name, file in _files(view.folder).items()}
        taken: list[tuple[str, Model]] = []
        for name in _needed(view) if request.with_models else ():
            receipt, folder = models.receipt_of(name), models.folder_of(name)
            if receipt is None:
                yield from _stays(name)
                continue
            taken.append((folder.name, receipt.model))
            files |= {f"{MODELS}/{folder.name}/{part.path}": folder / part.path for part in receipt.model.files}
            files[f"{MODELS}/{folder.name}/{models.RECEIPT}"] = folder / models.RECEIPT
        heard = _counting(report, sum(file.stat().st_size for file in files.values()), "Writing the file")
        size = handed_over.write(target, Contents(view.name, view.job, tuple(taken)), files, heard)
    yield HandedOver(str(target), size)


def take_over(request: TakeOver, _view: ProjectView | None, report: Report) -> Iterator[Event]:
    """The project comes to its place whole, or not at all; models that are here already are left as they are."""
    path, parent = Path(request.path), Path(request.folder)
    _check_room(parent, size := handed_over.look_into(path).size)
    with scratch(parent, ENDING) as making:
        contents = handed_over.take_out(path, making, _counting(report, size, "Opening the file"))
        for folder, model in contents.models:
            yield from _placed(making / MODELS / folder, model, report)
        target, _ = free_place(parent, contents.name)
        try:
            (making / PROJECT).rename(target)
        except OSError as error:
            raise ProblemError(problem_of(error, target)) from error
    yield TakenOver(str(target))


# --- what goes along ----------------------------------------------------------------------------


def _databases(folder: Path, scratch: Path) -> dict[str, Path]:
    """Each as it is at this moment, whatever is written meanwhile."""
    copies = {}
    for name in _DATABASES:
        if not (folder / name).is_file():
            continue
        copies[name] = scratch / name
        with closing(to_read(folder / name)) as source, closing(sqlite3.connect(copies[name])) as target:
            source.backup(target)
    return copies


def _files(folder: Path) -> dict[str, Path]:
    """Skills and the project's own models."""
    found = (file for name in _FOLDERS for file in (folder / name).rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file for file in found}


def _needed(view: ProjectView) -> list[str]:
    """Names of the models that this project reads, looks or listens by, without those of its own."""
    names = models_named(view)
    if any(source.kind is SourceKind.RECORDINGS for source in view.sources.all()) and not view.hearing.model:
        names |= {usual_model(Modality.SPEECH)}
    return sorted(name for name in names - {""} if not name.startswith(tuple(f"{each}/" for each in _FOLDERS)))


def _stays(name: str) -> Iterator[Event]:
    """A model that is not on the shelf; the one that comes with Deskhand is on every computer."""
    if models.package_folder(name) is None:
        told = Path(name).name
        yield Noticed(f"The model “{told}” is not on the shelf, so it does not go along: add it from its folder first.")


# --- what comes ---------------------------------------------------------------------------------


def _placed(folder: Path, model: Model, report: Report) -> Iterator[Event]:
    """On the shelf, checked as every model that comes from a folder; what is refused stops nothing else."""
    receipt = models.receipt_of(model.id)
    if receipt is not None or models.package_folder(model.id) is not None:
        if receipt is not None and receipt.model.sha256 != model.sha256:
            yield Noticed(
                f"Another model called “{model.name}” is here already. It is used in place of the one in the file."
            )
        return
    try:
        for event in import_model(ImportModel(str(folder)), None, report):
            if isinstance(event, ModelPlaced) and event.model.id != model.id:
                yield Noticed(f"The model “{model.name}” was added under another name: {event.model.id}.")
    except ProblemError as error:
        yield Noticed(f"The model “{model.name}” was not taken along. {error.problem.happened}")


def _check_room(parent: Path, size: int) -> None:
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(problem_of(error, parent)) from error
    free = shutil.disk_usage(parent).free
    if size + _ROOM > free:
        raise ProblemError(_no_room(size, free))


def _counting(report: Report, total: int, doing: str) -> handed_over.Heard:
    """Says how many bytes of ``total`` are done."""
    done = 0

    def heard(count: int) -> None:
        nonlocal done
        done += count
        report.progress(Progress(done, max(total, done), "bytes", doing))

    return heard


def _no_room(need: int, free: int) -> Problem:
    return Problem(
        title="There is not enough room for the project",
        happened=f"The file holds {need / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free.",
        did="Nothing of it was opened.",
        advice="Free some room, or choose another drive for your projects in Settings.",
    )
