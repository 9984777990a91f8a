"""FindReasons: which words spoke for an answer. Only word counts can say; runs in the light worker, loads no model."""

from collections.abc import Iterator

from deskhand.domain.jobs import Event, FindReasons, ReasonsFound, Report
from deskhand.engine import skill_files
from deskhand.engine.methods.words import WordsHead, reasons
from deskhand.storage.view import ProjectView

_MOST = 12


def find_reasons(request: FindReasons, view: ProjectView, report: Report) -> Iterator[Event]:
    """``ReasonsFound``: for the answer that the person or a run gave, else for the one that the words themselves give.

    Without words where the skill in use does not count words. Raises ``ProblemError`` if its files are damaged.
    """
    skill = view.skills.in_use(request.question_id)
    text = view.text(view.items.get(request.item_id))
    if skill is None or not text:
        yield ReasonsFound(request.item_id, request.question_id, "", ())
        return
    manifest, head = skill_files.load(view.skill_folder(skill.id))
    label = _answer(request, view)
    if not isinstance(head, WordsHead) or (label and label not in manifest.labels):
        yield ReasonsFound(request.item_id, request.question_id, label, ())
        return
    column, words = reasons(head, text, manifest.labels.index(label) if label else None)
    yield ReasonsFound(request.item_id, request.question_id, manifest.labels[column], words[:_MOST])


def _answer(request: FindReasons, view: ProjectView) -> str:
    """The answer on the screen; "": there is none yet."""
    given = view.labels.of_items(request.question_id, [request.item_id]).get(request.item_id)
    if given is not None:
        return given.value
    said = view.predictions.of_items(request.question_id, [request.item_id]).get(request.item_id)
    return "" if said is None else said.answer
