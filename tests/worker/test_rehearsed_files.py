"""The rehearsal answers about files and their filing as the real worker does, so that the window can be tried alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from deskhand.domain.acts import (
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    LabelOffered,
    QuestionAsked,
    RunEnded,
    RunPlanned,
    RunTask,
    SourceAdded,
)
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, AnswersIn, FileState
from deskhand.domain.filing import FilingRule, MoveState, Remark
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    REQUESTS,
    AnswersFound,
    AttachmentsTakenOut,
    DoFiling,
    DrawPicture,
    Event,
    FindReasons,
    Finished,
    ListFiles,
    LookForAnswers,
    PictureDrawn,
    PlanFiling,
    ReadFiles,
    ReasonsFound,
    Request,
    ResultsSaved,
    SaveIndex,
    SettleFiling,
    TakeFileAnswers,
    TakeOutAttachments,
    UndoFiling,
)
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project
from deskhand.worker import rehearsal
from deskhand.worker.canned import ANSWERS
from jobs.reading import Heard


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Papers", "documents")
    made.record(SourceAdded(1, str(tmp_path), "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS))
    yield made
    made.close()


def rehearsed(request: Request, project: Project) -> list[Event]:
    events = []
    for event in rehearsal.perform(request, project, Heard()):
        project.record(event)
        events.append(event)
    assert isinstance(events[-1], Finished)
    return events


def read(project: Project) -> None:
    rehearsed(ListFiles(1), project)
    project.record(RunPlanned(1, (), 1, task=RunTask.READ))
    rehearsed(ReadFiles(1), project)
    project.record(RunEnded(1))


def asked(project: Project) -> None:
    project.record(QuestionAsked(1, "Type"))
    for label in ("Contract", "Invoice"):
        project.record(LabelOffered(1, label))


def test_the_rehearsal_knows_every_request() -> None:
    assert set(ANSWERS) == set(REQUESTS)


def test_rehearsed_files_are_listed_then_read_and_some_cannot_be(project: Project) -> None:
    read(project)
    counts = project.files.counts()
    assert counts == {FileState.READ: 40, FileState.UNREADABLE: 8}
    assert set(project.files.kinds()) == {"PDF", "Word document", "E-mail", "Photo"}
    assert project.runs.unfinished(reading=True) is None
    (failed,) = project.files.of_state(FileState.UNREADABLE, 0, 1)
    assert project.files.failures([failed])[failed].advice


def test_pictures_of_rehearsed_files_can_be_looked_at(project: Project) -> None:
    read(project)
    pictured = project.files.pictured([item.id for item in project.items.each()])
    kept = PictureCache(project.pictures_path, readonly=True)
    assert len(kept.get(list(pictured.values()))) == len(pictured) == 24
    kept.close()
    item, plain = next(iter(pictured)), next(item.id for item in project.items.each() if item.id not in pictured)
    drawn = [event for one in (item, plain) for event in rehearsed(DrawPicture(one), project)]
    jpegs = [event.jpeg for event in drawn if isinstance(event, PictureDrawn)]
    assert [QImage.fromData(jpeg).isNull() for jpeg in jpegs] == [False, True]


def test_rehearsed_answers_are_where_the_files_are(project: Project) -> None:
    read(project)
    asked(project)
    (found,) = (event for event in rehearsed(LookForAnswers(1), project) if isinstance(event, AnswersFound))
    assert [one.where for one in found.seen] == [AnswersIn.FOLDERS, AnswersIn.PREFIX]
    assert dict(found.seen[0].labels)["Letters"] == 16
    rehearsed(TakeFileAnswers(1, 1, AnswersIn.FOLDERS), project)
    assert project.labels.counts(1)["Letters"] == 16
    (out,) = (event for event in rehearsed(TakeOutAttachments(1), project) if isinstance(event, AttachmentsTakenOut))
    assert out.files == 16
    (why,) = (event for event in rehearsed(FindReasons(1, 1), project) if isinstance(event, ReasonsFound))
    assert all(word in project.text(project.items.get(1)) for word in why.words)


def test_a_rehearsed_filing_is_planned_done_and_taken_back(project: Project, tmp_path: Path) -> None:
    read(project)
    asked(project)
    project.record(FilingDrafted(1, FilingRule(bytes(tmp_path / "Filed"), (1,))))
    rehearsed(PlanFiling(1), project)
    assert project.filings.get(1).whole
    assert {Remark.RENAMED, Remark.THERE, Remark.UNSURE} < set(project.filings.remarks(1))
    assert {one.folder for one in project.filings.folders(1)} == {("Contract",), ("Invoice",)}
    project.record(FilingStarted(1))
    rehearsed(DoFiling(1), project)
    rehearsed(SettleFiling(1), project)
    project.record(FilingEnded(1))
    done = project.filings.counts(1)
    assert done[MoveState.DONE] > 20
    assert done[MoveState.FAILED] == 2
    (saved,) = (event for event in rehearsed(SaveIndex(1, "list.xlsx"), project) if isinstance(event, ResultsSaved))
    assert saved.rows == 48
    project.record(FilingTakenBack(1))
    rehearsed(UndoFiling(1), project)
    assert project.filings.counts(1)[MoveState.LEFT] > 0
    assert project.filings.unfinished() is None
