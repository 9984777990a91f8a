"""The models of one kind as rows: what is known of each, and where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from deskhand.domain.jobs import ModelCompared
from deskhand.domain.model_messages import Estimate
from deskhand.domain.models import Modality, Model, own_name
from deskhand.gui.model_words import in_use, plain_name
from deskhand.gui.shelf_work import ShelfWork
from deskhand.storage.computer import last_check
from deskhand.storage.models import folder_of, incoming_folder, on_the_shelf, package_folder, receipt_of, size_of
from deskhand.storage.places import models_folder
from deskhand.storage.usual_models import usual_model
from deskhand.storage.view import ProjectView

PLAIN = {Modality.TEXT: "words", Modality.PICTURE: "colours", Modality.SOUND: "tones"}
"""The methods that need no model, as ``ModelCompared`` names them."""
_PLAIN_WORDS = {
    Modality.TEXT: ("Word counts only", "No model: which words occur. A reference line"),
    Modality.PICTURE: ("Colours and shapes only", "No model: how light, colourful and lined it is. A reference line"),
    Modality.SOUND: ("Loudness and pitch only", "No model: how loud and how high it is. A reference line"),
}
_ROOM = 0.6  # of the computer's memory may be taken: the same share as is recommended within


class Standing(StrEnum):
    """Where a model stands, in the words of the screen."""

    BUILT_IN = "Built in"
    HERE = "Here"
    GET = "Get"
    PARTLY = "Go on"
    COMING = "Getting it"
    WAITING = "Waits"
    DAMAGED = "Damaged, fetch again"
    UNSAFE = "Cannot be fetched"
    GONE = "Not where it was"


CAN_GET = frozenset((Standing.GET, Standing.PARTLY, Standing.DAMAGED))
USABLE = frozenset((Standing.HERE,))


@dataclass(frozen=True, slots=True)
class ModelRow:
    """``id`` is the name that is chosen. ``come``: bytes that are here of one that is not whole. ``path``: where it
    lies, "" for none."""

    id: str
    name: str
    about: str
    size: int
    standing: Standing
    model: Model | None = None
    licence: str = "–"
    business: bool = True
    fits: bool = True
    come: int = 0
    path: str = ""
    removable: bool = False
    recommended: bool = False
    estimate: Estimate | None = None
    tried: ModelCompared | None = None


def rows_of(modality: Modality, work: ShelfWork, view: ProjectView | None) -> list[ModelRow]:
    """All models of this kind: of the shelf, of the project, in a folder of the person's; last what needs none."""
    shelf = [_of_shelf(model, work) for model in on_the_shelf() if model.modality is modality]
    rows = [row for row in shelf if row.standing is not Standing.GET]
    rows += _own(modality, view)
    rows += _of_folders(modality, view, {row.id for row in shelf})
    rows += sorted((row for row in shelf if row.standing is Standing.GET), key=_unproven)
    if modality in _PLAIN_WORDS:
        name, about = _PLAIN_WORDS[modality]
        rows.append(ModelRow(PLAIN[modality], name, about, 0, Standing.BUILT_IN))
    return rows


def with_findings(
    rows: Iterable[ModelRow], best: str, estimates: Iterable[Estimate], tried: Mapping[str, ModelCompared]
) -> list[ModelRow]:
    """The rows with what was measured; ``best``, the recommended model, comes first."""
    known = {one.model: one for one in estimates}
    found = [
        replace(row, estimate=known.get(row.id), tried=tried.get(row.id), recommended=row.id == best) for row in rows
    ]
    return sorted(found, key=lambda row: not row.recommended)


def _unproven(row: ModelRow) -> bool:
    return row.model is None or row.model.quality == 0


def _of_shelf(model: Model, work: ShelfWork) -> ModelRow:
    packed = package_folder(model.id)
    come = size_of(incoming_folder(model.id)) if incoming_folder(model.id).is_dir() else 0
    place = packed or (folder_of(model.id) if model.here else None)
    return ModelRow(
        model.id,
        model.name,
        f"{model.languages} · {model.about}" if model.languages else model.about,
        model.size,
        _standing(model, work, come),
        model,
        model.licence,
        model.business,
        _fits(model),
        come,
        str(place or ""),
        removable=model.here and packed is None,
    )


def _standing(model: Model, work: ShelfWork, come: int) -> Standing:
    if work.coming == model.id:
        return Standing.COMING
    if work.waits(model.id):
        return Standing.WAITING
    if model.here:
        return Standing.DAMAGED if _is_damaged(model.id) else Standing.HERE
    if model.only_pickled:
        return Standing.UNSAFE
    return Standing.PARTLY if come else Standing.GET


def _is_damaged(model_id: str) -> bool:
    """Whether a file of the store is missing, or of another size than it came with. Contents are compared when a model
    is used."""
    receipt = receipt_of(model_id)
    if receipt is None:  # of a package
        return False
    for file in receipt.model.files:
        try:
            if file.size and (folder_of(model_id) / file.path).stat().st_size != file.size:
                return True
        except OSError:
            return True
    return False


def _fits(model: Model) -> bool:
    """Whether it can work in this computer's memory; one that was never looked at is not judged."""
    main = last_check().device("cpu")
    return main is None or not main.memory or model.memory_to_use <= _ROOM * main.memory


def _own(modality: Modality, view: ProjectView | None) -> list[ModelRow]:
    """Models of the project that have read its files."""
    if view is None:
        return []
    rows = []
    for own, _ in view.courses.own_models():
        if own.modality is modality:
            name = own_name(own.id)
            folder = view.folder / name
            about = f"It has read {own.items:,} of your files. Kept in this project."
            there = folder.is_dir()
            standing = Standing.HERE if there else Standing.GONE
            size = size_of(folder) if there else 0
            rows.append(ModelRow(name, plain_name(name, view), about, size, standing, path=str(folder)))
    return rows


def _of_folders(modality: Modality, view: ProjectView | None, known: set[str]) -> list[ModelRow]:
    """Folders of the person's that are in use; they are not of the shelf."""
    names = {in_use(modality, view), usual_model(modality)} - known - {""}
    folders = [Path(name) for name in sorted(names) if Path(name).is_absolute()]
    return [_of_folder(folder) for folder in folders if folder.parent != models_folder()]


def _of_folder(folder: Path) -> ModelRow:
    there = folder.is_dir()
    about = "A folder of yours. “Add from a folder” copies it, checked, to the others."
    size = size_of(folder) if there else 0
    standing = Standing.HERE if there else Standing.GONE
    return ModelRow(str(folder), folder.name, about, size, standing, path=str(folder))
