"""Choose for documents and photos: real folders listed by a real worker, and rehearsed reading."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import FilingDrafted, FilingStarted, SourceAdded
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, AnswersIn, FileState
from deskhand.domain.filing import FilingRule
from deskhand.domain.items import SourceKind
from deskhand.gui import theme
from deskhand.gui.file_reading import FileReading
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.files.answers import AnswersPanel
from deskhand.gui.pages.files.beside import LOOKING
from deskhand.gui.pages.files.counting import kinds_in_words
from deskhand.gui.pages.files.model import Column
from deskhand.gui.pages.files.page import FilesPage
from deskhand.gui.project_pages import ProjectPages
from deskhand.gui.steps import first_page, state_words, steps_of
from deskhand.gui.tokens import Column as Look
from deskhand.gui.widgets.step_tabs import StepState
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project
from inbox import show

LONG = 60_000  # milliseconds: a worker starts slowly where much runs beside it
Make = Callable[..., FilesPage]


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot) -> Iterator[Make]:
    """Makes the page of a new project of a job; ``kind`` of its workers, rehearsed unless said otherwise."""
    made: list[tuple[FilesPage, WorkerProcess, WorkerProcess]] = []

    def page_of(job: str = "documents", kind: str = "rehearsal") -> FilesPage:
        light, heavy = WorkerProcess(kind), WorkerProcess("rehearsal")
        project = Project.create(tmp_path / f"project {len(made)}", "New project", job)
        page = FilesPage(OpenProject(project, light, heavy))
        show(page, qtbot)
        page.arrive()
        made.append((page, light, heavy))
        return page

    yield page_of
    for page, light, heavy in made:
        page.leave()
        page.open_project.close()
        light.close()
        heavy.close()


@pytest.fixture
def papers(make: Make, tmp_path: Path, qtbot: QtBot) -> FilesPage:
    """Forty-eight rehearsed papers that were read, eight of which could not be."""
    page = make()
    take(page, qtbot, folder_with(tmp_path / "Intake"))
    qtbot.waitUntil(lambda: page.reading.counts is None and page.counts.unread == 8, timeout=LONG)
    return page


def folder_with(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF-1.4")
    folder.mkdir(exist_ok=True)
    return folder


def take(page: FilesPage, qtbot: QtBot, *paths: Path) -> None:
    page.take([str(path) for path in paths])
    qtbot.waitUntil(lambda: not page.list.listing, timeout=LONG)
    page._show_all()


def files(page: FilesPage) -> list[str]:
    return [str(page.model.index(row, Column.FILE).data()) for row in range(page.model.rowCount())]


def press(page: FilesPage, words: str) -> None:
    next(one for one in page.answers.findChildren(QPushButton) if one.text() == words and one.isEnabled()).click()


def test_a_folder_of_documents_is_listed_and_gives_the_project_its_name(make, tmp_path, qtbot) -> None:
    page = make(kind="light")
    assert page.focusWidget() is page.drop_area.button
    page.reading.paused = True
    take(page, qtbot, folder_with(tmp_path / "Intake", "Letters/one.pdf", "two.docx", "engine.dwg", "photo.jpg"))
    assert sorted(files(page)) == ["one.pdf", "photo.jpg", "two.docx"]
    source = page.open_project.project.sources.all()[0]
    assert (source.kind, page.open_project.project.name) == (SourceKind.DOCUMENTS, "Intake")
    assert page.head.about.text().startswith("3 documents")


def test_single_photos_and_a_second_folder_come_beside_what_is_there(make, tmp_path, qtbot) -> None:
    page = make("photos", "light")
    page.reading.paused = True
    folder, other = (
        folder_with(tmp_path / "May", "1.jpg", "2.heic", "list.pdf"),
        folder_with(tmp_path / "June", "a.png"),
    )
    take(page, qtbot, folder / "1.jpg", folder / "2.heic")
    assert page.open_project.project.sources.all()[0].files == (b"1.jpg", b"2.heic")
    take(page, qtbot, other)
    folder_with(other, "b.png")
    page.head.again_button.click()
    qtbot.waitUntil(lambda: page.list.count == 4, timeout=LONG)
    qtbot.waitUntil(lambda: not page.list.listing, timeout=LONG)
    assert files(page) == ["1.jpg", "2.heic", "a.png", "b.png"]
    page.list.take_out(page.list.sources[0].id)
    assert files(page) == ["a.png", "b.png"]
    page.open_project.undo()
    assert len(files(page)) == 4


def test_a_count_that_ends_when_nobody_looks_any_more_changes_nothing(make, tmp_path, qtbot) -> None:
    page = make(kind="light")
    page.reading.paused = True
    take(page, qtbot, folder_with(tmp_path / "papers", "a.txt"))
    heard = []
    page.counts.changed.connect(lambda: heard.append(True))
    page.counts.stop()
    page.counts.ask()
    page.leave()
    qtbot.wait(300)
    assert not heard
    page.arrive()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)


def test_what_lies_in_a_folder_that_is_there_comes_no_second_time(make, tmp_path, qtbot) -> None:
    page = make(kind="light")
    page.reading.paused = True
    folder = folder_with(tmp_path / "all" / "papers", "a.txt", "Inbox/b.txt")
    take(page, qtbot, folder)
    folder_with(folder, "Inbox/new.txt")
    take(page, qtbot, folder / "Inbox")
    take(page, qtbot, folder / "Inbox" / "b.txt")
    assert len(page.list.sources) == 1
    assert sorted(files(page)) == ["a.txt", "b.txt", "new.txt"]
    take(page, qtbot, folder_with(tmp_path / "all", "c.txt"))
    assert sorted(files(page)) == ["a.txt", "b.txt", "c.txt", "new.txt"]
    assert "3 are listed already, with another folder." in page.head.about.text()


def test_reading_begins_by_itself_and_teach_is_possible_when_some_are_read(papers: FilesPage) -> None:
    assert papers.head.about.text() == "48 documents: 16 PDF, 8 e-mails, 8 photos, 8 Word documents."
    assert papers.next.isEnabled()
    assert papers.next.text() == "Next: Teach"
    states = [step.state for step in steps_of(papers.open_project.project)]
    assert states == [StepState.DONE, StepState.OPEN, StepState.SHUT, StepState.SHUT, StepState.SHUT]
    assert first_page(papers.open_project.project) == "choose"


def test_what_could_not_be_read_is_shown_alone_with_its_reason(papers: FilesPage, qtbot: QtBot) -> None:
    assert papers.strip.unread.text() == "8 could not be read"
    papers.strip.only.click()
    assert papers.model.rowCount() == 8
    assert not papers.table.isColumnHidden(Column.WHY)
    assert str(papers.model.index(0, Column.WHY).data()).startswith("This file is damaged. It ends in the middle.")
    papers.strip.only.click()
    assert papers.model.rowCount() == 48
    assert papers.table.isColumnHidden(Column.WHY)
    before = papers.open_project.project.runs.unfinished(reading=True)
    papers.strip.again_button.click()
    assert before is None
    assert papers.reading.busy
    qtbot.waitUntil(lambda: not papers.reading.busy, timeout=LONG)
    assert papers.open_project.project.files.counts()[FileState.UNREADABLE] == 8


def test_answers_of_folder_names_are_taken_and_put_back(papers: FilesPage, qtbot: QtBot) -> None:
    project = papers.open_project.project
    qtbot.waitUntil(lambda: bool(papers.answers._takes), timeout=LONG)
    press(papers, "Take")
    qtbot.waitUntil(lambda: papers.next.text() == "Next: Run", timeout=LONG)
    (question,) = project.questions.all()
    assert question.name == "Type"
    assert project.labels.counts(question.id)["Letters"] == 16
    assert not any(button.isEnabled() for button in papers.answers._takes)  # two places are not mixed
    papers.answers.name.setText("Client")
    assert all(button.isEnabled() for button in papers.answers._takes)
    press(papers, "Undo")
    assert project.questions.all() == ()
    assert papers.next.text() == "Next: Teach"
    papers.open_project.undo()
    papers.open_project.undo()
    assert sum(project.labels.counts(question.id).values()) == 48


def test_answers_that_were_taken_are_not_offered_again_by_another_name(papers: FilesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(papers.answers._takes), timeout=LONG)
    papers.answers.name.setText("Client")
    press(papers, "Take")
    qtbot.waitUntil(lambda: papers.answers.enough, timeout=LONG)
    again = AnswersPanel(papers.open_project)  # as when the project is opened again
    qtbot.addWidget(again)
    again.look()
    qtbot.waitUntil(lambda: bool(again._takes), timeout=LONG)
    assert again.name.text() == "Client"
    assert not any(button.isEnabled() for button in again._takes)


def test_a_question_without_any_answer_is_not_left_behind(papers: FilesPage, qtbot: QtBot) -> None:
    papers.answers.take(AnswersIn.TABLE, papers.answers.sources, "fail.xlsx")
    qtbot.waitUntil(papers.problem.isVisible, timeout=LONG)
    assert papers.open_project.project.questions.all() == ()


def test_attachments_of_mails_become_documents_of_the_project(papers: FilesPage, qtbot: QtBot) -> None:
    assert papers.attachments.isVisible()
    papers.attachments.button.click()
    qtbot.waitUntil(lambda: len(papers.list.sources) == 2 and not papers.list.listing, timeout=LONG)
    assert papers.list.sources[1].path.endswith("Attachments")


def test_reading_can_be_paused_and_goes_on_after_a_restart(make, tmp_path, qtbot) -> None:
    page = make()
    page.reading.paused = True
    take(page, qtbot, folder_with(tmp_path / "Intake"))
    slow = SourceAdded(9, "any/slow", "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS)
    page.open_project.project.record(slow)  # over what is called so a rehearsed worker takes ten seconds
    page.reading.go_on()
    qtbot.waitUntil(lambda: page.strip.pause_button.isVisible() and page.reading.busy, timeout=LONG)
    page.strip.pause_button.click()
    page._show_all()
    assert not page.reading.busy
    assert page.strip.words.text() == "Reading is paused, 0 of 48"
    assert state_words(page.open_project.project) == "0 of 48 read"
    page.reading.deleteLater()
    page.reading.setParent(None)
    pages = ProjectPages(page.open_project)  # as the window makes them when the project is opened again
    qtbot.addWidget(pages)
    reading = FileReading.of(page.open_project)
    qtbot.waitUntil(lambda: reading.busy, timeout=LONG)
    reading.pause()


def test_photos_are_shown_as_pictures_and_as_a_list_where_reasons_are_asked_for(make, tmp_path, qtbot) -> None:
    page = make("photos")
    take(page, qtbot, folder_with(tmp_path / "Damages"))
    qtbot.waitUntil(lambda: page.reading.counts is None and page.counts.read == 36, timeout=LONG)
    assert page.head.about.text() == "48 photos."
    assert page.table.isColumnHidden(Column.PAGES)
    assert page.grid.isVisible()
    row = page.model.row(1)
    qtbot.waitUntil(lambda: page.grid._thumbnails.picture(row.item_id) is not None, timeout=LONG)
    assert len(page.grid.in_sight()) > 4
    page.strip.only.click()
    assert page.table.isVisible()
    QTest.mouseClick(page.strip.ways.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert page.grid.isVisible()


def test_which_models_look_is_said(tmp_path: Path) -> None:
    model = tmp_path / "deit-tiny"
    model.mkdir()
    assert LOOKING["photos"].words("").startswith("Colours and shapes only: choose a picture model to have")
    assert LOOKING["photos"].words(str(model)).startswith("deit-tiny")
    assert "first pages" in LOOKING["documents"].words(str(model))
    assert "not where it was" in LOOKING["documents"].words(str(tmp_path / "gone"))


def test_kinds_are_counted_as_people_say_them() -> None:
    assert kinds_in_words({"PDF": 300, "Word document": 1, "E-mail": 41}) == "300 PDF, 1 Word document, 41 e-mails"
    many = {f"Kind {number}": 10 - number for number in range(8)}
    assert kinds_in_words(many).endswith("7 kind 3s, 18 of other kinds")


def test_the_list_of_projects_says_what_was_filed(papers: FilesPage) -> None:
    project = papers.open_project.project
    project.record(FilingDrafted(1, FilingRule(b"/filed", ())))
    project.record(FilingStarted(1))
    assert state_words(project) == "Paused, 0 of 0 filed"


def test_two_thousand_documents_are_listed_at_once_and_scroll_without_a_gap(make, tmp_path, qtbot) -> None:
    page, folder = make(kind="light"), tmp_path / "all"
    page.reading.paused = True
    folder.mkdir()
    for number in range(2_000):
        (folder / f"{number:05}.txt").touch()
    take(page, qtbot, folder)
    assert page.model.rowCount() == 2_000
    for row in (0, 199, 200, 1_000, 1_999):
        assert page.model.index(row, Column.FILE).data() == f"{row:05}.txt"


def test_the_page_fits_a_narrow_window_with_large_text(papers: FilesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "current", lambda: theme.Theme(Look.LIGHT, 26))
    papers.resize(960, 480)
    assert papers.minimumSizeHint().width() <= 960
    assert papers.edge.isVisible()
    assert papers.table.isColumnHidden(Column.FOLDER)
    assert not papers.table.isColumnHidden(Column.STATE)
