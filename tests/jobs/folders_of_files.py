"""Folders of documents and photos that a test makes, lists and reads."""

from pathlib import Path

from PIL import Image

from deskhand.domain.acts import RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, ListFiles, ReadFiles
from deskhand.storage.project import Project
from jobs.reading import Heard, performed


def photo(path: Path, colour: str = "green", size: tuple[int, int] = (60, 40)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path


def add_folder(project: Project, folder: Path, kind: SourceKind = SourceKind.PHOTOS, *files: bytes) -> int:
    """Record ``folder`` as a source, not yet listed."""
    source_id = project.new_id("sources")
    texts = DOCUMENT_TEXT if kind is SourceKind.DOCUMENTS else ()
    project.record(SourceAdded(source_id, str(folder), "", 0, COLUMNS, texts, kind=kind, files=tuple(files)))
    return source_id


def listed(project: Project, folder: Path, kind: SourceKind = SourceKind.PHOTOS) -> int:
    source_id = add_folder(project, folder, kind)
    performed(ListFiles(source_id), project)
    return source_id


def plan_reading(project: Project, source_id: int | None = None, *, again: bool = False) -> int:
    run_id = project.new_id("runs")
    project.record(RunPlanned(run_id, (), source_id, None, answered_too=again, task=RunTask.READ))
    return run_id


def read_all(project: Project, source_id: int | None = None, *, again: bool = False) -> list[Event]:
    """Plan a reading, do it, end it."""
    run_id = plan_reading(project, source_id, again=again)
    events = performed(ReadFiles(run_id), project, Heard())
    project.record(RunEnded(run_id))
    return events
