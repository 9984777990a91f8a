"""A file that is listed again because it changed: what is known of it begins anew, what people said stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled, QuestionAsked, RunPlanned, RunTask, SourceAdded
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, Content, FileState, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import FileRead, FilesListed, Predicted
from deskhand.domain.questions import Prediction
from deskhand.storage.project import Project

READING, ANSWERING = 1, 2


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Papers", "documents")
    made.record(SourceAdded(1, str(tmp_path), "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS))
    made.record(QuestionAsked(1, "Type"))
    made.record(FilesListed(1, tuple(FoundFile(row, b"%d.txt" % row, 10, 1) for row in (1, 2))))
    made.record(RunPlanned(READING, (), task=RunTask.READ))
    for item_id in (1, 2):
        made.record(FileRead(READING, item_id, Content("Text", "some words"), f"{item_id:064x}"))
    made.record(RunPlanned(ANSWERING, (1,)))
    made.record(Predicted(ANSWERING, tuple(Prediction(item_id, 1, "Letter", 0.9) for item_id in (1, 2))))
    yield made
    made.close()


def test_what_deskhand_answered_about_a_file_is_gone_when_the_file_has_changed(project: Project) -> None:
    assert project.runs.unanswered((1,)) == 0
    project.record(FilesListed(1, (FoundFile(2, b"2.txt", 11, 2),)))
    assert project.files.counts() == {FileState.READ: 1, FileState.WAITING: 1}
    assert project.predictions.count(1) == 1
    assert project.predictions.get(1, 2) is None
    project.record(RunPlanned(3, (), task=RunTask.READ))
    assert project.runs.todo(3) == [2]
    project.record(FileRead(3, 2, Content("Text", "other words"), "f" * 64))
    assert project.runs.unanswered((1,)) == 1
    assert project.items.get(2).cells[7] == "other words"


def test_what_a_person_answered_about_a_file_stays_when_the_file_has_changed(project: Project) -> None:
    project.record(Labelled(1, ((2, "Invoice"),)))
    project.record(FilesListed(1, (FoundFile(2, b"2.txt", 11, 2),)))
    assert project.labels.of_items(1, [2])[2].value == "Invoice"
    assert project.items.count() == 2
