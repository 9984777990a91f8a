"""Run: the skills in use answer every item of a run that has no outcome yet. A killed run goes on where it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskhand.domain.jobs import Event, ItemFailed, ItemStarted, Predicted, Progress, Report, Run
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Prediction, Question
from deskhand.engine import shelf, skill_files
from deskhand.engine.embedding import Embedder
from deskhand.engine.inputs import Inputs
from deskhand.engine.kinds import KINDS
from deskhand.engine.methods.method import Head
from deskhand.engine.skill_files import Manifest
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView

_AHEAD = 512  # items read together: enough of equal length to be quick; their embeddings are kept if the worker dies
_TOGETHER = 64  # answers an event

_NOTHING_TO_READ = Problem(
    title="Nothing to read",
    happened="This row has no words in the columns that are read.",
    did="It was left without an answer.",
    advice="Fill in the text and run again, or leave it.",
)
_DIED_TWICE = Problem(
    title="Could not be read",
    happened="Deskhand's worker stopped twice while it had this message in hand.",
    did="The message was passed over, and the others were answered.",
    advice="Answer it yourself. Very long or unusual text can be shortened in the table and run again.",
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


def run(request: Run, view: ProjectView, report: Report) -> Iterator[Event]:
    """``Predicted`` (at most 64 items) and ``ItemFailed`` …; ``ItemStarted`` before each item if ``one_by_one``."""
    report.progress(Progress(0, 0, "messages", "Getting ready"))
    skills = [_skill_of(view, question_id) for question_id in view.runs.get(request.run_id).question_ids]
    embedder = _embedder_for(skills, view)
    todo = view.runs.todo(request.run_id)
    died_twice = view.runs.quarantined(request.run_id)
    total = view.runs.counts(request.run_id).total
    for start in range(0, len(todo), _AHEAD):
        block = todo[start : start + _AHEAD]
        yield from (ItemFailed(request.run_id, item_id, _DIED_TWICE) for item_id in block if item_id in died_twice)
        words = {item.id: view.text(item) for item in view.items.many(block) if item.id not in died_twice}
        yield from (
            ItemFailed(request.run_id, item_id, _NOTHING_TO_READ) for item_id, text in words.items() if not text
        )
        readable = {item_id: text for item_id, text in words.items() if text}
        answer = _one_by_one if request.one_by_one else _together
        yield from answer(request.run_id, readable, skills, embedder)
        report.progress(Progress(total - len(todo) + start + len(block), total, "messages", "Answering"))


def _together(run_id: int, words: dict[int, str], skills: list[_Skill], embedder: Embedder) -> Iterator[Event]:
    """The model reads all at once; the answers leave in small parts."""
    texts = list(words.values())
    inputs = Inputs(texts, embedder.embed(texts))
    item_ids = list(words)
    for start in range(0, len(item_ids), _TOGETHER):
        rows = range(start, min(start + _TOGETHER, len(item_ids)))
        part = inputs.take(list(rows))
        ids = item_ids[start : start + _TOGETHER]
        yield Predicted(run_id, tuple(prediction for skill in skills for prediction in skill.predict(ids, part)))


def _one_by_one(run_id: int, words: dict[int, str], skills: list[_Skill], embedder: Embedder) -> Iterator[Event]:
    """Each item is announced first: the one that kills the worker is known afterwards."""
    for item_id, text in words.items():
        yield ItemStarted(run_id, item_id)
        yield from _together(run_id, {item_id: text}, skills, embedder)


def _skill_of(view: ProjectView, question_id: int) -> _Skill:
    question, skill = view.questions.get(question_id), view.skills.in_use(question_id)
    if skill is None:
        raise ProblemError(
            Problem(
                title=f"“{question.name}” has not been learned yet",
                happened="There is nothing that could answer this question.",
                did="Nothing was answered.",
                advice="Answer a few messages in Teach and let Deskhand learn, or leave this question out.",
            )
        )
    manifest, head = skill_files.load(view.skill_folder(skill.id))
    return _Skill(question, manifest, head)


def _embedder_for(skills: list[_Skill], view: ProjectView) -> Embedder:
    """The model that the skills were learned with. Where word counts answer it reads all the same: the nearest examples
    and the look-alikes of a correction come from it."""
    files = {skill.manifest.model: shelf.find(skill.manifest.model) for skill in skills}
    changed = [
        skill for skill in skills if files[skill.manifest.model].fingerprint != skill.manifest.recipe.fingerprint
    ]
    if changed or len(files) > 1:
        names = "”, “".join(skill.question.name for skill in changed or skills)
        raise ProblemError(
            Problem(
                title="Learned with another model",
                happened=f"“{names}” was learned with another model than the one that is here now.",
                did="Nothing was answered, as the answers would be wrong.",
                advice="Learn all questions again: your answers are all kept.",
                details=", ".join(sorted(files)),
            )
        )
    return Embedder(next(iter(files.values())), EmbeddingCache(view.embeddings_path))
