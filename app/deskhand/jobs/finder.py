"""Which model look-alikes are found by, where a project has models of its own. Loads none."""

from deskhand.domain.courses import OwnModel
from deskhand.domain.items import SourceKind
from deskhand.domain.models import Modality
from deskhand.storage.view import ProjectView

_OF_KIND = {SourceKind.PHOTOS: Modality.PICTURE, SourceKind.SOUNDS: Modality.SOUND}


def modality_of(view: ProjectView) -> Modality:
    """How the items of a project are compared: photos as pictures, sounds as sounds, all else by its words."""
    found = {_OF_KIND.get(source.kind, Modality.TEXT) for source in view.sources.all()}
    return found.pop() if len(found) == 1 else Modality.TEXT


def finder(view: ProjectView, modality: Modality) -> OwnModel | None:
    """The project's own model that look-alikes are found by; ``None``: there is none.

    It is the one in use; or else the latest, if no answer has tested it, it finds as well as the model that it was made
    from, and the person has chosen no third one since.
    """
    in_use = view.courses.own_model(modality)
    if in_use is not None:
        return in_use
    latest = next((model for model, _ in view.courses.own_models() if model.modality is modality), None)
    if latest is None or not latest.finds or view.courses.model_in_use(modality) not in {"", latest.base}:
        return None
    return latest if view.model_folder(latest.id).is_dir() else None
