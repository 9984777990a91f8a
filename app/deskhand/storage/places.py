"""Where things live on this computer. Nothing else knows a path."""

import os
import re
from pathlib import Path

import platformdirs

_HERE = Path(__file__).resolve()
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def home() -> Path:
    """Settings, logs and what was measured about this computer. ``DESKHAND_HOME`` wins, for tests and sticks."""
    told = os.environ.get("DESKHAND_HOME")
    return Path(told) if told else Path(platformdirs.user_data_dir("Deskhand", appauthor=False))


def projects_folder() -> Path:
    """Where new projects are made unless the person says otherwise."""
    told = os.environ.get("DESKHAND_HOME")
    return Path(told) / "projects" if told else Path(platformdirs.user_documents_dir()) / "Deskhand"


def free_place(folder_of_projects: Path, name: str) -> tuple[Path, str]:
    """A folder that is not there yet for a project called ``name``, and what it is to be called."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip(" .") or "Project"
    folder, told, number = folder_of_projects / plain, name, 2
    while folder.exists():
        folder, told, number = folder_of_projects / f"{plain} ({number})", f"{name} ({number})", number + 1
    return folder, told


def logs_folder() -> Path:
    """Logs: names and states, never contents."""
    return home() / "logs"


def models_folder() -> Path:
    """Models in the form in which they are used: beside the settings, or where the person had them moved to.

    That is no setting, as nothing but ``storage/moving_models.py`` may change it: it takes the models along.
    """
    try:
        return Path(models_pointer().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return usual_models_folder()


def usual_models_folder() -> Path:
    """Where models lie as long as nobody moved them."""
    return home() / "models"


def models_pointer() -> Path:
    """The file that says where the models were moved to; missing: nowhere."""
    return home() / "models-folder.txt"


def unfinished_folder() -> Path:
    """Projects of commands that were given none: each is deleted when its command has come to the end."""
    return home() / "unfinished"


def settings_file() -> Path:
    """The one file of settings."""
    return home() / "settings.json"


def resources() -> Path:
    """Icons, samples and the catalogue: beside the program's code, or bundled with it."""
    bundled = _HERE.parents[1] / "resources"
    return bundled if bundled.is_dir() else _HERE.parents[3] / "resources"
