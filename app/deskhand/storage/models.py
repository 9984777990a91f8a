"""The models that Deskhand knows, and those that lie on this computer, each whole in a folder of its own with a
receipt: what it is, where it came from, and what each file was when it came."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from deskhand.domain.models import Modality, Model, ModelFile, Section
from deskhand.storage.atomic import write_whole
from deskhand.storage.places import models_folder, resources

_RECEIPT = "receipt.json"
_INCOMING = "incoming"


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
    rows = tomllib.loads((resources() / "models.toml").read_text(encoding="utf-8"))["model"]
    return tuple(_model(row) for row in rows)


def known(model_id: str) -> Model | None:
    """The model of the catalogue with this id; ``None``: there is none."""
    return next((model for model in catalogue() if model.id == model_id), None)


def folder_of(model_id: str) -> Path:
    """Where a model lies, or would. Ids of the hub have a slash in them, names of folders have none."""
    return models_folder() / model_id.replace("/", "--")


def incoming_folder(model_id: str) -> Path:
    """Where a model is put together until it is whole; what is there after a kill is gone on from."""
    return models_folder() / _INCOMING / folder_of(model_id).name


def receipt_of(model_id: str) -> Receipt | None:
    """``None``: this model is not here, or not whole."""
    try:
        return msgspec.json.decode((folder_of(model_id) / _RECEIPT).read_bytes(), type=Receipt)
    except (OSError, msgspec.MsgspecError):
        return None


def receipts() -> tuple[Receipt, ...]:
    """Of all models that are here, by name."""
    folders = models_folder().iterdir() if models_folder().is_dir() else ()
    found = (receipt_of(folder.name) for folder in sorted(folders) if folder.name != _INCOMING)
    return tuple(receipt for receipt in found if receipt is not None)


def put_in_place(incoming: Path, receipt: Receipt) -> Path:
    """The whole model goes to its place in one step, its receipt with it. Raises ``OSError``."""
    with write_whole(incoming / _RECEIPT) as temporary:
        temporary.write_bytes(msgspec.json.encode(receipt))
    return incoming.rename(folder_of(receipt.model.id))


def _model(row: dict[str, Any]) -> Model:
    files = tuple(ModelFile(file) if isinstance(file, str) else ModelFile(**file) for file in row.get("files", ()))
    plain = {name: value for name, value in row.items() if name not in _OF_PACKAGES}
    changed = {"modality": Modality(row["modality"]), "section": Section(row["section"]), "files": files}
    return Model(**{**plain, **changed, "codes": tuple(row.get("codes", ()))})


_OF_PACKAGES = ("distribution", "folder")
"""Where the one model lies that comes as a package: a matter of ``engine/shelf.py``."""
