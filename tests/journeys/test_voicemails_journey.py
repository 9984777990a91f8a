"""A garage owner's way from a folder of voicemails to a workbook: real window, real workers, real speech model."""

import csv
import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTextEdit
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import RunTask
from deskhand.domain.jobs import Lane, Transcribed
from deskhand.domain.questions import QuestionKind
from deskhand.domain.recordings import COLUMNS, CallState
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.listen.page import ListenPage
from deskhand.gui.pages.recordings.page import RecordingsPage
from deskhand.gui.pages.run.page import RunPage
from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.teach.page import TeachPage
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.window import Window
from deskhand.storage.tables.recordings import name_on_screen
from real_window import LONG, open_window, page_of, project_of

OTHERS = ("vm27", "vm32", "vm34", "vm40")
ORDERS, APPOINTMENTS = ("vm02", "vm04", "vm25"), ("vm17", "vm18", "vm35")
EMPTY, DAMAGED, NO_SOUND = "odd_silence.wav", "odd_corrupt.wav", "a bill.wav"
NUMBER = "555 0100"
STATES = sorted([CallState.DONE] * 6 + [CallState.NO_SPEECH] + [CallState.UNREADABLE] * 2)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


@pytest.fixture
def calls(data: Path, tmp_path: Path) -> Path:
    """Six short voicemails, one in which nobody speaks, a damaged one, and a PDF called like a recording."""
    folder = tmp_path / "Calls of May"
    folder.mkdir()
    for beginning in (*ORDERS, *APPOINTMENTS, EMPTY, DAMAGED):
        (file,) = (data / "voicemails").glob(f"{beginning}*")
        shutil.copy(file, folder)
    document = next(iter(sorted((data / "documents-ordinary").glob("*.pdf"))))
    shutil.copy(document, folder / NO_SOUND)
    return folder


@pytest.fixture
def more_calls(calls: Path, data: Path) -> Path:
    """So many that they are not all heard together."""
    for beginning in OTHERS:
        (file,) = (data / "voicemails").glob(f"{beginning}*")
        shutil.copy(file, calls)
    return calls


def choose(window: Window, calls: Path, model: Path, qtbot: QtBot, patch: pytest.MonkeyPatch) -> RunPage:
    """Drop the folder on Home for its words, say which model listens and which names there are, and go to Run."""
    window.home_page.offer([str(calls)])
    window.home_page.cards.cards["voicemails"].click()
    page = page_of(window, RecordingsPage)
    qtbot.waitUntil(lambda: page.list.count == len(list(calls.iterdir())) and not page.list.listing, timeout=LONG)
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(model))
    page.hearing.choose.click()
    page.hearing.names.setPlainText("Ann Fletcher\nVictoria Porter")
    page.next.click()
    return page_of(window, RunPage)


def turn_all_into_text(page: RunPage, qtbot: QtBot) -> None:
    """Try five, then begin with all that are left."""
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.TRIED, timeout=LONG)
    assert (page.session.counts.done, page.session.counts.failed) == (3, 2)
    page.primary.click()


