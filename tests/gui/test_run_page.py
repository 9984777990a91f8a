"""Run: trial, run of all, pause, stop, and going on after the window was closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import Labelled, RunPlanned, RunUndone
from deskhand.domain.jobs import ItemFailed, Learn, Predicted
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.run.model import Column
from deskhand.gui.pages.run.page import RunPage
from deskhand.gui.pages.run.session import Phase
from deskhand.storage.tables.runs import Outcome, RunCounts
from inbox import ANSWERED, ROWS, TYPE, make_inbox, opened, show, teach_it

OPEN = ROWS - ANSWERED
TRIAL = 5
PROBLEM = Problem("Nothing to read", "This row has no words.", "It was left out.", "Fill in the text.")


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = make_inbox(tmp_path / "inbox")
    teach_it(project)
    with opened(project) as open_project:
        yield open_project


def arrive(open_project: OpenProject, qtbot: QtBot) -> RunPage:
    page = RunPage(open_project)
    show(page, qtbot)
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive()
    return page


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[RunPage]:
    page = arrive(open_project, qtbot)
    yield page
    page.leave()


def shown(page: RunPage, column: Column) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def half_done(open_project: OpenProject) -> None:
    """A run of which 20 items are done and one could not be read: then the power was cut."""
    open_project.project.record(RunPlanned(1, (TYPE,)))
    ids = range(ANSWERED + 1, ANSWERED + 21)
    open_project.project.record(Predicted(1, tuple(Prediction(one, TYPE, "Billing", 0.9) for one in ids)))
    open_project.project.record(ItemFailed(1, ANSWERED + 21, PROBLEM))


def test_a_trial_on_five_comes_first_and_shows_its_results(page: RunPage, qtbot: QtBot) -> None:
    assert page.head.title.text() == f"Sort {OPEN} messages"
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.TRIED, timeout=15000)
    qtbot.waitUntil(lambda: shown(page, Column.STATE) == ["Done"] * TRIAL)
    assert all(shown(page, Column.CAME_OUT))
    assert page.primary.text() == "Run all"


def test_after_the_trial_all_messages_get_an_answer(page: RunPage, qtbot: QtBot) -> None:
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.TRIED, timeout=15000)
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=15000)
    assert page.session.counts == RunCounts(OPEN, OPEN, 0)
    assert page.head.title.text() == f"All {OPEN} messages have an answer"
    assert page.primary.text() == "Next: Check"


def test_answers_that_no_skill_has_learned_from_are_learned_first(
    open_project: OpenProject, page: RunPage, qtbot: QtBot
) -> None:
    open_project.record(Labelled(TYPE, ((ANSWERED + 1, "Billing"),)))
    page.all.click()
    assert page.session.phase is Phase.LEARNING
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=15000)
    skill = open_project.project.skills.in_use(TYPE)
    assert skill is not None
    assert skill.id != "first"
    assert page.session.counts.done == OPEN - 1


def test_a_trial_follows_the_learning_that_teach_began(open_project: OpenProject, page: RunPage, qtbot: QtBot) -> None:
    open_project.perform(Learn((TYPE,)))
    page.session.look()
    assert page.primary.text() == "Run a trial on five"
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.TRIED, timeout=15000)
    assert page.session.counts.done == TRIAL


def test_a_run_that_was_cut_off_is_found_and_goes_on(open_project: OpenProject, qtbot: QtBot) -> None:
    half_done(open_project)
    page = arrive(open_project, qtbot)
    assert page.head.title.text() == f"Sorting {OPEN} messages is not finished"
    assert page.session.counts == RunCounts(OPEN, 20, 1)
    assert page.primary.text() == "Go on"
    page.primary.click()
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=15000)
    assert page.session.counts == RunCounts(OPEN, OPEN - 1, 1)


def test_what_waits_in_a_paused_run_says_so(open_project: OpenProject, qtbot: QtBot) -> None:
    half_done(open_project)
    page = arrive(open_project, qtbot)
    states = shown(page, Column.STATE)
    assert states[:22] == ["Done"] * 20 + ["Could not be read", "Paused"]


def test_stopping_keeps_what_is_done(open_project: OpenProject, qtbot: QtBot) -> None:
    half_done(open_project)
    page = arrive(open_project, qtbot)
    page.head.stop_button.click()
    assert page.session.phase is Phase.ENDED
    assert open_project.project.runs.unfinished() is None
    assert open_project.project.predictions.count(TYPE) == 20
    assert page.primary.text() == "Run all"


def test_pausing_answers_at_once_and_space_goes_on(page: RunPage, qtbot: QtBot) -> None:
    page.all.click()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.session.phase is Phase.PAUSED
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=15000)
    assert page.session.counts.done == OPEN


def test_f_shows_only_what_could_not_be_read(open_project: OpenProject, qtbot: QtBot) -> None:
    half_done(open_project)
    page = arrive(open_project, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_F)
    assert shown(page, Column.CAME_OUT) == ["Nothing to read"]
    QTest.keyClick(page.table, Qt.Key.Key_F)
    assert len(shown(page, Column.CAME_OUT)) == OPEN


def test_a_run_that_is_undone_no_longer_stands_on_the_page(open_project: OpenProject, qtbot: QtBot) -> None:
    half_done(open_project)
    page = arrive(open_project, qtbot)
    open_project.record(RunUndone(1))
    assert page.session.phase is Phase.READY
    assert page.head.title.text() == f"Sort {OPEN} messages"


def test_another_workbook_is_read_and_all_its_rows_are_sorted(
    open_project: OpenProject, page: RunPage, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("Message\nMy invoice is wrong\nCan I come on Tuesday?\n", encoding="utf-8")
    page.another.take(table)
    qtbot.waitUntil(lambda: page.session.phase is Phase.ENDED, timeout=15000)
    run = page.session.run
    assert run is not None
    assert run.source_id == open_project.project.sources.all()[-1].id
    assert page.session.counts.done == open_project.project.items.count(run.source_id)


def test_a_workbook_that_cannot_be_read_is_said_in_the_page(page: RunPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.another.take(tmp_path / "fail.csv")
    qtbot.waitUntil(page.problem.isVisible, timeout=15000)
    assert page.session.phase is Phase.READY


def test_the_rows_of_a_run_come_by_how_they_stand(open_project: OpenProject) -> None:
    half_done(open_project)
    runs = open_project.project.runs
    assert runs.items(1, 0, 500, Outcome.DONE) == list(range(ANSWERED + 1, ANSWERED + 21))
    assert runs.items(1, 0, 500, Outcome.FAILED) == [ANSWERED + 21]
    assert runs.items(1, 0, 500, Outcome.WAITING) == list(range(ANSWERED + 22, ROWS + 1))
    assert runs.items(1, 10, 5) == list(range(ANSWERED + 11, ANSWERED + 16))
    assert runs.unanswered((TYPE,)) == OPEN - 21
