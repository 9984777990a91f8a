"""Run: the skills in use answer every item of a run that has no outcome yet. A killed run goes on where it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskhand.domain.jobs import Event, ItemFailed, ItemStarted, Predicted, Progress, Report, Run
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Prediction, Question
from deskhand.engine import skill_files
from deskhand.engine.inputs import PICTURE_VIEWS, SOUND_VIEWS, Inputs, View
from deskhand.engine.kinds import KINDS
from deskhand.engine.methods.method import Head
from deskhand.engine.recipe import Recipe
from deskhand.engine.skill_files import Manifest
from deskhand.jobs.look_alikes import Finder
from deskhand.jobs.reading import Models, many_of, models_for, read
from deskhand.storage.view import ProjectView

_AHEAD = 512  # items read together: enough of equal length to be quick; their embeddings are kept if the worker dies
_TOGETHER = 64  # answers an event

_NOTHING_TO_READ = Problem(
    title="Nothing to read",
    happened="There is nothing in it that could be read.",
    did="It was left without an answer.",
    advice="Answer it yourself, or leave it. Text that is filled in is read when you run again.",
)
_DIED_TWICE = Problem(
    title="Could not be read",
    happened="Deskhand's worker stopped twice while it had this one in hand.",
    did="It was passed over, and the others were answered.",
    advice="Answer it yourself. Very long or unusual text can be shortened where it came from and run again.",
)


@dataclass(frozen=True, slots=True)
class _Skill:
    """A skill, loaded and checked."""

    question: Question
    manifest: Manifest
    head: Head

    def predict(self, item_ids: Sequence[int], inputs: Inputs) -> list[Prediction]:
        answers = KINDS[self.question.kind].answers(self.head, self.manifest, inputs)
        return [
            Prediction(item_id, self.question.id, said.answer, said.confidence, said.second, said.second_confidence)
            for item_id, said in zip(item_ids, answers, strict=True)
        ]


_Groups = Sequence[tuple[Models, Sequence[_Skill]]]


def run(request: Run, view: ProjectView, report: Report) -> Iterator[Event]:
    """``Predicted`` (at most 64 items) and ``ItemFailed`` …; ``ItemStarted`` before each item if ``one_by_one``."""
    report.progress(Progress(0, 0, many_of(view), "Getting ready"))
    skills = [_skill_of(view, question_id) for question_id in view.runs.get(request.run_id).question_ids]
    groups, finder = _by_models(skills, view), Finder(view)
    todo = view.runs.todo(request.run_id)
    died_twice = view.runs.quarantined(request.run_id)
    total = view.runs.counts(request.run_id).total
    finder.see([example.item_id for skill in skills for example in view.labels.examples(skill.question.id)])
    for start in range(0, len(todo), _AHEAD):
        block = todo[start : start + _AHEAD]
        yield from (ItemFailed(request.run_id, item_id, _DIED_TWICE) for item_id in block if item_id in died_twice)
        left = [item_id for item_id in block if item_id not in died_twice]
        answer = _one_by_one if request.one_by_one else _together
        yield from answer(request.run_id, left, groups, view)
        finder.see(left)
        report.progress(Progress(total - len(todo) + start + len(block), total, many_of(view), "Answering"))


def _together(run_id: int, item_ids: Sequence[int], groups: _Groups, view: ProjectView) -> Iterator[Event]:
    """The models read all at once; the answers leave in small parts."""
    readings = [(read(view, models, item_ids), skills) for models, skills in groups]
    readable = list(readings[0][0].place)
    nothing = set(item_ids).difference(readable)
    yield from (ItemFailed(run_id, item_id, _NOTHING_TO_READ) for item_id in item_ids if item_id in nothing)
    for start in range(0, len(readable), _TOGETHER):
        ids = readable[start : start + _TOGETHER]
        parts = [(reading.of(ids), skills) for reading, skills in readings]
        yield Predicted(
            run_id, tuple(said for part, skills in parts for one in skills for said in one.predict(ids, part))
        )


def _one_by_one(run_id: int, item_ids: Sequence[int], groups: _Groups, view: ProjectView) -> Iterator[Event]:
    """Each item is announced first: the one that kills the worker is known afterwards."""
    for item_id in item_ids:
        yield ItemStarted(run_id, item_id)
        yield from _together(run_id, [item_id], groups, view)


def _skill_of(view: ProjectView, question_id: int) -> _Skill:
    question, skill = view.questions.get(question_id), view.skills.in_use(question_id)
    if skill is None:
        raise ProblemError(
            Problem(
                title=f"“{question.name}” has not been learned yet",
                happened="There is nothing that could answer this question.",
                did="Nothing was answered.",
                advice="Answer a few in Teach and let Deskhand learn, or leave this question out.",
            )
        )
    manifest, head = skill_files.load(view.skill_folder(skill.id))
    return _Skill(question, manifest, head)


def _by_models(skills: list[_Skill], view: ProjectView) -> list[tuple[Models, list[_Skill]]]:
    """The skills with the models that they were learned with; mostly the same for all. Where word counts answer they
    read all the same: the nearest examples and the look-alikes of a correction come from them."""
    groups: dict[tuple[str, str, str], list[_Skill]] = {}
    for skill in skills:
        groups.setdefault(_told(skill.manifest), []).append(skill)
    found = [(models_for(view, *told), same) for told, same in groups.items()]
    changed = [skill for models, same in found for skill in same if _is_other(skill.manifest, models)]
    if changed:
        names = "”, “".join(skill.question.name for skill in changed)
        raise ProblemError(
            Problem(
                title="Learned with another model",
                happened=f"“{names}” was learned with another model than the one that is here now.",
                did="Nothing was answered, as the answers would be wrong.",
                advice="Learn all questions again: your answers are all kept.",
                details=", ".join(sorted({skill.manifest.model for skill in changed})),
            )
        )
    return found


def _told(manifest: Manifest) -> tuple[str, str, str]:
    return manifest.model, manifest.picture_model, manifest.sound_model


def _is_other(manifest: Manifest, models: Models) -> bool:
    """Whether what the skill looks at is made by another model now."""
    texts = None if models.texts is None else models.texts.recipe
    pictures = None if models.pictures is None else models.pictures.recipe
    sounds = None if models.sounds is None else models.sounds.recipe
    look = set(manifest.look)
    return (
        (View.TEXT in look and _differs(texts, manifest.recipe))
        or (bool(look & set(PICTURE_VIEWS)) and _differs(pictures, manifest.picture_recipe))
        or (bool(look & set(SOUND_VIEWS)) and _differs(sounds, manifest.sound_recipe))
    )


def _differs(now: Recipe | None, then: Recipe | None) -> bool:
    return now is None or then is None or now.fingerprint != then.fingerprint
