"""What is read first, by which rule and for how long: fixed before anything is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import uuid4

from deskhand.domain.courses import ADAPT_AUTO, ADAPT_OFF, Aim, Course
from deskhand.domain.models import Modality
from deskhand.engine import adapting
from deskhand.engine.adapting import choosing, gate, halves, pool
from deskhand.engine.adapting.gate import Frozen
from deskhand.engine.adapting.health import look
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.adapting.plan import SEED, Plan, seconds_a_step, within
from deskhand.engine.adapting.reading_first import sample_of
from deskhand.engine.finetuning import Processor
from deskhand.engine.shelf import ModelFiles
from deskhand.jobs import adapted_models, files_to_read
from deskhand.jobs.files_to_read import Found, Kind, Look
from deskhand.jobs.finder import modality_of
from deskhand.jobs.reading import many_of
from deskhand.storage.view import ProjectView

_FEWEST = 8  # contents; of fewer nothing can be learned at all
_MOST_TESTED = 1500


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a plan is made from. ``seconds`` are there for reading."""

    course: Course
    view: ProjectView
    processor: Processor
    seconds: float
    look: Look

    def plan(self) -> Plan | str:
        """The plan, or why there is none, in words. Raises ``ProblemError`` if a model cannot be opened."""
        told = self._told()
        modality = choosing.modality_of(told, modality_of(self.view))
        files = adapted_models.base_of(self.view, self.course, modality)
        if files is None:
            return f"There is no model that could get used to your {many_of(self.view)}: none was chosen in Settings."
        kind = files_to_read.kind_of(told, modality)
        frozen, tested = self._frozen(kind)
        found = files_to_read.find(self.view, kind, tested, self.look)
        holdings = files_to_read.holdings(self.view, modality, found.items)
        choice = choosing.choose(told, modality, holdings, self.course.way)
        if not choice.names:
            return choice.why
        asked, found = self._asked(found, frozen, modality)
        plan = self._by(choice.names, files, modality, found, frozen)
        return replace(plan, asked=asked) if isinstance(plan, Plan) else plan

    def _told(self) -> str:
        """Where nothing but the files is read, somebody wants them read."""
        told = self.course.adapt
        return ADAPT_AUTO if told == ADAPT_OFF and self.course.aim is Aim.FILES else told

    def _frozen(self, kind: Kind) -> tuple[Frozen | None, frozenset[int]]:
        """The test, and the items that may not be read: of a question's course all that have an answer, as any of them
        may be tested in it; else those of the test, at most half where most items have an answer."""
        view, there = self.view, partial(kind.there, self.view)
        question_id = self.course.question_id or adapted_models.most_answered(view)
        answers = None if question_id is None else adapted_models.answers_of(view, question_id, there)
        if question_id is None or answers is None:
            return None, self._answered(question_id)
        if self.course.aim is Aim.QUESTION:
            return gate.freeze(question_id, answers, _MOST_TESTED), self._answered(question_id)
        unanswered = view.items.count() - len(answers)
        most = _MOST_TESTED if unanswered >= len(answers) else min(_MOST_TESTED, len(answers) // 2)
        frozen = gate.freeze(question_id, answers, most)
        return frozen, frozenset() if frozen is None else frozen.tested

    def _asked(self, found: Found, frozen: Frozen | None, modality: Modality) -> tuple[tuple[int, ...], Found]:
        """What it will be asked to find, and what is left to be read; the tested answers are not read as it is."""
        if modality is not modality_of(self.view):
            return (), found  # look-alikes are not found by such a model
        if frozen is not None:
            return pool.some_of(sorted(frozen.tested), halves.most_asked(modality), SEED), found
        asked = pool.some_of(found.items, halves.asked_of(len(found.items), modality), SEED)
        note = f"{len(asked):,} were not read, to see whether it finds them."
        unread = set(asked)
        left = tuple(item for item in found.items if item not in unread)
        return asked, replace(found, items=left, notes=(*found.notes, note) if asked else found.notes)

    def _answered(self, question_id: int | None) -> frozenset[int]:
        if question_id is None or self.course.aim is not Aim.QUESTION:
            return frozenset()
        return frozenset(label.item_id for label in self.view.labels.of(question_id))

    def _by(
        self, names: Sequence[str], files: ModelFiles, modality: Modality, found: Found, frozen: Frozen | None
    ) -> Plan | str:
        """By the first of these rules that the model can learn by."""
        trainee = adapted_models.trainee_of(files, modality)
        misfits = {one: one.misfit(trainee) for one in adapting.ALL if one.name in names}
        fitting = next((one for one, why in misfits.items() if not why), None)
        if fitting is None:
            return next(iter(misfits.values()), "This way of reading first is not there.")
        kind = files_to_read.kind_of(fitting.name, modality)
        items = pool.some_of(found.items, _most(fitting), SEED)
        contents = kind.contents(self.view, items, self.look)
        if len(contents) < _FEWEST:
            return (
                f"Only {len(contents):,} {many_of(self.view)} may be read: the others have nothing to read, are alike,"
                " or have answers and are needed for the test."
            )
        before = look(trainee, sample_of(contents))
        step_seconds = seconds_a_step(fitting, trainee, contents, self.processor, self.look)
        count, schedule = within(fitting, len(contents), self.seconds, step_seconds)
        share = min(1.0, count / len(contents))
        return Plan(
            model_id=f"{modality.value}-{uuid4().hex[:12]}",
            objective=fitting.name,
            modality=modality,
            base=files.model.id,
            items=pool.some_of(items, max(_FEWEST, round(share * len(items))), SEED),
            schedule=schedule,
            step_seconds=step_seconds,
            before=before,
            frozen=frozen,
            notes=found.notes,
        )


def objective_of(plan: Plan) -> Objective:
    """The rule of a plan."""
    return next(one for one in adapting.ALL if one.name == plan.objective)


def _most(objective: Objective) -> int:
    """How many contents are held in memory: small pictures weigh some tens of kilobytes, texts little."""
    return 20_000 if objective.modality is Modality.PICTURE else 50_000
