"""The answers that a course began with. It goes on with these, whatever the person answers meanwhile: hours of learning
are not thrown away for one answer more. What was answered since is learned from the next time."""

from dataclasses import dataclass, replace

from deskhand.domain.questions import Label, Question
from deskhand.jobs.together import groups_of
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.view import ProjectView

_FILE = "begun.json"


@dataclass(frozen=True, slots=True)
class BegunWith:
    """``groups``: (item, group) of the items that have company; see ``together``."""

    question: Question
    examples: tuple[Label, ...]
    groups: tuple[tuple[int, int], ...]
    balanced: bool


def begun_with(view: ProjectView, course_id: int, question_id: int) -> BegunWith:
    """As they were when this was first asked of the course, but for answers that were taken away since.

    Raises ``ProblemError`` when the drive is full.
    """
    file, now = view.course_folder(course_id) / _FILE, view.labels.examples(question_id)
    try:
        begun = from_json(file.read_text(encoding="utf-8"), BegunWith)
    except (OSError, ValueError):
        examples = tuple(now)
    else:
        there = {example.item_id for example in now}
        return replace(begun, examples=tuple(one for one in begun.examples if one.item_id in there))
    items = sorted(example.item_id for example in examples)
    groups = tuple(groups_of(view, items).items())
    question = view.questions.get(question_id)
    begun = BegunWith(question, examples, groups, balanced=view.findings.balanced(question_id))
    file.parent.mkdir(parents=True, exist_ok=True)
    with write_whole(file) as temporary:
        temporary.write_text(to_json(begun), encoding="utf-8")
    return begun
