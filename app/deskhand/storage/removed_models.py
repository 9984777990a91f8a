"""Models that were taken off the shelf: they can be brought back for a day, then their room is freed."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.models import Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.models import (
    Receipt,
    folder_of,
    incoming_folder,
    is_id,
    known,
    package_folder,
    put_aside,
    read_receipt,
    receipt_of,
)
from deskhand.storage.models import removed_folder as bin_folder

_DAY = 86_400 * 10**9  # nanoseconds
_MONTH = 30 * _DAY


def remove(model_id: str) -> None:
    """Take a model off the shelf. Raises ``ProblemError`` if it is not there, ``OSError`` if it cannot be moved."""
    clear_up()
    if receipt_of(model_id) is None:
        raise ProblemError(_comes_with_us(model_id) if package_folder(model_id) is not None else not_here(model_id))
    put_aside(folder_of(model_id))


def restore(model_id: str) -> Receipt:
    """Bring back what was removed last under this id. Raises ``ProblemError``, ``OSError``."""
    found = [(when, place) for when, place, receipt in _removed() if receipt.model.id == model_id]
    if not found:
        raise ProblemError(_gone(model_id))
    if folder_of(model_id).exists():
        raise ProblemError(_there_again(model_id))
    receipt = read_receipt(max(found)[1].rename(folder_of(model_id)))
    assert receipt is not None
    return receipt


def can_be_restored() -> tuple[Model, ...]:
    """What was removed within a day, the latest first, each id once."""
    models = [receipt.model for _, _, receipt in sorted(_removed(), key=lambda one: one[0], reverse=True)]
    return tuple({model.id: model for model in reversed(models)}.values())[::-1]


def clear_up() -> None:
    """Free the room of what was removed more than a day ago."""
    for place in bin_folder().iterdir() if bin_folder().is_dir() else ():
        if time.time_ns() - _when(place) > _DAY:
            shutil.rmtree(place, ignore_errors=True)


def forget_unfinished(model_id: str) -> bool:
    """Throw away what arrived of a model whose fetching was stopped; whether there was any."""
    place = incoming_folder(model_id)
    there = is_id(model_id) and place.is_dir()
    if there:
        shutil.rmtree(place, ignore_errors=True)
    return there


def clear_unfinished() -> None:
    """Free the room of fetchings that nobody went on with for a month. Nobody may be fetching."""
    incoming = incoming_folder("any").parent
    for place in incoming.iterdir() if incoming.is_dir() else ():
        last = max((path.lstat().st_mtime_ns for path in (place, *place.rglob("*"))), default=0)
        if time.time_ns() - last > _MONTH:
            shutil.rmtree(place, ignore_errors=True)


def _removed() -> Iterator[tuple[int, Path, Receipt]]:
    """When, where and what; nothing that is too old, or half deleted."""
    for place in sorted(bin_folder().iterdir()) if bin_folder().is_dir() else ():
        receipt = read_receipt(place)
        if receipt is not None and time.time_ns() - _when(place) <= _DAY:
            yield _when(place), place, receipt


def _when(place: Path) -> int:
    """Nanoseconds since 1970; 0 for what is not of ours."""
    when = place.name.partition("-")[0]
    return int(when) if when.isascii() and when.isdecimal() else 0


def _named(model_id: str) -> str:
    model = known(model_id)
    return model_id if model is None else f"{model.name} ({model_id})"


def not_here(model_id: str) -> Problem:
    return Problem(
        title="This model is not on this computer",
        happened=f"{_named(model_id)} is not among the models that were fetched or added.",
        did="Nothing was changed.",
        advice="Look at the list of models for those that are here: page Models, or “deskhand models list”.",
    )


def _comes_with_us(model_id: str) -> Problem:
    return Problem(
        title="This model stays",
        happened=f"{_named(model_id)} is a part of Deskhand, which everything else falls back on.",
        did="Nothing was changed.",
        advice="If room is short, remove another model, or move the models to another drive.",
    )


def _gone(model_id: str) -> Problem:
    return Problem(
        title="This model cannot be brought back",
        happened=f"{_named(model_id)} was not removed within the last day.",
        did="Nothing was changed.",
        advice="Get it again, or add it again from its folder or zip.",
    )


def _there_again(model_id: str) -> Problem:
    return Problem(
        title="This model is here already",
        happened=f"{_named(model_id)} came to this computer again after it had been removed.",
        did="Nothing was changed: the one that is here is used.",
        advice="There is nothing to do.",
    )
