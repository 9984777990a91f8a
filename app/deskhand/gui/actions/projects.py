"""Making and opening projects."""

from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.storage import backups
from deskhand.storage.places import free_place
from deskhand.storage.project import Project


def make_project(folder_of_projects: Path, name: str, job: str) -> Project:
    """A new project of a job, called ``name``, in a folder of its own. Raises ``ProblemError``."""
    folder, told = free_place(folder_of_projects, name)
    return Project.create(folder, told, job)


def can_use_copy(folder: Path, error: ProblemError) -> bool:
    """Whether the database is damaged and there is a whole copy of it."""
    return "damaged" in error.problem.title and backups.newest(folder) is not None


def project_folder(chosen: Path) -> Path:
    """The project's folder, also if its database was chosen instead."""
    return chosen.parent if chosen.name == "project.db" else chosen
