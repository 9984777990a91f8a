"""Which projects need a model: asked before it is removed."""

from contextlib import closing
from pathlib import Path

from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.storage.models import folder_of
from deskhand.storage.recent import RecentProject, recent_projects
from deskhand.storage.view import ProjectView


def projects_needing(model_id: str) -> tuple[RecentProject, ...]:
    """Of those that were open lately and are there: which read, look or listen by this model, or learned with it."""
    names = {model_id, str(folder_of(model_id))}
    return tuple(project for project in recent_projects() if project.here and names & _models_of(Path(project.folder)))


def _models_of(folder: Path) -> set[str]:
    """Names of models in a project; none if it cannot be read."""
    try:
        with closing(ProjectView.open(folder)) as view:
            return models_named(view)
    except ProblemError:
        return set()


def models_named(view: ProjectView) -> set[str]:
    """Which read, look or listen for a project now, by name, and those that were chosen for it."""
    skills = [view.skills.in_use(question.id) for question in view.questions.all()]
    learned = [name for one in skills if one is not None for name in (one.model, one.picture_model, one.sound_model)]
    made_from = [own.base for own, in_use in view.courses.own_models() if in_use]
    chosen = [view.courses.model_in_use(modality) for modality in Modality]
    return {*learned, *made_from, *chosen, view.hearing.model} - {""}
