"""What can be run, what must be learned first, and what there is to run it on."""

from deskhand.domain.acts import RunTask
from deskhand.domain.files import FileState
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.job_kinds import job_kind
from deskhand.storage.view import ProjectView

_TWO = 2  # answers of two categories each are the least that can be learned from


def nothing_learned(view: ProjectView) -> Problem:
    """There is nothing to run with."""
    return Problem(
        "Nothing has been learned yet",
        "None of the questions has enough answers to learn from.",
        "Nothing was run.",
        f"Answer at least two {job_kind(view.job).noun.many} of each of two categories in Teach.",
    )


def questions_ready(view: ProjectView) -> tuple[int, ...]:
    """The questions that a skill can answer now."""
    return tuple(question.id for question in view.questions.all() if view.skills.in_use(question.id) is not None)


def questions_to_learn(view: ProjectView) -> tuple[int, ...]:
    """The questions with answers that no skill has learned from."""
    return tuple(question.id for question in view.questions.all() if _has_news(view, question))


def _has_news(view: ProjectView, question: Question) -> bool:
    counts = view.labels.counts(question.id)
    numbers = question.kind is QuestionKind.NUMBER and len(counts) >= _TWO
    if not numbers and sum(count >= _TWO for count in counts.values()) < _TWO:
        return False
    skill = view.skills.in_use(question.id)
    return skill is None or len(view.labels.examples(question.id)) > skill.evaluation.items


def unheard(view: ProjectView) -> int:
    """How many recordings are to be turned into text; those that could not be read are not among them."""
    return view.runs.unopened(RunTask.TRANSCRIBE) - view.calls.unread()


def unread(view: ProjectView) -> bool:
    """Whether there are documents or photos that nobody has tried to read yet."""
    return bool(view.files.of_state(FileState.WAITING, 0, 1))


def learned_since(view: ProjectView) -> bool:
    """Whether a skill in use is newer than the newest run."""
    run = view.runs.latest()
    skills = (view.skills.in_use(question.id) for question in view.questions.all())
    return run is not None and any(skill is not None and skill.made_at > run.started_at for skill in skills)
