"""What work needs beside processors: memory, room on the drive, whole models, what opens sounds, a shut network."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import ProblemError
from deskhand.domain.processors import Part, PartReport, State
from deskhand.engine import shelf
from deskhand.engine.doctor import testing
from deskhand.engine.doctor.apart import Child
from deskhand.engine.shelf import ModelFiles
from deskhand.storage import models, traffic
from deskhand.storage.places import projects_folder
from deskhand.storage.settings import Settings

_GIGA = 1_000_000_000
_GIBI = 1 << 30  # memory is sold in these, drives are not
_LITTLE_ROOM = 2 * _GIGA  # bytes free on the drive, under which a large workbook may not fit any more
_LITTLE_MEMORY = 3 * _GIGA  # bytes free, under which learning from photos would be slow
_USE = 2.5  # times the size of a model's files: what reading with it takes
_FIND: dict[Modality, Callable[[str], ModelFiles | None]] = {
    Modality.TEXT: shelf.find,
    Modality.PICTURE: shelf.find_picture,
    Modality.SOUND: shelf.find_sound,
    Modality.SPEECH: lambda model: shelf.find_speech(models.place_of(model) or Path(model)),
}


def look_at_parts(child: Child, look: Callable[[], None]) -> Iterator[PartReport]:
    """A report a part. ``look`` is called between them, and may raise; ``child`` says how a process is started."""
    for part in (memory, drive, every_model, recordings):
        look()
        yield part()
    yield network(is_shut=testing.network_is_shut(child, look))


def memory() -> PartReport:
    import psutil

    told = psutil.virtual_memory()
    largest = max((model.size for model in models.on_the_shelf() if model.here), default=0)
    needed = max(_LITTLE_MEMORY, round(_USE * largest))
    little = told.available < needed
    detail = "Enough for every model on this computer."
    if little:
        detail = f"Work with the largest model here takes about {_gigabytes(needed)} GB. Close other programs."
    measure = f"{told.available / _GIBI:,.0f} of {told.total / _GIBI:,.0f} GB free"
    share = 1 - told.available / told.total
    return PartReport(Part.MEMORY, State.LOOK if little else State.FINE, "Memory", detail, measure, share)


def drive() -> PartReport:
    folder = Settings().projects_folder() if Settings().get("projects.folder") else projects_folder()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    little = usage.free < _LITTLE_ROOM
    detail = "Below 2 GB a large workbook may not fit." if little else "Enough for many projects."
    measure = f"{_gigabytes(usage.free)} GB free"
    state = State.LOOK if little else State.FINE
    return PartReport(Part.DRIVE, state, "Drive with your projects", detail, measure, usage.used / max(1, usage.total))


def every_model() -> PartReport:
    """Every file of every model against what it was when it came; of those that are known to be unchanged at once."""
    here = [model for model in models.on_the_shelf() if model.here]
    if not here:
        detail = "The model that comes with Deskhand is not here. Install Deskhand again."
        return PartReport(Part.MODELS, State.BROKEN, "No models", detail, "none")
    damaged = [model.name for model in here if not _is_whole(model)]
    size = sum(models.disk_used(model.id) or model.size for model in here)
    name = f"{len(here):,} models" if len(here) > 1 else "One model"
    if damaged:
        detail = f"{len(damaged):,} of them not as it came: remove it and get it again."
        measure = f"{len(here) - len(damaged)} whole, {len(damaged)} not"
        return PartReport(Part.MODELS, State.LOOK, name, detail, measure)
    measure = f"{_gigabytes(size)} GB, all whole"
    return PartReport(Part.MODELS, State.FINE, name, "Every file was checked against its fingerprint.", measure)


def recordings() -> PartReport:
    from deskhand.readers.sound.opening_kinds import KINDS, opened

    names = opened()
    missing = [kind.name for kind in KINDS if kind.name not in names]
    measure = f"{len(names)} of {len(KINDS)} kinds"
    if missing:
        detail = f"These do not open on this computer: {', '.join(missing)}."
        return PartReport(Part.RECORDINGS, State.LOOK, "Reading recordings", detail, measure)
    detail = f"{', '.join(names[:5])} and {len(names) - 5} more were opened."
    return PartReport(Part.RECORDINGS, State.FINE, "Reading recordings", detail, measure)


def network(*, is_shut: bool) -> PartReport:
    sent = sum(moved.sent for moved in traffic.totals())
    received = sum(moved.received for moved in traffic.totals())
    if not is_shut:
        detail = "It could not be seen that Deskhand keeps it shut. Install Deskhand again."
        return PartReport(Part.NETWORK, State.LOOK, "Network", detail, f"{_plain(sent)} sent")
    detail = "Deskhand tried to reach the internet and was stopped, as it should be."
    if received:
        detail += f" It was opened only to get models: {_plain(received)} came."
    return PartReport(Part.NETWORK, State.FINE, "Network", detail, f"Shut, {_plain(sent)} sent")


def _is_whole(model: Model) -> bool:
    try:
        _FIND[model.modality](model.id)
    except ProblemError:
        return False
    return True


def _gigabytes(size: float) -> str:
    return f"{size / _GIGA:,.1f}" if size < 10 * _GIGA else f"{size / _GIGA:,.0f}"


def _plain(size: int) -> str:
    return f"{_gigabytes(size)} GB" if size >= _GIGA // 10 else f"{size:,} bytes"
