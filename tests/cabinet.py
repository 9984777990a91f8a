"""Case files to test filing in the window: real files on the disk, read and answered."""

import hashlib
import os
from pathlib import Path

from deskhand.domain.acts import LabelOffered, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.file_messages import FileRead, FilesListed
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, Content, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import ItemFailed, Predicted, TableRead
from deskhand.domain.questions import Prediction
from deskhand.storage.project import Project
from papers import LOCKED

MATTER, URGENCY = 1, 2
MATTERS = ("Contract disputes", "Employment", "Property", "Family", "Correspondence")
URGENCIES = ("Urgent", "This month", "Can wait")
PLACES = ("Scans", "Mail", "")
NAMES = (
    "Statement of claim {n}.pdf",
    "Letter before action {n}.docx",
    "Notice of hearing {n}.pdf",
    "Fwd lease {n}.eml",
)
READING, ANSWERING = 1, 2
FILES, UNSURE, UNREAD = 60, 6, 2
"""Of the sixty files six are not sure and two could not be read; two have the same name and go to the same folder."""


def make_cabinet(
    folder: Path, files: int = FILES, matters: tuple[str, ...] = MATTERS, job: str = "documents"
) -> Project:
    """A project beside the folder *Intake*, whose files were read and answered by *Matter type* and *Urgency*."""
    intake = folder / "Intake"
    paths = [_path(number) for number in range(files)]
    found = []
    for row, path in enumerate(paths, 1):
        file = intake / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Case {row}", encoding="utf-8")
        status = file.stat()
        found.append(FoundFile(row, os.fsencode(path), status.st_size, status.st_mtime_ns))
    project = Project.create(folder / "project", "Case files, intake", job)
    kind = SourceKind.PHOTOS if job == "photos" else SourceKind.DOCUMENTS
    project.record(SourceAdded(1, str(intake), "", 0, COLUMNS, DOCUMENT_TEXT if job == "documents" else (), (), kind))
    _ask(project, MATTER, "Matter type", matters)
    _ask(project, URGENCY, "Urgency", URGENCIES)
    project.record(FilesListed(1, tuple(found)))
    project.record(TableRead(1, files))
    project.record(RunPlanned(READING, (), 1, task=RunTask.READ))
    for row, path in enumerate(paths, 1):
        _read(project, row, (intake / path).read_bytes(), failed=row > files - UNREAD)
    project.record(RunEnded(READING))
    project.record(RunPlanned(ANSWERING, (MATTER, URGENCY), 1))
    project.record(Predicted(ANSWERING, tuple(_answers(files - UNREAD, matters))))
    project.record(RunEnded(ANSWERING))
    return project


def _path(number: int) -> str:
    """The first two have the same name in two folders."""
    if number < 2:
        return f"{PLACES[number]}/Scan_0031.pdf"
    return f"{PLACES[number % 3]}/{NAMES[number % 4].format(n=number)}".lstrip("/")


def _ask(project: Project, question_id: int, name: str, labels: tuple[str, ...]) -> None:
    project.record(QuestionAsked(question_id, name))
    for label in labels:
        project.record(LabelOffered(question_id, label))


def _read(project: Project, item_id: int, content: bytes, *, failed: bool) -> None:
    if failed:
        project.record(ItemFailed(READING, item_id, LOCKED))
    else:
        read = Content("PDF", content.decode(), 2, f"2026-03-{item_id % 28 + 1:02}", "Bell & Sons", "Claim")
        project.record(FileRead(READING, item_id, read, hashlib.sha256(content).hexdigest()))


def _answers(read: int, matters: tuple[str, ...]) -> list[Prediction]:
    answers = []
    for item_id in range(1, read + 1):
        number = max(item_id - 2, 0)  # the first two go to the same folder
        sure = 0.5 if item_id > read - UNSURE else 0.82 + item_id % 15 / 100
        answers.append(Prediction(item_id, MATTER, matters[number % len(matters)], sure))
        answers.append(Prediction(item_id, URGENCY, URGENCIES[number // len(matters) % 3], 0.9))
    return answers
