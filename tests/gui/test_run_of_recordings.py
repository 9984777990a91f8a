"""Run and Use where recordings are turned into text, with the rehearsal as the worker."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import Labelled, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import ItemFailed, ListRecordings, OutputKind, RecordingsListed, TableRead, Transcribe
from deskhand.domain.problems import Problem
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN, CallState, Recording
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.run.model import Column
from deskhand.gui.pages.run.page import RunPage
from deskhand.gui.pages.run.session import Phase, Plan
from deskhand.gui.pages.run.situation import Way
from deskhand.gui.pages.run.tonight import Tonight, is_night
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.steps import state_words, steps_of
from deskhand.gui.widgets.step_tabs import StepState
from deskhand.storage.project import Project
from deskhand.storage.tables.calls import CallOrder
from inbox import opened, show

CALLS, TRIAL = 12, 5
LONG = 30_000  # milliseconds
DAMAGED = Problem("The recording is damaged", "It ends at once.", "It was passed over.", "Ask for it again.")


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = Project.create(tmp_path / "project", "Calls", "voicemails")
    kind, words = SourceKind.RECORDINGS, (WORDS_COLUMN,)
    project.record(SourceAdded(1, str(tmp_path / "calls"), "", 0, COLUMNS, words, kind=kind))
    names = (f"call {number:02}.wav".encode() for number in range(CALLS))
    listed = (Recording(row, name, 1000) for row, name in enumerate(names, start=1))
    project.record(RecordingsListed(1, tuple(listed)))
    project.record(TableRead(1, CALLS))
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[RunPage]:
    page = RunPage(open_project)
    show(page, qtbot)
    page.arrive()
    yield page
    page.leave()


def settle(page: RunPage, phase: Phase, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.session.phase is phase, timeout=LONG)


def cells(page: RunPage, column: Column) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_trial_shows_what_was_heard_in_five(page: RunPage, qtbot: QtBot) -> None:
    assert page.head.title.text() == f"Turn {CALLS} recordings into text"
    assert page.primary.text() == Way.TRY
    page.primary.click()
    settle(page, Phase.TRIED, qtbot)
    assert cells(page, Column.ITEM) == [f"call {number:02}.wav" for number in range(TRIAL)]
    assert any("brakes" in words for words in cells(page, Column.CAME_OUT))
    assert page.primary.text() == Way.ALL


def test_all_are_turned_into_text_and_no_speech_is_a_result(page: RunPage, qtbot: QtBot) -> None:
    page.all.click()
    settle(page, Phase.ENDED, qtbot)
    assert set(cells(page, Column.STATE)) >= {"Done"}
    assert "" not in cells(page, Column.STATE)
    assert page.open_project.project.items.page(1, 0, 1)[0].cells[WORDS_COLUMN]
    with qtbot.waitSignal(page.go) as went:
        page.table.opened.emit(page.table.model().row(1))
    assert went.args == ["check:2"]


def test_a_recording_that_could_not_be_read_can_be_tried_again(open_project: OpenProject, qtbot: QtBot) -> None:
    project = open_project.project
    project.record(RunPlanned(1, (), limit=1, task=RunTask.TRANSCRIBE))
    project.record(ItemFailed(1, 1, DAMAGED))
    page = RunPage(open_project)
    show(page, qtbot)
    page.arrive()
    page.session.stop()
    assert page.again.isVisible()
    assert project.calls.unread() == 1
    page.again.click()
    settle(page, Phase.ENDED, qtbot)
    assert project.calls.unread() == 0
    page.leave()


def test_a_folder_of_damaged_recordings_is_not_sent_to_teach(open_project: OpenProject, qtbot: QtBot) -> None:
    project = open_project.project
    project.record(RunPlanned(1, (), task=RunTask.TRANSCRIBE))
    for item_id in range(1, CALLS + 1):
        project.record(ItemFailed(1, item_id, DAMAGED))
    project.record(RunEnded(1))
    page = RunPage(open_project)
    show(page, qtbot)
    page.arrive()
    assert page.head.title.text() == "None of them could be read"
    assert cells(page, Column.CAME_OUT) == [DAMAGED.title] * CALLS
    assert page.primary.text() == Way.CHECK
    assert StepState.SHUT not in [steps_of(project)[place].state for place in (3, 4)]
    page.leave()


def test_a_killed_worker_goes_on_one_recording_at_a_time(open_project: OpenProject, qtbot: QtBot) -> None:
    open_project.record(RunPlanned(1, (), task=RunTask.TRANSCRIBE))
    handle = open_project.perform(Transcribe(1))
    open_project.working.connect(
        lambda: open_project._workers[handle.request.lane].kill() if handle.running and not handle.deaths else None
    )
    qtbot.waitUntil(lambda: handle.ending is not None, timeout=LONG)
    assert handle.request == Transcribe(1, one_by_one=True)
    assert open_project.project.runs.get(1).ended_at is not None


def test_listing_goes_on_after_a_worker_has_died_once(open_project: OpenProject, qtbot: QtBot) -> None:
    handle = open_project.perform(ListRecordings(1))
    open_project.working.connect(
        lambda: open_project._workers[handle.request.lane].kill() if handle.running and not handle.deaths else None
    )
    qtbot.waitUntil(lambda: handle.ending is not None, timeout=LONG)
    assert type(handle.ending).__name__ == "Finished"


def test_only_at_night_a_long_run_waits_and_a_trial_does_not(page: RunPage, qtbot: QtBot) -> None:
    hour = [12]
    tonight = Tonight(page.session, lambda: True, lambda: datetime(2026, 11, 21, hour[0]))
    tonight.begin(Plan())
    assert tonight.waiting
    assert page.session.phase is Phase.READY
    tonight.forget()
    tonight.begin(Plan(limit=TRIAL))
    settle(page, Phase.TRIED, qtbot)
    tonight.begin(Plan())
    hour[0] = 21
    tonight.look()
    assert not tonight.waiting
    settle(page, Phase.ENDED, qtbot)


def test_the_page_says_that_it_waits_and_does_it_now_on_demand(
    page: RunPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.tonight, "_clock", lambda: datetime(2026, 11, 21, 9))
    page.run_panel.night.click()
    page.all.click()
    assert page.primary.text() == Way.NOW
    assert "20:00 to 6:00" in page.head.explained.text()
    page.primary.click()
    settle(page, Phase.ENDED, qtbot)


def test_the_night_is_from_eight_to_six() -> None:
    assert [hour for hour in range(24) if is_night(datetime(2026, 1, 1, hour))] == [0, 1, 2, 3, 4, 5, 20, 21, 22, 23]


def test_calls_leave_as_a_workbook_with_passages_and_as_texts(
    page: RunPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.all.click()
    settle(page, Phase.ENDED, qtbot)
    use = UsePage(page.open_project)
    show(use, qtbot)
    use.arrive()
    assert use.head.text() == f"{CALLS} recordings were listened to"
    names = [button.text() for button in use.ways.findChildren(QPushButton) if button.isVisible()]
    assert names == ["Save workbook…", "Save CSV…", "Save texts…", "Save SRT…", "VTT instead"]
    asked = []
    perform = page.open_project.perform
    monkeypatch.setattr(page.open_project, "perform", lambda request: asked.append(request) or perform(request))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "calls.xlsx"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    use.ways.second_sheet.setChecked(True)
    use.ways.copy.click()
    qtbot.waitUntil(lambda: not use.saving.busy, timeout=LONG)
    use.ways.wanted.emit(OutputKind.SRT)
    qtbot.waitUntil(lambda: not use.saving.busy, timeout=LONG)
    assert [(one.kind, one.passages) for one in asked] == [(OutputKind.NEW, True), (OutputKind.SRT, False)]
    use.leave()


def test_the_list_of_projects_says_how_many_calls_wait(page: RunPage, qtbot: QtBot) -> None:
    page.all.click()
    settle(page, Phase.ENDED, qtbot)
    waiting = page.open_project.project.transcripts.waiting()
    assert state_words(page.open_project.project) == f"{waiting} calls wait for you"


def test_calls_in_words_are_sorted_next_if_there_are_answers_to_learn_from(page: RunPage, qtbot: QtBot) -> None:
    page.all.click()
    settle(page, Phase.ENDED, qtbot)
    project = page.open_project.project
    project.record(QuestionAsked(1, "About"))
    calls = project.calls.many(project.calls.ids(CallOrder.TIME))
    spoken = sorted(item_id for item_id, call in calls.items() if call.state is CallState.DONE)
    answers = tuple((item_id, ("Repair", "Price")[place % 2]) for place, item_id in enumerate(spoken[:4]))
    page.open_project.record(Labelled(1, answers))
    page.arrive()
    assert page.head.title.text() == f"Sort {len(spoken) - 4} recordings"
    assert not page.table.isVisible()  # what was turned into text before is not what is sorted now
    page.all.click()
    settle(page, Phase.ENDED, qtbot)
    assert page.session.run is not None
    assert page.session.run.task is RunTask.ANSWER
    assert project.predictions.count(1)


def test_the_list_of_projects_says_how_far_a_paused_run_is(open_project: OpenProject) -> None:
    open_project.record(RunPlanned(1, (), task=RunTask.TRANSCRIBE))
    assert state_words(open_project.project) == f"Paused, 0 of {CALLS} done"
