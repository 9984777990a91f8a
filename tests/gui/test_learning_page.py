"""Learning thoroughly: what to expect, how it gets on, what came out; pause, stop, and going on after a restart."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import QuestionAsked
from deskhand.domain.courses import ADAPT_AUTO, ADAPT_OFF, Aim, Course, Way
from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import Finished, Learn, SkillLearned
from deskhand.gui.courses import CourseWork
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.learning.page import LearningPage
from deskhand.gui.pages.learning.words import ENOUGH
from deskhand.gui.pages.use.history import can_undo
from deskhand.gui.pages.use.words import told
from deskhand.gui.widgets.stage_list import Standing
from deskhand.gui.working import Working
from deskhand.storage.project import Project
from deskhand.worker.canned_courses import NO_GAIN, NOW, RIGHT, TESTED, TIMES
from inbox import PRICE, TYPE, make_inbox, opened, show, teach_it

PATIENCE = 20_000  # milliseconds


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = make_inbox(tmp_path / "inbox")
    teach_it(project)
    with opened(project) as open_project:
        yield open_project


def arrive(open_project: OpenProject, qtbot: QtBot, what: str = str(TYPE)) -> LearningPage:
    page = LearningPage(open_project)
    show(page, qtbot)
    qtbot.waitUntil(page.isActiveWindow)
    page.aim(what)
    page.arrive()
    return page


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[LearningPage]:
    page = arrive(open_project, qtbot)
    yield page
    page.leave()
    page.hide()


def points_of(page: LearningPage) -> int:
    state = page.state
    return 0 if state is None else len(page.open_project.project.courses.points(state.course.id))


def begun(page: LearningPage, qtbot: QtBot, points: int = 2) -> Course:
    """The course of the page, after so many tests."""
    page.primary.click()
    qtbot.waitUntil(lambda: points_of(page) >= points, timeout=PATIENCE)
    assert page.state is not None
    return page.state.course


def decided(page: LearningPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.state is not None and page.state.decision is not None, timeout=PATIENCE)


def go_by(open_project: OpenProject, model: str) -> None:
    """The skill in use goes by this model, and so does the course."""
    skill = open_project.project.skills.in_use(TYPE)
    assert skill is not None
    open_project.project.record(SkillLearned(replace(skill, id=f"by {model}", model=model)))


def test_before_it_begins_it_says_what_so_many_answers_can_show(page: LearningPage) -> None:
    assert page.plan.gain.text() == "With 30 checked answers only a gain of 30 of 100 or more can be shown."
    assert page.plan.pays.text() == "You have 90 messages: below 2,000 texts it rarely pays."
    assert page.plan.adapt == ADAPT_OFF
    page.plan.switch.click()
    assert page.plan.adapt == ADAPT_AUTO
    assert {line.standing for line in page.course_panel.stages.lines} == {Standing.TO_COME}


def test_with_too_few_answers_it_cannot_be_begun(open_project: OpenProject, qtbot: QtBot) -> None:
    open_project.record(QuestionAsked(3, "Urgency"))
    page = arrive(open_project, qtbot, "3")
    assert f"{ENOUGH} checked answers are needed" in page.plan.gain.text()
    assert not page.primary.isEnabled()
    page.hide()


def test_numbers_are_learned_as_before(open_project: OpenProject, qtbot: QtBot) -> None:
    page = arrive(open_project, qtbot, str(PRICE))
    assert page.plan.gain.text().startswith("This question asks for a number")
    assert not page.primary.isEnabled()
    page.hide()


def test_how_long_it_may_take_is_chosen_by_keys_and_told(page: LearningPage) -> None:
    slider = page.plan.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert slider.accessibleName() == "How long may it take?: Overnight"
    assert page.plan.minutes == 480
    assert "8 hours" in page.plan.expect.text()


def test_figures_appear_one_after_the_other_and_the_better_skill_is_used(page: LearningPage, qtbot: QtBot) -> None:
    begun(page, qtbot)
    assert page.course.head.title.text() == "Learning thoroughly: Type"
    assert page.course.head.explained.text().startswith("From 123 of your 164 answers.")
    qtbot.waitUntil(lambda: "left, done at about" in page.course.head.figure_words.text(), timeout=PATIENCE)
    decided(page, qtbot)
    assert len(page.course.chart.figures.points) == TIMES + 1
    assert page.course.outcome.banner.accessibleName().startswith("Better by 12 of 100.")
    skill = page.open_project.project.skills.in_use(TYPE)
    assert skill is not None
    assert skill.evaluation.method is Method.FULL
    assert {line.standing for line in page.course_panel.stages.lines} == {Standing.DONE}


def test_the_one_before_can_be_used_again_and_the_new_one_too(page: LearningPage, qtbot: QtBot) -> None:
    begun(page, qtbot)
    decided(page, qtbot)
    page.course.outcome.back_button.click()
    skill = page.open_project.project.skills.in_use(TYPE)
    assert skill is not None
    assert skill.id == "first"
    assert page.course.outcome.back_button.text() == "Use the new one"
    assert "the one before again" in page.course.outcome.banner.accessibleName()


def test_a_pause_stands_still_and_goes_on_from_there(page: LearningPage, qtbot: QtBot) -> None:
    course = begun(page, qtbot)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page.course.head.figure.text() == "Paused"
    there = points_of(page)
    QTest.qWait(500)
    assert points_of(page) <= there + 1  # one may have been on its way
    QTest.keyClick(page, Qt.Key.Key_Space)
    decided(page, qtbot)
    times = [point.times for point in page.open_project.project.courses.points(course.id)]
    assert times == list(range(TIMES + 1))


def test_what_is_stopped_keeps_the_best_so_far(page: LearningPage, qtbot: QtBot) -> None:
    begun(page, qtbot, points=RIGHT.index(38) + 1)
    page.course.head.stop_button.click()
    decided(page, qtbot)
    state = page.state
    assert state is not None
    assert state.decision is not None
    assert state.decision.kept
    assert points_of(page) < TIMES + 1
    skill = page.open_project.project.skills.in_use(TYPE)
    assert skill is not None
    assert skill.evaluation.score.of == TESTED
    assert page.open_project.project.courses.unfinished() is None


def test_no_measurable_gain_is_a_result_like_any_other(open_project: OpenProject, qtbot: QtBot) -> None:
    go_by(open_project, NO_GAIN)
    page = arrive(open_project, qtbot)
    begun(page, qtbot)
    decided(page, qtbot)
    said = page.course.outcome.banner.accessibleName()
    assert said.startswith(f"No measurable gain on {TESTED} checked answers: {NOW} against {NOW}.")
    assert page.course.problem.isHidden()
    assert page.course.outcome.back_button.isHidden()
    page.hide()


def test_it_goes_on_by_itself_after_a_restart_unless_it_was_paused(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "inbox"
    project = make_inbox(folder)
    teach_it(project)
    with opened(project) as first:
        page = arrive(first, qtbot)
        course = begun(page, qtbot)
        page.hide()
    with opened(Project.open(folder)) as second:
        work = CourseWork.of(second)
        work.resume()
        with qtbot.waitSignal(work.decided, timeout=PATIENCE):
            pass
        times = [point.times for point in second.project.courses.points(course.id)]
        assert times == list(range(TIMES + 1))
        work.begin(Course(0, Aim.QUESTION, TYPE))
        work.pause()
    with opened(Project.open(folder)) as third:
        work = CourseWork.of(third)
        work.resume()
        assert not work.busy
        assert work.state is not None


def test_other_work_goes_first_and_the_course_goes_on_by_itself(page: LearningPage, qtbot: QtBot) -> None:
    begun(page, qtbot)
    learning = page.open_project.perform(Learn((TYPE,)))
    with qtbot.waitSignal(learning.ended, timeout=PATIENCE):
        pass
    assert isinstance(learning.ending, Finished)
    assert points_of(page) < TIMES
    decided(page, qtbot)


def test_a_problem_is_said_and_the_best_can_still_be_kept(open_project: OpenProject, qtbot: QtBot) -> None:
    go_by(open_project, "fail")
    page = arrive(open_project, qtbot)
    page.primary.click()
    qtbot.waitUntil(page.course.problem.isVisible, timeout=PATIENCE)
    assert page.course.head.figure.text() == "Paused"
    page.course.head.stop_button.click()
    decided(page, qtbot)
    assert page.course.problem.isHidden()
    page.hide()


def test_the_chart_is_walked_with_arrows_and_turns_into_a_table(page: LearningPage, qtbot: QtBot) -> None:
    begun(page, qtbot)
    decided(page, qtbot)
    chart = page.course.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert page.course.walked.text().startswith(f"After 1 of {TIMES} times: {RIGHT[1]} of {TESTED}, likely ")
    QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    table = page.course.chart_or_table.table
    assert table is not None
    assert table.rowCount() == TIMES + 1
    cell = table.item(2, 1)
    assert cell is not None
    assert cell.text() == f"{RIGHT[2]} of {TESTED}"


def test_experts_choose_a_way_and_a_rule_by_their_names(page: LearningPage, qtbot: QtBot) -> None:
    page.plan.experts_button.click()
    page.experts.ways.choose(Way.CONTRASTIVE)
    page.experts.objectives.choose("denoising")
    page.experts.objectives.chosen.emit()
    page.experts.back_button.click()
    assert page.plan.chosen.text() == "contrastive · denoising"
    assert page.plan.switch.isChecked()
    course = begun(page, qtbot, points=1)
    assert (course.way, course.adapt) == (Way.CONTRASTIVE, "denoising")
    page.course_panel.copy_button.click()
    assert "way contrastive · adapt denoising" in QGuiApplication.clipboard().text()


def test_one_course_at_a_time_and_the_other_is_shown(page: LearningPage, qtbot: QtBot) -> None:
    begun(page, qtbot, points=1)
    page.aim("files")
    page.refresh()
    assert "goes on now" in page.plan.elsewhere.accessibleName()
    page.primary.click()
    assert page.course.head.title.text() == "Learning thoroughly: Type"


def test_a_model_that_read_the_files_is_in_the_history_and_can_be_taken_back(
    open_project: OpenProject, qtbot: QtBot
) -> None:
    page = arrive(open_project, qtbot, "files")
    begun(page, qtbot)
    assert page.course.chart_title.text() == "Still wrong"
    decided(page, qtbot)
    view = open_project.project
    entry = view.history.all()[0]
    assert told(view, entry) == ("Model of your texts made", "from 90 files")
    assert can_undo(entry)
    assert entry.inverse is not None
    open_project.record(entry.inverse)
    assert [used for _, used in view.courses.own_models()] == [False]
    page.hide()


def test_in_a_narrow_window_the_panel_stands_below_the_chart(page: LearningPage, qtbot: QtBot) -> None:
    page.resize(960, 560)
    qtbot.waitUntil(lambda: not page.beside.side_area.isVisible())
    assert page.course_panel.isVisible()
    assert page.beside.area.isAncestorOf(page.course_panel)
    page.resize(1280, 690)
    qtbot.waitUntil(page.beside.side_area.isVisible)
    assert page.beside.side_area.isAncestorOf(page.course_panel)


def test_the_header_says_that_it_learns(page: LearningPage, qtbot: QtBot) -> None:
    said: list[str] = []
    working = Working(page.open_project, page)
    working.changed.connect(lambda words, _: said.append(words))
    begun(page, qtbot)
    qtbot.waitUntil(lambda: any(words.startswith("Learning") for words in said), timeout=PATIENCE)
    decided(page, qtbot)
    qtbot.waitUntil(lambda: said[-1] == "", timeout=PATIENCE)
