"""Which model will read this, in one sentence; only what is known is said."""

from deskhand.domain.models import Modality
from deskhand.domain.processors import Work
from deskhand.gui.model_words import in_use, lies_here, on_shelf, plain_name, size_words
from deskhand.gui.open_project import OpenProject
from deskhand.gui.tried_models import TriedModels
from deskhand.gui.work_words import duration
from deskhand.storage.computer import last_check


class ModelFit:
    """The model that this project uses, and what it takes: measured on its own messages, else as quick as it was when
    this computer was tested."""

    def __init__(self, open_project: OpenProject) -> None:
        project = open_project.project
        self._name = in_use(Modality.TEXT, project)
        self._called = plain_name(self._name, project)
        self._model = on_shelf(self._name)
        self._here = lies_here(self._name, project)
        self._tried = TriedModels.of(open_project)
        best = last_check().best
        self._speed = best.speed(Work.READING) if best is not None else 0.0

    def sentence(self, messages: int) -> str:
        """What reading so many messages takes. No time is claimed that was not measured."""
        facts = [f"about {taking}" if (taking := self._time(messages)) else ""]
        facts.append(size_words(self._model.size) if self._model is not None else "")
        facts.append("already here" if self._here else "not here yet")
        languages = f" ({self._model.languages})" if self._model is not None and self._model.languages else ""
        return f"{self._called}{languages} reads this: {', '.join(fact for fact in facts if fact)}."

    def _time(self, messages: int) -> str:
        measured = self._tried.measured(Modality.TEXT, self._name)
        if measured is not None:
            return f"{duration(measured.seconds)} on this computer, measured on some of your messages"
        if self._speed > 0 and messages:
            return f"{duration(messages / self._speed)} on this computer"
        return ""
