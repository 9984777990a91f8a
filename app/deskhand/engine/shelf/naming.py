"""What a model that comes from a folder or a zip is: one of the catalogue, if it truly is that, or one of its own."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from deskhand.domain.models import Modality, Model, Section
from deskhand.engine.shelf.files import CONFIG, WEIGHTS, checksum, refused
from deskhand.engine.shelf.finding import is_whole
from deskhand.engine.shelf.weights import look_at
from deskhand.storage import models

_LIKE = 0.12  # of the number of weights: heads and masks that are not used come and go (GPT-2 has a tenth more)
_SECTIONS: Mapping[Modality, Section] = {
    Modality.TEXT: Section.TEXT,
    Modality.PICTURE: Section.VISION,
    Modality.SOUND: Section.SOUND,
    Modality.SPEECH: Section.SPEECH,
}
_OF_PROCESSORS = (("feature_extractor_type", Modality.SOUND), ("image_processor_type", Modality.PICTURE))


def model_in(folder: Path, name: str) -> Model:
    """What lies in ``folder`` and was called ``name`` by the person. Its files are not named yet.

    It is a model of the catalogue if its numbers have the hash that is known of that; where none is known: if it is
    called so, and is of the same family and size. Raises ``ProblemError`` if it claims to be what it is not.
    """
    family = _text(folder / CONFIG, "model_type")
    if not family:
        raise refused(name, "its config.json does not say of what kind it is")
    digest, weights = checksum(folder / WEIGHTS), look_at(folder / WEIGHTS).numbers
    for one in models.catalogue():
        if one.sha256 == digest:
            return replace(one, weights=weights)
        like = one.family == family and abs(one.weights - weights) <= _LIKE * one.weights
        if not one.sha256 and _called(one, name) and like:
            return replace(one, sha256=digest, weights=weights, revision="")
    modality = _modality(folder, family)
    return Model(
        id=_own_id(name, digest),
        name=name,
        modality=modality,
        about="Added from this computer.",
        languages="",
        licence="Not known",
        size=0,
        sha256=digest,
        section=_SECTIONS[modality],
        learned="not known",
        business=False,
        weights=weights,
        family=family,
    )


def _called(model: Model, name: str) -> bool:
    plain = name.casefold()
    return plain in {model.id.replace("/", "--").casefold(), model.id.rpartition("/")[2].casefold()}


def _own_id(name: str, digest: str) -> str:
    """A name that no other model of the shelf has: ids of the hub have a slash, which becomes ``--`` in names of
    folders. The same model again is called as before, so that projects find one that was damaged."""
    plain = re.sub(r"[^\w.]+", "-", name).strip("-._") or "model"
    number, own = 1, plain
    while not models.is_id(own) or not _may_be_called(own, digest):
        number += 1
        own = f"{plain}-{number}"
    return own


def _may_be_called(own: str, digest: str) -> bool:
    """Whether nobody has this name, or the model with these numbers, or one that is of no use any more."""
    receipt = models.receipt_of(own)
    if receipt is not None:
        return receipt.model.sha256 == digest or not is_whole(models.folder_of(own), receipt)
    taken = {one.id.casefold() for one in models.on_the_shelf()}
    place = models.folder_of(own)
    return own.casefold() not in taken and (not place.exists() or (place / models.RECEIPT).exists())


def _modality(folder: Path, family: str) -> Modality:
    """By what stands beside it; Whisper hears, too, but is there to write down speech."""
    if family == "whisper":
        return Modality.SPEECH
    for said, modality in _OF_PROCESSORS:
        if _text(folder / "preprocessor_config.json", said):
            return modality
    return Modality.TEXT


def _text(file: Path, name: str) -> str:
    """What settings say under ``name``; they were read before."""
    settings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    told = settings.get(name) if isinstance(settings, dict) else None
    return told if isinstance(told, str) else ""
