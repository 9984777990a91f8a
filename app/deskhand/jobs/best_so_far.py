"""What a course of a question would end with if it were stopped now: on disk as a whole after every test.

So to stop and keep the best is to move some files. Nothing here loads a model, nor what could.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from deskhand.domain.jobs import Event
from deskhand.domain.models import Modality
from deskhand.engine.recipe import Recipe, remember
from deskhand.jobs.course_leftovers import keep_ending
from deskhand.jobs.model_names import model_files, tuned_name
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import decode, encode, from_json, to_json
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

_FOLDER, _SKILL, _BEST, _EVENTS, _NETWORK = "best", "skill", "best.json", "events.jsonl", "model"


@dataclass(frozen=True, slots=True)
class Winner:
    """The skill that would be used: its ``network`` lies in the folder of the course, under that path."""

    skill_id: str
    modality: Modality
    network: str
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Best:
    """``winner`` ``None``: nothing has won yet. ``tests`` is how many it was told by."""

    tests: int
    winner: Winner | None = None


def folder_of(view: ProjectView, course_id: int) -> Path:
    """Where the files of its skill are made."""
    return view.course_folder(course_id) / _FOLDER / _SKILL


def put(view: ProjectView, course_id: int, best: Best, events: Sequence[Event] = ()) -> None:
    """Keep what there is, and what is to be recorded of it. Raises ``ProblemError`` when the drive is full."""
    folder = view.course_folder(course_id) / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _BEST).unlink(missing_ok=True)  # killed in between, nothing is known
    with write_whole(folder / _EVENTS) as temporary:
        temporary.write_bytes(b"\n".join(map(encode, events)))
    with write_whole(folder / _BEST) as temporary:
        temporary.write_text(to_json(best), encoding="utf-8")


def get(view: ProjectView, state: CourseState) -> Best | None:
    """What there is; ``None``: it is not known, not of the last test, or nobody asks any more."""
    course = state.course
    folder = view.course_folder(course.id)
    if course.question_id not in {asked.id for asked in view.questions.all()}:
        return None
    try:
        best = from_json((folder / _FOLDER / _BEST).read_text(encoding="utf-8"), Best)
    except (OSError, ValueError):
        return None
    winner = best.winner
    if best.tests < len(view.courses.points(course.id)):
        return None
    if winner is not None and not (folder / winner.network).is_dir() and not _moved(view, winner).is_dir():
        return None
    return best


def end(view: ProjectView, course_id: int, winner: Winner) -> Iterator[Event]:
    """The skill, its report card and the decision, as at the end of a course; killed in between, it ends the same."""
    folder, target = view.course_folder(course_id), view.skill_folder(winner.skill_id)
    lines = (folder / _FOLDER / _EVENTS).read_bytes().splitlines()
    events = [event for event in map(decode, lines) if isinstance(event, Event)]
    target.mkdir(parents=True, exist_ok=True)
    if (folder / winner.network).is_dir():
        shutil.rmtree(_moved(view, winner), ignore_errors=True)
        (folder / winner.network).rename(_moved(view, winner))
    for file in folder_of(view, course_id).iterdir():
        file.replace(target / file.name)
    files = model_files(view, winner.modality, tuned_name(winner.skill_id))
    assert files is not None
    remember(files, winner.recipe.precision, winner.recipe.views)  # as quick as the one that it was made from
    keep_ending(view, course_id, events)
    yield from events
    shutil.rmtree(folder, ignore_errors=True)


def _moved(view: ProjectView, winner: Winner) -> Path:
    return view.skill_folder(winner.skill_id) / _NETWORK
