"""What was found of models on a project's own items: which one suits them, and how often each is right."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from deskhand.domain.jobs import (
    CompareModels,
    Failed,
    ModelCompared,
    ModelRecommended,
    Noticed,
    Progress,
    RecommendModel,
    Wish,
)
from deskhand.domain.model_messages import Estimate
from deskhand.domain.models import Modality
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.open_project import JobHandle, OpenProject

FEWEST = 20  # answers in at least two categories, from which a figure is honest


@dataclass(frozen=True, slots=True)
class Asked:
    """What a recommendation was asked for, and of how much: it holds as long as that is so."""

    modality: Modality
    wish: Wish
    items: int
    answers: int


class TriedModels(QObject):
    """One a project, got by ``TriedModels.of``; it is kept as long as the project is open.

    ``changed`` when something is found, further or over; ``failed(Problem)``; ``noticed(words)``.
    """

    changed = Signal()
    failed = Signal(object)
    noticed = Signal(str)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._open_project = open_project
        self._recommended: dict[Asked, ModelRecommended] = {}
        self._scores: dict[tuple[Modality, int, int], dict[str, ModelCompared]] = {}
        self._recommending: JobHandle | None = None
        self._comparing: JobHandle | None = None

    @classmethod
    def of(cls, open_project: OpenProject) -> "TriedModels":
        """That of this project; whoever asks first makes it."""
        found = next((child for child in open_project.children() if isinstance(child, cls)), None)
        return cls(open_project) if found is None else found

    # --- what is known ----------------------------------------------------------------------------

    @property
    def items(self) -> int:
        """How many items the project has."""
        project = self._open_project.project
        return sum(project.items.count(source.id) for source in project.sources.all())

    def question(self) -> Question | None:
        """The choice with the most answers, if they are enough to compare models on; ``None``: no one has enough."""
        choices = [one for one in self._open_project.project.questions.all() if one.kind is QuestionKind.CHOICE]
        best = max(choices, key=self.answers, default=None)
        if best is None or self.answers(best) < FEWEST:
            return None
        counts = self._open_project.project.labels.counts(best.id)
        return best if sum(count > 1 for count in counts.values()) > 1 else None

    def answers(self, question: Question) -> int:
        """How many items have an answer to it."""
        return sum(self._open_project.project.labels.counts(question.id).values())

    def recommended(self, modality: Modality, wish: Wish) -> ModelRecommended | None:
        """What was recommended for the project as it is now."""
        return self._recommended.get(self._asked(modality, wish))

    def measured(self, modality: Modality, model: str) -> Estimate | None:
        """What was measured of a model on the project as it is now, whatever had been asked for."""
        found = (self.recommended(modality, wish) for wish in Wish)
        estimates = (one for answer in found if answer is not None for one in answer.estimates)
        return next((one for one in estimates if one.model == model and one.measured), None)

    def scores(self, modality: Modality) -> dict[str, ModelCompared]:
        """By model, on the answers as they are now."""
        question = self.question()
        return {} if question is None else self._scores.get((modality, question.id, self.answers(question)), {})

    def _asked(self, modality: Modality, wish: Wish) -> Asked:
        every = self._open_project.project.questions.all()
        return Asked(modality, wish, self.items, sum(self.answers(question) for question in every))

    # --- finding out ------------------------------------------------------------------------------

    @property
    def measuring(self) -> Progress | None:
        """How far the measuring is; ``None``: nothing is measured now."""
        if self._recommending is None:
            return None
        return self._recommending.progress or Progress(0, 0, "models", "Getting ready")

    @property
    def comparing(self) -> Progress | None:
        """How far the comparing is; ``None``: nothing is compared now."""
        if self._comparing is None:
            return None
        return self._comparing.progress or Progress(0, 0, "models", "Getting ready")

    @property
    def time_left(self) -> str:
        """``1 min left`` of the comparing; "" while nobody can know."""
        return "" if self._comparing is None else self._comparing.time.words()

    def recommend(self, modality: Modality, wish: Wish) -> None:
        """Measure on a few items, unless that was done; another wish takes the place of one that is being measured."""
        if self._recommending is not None:
            self._recommending.cancel()
        if self.recommended(modality, wish) is not None or not self.items:
            self.changed.emit()
            return
        asked = self._asked(modality, wish)
        handle = self._recommending = self._open_project.perform(RecommendModel(modality, wish))

        def keep(event: object) -> None:
            if isinstance(event, ModelRecommended):
                self._recommended[asked] = event
            self.changed.emit()

        handle.event.connect(keep)
        handle.ended.connect(lambda ending: self._on_ended(handle, ending))
        self.changed.emit()

    def forget(self) -> None:
        """Other models are here now: what suits is asked anew. How often each is right stays true."""
        self._recommended.clear()

    def compare(self, modality: Modality, models: tuple[str, ...]) -> None:
        """Try them on the answers; those that were tried before are left out."""
        question = self.question()
        if question is None or self._comparing is not None:
            return
        scores = self._scores.setdefault((modality, question.id, self.answers(question)), {})
        new = tuple(name for name in models if name not in scores)
        if not new:
            self.changed.emit()
            return
        handle = self._comparing = self._open_project.perform(CompareModels(question.id, modality, new))

        def keep(event: object) -> None:
            if isinstance(event, ModelCompared):
                scores[event.model] = event
            elif isinstance(event, Noticed):
                self.noticed.emit(event.words)
            self.changed.emit()

        handle.event.connect(keep)
        handle.ended.connect(lambda ending: self._on_ended(handle, ending))
        self.changed.emit()

    def stop(self) -> None:
        """What was found so far stays."""
        for handle in (self._recommending, self._comparing):
            if handle is not None:
                handle.cancel()

    def _on_ended(self, handle: JobHandle, ending: object) -> None:
        if handle is self._recommending:
            self._recommending = None
        if handle is self._comparing:
            self._comparing = None
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)
        self.changed.emit()
