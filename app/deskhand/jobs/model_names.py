"""Which files a model's name means in a project: on the shelf, in a folder, or one of the project's own. Loads none.

A name that begins with ``models/`` or ``skills/`` is a folder of the project, so that the project can be moved.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from deskhand.domain.models import Modality
from deskhand.engine import shelf
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.settings import Settings
from deskhand.storage.view import ProjectView

_OF_SKILLS = "skills/"
_OWN = ("models/", _OF_SKILLS)
_FIND: Mapping[Modality, Callable[[str], ModelFiles | None]] = {
    Modality.TEXT: shelf.find,
    Modality.PICTURE: shelf.find_picture,
    Modality.SOUND: shelf.find_sound,
}
_SETTINGS = {Modality.PICTURE: "picture.model", Modality.SOUND: "sound.model"}


def model_files(view: ProjectView, modality: Modality, name: str = "") -> ModelFiles | None:
    """The checked files of a model; ``""``: the one that this project uses, as a rule. ``None``: there is none.

    Raises ``ProblemError`` as the shelf does.
    """
    return files_named(view, modality, name or view.courses.model_in_use(modality))


def files_named(view: ProjectView, modality: Modality, name: str = "") -> ModelFiles | None:
    """The same, but ``""`` is the one of the settings, as its makers made it."""
    if not name and modality in _SETTINGS:
        name = str(Settings().get(_SETTINGS[modality]))
    if not name.startswith(_OWN):
        return _FIND[modality](name)
    files = _FIND[modality](str(view.folder / name))
    return None if files is None else replace(files, model=replace(files.model, id=name))


def untuned(name: str) -> str:
    """The same name, or "" (as a rule) for a model that was fine-tuned: it has seen the answers that would test it."""
    return "" if name.startswith(_OF_SKILLS) else name


def tuned_name(skill_id: str) -> str:
    """Of a model that was fine-tuned for a skill."""
    return f"skills/{skill_id}/model"
