"""The models that Deskhand knows, and those that lie on this computer, each whole in a folder of its own with a
receipt: what it is, where it came from, and what each file was when it came."""

import re
import shutil
import time
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import msgspec

from deskhand.domain.models import Modality, Model, ModelFile, Section
from deskhand.storage.atomic import write_whole
from deskhand.storage.places import models_folder, resources

RECEIPT = "receipt.json"
_INCOMING, _ADDING, _REMOVED = "incoming", "adding", "removed"
_IDS = re.compile(r"[^\W_][\w.-]*(/[^\W_][\w.-]*)?")
_NO_NAMES = {_INCOMING, _ADDING, _REMOVED}  # folders of ours beside those of models


@dataclass(frozen=True, slots=True)
class Receipt:
    """``model`` as it came, with its revision and its files pinned. ``origin`` is a host, or words such as "a folder";
    ``came_at`` is ISO 8601 in UTC."""

    model: Model
    origin: str
    came_at: str


@cache
def catalogue() -> tuple[Model, ...]:
    """All models that Deskhand knows by name, those that are recommended first in each section."""
    return tuple(_model(row) for row in _rows())


def known(model_id: str) -> Model | None:
    """The model of the catalogue with this id; ``None``: there is none."""
    return next((model for model in catalogue() if model.id == model_id), None)


def on_the_shelf() -> tuple[Model, ...]:
    """The catalogue, each with whether it is here and, if so, as it came; then what was added and has another name."""
    came = {receipt.model.id: replace(receipt.model, here=True) for receipt in receipts()}
    shelf = {one.id: replace(one, here=package_folder(one.id) is not None) for one in catalogue()}
    return tuple((shelf | came).values())


def place_of(model_id: str) -> Path | None:
    """The folder in which the model lies: in a package that is installed, or in the store; ``None``: it is not here."""
    return package_folder(model_id) or (folder_of(model_id) if receipt_of(model_id) is not None else None)


def package_folder(model_id: str) -> Path | None:
    """Where the files lie of a model that comes as a package; the package itself is not imported."""
    row = next((row for row in _rows() if row["id"] == model_id and "distribution" in row), None)
    if row is None:
        return None
    try:
        folder = Path(str(distribution(row["distribution"]).locate_file(row["folder"])))
    except PackageNotFoundError:
        return None
    return folder if (folder / "model.safetensors").is_file() else None


def is_id(model_id: str) -> bool:
    """Whether this may be the id of a model of the store: letters, digits, ``_ . -``, and one slash at most."""
    return _IDS.fullmatch(model_id) is not None and model_id not in _NO_NAMES


def folder_of(model_id: str) -> Path:
    """Where a model lies, or would. Ids of the hub have a slash in them, names of folders have none."""
    return models_folder() / model_id.replace("/", "--")


def incoming_folder(model_id: str) -> Path:
    """Where a model is put together until it is whole; what is there after a kill is gone on from."""
    return models_folder() / _INCOMING / folder_of(model_id).name


def adding_folder() -> Path:
    """Where a model is put together that the person adds; what is there after a kill is thrown away."""
    return models_folder() / _ADDING


def removed_folder() -> Path:
    """Where models lie that were removed, for a day."""
    return models_folder() / _REMOVED


def receipt_of(model_id: str) -> Receipt | None:
    """``None``: this model is not here, or not whole."""
    if not is_id(model_id):
        return None
    receipt = read_receipt(folder_of(model_id))
    return receipt if receipt is not None and folder_of(receipt.model.id) == folder_of(model_id) else None


def read_receipt(folder: Path) -> Receipt | None:
    """That of the model in this folder; ``None``: there is none, or it cannot be read."""
    try:
        return msgspec.json.decode((folder / RECEIPT).read_bytes(), type=Receipt)
    except (OSError, ValueError):
        return None


def receipts() -> tuple[Receipt, ...]:
    """Of all models that are here, by name."""
    folders = models_folder().iterdir() if models_folder().is_dir() else ()
    found = (receipt_of(folder.name) for folder in sorted(folders))
    return tuple(receipt for receipt in found if receipt is not None)


def put_in_place(incoming: Path, receipt: Receipt) -> Path:
    """The whole model goes to its place in one step, its receipt with it; one that was there is removed, as by a
    person. Raises ``OSError``, and ``ProblemError`` if the receipt cannot be written."""
    with write_whole(incoming / RECEIPT) as temporary:
        temporary.write_bytes(msgspec.json.encode(receipt))
    place = folder_of(receipt.model.id)
    if place.exists():
        put_aside(place)
    return incoming.rename(place)


def put_aside(place: Path) -> None:
    """A model of the store is none from now on, and can be brought back for a day. Raises ``OSError``."""
    removed_folder().mkdir(parents=True, exist_ok=True)
    place.rename(removed_folder() / f"{time.time_ns()}-{place.name}")
    for made in made_ready(place):  # can be made again
        shutil.rmtree(made, ignore_errors=True)


def made_ready(place: Path) -> tuple[Path, ...]:
    """What was made of a model of speech so that it listens: ``engine/speech/models.py`` puts it beside it."""
    return tuple(made for made in place.parent.glob(f"{place.name}-{'[0-9a-f]' * 12}") if made.is_dir())


def disk_used(model_id: str) -> int:
    """Bytes that a model takes here, with what was made of it."""
    place = place_of(model_id) or folder_of(model_id)
    return sum(size_of(folder) for folder in (place, *made_ready(place)))


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((resources() / "models.toml").read_text(encoding="utf-8"))["model"]
    return rows


def _model(row: dict[str, Any]) -> Model:
    files = tuple(ModelFile(file) if isinstance(file, str) else ModelFile(**file) for file in row.get("files", ()))
    plain = {name: value for name, value in row.items() if name not in _OF_PACKAGES}
    changed = {"modality": Modality(row["modality"]), "section": Section(row["section"]), "files": files}
    return Model(**{**plain, **changed, "codes": tuple(row.get("codes", ()))})


_OF_PACKAGES = ("distribution", "folder")
"""Where the one model lies that comes as a package."""
