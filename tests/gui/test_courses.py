"""Courses of an open project, whatever page is shown."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from deskhand.domain.courses import Aim, Course
from deskhand.gui.courses import CourseWork
from inbox import TYPE, make_inbox, opened, teach_it

PATIENCE = 20_000  # milliseconds


def test_a_course_that_is_begun_while_the_one_before_is_still_cleared_up_begins(tmp_path: Path, qtbot: QtBot) -> None:
    project = make_inbox(tmp_path / "inbox")
    teach_it(project)
    with opened(project) as open_project:
        work, course = CourseWork.of(open_project), Course(0, Aim.QUESTION, TYPE)
        begun: list[object] = []

        def once_more(state: object) -> None:
            if not begun:
                begun.append(state)
                work.begin(replace(course))

        work.decided.connect(once_more)  # told before the worker has ended its job
        work.begin(course)
        qtbot.waitUntil(lambda: len(project.courses.points(1)) > 0, timeout=PATIENCE)
        work.keep_best()
        qtbot.waitUntil(lambda: bool(begun), timeout=PATIENCE)
        qtbot.waitUntil(lambda: len(project.courses.points(2)) > 0, timeout=PATIENCE)
        assert work.busy
