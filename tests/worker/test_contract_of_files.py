"""What the window may rely on about files and their filing, of the real worker and of its rehearsal alike."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from deskhand.domain.acts import (
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    QuestionAsked,
    RunEnded,
    RunPlanned,
    RunTask,
    SourceAdded,
)
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, AnswersIn, FileState
from deskhand.domain.filing import FilingRule, MoveState
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    AnswersFound,
    AnswersTaken,
    AttachmentsTakenOut,
    DoFiling,
    DrawPicture,
    FileRead,
    FilesFiled,
    FilesListed,
    FilesPlanned,
    FindReasons,
    Finished,
    ItemFailed,
    ListFiles,
    LookForAnswers,
    PictureDrawn,
    PicturesRestored,
    PlanFiling,
    ReadFiles,
    Request,
    RestorePictures,
    ResultsSaved,
    SaveIndex,
    SettleFiling,
    TableRead,
    TakeFileAnswers,
    TakeOutAttachments,
    UndoFiling,
)
from deskhand.storage.project import Project
from worker.conversation import Conversation, worker

pytestmark = pytest.mark.parametrize("kind", ["light", "rehearsal"])
Told = list[object]


class Desk:
    """A project of documents that a worker is asked about; what it answers is recorded, as the window does."""

    def __init__(self, project: Project, conversation: Conversation) -> None:
        self.project = project
        self._conversation = conversation
        self._jobs = 0

    def ask(self, request: Request) -> Told:
        self._jobs += 1
        self._conversation.order(self._jobs, request, self.project.folder)
        events = self._conversation.events(self._jobs)
        for event in events:
            self.project.record(event)
        assert isinstance(events[-1], Finished), events[-1]
        return events

    def only(self, kind: type, request: Request) -> list[object]:
        """Its answers of one kind."""
        return [event for event in self.ask(request) if isinstance(event, kind)]


@pytest.fixture
def desk(kind: str, tmp_path: Path) -> Iterator[Desk]:
    papers = tmp_path / "papers"
    for number in range(4):
        for name in ("Letters", "Invoices"):
            (papers / name).mkdir(parents=True, exist_ok=True)
            words = f"{name} of {number} May: thank you for your visit, the amount due is {number}.00 pounds."
            (papers / name / f"{name} {number}.txt").write_text(words, encoding="utf-8")
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    picture.save(str(papers / "Letters" / "scan.jpg"))
    (papers / "Letters" / "mail.eml").write_bytes(_mail())
    (papers / "Invoices" / "damaged.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    project = Project.create(tmp_path / "project", "Papers", "documents")
    project.record(SourceAdded(1, str(papers), "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS))
    with worker(kind) as conversation:
        made = Desk(project, conversation)
        made.ask(ListFiles(1))
        project.record(RunPlanned(1, (), 1, task=RunTask.READ))
        yield made
    project.close()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Ada <ada@example.org>", "Rent", "Mon, 3 Nov 2025 10:00:00 +0000"
    mail.set_content("The lease is attached.")
    mail.add_attachment(b"Rent: 400 pounds", maintype="text", subtype="plain", filename="lease.txt")
    return mail.as_bytes()


def read(desk: Desk) -> Told:
    events = desk.ask(ReadFiles(1))
    desk.project.record(RunEnded(1))
    return events


def test_files_that_are_listed_are_not_listed_again(desk: Desk) -> None:
    told = desk.ask(ListFiles(1))
    assert not any(isinstance(event, FilesListed) for event in told)
    assert [event.rows for event in told if isinstance(event, TableRead)] == [desk.project.items.count(1)]


def test_each_file_is_read_or_told_why_not_and_none_twice(desk: Desk) -> None:
    told = read(desk)
    outcomes = [event.item_id for event in told if isinstance(event, FileRead | ItemFailed)]
    assert sorted(outcomes) == [item.id for item in desk.project.items.each()]
    assert all(event.problem.advice for event in told if isinstance(event, ItemFailed))
    counts = desk.project.files.counts()
    assert set(counts) == {FileState.READ, FileState.UNREADABLE}
    assert not desk.only(FileRead, ReadFiles(1))


def test_a_picture_is_a_jpeg_or_nothing(desk: Desk) -> None:
    read(desk)
    ids = desk.project.files.of_state(FileState.READ, 0, 100)
    pictured = desk.project.files.pictured(ids)
    for item_id, there in ((next(iter(pictured)), True), (next(one for one in ids if one not in pictured), False)):
        (drawn,) = desk.only(PictureDrawn, DrawPicture(item_id, edge=200))
        assert QImage.fromData(drawn.jpeg, "JPEG").isNull() is not there


def test_pictures_that_are_lost_are_made_again_once(desk: Desk) -> None:
    read(desk)
    for path in desk.project.folder.glob("pictures.db*"):
        path.unlink()
    pictured = desk.project.files.pictured(desk.project.files.of_state(FileState.READ, 0, 100))
    told = desk.only(PicturesRestored, RestorePictures())
    assert sorted(item_id for event in told for item_id in event.item_ids) == sorted(pictured)
    assert not desk.only(PicturesRestored, RestorePictures())


def test_answers_are_found_in_folders_and_taken(desk: Desk) -> None:
    (found,) = desk.only(AnswersFound, LookForAnswers(1))
    folders = next(dict(one.labels) for one in found.seen if one.where is AnswersIn.FOLDERS)
    assert {"Letters", "Invoices"} <= set(folders)
    desk.project.record(QuestionAsked(1, "Type"))
    assert desk.only(AnswersTaken, TakeFileAnswers(1, 1, AnswersIn.FOLDERS))
    assert desk.project.labels.counts(1) == folders


def test_attachments_lie_in_a_folder_of_the_project(desk: Desk) -> None:
    read(desk)
    (out,) = desk.only(AttachmentsTakenOut, TakeOutAttachments(1))
    assert out.files > 0
    assert Path(out.folder).is_dir()
    assert Path(out.folder).is_relative_to(desk.project.folder)


def test_reasons_may_be_none(desk: Desk) -> None:
    read(desk)
    desk.project.record(QuestionAsked(1, "Type"))
    assert isinstance(desk.ask(FindReasons(1, 1))[-1], Finished)


def test_a_filing_is_planned_done_listed_and_taken_back(desk: Desk, tmp_path: Path) -> None:
    read(desk)
    project, target = desk.project, tmp_path / "Filed"
    target.mkdir()
    project.record(QuestionAsked(1, "Type"))
    desk.ask(TakeFileAnswers(1, 1, AnswersIn.FOLDERS))
    project.record(FilingDrafted(1, FilingRule(bytes(target), (1,), careful=0.0)))
    plans = desk.only(FilesPlanned, PlanFiling(1))
    assert [plan.whole for plan in plans].count(True) == 1
    assert sum(len(plan.moves) for plan in plans) == project.items.count()
    project.record(FilingStarted(1))
    assert desk.only(FilesFiled, DoFiling(1))
    assert not desk.only(FilesFiled, DoFiling(1))
    desk.ask(SettleFiling(1))
    project.record(FilingEnded(1))
    done = project.filings.counts(1)
    assert done[MoveState.DONE] >= 8
    assert MoveState.PLANNED not in done
    (saved,) = desk.only(ResultsSaved, SaveIndex(1, str(tmp_path / "list.xlsx")))
    assert saved.rows > 0
    project.record(FilingTakenBack(1))
    assert desk.only(FilesFiled, UndoFiling(1))
    assert MoveState.TAKING_BACK not in project.filings.counts(1)
    assert project.filings.unfinished() is None
