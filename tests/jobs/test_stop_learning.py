"""Stopping a long learning in which nothing can have won: it is over at once, and what there was stays."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.acts import CoursePlanned
from deskhand.domain.courses import Aim, Course, Decision, Lines, Point
from deskhand.domain.evaluations import Method, Score
from deskhand.domain.jobs import CourseDecided, Event, KeepBest, LinesDrawn, PointTested, Progress
from deskhand.storage.project import Project
from inbox import TYPE, make_inbox, teach_it

COURSE = 1
NOW, PLAIN = Score(27, 30, 0.74, 0.97), Score(20, 30, 0.49, 0.81)


class Quiet:
    """Nobody looks."""

    def progress(self, _: Progress) -> None:
        pass


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A course of a question that was learned in seconds before."""
    with closing(make_inbox(tmp_path / "inbox")) as project:
        teach_it(project)
        project.record(CoursePlanned(Course(COURSE, Aim.QUESTION, TYPE)))
        project.course_folder(COURSE).mkdir(parents=True)
        yield project


def stopped(project: Project) -> Decision:
    """What comes of it: nothing but a decision."""
    events: list[Event] = list(jobs.perform(KeepBest(COURSE), project, Quiet()))
    for event in events:
        project.record(event)
    decided = [event for event in events if isinstance(event, CourseDecided)]
    assert len(decided) == 1
    assert [skill.id for skill in project.skills.all(TYPE)] == ["first"]
    assert not project.course_folder(COURSE).exists()
    return decided[0].decision


def test_stopped_before_the_first_test_what_there_was_stays(project: Project) -> None:
    decision = stopped(project)
    assert not decision.kept
    assert decision.tested == 0
    assert "Nothing was tested yet" in decision.words


def test_stopped_with_a_gain_that_is_luck_the_figures_are_said(project: Project) -> None:
    project.record(LinesDrawn(COURSE, Lines(NOW, Method.MODEL, PLAIN, Method.WORDS, 24, 30)))
    for times, right in ((1.0, 26), (2.0, 28)):
        project.record(PointTested(COURSE, Point(Method.FULL, times, 3, 5 * times, Score(right, 30, 0.7, 0.97))))
    decision = stopped(project)
    assert not decision.kept
    assert decision.gain == pytest.approx(1 / 30)
    assert decision.tested == 30
    assert decision.method is Method.MODEL
    assert "right on 28 of 30, what you have on 27" in decision.words