def correct_two_calls(page: ListenPage, project: OpenProject) -> tuple[int, int]:
    """Other words in the call that is shown, another number, and back; another number in the next; both finished."""
    first = page.call.item_id
    assert first is not None
    QTest.keyClicks(page.call.passages, "e")
    editor = page.call.passages.viewport().findChild(QTextEdit)
    assert isinstance(editor, QTextEdit)
    editor.setPlainText("This is what was really said.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    write_number(page)
    project.undo()
    assert page.call.call_back.field.text() != NUMBER
    QTest.keyClicks(page.call.passages, "f")
    second = page.call.item_id
    assert second not in (None, first)
    write_number(page)
    QTest.keyClicks(page.call.passages, "f")
    return first, second


def write_number(page: ListenPage) -> None:
    page.call.call_back.edit()
    page.call.call_back.field.selectAll()
    QTest.keyClicks(page.call.call_back.field, NUMBER)
    QTest.keyClick(page.call.call_back.field, Qt.Key.Key_Return)
    assert page.call.call_back.field.text() == NUMBER


def teach(page: TeachPage, project: OpenProject) -> None:
    """One question, and two answers to each of its two categories."""
    page.questions.form.asked.emit("About", QuestionKind.CHOICE, ("Order", "Appointment"))
    taught = {"Order": ORDERS[:2], "Appointment": APPOINTMENTS[:2]}
    for answer, files in taught.items():
        for item_id in [item_id for item_id, file in files_of(project) if file.startswith(files)]:
            page._show_item(item_id)
            page._answer(answer)


def files_of(project: OpenProject) -> list[tuple[int, str]]:
    """(item, file) of every recording."""
    view = project.project
    (source,) = view.sources.all()
    ids = [item.id for item in view.items.each(source.id)]
    return [(item_id, name_on_screen(one.path)) for item_id, one in view.recordings.many(ids).items()]


def has_answered(page: RunPage) -> bool:
    run = page.session.run
    return run is not None and run.task is RunTask.ANSWER and page.session.phase is Phase.ENDED


def rows_of(project: OpenProject) -> list[tuple[str, ...]]:
    """The recordings as they are on the screen."""
    (source,) = project.project.sources.all()
    return [item.cells for item in project.project.items.each(source.id)]


def check_workbook(book: openpyxl.Workbook, folder: Path, project: OpenProject) -> None:
    """It says what the screen says: words, numbers, answers; and its links lead to the recordings."""
    heading, *rows = book.active.iter_rows()
    names = [cell.value for cell in heading]
    assert tuple(names[: len(COLUMNS)]) == COLUMNS
    shown = rows_of(project)
    assert len(rows) == len(shown)
    for row, cells in zip(rows, shown, strict=True):
        told = dict(zip(names, row, strict=True))
        for name in ("File", "Call back", "Words", "State"):
            assert (told[name].value or "") == cells[COLUMNS.index(name)]
        assert (folder / unquote(told["File"].hyperlink.target)).is_file()
        assert (told["About"].value in ("Order", "Appointment")) is (told["State"].value == CallState.DONE)


def saved(page: UsePage, words: str, target: Path, qtbot: QtBot, patch: pytest.MonkeyPatch) -> Path:
    """What the button with these words writes."""
    patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    next(button for button in page.ways.buttons if button.text() == words).click()
    qtbot.waitUntil(lambda: not page.saving.busy, timeout=LONG)
    return target


def test_a_folder_of_voicemails_becomes_a_workbook(
    window: Window, calls: Path, speech_model: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = choose(window, calls, speech_model, qtbot, monkeypatch)
    project = project_of(window)
    turn_all_into_text(running, qtbot)
    qtbot.waitUntil(lambda: running.session.phase is Phase.ENDED, timeout=LONG)
    states = {row[0]: row[-1] for row in rows_of(project)}
    assert sorted(states.values()) == STATES
    assert states[EMPTY] == CallState.NO_SPEECH
    assert states[DAMAGED] == states[NO_SOUND] == CallState.UNREADABLE

    running.primary.click()
    first, second = correct_two_calls(page_of(window, ListenPage), project)
    window.go_to_step(2)
    teaching = page_of(window, TeachPage)
    teach(teaching, project)
    teaching.next.click()
    running.all.click()
    qtbot.waitUntil(lambda: has_answered(running), timeout=LONG)

    window.go_to_step(5)
    using = page_of(window, UsePage)
    save = partial(saved, using, qtbot=qtbot, patch=monkeypatch)
    book = openpyxl.load_workbook(save("Save workbook…", tmp_path / "calls.xlsx"))
    check_workbook(book, tmp_path, project)
    with save("Save CSV…", tmp_path / "calls.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {line["File"]: line for line in csv.DictReader(file)}
    files = dict(files_of(project))
    assert lines[files[first]]["Words"].startswith("This is what was really said.")
    assert lines[files[second]]["Call back"] == NUMBER
    (tmp_path / "subtitles").mkdir()
    save("Save SRT…", tmp_path / "subtitles")
    told = [file for file in (tmp_path / "subtitles").rglob("*.srt") if file.stat().st_size]
    assert len(told) == len(ORDERS) + len(APPOINTMENTS)


def test_a_worker_that_is_killed_in_mid_run_costs_no_recording(
    window: Window, more_calls: Path, speech_model: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = choose(window, more_calls, speech_model, qtbot, monkeypatch)
    project, killed = project_of(window), []

    def kill_once(message: object) -> None:
        if isinstance(message, Transcribed) and not killed:
            killed.append(window._workers[Lane.HEAVY].process_id)
            os.kill(killed[0], signal.SIGKILL)

    project.recorded.connect(kill_once)
    page.all.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=LONG)
    assert killed
    assert sorted(row[-1] for row in rows_of(project)) == sorted([*STATES, *[CallState.DONE] * len(OTHERS)])


def test_a_window_closed_in_mid_run_goes_on_to_the_same_rows(
    more_calls: Path, speech_model: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = open_window(qtbot, qapp)
    page = choose(undisturbed, more_calls, speech_model, qtbot, monkeypatch)
    page.all.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=LONG)
    expected = rows_of(project_of(undisturbed))
    undisturbed.close()

    first = open_window(qtbot, qapp)
    page = choose(first, more_calls, speech_model, qtbot, monkeypatch)
    page.all.click()
    qtbot.waitUntil(lambda: page.session.counts.done > 0, timeout=LONG)
    assert page.session.phase is Phase.RUNNING
    folder = project_of(first).project.folder
    first.close()

    again = open_window(qtbot, qapp)
    again.door.open(folder)
    again.go_to_step(3)
    page = page_of(again, RunPage)
    assert page.session.phase is Phase.PAUSED
    assert 0 < page.session.counts.done < len(expected)
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=LONG)
    assert rows_of(project_of(again)) == expected
    again.close()
