"""The last steps of every model on its way to the shelf, wherever it came from: checked, proven by work, placed."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from deskhand.domain.models import Model, ModelFile
from deskhand.engine.proving import prove
from deskhand.engine.shelf import safety
from deskhand.engine.shelf.files import WEIGHTS, checksum, refused
from deskhand.engine.shelf.finding import files_in
from deskhand.storage import models
from deskhand.storage.models import Receipt
from deskhand.storage.shelf_lock import ShelfWork, alone

Done = Callable[[int], None]


def place(incoming: Path, model: Model, origin: str, done: Done = lambda _: None) -> Model:
    """Take the model that is whole in ``incoming`` on the shelf, as ``model`` says what it is. As it stands there now.

    Names, settings and numbers are checked, every weight is loaded and the model used once; only then it comes to its
    place, each file pinned by its hash. ``origin`` is a host or words. ``done`` hears how many bytes are hashed. Raises
    ``ProblemError``, ``OSError``; ``incoming`` is then still there.
    """
    parts = [part for part in safety.parts_of(incoming) if part.path != models.RECEIPT]
    _check_as_known(model, incoming)
    prove(files_in(incoming, model.modality, model))
    files = []
    for part in parts:
        files.append(ModelFile(part.path, part.size, checksum(incoming / part.path)))
        _keep_for_good(incoming / part.path)
        done(part.size)
    weights = next(file.sha256 for file in files if file.path == WEIGHTS)
    size = sum(file.size for file in files)
    placed = replace(model, here=False, size=size, sha256=weights, files=tuple(files))
    with alone(ShelfWork.PLACING):
        models.put_in_place(incoming, Receipt(placed, origin, datetime.now(UTC).isoformat(timespec="seconds")))
    return replace(placed, here=True)


def _check_as_known(model: Model, incoming: Path) -> None:
    """Every file whose hash or size is known is that file. Raises ``ProblemError``."""
    for file in model.files:
        path = incoming / file.path
        if file.sha256 and path.is_file() and checksum(path) != file.sha256:
            raise refused(model.name, "one of its files is not the one that its makers published", file.path)


def _keep_for_good(file: Path) -> None:
    """On the drive, not only on its way there: a receipt must not outlive what it is about."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
