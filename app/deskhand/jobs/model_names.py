"""Which files a model's name means in a project: on the shelf, in a folder, or one of the project's own. Loads none.

A name that begins with ``models/`` or ``skills/`` is a folder of the project, so that the project can be moved.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from deskhand.domain.models import Modality
from deskhand.engine import shelf
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.usual_models import usual_model
from deskhand.storage.view import ProjectView

_OF_SKILLS = "skills/"
_OWN = ("models/", _OF_SKILLS)
_FIND: Mapping[Modality, Callable[[str], ModelFiles | None]] = {
    Modality.TEXT: shelf.find,
    Modality.PICTURE: shelf.find_picture,
    Modality.SOUND: shelf.find_sound,
}


def model_files(view: ProjectView, modality: Modality, name: str = "") -> ModelFiles | None:
    """The checked files of a model; ``""``: the one that this project uses, as a rule. ``None``: there is none.

    Raises ``ProblemError`` as the shelf does.
    """
    return files_named(view, modality, name or view.courses.model_in_use(modality))


def files_named(view: ProjectView, modality: Modality, name: str = "") -> ModelFiles | None:
    """The same, but ``""`` is the usual one (``storage/usual_models.py``), as its makers made it."""
    name = name or usual_model(modality)
    if not name.startswith(_OWN):
        return _FIND[modality](name)
    files = _FIND[modality](str(view.folder / name))
    return None if files is None else replace(files, model=replace(files.model, id=name))


def speech_folder(view: ProjectView, model: str = "") -> str:
    """The folder of the speech model as its makers made it: that which is named, else that of the project, else the
    usual one; "": there is none."""
    chosen = view.courses.model_in_use(Modality.SPEECH)
    name = model or ("" if chosen.startswith(_OWN) else chosen) or view.hearing.model or usual_model(Modality.SPEECH)
    return str(shelf.folder_named(name)) if name else ""


def untuned(name: str) -> str:
    """The same name, or "" (as a rule) for a model that was fine-tuned: it has seen the answers that would test it."""
    return "" if name.startswith(_OF_SKILLS) else name


def tuned_name(skill_id: str) -> str:
    """Of a model that was fine-tuned for a skill."""
    return f"skills/{skill_id}/model"
