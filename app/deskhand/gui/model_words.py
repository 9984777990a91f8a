"""What models are called and how large they are, in words."""

from pathlib import Path
from urllib.parse import urlsplit

from deskhand.domain.models import Modality, Model, own_name
from deskhand.storage.models import on_the_shelf, package_folder, place_of
from deskhand.storage.settings import Settings
from deskhand.storage.usual_models import usual_model
from deskhand.storage.view import ProjectView

_KILO, _MEGA, _GIGA = 1e3, 1e6, 1e9


def size_words(count: float) -> str:
    """``none``, ``12 KB``, ``430 MB``, ``1.1 GB``: in thousands, as the boxes of drives have it."""
    if count >= _GIGA:
        return f"{count / _GIGA:.1f} GB"
    if count >= _MEGA:
        return f"{count / _MEGA:.0f} MB"
    return f"{max(1, round(count / _KILO))} KB" if count else "none"


def on_shelf(name: str) -> Model | None:
    """The model of the shelf with this id; ``None``: it is a folder, one of a project's own, or nothing."""
    return next((model for model in on_the_shelf() if model.id == name), None)


def plain_name(name: str, view: ProjectView | None = None) -> str:
    """What a person calls the model of this name, be it an id, a folder, or one of the project's own; "": none."""
    model = on_shelf(name)
    if model is not None:
        return model.name
    own = next((own for own, _ in view.courses.own_models() if own_name(own.id) == name), None) if view else None
    return f"{plain_name(own.base)}, which has read your files" if own is not None else Path(name).name


def lies_here(name: str, view: ProjectView | None = None) -> bool:
    """Whether the model of this name, of the shelf, a folder or of the project, is on this computer."""
    if not name:
        return False
    return place_of(name) is not None or Path(view.folder if view is not None else "", name).is_dir()


def in_use(modality: Modality, view: ProjectView | None) -> str:
    """The name of the model that this project uses, or every project (``view`` None); "": there is none."""
    chosen = "" if view is None else view.courses.model_in_use(modality)
    if not chosen and view is not None and modality is Modality.SPEECH:
        chosen = view.hearing.model
    usual = chosen or usual_model(modality)
    if usual or modality is not Modality.TEXT:
        return usual
    return next((model.id for model in on_the_shelf() if package_folder(model.id) is not None), "")


def hub_host(settings: Settings) -> str:
    """The name of the computer that models are fetched from."""
    address = str(settings.get("models.hub")).strip()
    return urlsplit(address).hostname or address


WHAT = {
    Modality.TEXT: "read texts",
    Modality.PICTURE: "look at pictures",
    Modality.SOUND: "tell sounds apart",
    Modality.SPEECH: "turn speech into text",
}
"""What models of each kind can do, after "All models that can"."""
