"""What a course of a question keeps on disk: of which answers it is, and how it ended.

A course that is cut off may find other files or models when it goes on. What it had found out is then of no use.
"""

import hashlib
import shutil
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from deskhand.domain.jobs import Event, SkillLearned
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import Question
from deskhand.engine import skill_files
from deskhand.engine.inputs import Lesson
from deskhand.jobs.course_leftovers import ENDING
from deskhand.jobs.keeping import new_id
from deskhand.jobs.reading import Models
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import decode
from deskhand.storage.view import ProjectView

_COMPETING, _OF, _SKILL = "competing", "of.txt", "skill.txt"
_LIBRARIES = ("torch", "transformers", "peft", "scikit-learn")


def competing(view: ProjectView, course_id: int, lesson: Lesson, models: Models) -> tuple[Path, bool]:
    """Where the candidates keep what they have done, and whether that had to be thrown away: it was of other answers,
    models or versions. Raises ``ProblemError`` if nothing can be written there."""
    folder = view.course_folder(course_id) / _COMPETING
    digest = _digest(view, lesson, models)
    try:
        before = (folder / _OF).read_text(encoding="utf-8")
    except (OSError, ValueError):
        before = ""
    if before == digest:
        return folder, False
    is_there = folder.is_dir()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with write_whole(folder / _OF) as temporary:
        temporary.write_text(digest, encoding="utf-8")
    return folder, is_there


def skill_id(view: ProjectView, course_id: int, question: Question) -> str:
    """That of the skill that it makes, the same after a kill: so nothing is left of one that was only half made."""
    path = view.course_folder(course_id) / _SKILL
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        made = new_id(question)
    path.parent.mkdir(parents=True, exist_ok=True)
    with write_whole(path) as temporary:
        temporary.write_text(made, encoding="utf-8")
    return made


def ending(view: ProjectView, course_id: int) -> Sequence[Event]:
    """What was kept of the end; nothing if it had not come so far, or its skill is not there."""
    try:
        lines = (view.course_folder(course_id) / ENDING).read_bytes().splitlines()
        events = [event for event in map(decode, lines) if isinstance(event, Event)]
        for event in events:
            if isinstance(event, SkillLearned):
                skill_files.load(view.skill_folder(event.skill.id))
    except (OSError, ValueError, ProblemError):
        return ()
    return events


def _digest(view: ProjectView, lesson: Lesson, models: Models) -> str:
    """Of all that the tests depend on."""
    items = lesson.items.tolist()
    files, pictures = view.files.digests(items), view.files.pictured(items)
    digest = hashlib.sha256()
    for part in (
        *(items, lesson.truth.tolist(), lesson.groups.tolist(), lesson.labels, lesson.balanced),
        *(list(lesson.inputs.texts), sorted(files.items()), sorted(pictures.items())),
        sorted((modality.value, recipe.fingerprint) for modality, recipe in models.recipes.items()),
        [version(library) for library in _LIBRARIES],
    ):
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
