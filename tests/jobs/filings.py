"""Projects with files on the disk, read and answered, for the tests of filing."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from deskhand.domain.acts import QuestionAsked, RunPlanned, RunTask, SourceAdded
from deskhand.domain.file_messages import FileRead, FilesListed
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, Content, FoundFile
from deskhand.domain.filing import Deed, FilingRule, Move
from deskhand.domain.filing_messages import (
    DoFiling,
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    PlanFiling,
    UndoFiling,
)
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, Finished, Predicted, Progress, Stopped, TableRead
from deskhand.domain.questions import Prediction
from deskhand.jobs import perform
from deskhand.storage.project import Project

TYPE, URGENCY = 1, 2
READING, ANSWERING = 1, 2
CONTENT = Content("PDF", "Words of it.", 2, "2026-03-09", "Bell & Sons", "Invoice 2041", has_picture=True)


class Report:
    """Hears how far a job is; stops it when so many files are ``enough``."""

    def __init__(self, enough: int = 1_000_000_000) -> None:
        self.heard: list[Progress] = []
        self._enough = enough

    def progress(self, progress: Progress) -> None:
        self.heard.append(progress)
        if progress.done >= self._enough:
            raise Stopped


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def project_of(folder: Path, inbox: Path, answers: Mapping[str, tuple[str, float]]) -> Project:
    """A project of all files in ``inbox``, in the order of ``answers``: Type, and how sure, by file name."""
    project = Project.create(folder, "Papers", "documents")
    project._connection.execute("PRAGMA synchronous = OFF")  # no power is cut while a test prepares
    project.record(SourceAdded(1, str(inbox), "", 0, COLUMNS, DOCUMENT_TEXT, (), SourceKind.DOCUMENTS))
    project.record(QuestionAsked(TYPE, "Type"))
    found = []
    for row, name in enumerate(answers, 1):
        status = (inbox / name).stat()
        found.append(FoundFile(row, os.fsencode(name), status.st_size, status.st_mtime_ns))
    project.record(FilesListed(1, tuple(found)))
    project.record(TableRead(1, len(found)))
    project.record(RunPlanned(READING, (), 1, task=RunTask.READ))
    for item_id, name in enumerate(answers, 1):
        project.record(FileRead(READING, item_id, CONTENT, digest((inbox / name).read_bytes())))
    project.record(RunPlanned(ANSWERING, (TYPE,), 1))
    given = (
        Prediction(item_id, TYPE, label, sure) for item_id, (label, sure) in enumerate(answers.values(), 1) if label
    )
    project.record(Predicted(ANSWERING, tuple(given)))
    project._connection.execute("PRAGMA synchronous = FULL")
    return project


def performed(project: Project, request: object, report: Report | None = None) -> list[Event]:
    """What a job answers, recorded."""
    events = []
    for event in perform(request, project, report or Report()):
        project.record(event)
        events.append(event)
    return events


def ended_well(project: Project, request: object) -> None:
    ending = performed(project, request)[-1]
    assert isinstance(ending, Finished), ending


def planned(
    project: Project, target: Path, pattern: str = "", deed: Deed = Deed.COPY, careful: float | None = None
) -> dict[int, Move]:
    """A plan of all files, by item."""
    filing_id = project.new_id("filings")
    project.record(FilingDrafted(filing_id, FilingRule(os.fsencode(target), (TYPE,), pattern, deed, careful)))
    ended_well(project, PlanFiling(filing_id))
    assert project.filings.get(filing_id).whole
    return {move.item_id: move for move in project.filings.moves(filing_id, 0, -1)}


def filed(project: Project) -> dict[int, Move]:
    """The newest plan carried out."""
    filing_id = project.new_id("filings") - 1
    project.record(FilingStarted(filing_id))
    ended_well(project, DoFiling(filing_id))
    project.record(FilingEnded(filing_id))
    return {move.item_id: move for move in project.filings.moves(filing_id, 0, -1)}


def undone(project: Project, *item_ids: int) -> dict[int, Move]:
    """The newest filing put back, or these files of it."""
    filing_id = project.new_id("filings") - 1
    project.record(FilingTakenBack(filing_id, item_ids))
    ended_well(project, UndoFiling(filing_id))
    return {move.item_id: move for move in project.filings.moves(filing_id, 0, -1)}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path from there."""
    if not folder.exists():
        return {}
    return {os.path.relpath(path, folder): path.read_bytes() for path in sorted(folder.rglob("*")) if not path.is_dir()}
