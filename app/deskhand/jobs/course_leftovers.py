"""What courses leave on disk, told without loading a model: whether an end was kept; of courses long over, nothing."""

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from deskhand.domain.jobs import Event
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import encode
from deskhand.storage.view import ProjectView

ENDING = "ending.jsonl"  # all that is to be recorded at the end of a course
_DAY = 24 * 3600.0


def has_ending(view: ProjectView, course_id: int) -> bool:
    """Whether it had come to its end, of which not all was recorded."""
    return (view.course_folder(course_id) / ENDING).is_file()


def keep_ending(view: ProjectView, course_id: int, events: Sequence[Event]) -> None:
    """All that is to be recorded at the end, before anything of it is: killed in between, it ends the same."""
    folder = view.course_folder(course_id)
    folder.mkdir(parents=True, exist_ok=True)
    with write_whole(folder / ENDING) as temporary:
        temporary.write_bytes(b"\n".join(map(encode, events)))


def clear_leftovers(view: ProjectView, course_id: int) -> None:
    """Nothing stays of other courses, which are over, nor of skills that were never whole."""
    own = view.course_folder(course_id)
    for folder in _folders(own.parent):
        if folder != own:
            shutil.rmtree(folder, ignore_errors=True)
    for folder in _folders(view.skill_folder("any").parent):
        if _is_old(folder) and not _is_known(view, folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def _folders(among: Path) -> Iterator[Path]:
    yield from (path for path in among.iterdir() if path.is_dir()) if among.is_dir() else ()


def _is_old(folder: Path) -> bool:
    """What is younger may be about to be recorded."""
    return time.time() - folder.stat().st_mtime > _DAY


def _is_known(view: ProjectView, skill_id: str) -> bool:
    try:
        view.skills.get(skill_id)
    except KeyError:
        return False
    return True
