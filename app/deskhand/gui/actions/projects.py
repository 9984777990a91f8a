"""Making and opening projects."""

import re
from pathlib import Path

from deskhand.storage.project import Project

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def make_project(folder_of_projects: Path, name: str) -> Project:
    """A new project called ``name`` in a folder of its own. Raises ``ProblemError``."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip(" .") or "Project"
    folder, number = folder_of_projects / plain, 2
    while folder.exists():
        folder, number = folder_of_projects / f"{plain} ({number})", number + 1
    return Project.create(folder, name)


def project_folder(chosen: Path) -> Path:
    """The project's folder, also if its database was chosen instead."""
    return chosen.parent if chosen.name == "project.db" else chosen
