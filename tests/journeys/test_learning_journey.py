"""A long learning in the real window: begun, left by a closed window, gone on with, stopped with the best so far."""

import csv
from itertools import islice
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import CoursePlanned
from deskhand.domain.courses import Point, Way
from deskhand.domain.jobs import CourseDecided
from deskhand.gui.pages.learning.page import LearningPage
from deskhand.gui.pages.report_card.page import ReportCardPage
from deskhand.gui.window import Window
from learned import in_own_process
from real_window import LONG, open_window, page_of, project_of

INTENTS = ("translate", "transfer", "timer", "definition")
EACH = 8
QUICK = 10.0  # seconds in which Stop is obeyed, also on a machine that is busy; 2 on one that is not


@pytest.fixture
def project(data: Path, tmp_path: Path) -> Path:
    """A few real messages, learned in seconds."""
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "messages.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Message", "Intent"])
        for intent in INTENTS:
            of_it = islice((row for row in rows if row["Intent"] == intent), EACH)
            writer.writerows([row["Message"], intent] for row in of_it)
    learned = ("--text", "Message", "--question", "Intent", "--project", tmp_path / "project")
    assert not in_own_process("learn", tmp_path / "messages.csv", *learned, home=tmp_path / "home").code
    return tmp_path / "project"


def learning_in(project: Path, qtbot: QtBot, application: QApplication) -> tuple[Window, LearningPage]:
    """The page of the question, in a window that was just opened."""
    window = open_window(qtbot, application)
    window.door.open(project)
    assert window.pages is not None
    window.pages.go("learning:1")
    return window, page_of(window, LearningPage)


def points_of(window: Window) -> tuple[Point, ...]:
    courses = project_of(window).project.courses
    return courses.points(courses.of(1)[0].course.id)


def until_tested(window: Window, tests: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(points_of(window)) >= tests, timeout=3 * LONG)


def test_a_long_learning_is_left_gone_on_with_and_stopped(project: Path, qtbot: QtBot, qapp: QApplication) -> None:
    window, page = learning_in(project, qtbot, qapp)
    page.experts.ways.choose(Way.CONTRASTIVE)
    page.primary.click()
    until_tested(window, 1, qtbot)
    first = points_of(window)
    window.close()

    again, page = learning_in(project, qtbot, qapp)
    until_tested(again, len(first) + 1, qtbot)
    assert points_of(again)[: len(first)] == first
    assert [point.times for point in points_of(again)] == [1.0 + place for place in range(len(points_of(again)))]

    recorded: list[object] = []
    project_of(again).recorded.connect(recorded.append)
    began = monotonic()
    page.course.head.stop_button.click()
    qtbot.waitUntil(lambda: page.state is not None and page.state.decision is not None, timeout=3 * LONG)
    decided = [message for message in recorded if isinstance(message, CourseDecided)]
    assert len(decided) == 1
    assert page.course.outcome.isVisible()
    if not decided[0].decision.kept:
        assert monotonic() - began < QUICK
    page.report.click()
    card = page_of(again, ReportCardPage)
    assert card.open_project.project.skills.in_use(1) is not None
    assert not any(isinstance(message, CoursePlanned) for message in recorded)
    again.close()
