"""Choose for recordings, on real files listed by a real worker."""

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import RunEnded, RunPlanned, RunTask
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Lane, Transcribed
from deskhand.domain.recordings import CallState, Passage, Transcript
from deskhand.gui.folder_list import grouped
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.recordings.model import Column
from deskhand.gui.pages.recordings.page import RecordingsPage
from deskhand.gui.steps import first_page, state_words, steps_of
from deskhand.gui.widgets.step_tabs import StepState
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project
from deskhand.storage.settings import Settings
from inbox import show

LONG = 60_000  # milliseconds: a worker starts slowly where much runs beside it


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder with twelve recordings of a second each, and a text that is none."""
    folder = tmp_path / "Calls in May"
    folder.mkdir()
    for number in range(12):
        record(folder / f"call {number:02}.wav")
    (folder / "notes.txt").write_text("no sound", encoding="utf-8")
    return folder


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[RecordingsPage]:
    light, heavy = WorkerProcess(Lane.LIGHT), WorkerProcess(Lane.HEAVY)
    open_project = OpenProject(Project.create(tmp_path / "project", "New project", "voicemails"), light, heavy)
    page = RecordingsPage(open_project)
    show(page, qtbot)
    page.arrive()
    yield page
    page.leave()
    open_project.close()
    light.close()
    heavy.close()


def record(path: Path) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16000))


def take(page: RecordingsPage, qtbot: QtBot, *paths: Path) -> None:
    page.take([str(path) for path in paths])
    qtbot.waitUntil(lambda: not page.list.listing, timeout=LONG)


def files(page: RecordingsPage) -> list[str]:
    return [str(page.model.index(row, Column.FILE).data()) for row in range(page.model.rowCount())]


def hear(open_project: OpenProject, item_id: int) -> None:
    passage = Passage(0.0, 1.0, "The brakes squeal", 0.9)
    open_project.project.record(RunPlanned(1, (), task=RunTask.TRANSCRIBE))
    heard = Transcript(CallState.DONE, 1.0, "en", 0.9, (passage,))
    open_project.project.record(Transcribed(1, item_id, heard, "a" * 64))


def test_a_folder_is_listed_and_gives_the_project_its_name(page: RecordingsPage, calls: Path, qtbot: QtBot) -> None:
    assert page.drop_area.button.hasFocus()
    take(page, qtbot, calls)
    assert files(page) == [f"call {number:02}.wav" for number in range(12)]
    assert page.open_project.project.name == "Calls in May"
    assert page.open_project.project.sources.all()[0].kind is SourceKind.RECORDINGS
    assert page.head.about.text().startswith("12 recordings.")


def test_more_recordings_come_beside_those_that_are_there(page: RecordingsPage, calls: Path, qtbot: QtBot) -> None:
    take(page, qtbot, calls)
    record(calls / "call 12.wav")
    record(calls.parent / "one.wav")
    take(page, qtbot, calls, calls.parent / "one.wav")
    assert len(page.list.sources) == 2
    assert files(page)[-2:] == ["call 12.wav", "one.wav"]
    page.list.take_out(page.list.sources[0].id)
    assert files(page) == ["one.wav"]
    page.open_project.undo()
    assert len(files(page)) == 14


def test_without_a_speech_model_one_sentence_says_what_is_missing(
    page: RecordingsPage, calls: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    take(page, qtbot, calls)
    assert page.next.text() == "Choose a speech model…"
    assert "speech model" in page.action_bar.sentence.text()
    with qtbot.waitSignal(page.go) as gone:
        page.next.click()
    assert gone.args == ["models:speech"]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(calls))
    page.hearing.choose.click()
    assert page.problem.isVisible()
    model = tmp_path / "whisper-small"
    model.mkdir()
    (model / "config.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(model))
    page.hearing.choose.click()
    assert not page.problem.isVisible()
    assert page.next.text() == "Next: Run"
    assert page.hearing.model.text() == "whisper-small"
    assert Settings().get("speech.model") == str(model)  # the first one is that of every project
    model.rename(tmp_path / "elsewhere")
    page.arrive()
    assert page.next.text() == "Choose a speech model…"
    assert page.hearing.explained.text().startswith("Its folder is not where it was.")


def test_how_it_listens_is_kept_and_can_be_undone(page: RecordingsPage, calls: Path, qtbot: QtBot) -> None:
    take(page, qtbot, calls)
    page.hearing.language.setCurrentIndex(2)
    page.hearing.language.activated.emit(2)
    page.hearing.names.setPlainText("Kovalenko\n  Opel   Astra \n\nKovalenko")
    page.hearing.names.settle()
    page.hearing.speakers.click()
    told = page.open_project.project.hearing
    assert (told.language, told.names, told.speakers) == ("de", ("Kovalenko", "Opel Astra"), True)
    page.open_project.undo()
    page.open_project.undo()
    assert page.hearing.names.toPlainText() == ""
    assert not page.hearing.speakers.isChecked()


def test_run_is_possible_at_once_and_teach_when_there_are_words(
    page: RecordingsPage, calls: Path, qtbot: QtBot
) -> None:
    project = page.open_project.project
    assert [step.state for step in steps_of(project)][1:] == [StepState.SHUT] * 4
    take(page, qtbot, calls)
    assert [step.state is StepState.SHUT for step in steps_of(project)] == [False, True, False, True, True]
    assert not page.teach.isEnabled()
    hear(page.open_project, 1)
    page.arrive()
    assert page.teach.isEnabled()
    assert StepState.SHUT not in [step.state for step in steps_of(project)]
    assert state_words(project) == "Paused, 1 of 12 done"
    page.open_project.record(RunEnded(1))
    assert state_words(project) == "In words"
    assert first_page(project) == "choose"


def test_folders_and_single_files_are_taken_apart(tmp_path: Path, calls: Path) -> None:
    one, two = tmp_path / "one.wav", tmp_path / "two.wav"
    record(one)
    record(two)
    inside = calls / "call 00.wav"
    told = grouped([str(path) for path in (one, calls, inside, two)])
    assert told == [(calls, ()), (tmp_path, (b"one.wav", b"two.wav"))]


def test_ten_thousand_recordings_scroll_without_a_gap(page: RecordingsPage, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number:05}.wav").touch()
    take(page, qtbot, folder)
    assert page.model.rowCount() == 10_000
    for row in (0, 199, 200, 5_000, 9_999):
        assert page.model.index(row, Column.FILE).data() == f"{row:05}.wav"
