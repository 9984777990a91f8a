"""Choose for recordings says quietly that a speech model could learn from what was corrected, or has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import CoursePlanned, HearingChosen, PassageCorrected
from deskhand.domain.courses import Aim, Course, OwnModel
from deskhand.domain.jobs import ModelMade, Transcribed
from deskhand.domain.models import Modality
from deskhand.domain.recordings import FEWEST_TO_LEARN, CallState, Hearing, Passage, Transcript
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.recordings.page import RecordingsPage
from deskhand.storage.project import Project
from inbox import opened, show
from jobs.calls import project_of

HEARD = Transcript(CallState.DONE, 1.0, "en", 0.9, (Passage(0.0, 1.0, "The breaks squeal", 0.9),))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """As many recordings as are needed, heard but not corrected."""
    made = project_of(tmp_path, tuple(f"{number}.wav".encode() for number in range(FEWEST_TO_LEARN)))
    for item_id in range(1, FEWEST_TO_LEARN + 1):
        made.record(Transcribed(1, item_id, HEARD, f"{item_id:064}"))
    (tmp_path / "whisper-small").mkdir()
    made.record(HearingChosen(Hearing(str(tmp_path / "whisper-small"), "en")))
    return made


@pytest.fixture
def open_project(project: Project) -> Iterator[OpenProject]:
    with opened(project) as one:
        yield one


def correct(project: Project, count: int) -> None:
    for item_id in range(1, count + 1):
        project.record(PassageCorrected(item_id, 0, "The brakes squeal"))


def shown(open_project: OpenProject, qtbot: QtBot) -> RecordingsPage:
    page = RecordingsPage(open_project)
    show(page, qtbot)
    page.arrive()
    return page


def test_with_few_corrections_nothing_is_said(open_project: OpenProject, qtbot: QtBot) -> None:
    correct(open_project.project, FEWEST_TO_LEARN - 1)
    page = shown(open_project, qtbot)
    assert not page.hearing.learned.isVisible()
    assert not page.hearing.learn_more.isVisible()


def test_with_enough_corrections_one_line_leads_to_learning(open_project: OpenProject, qtbot: QtBot) -> None:
    correct(open_project.project, FEWEST_TO_LEARN)
    page = shown(open_project, qtbot)
    assert page.hearing.learned.text() == "Deskhand can learn from your 10 corrected recordings."
    with qtbot.waitSignal(page.go) as gone:
        page.hearing.learn_more.click()
    assert gone.args == ["learning:hearing"]


def test_what_learned_already_is_said_and_may_learn_again(
    open_project: OpenProject, tmp_path: Path, qtbot: QtBot
) -> None:
    project = open_project.project
    correct(project, FEWEST_TO_LEARN)
    base = str((tmp_path / "whisper-small").resolve())
    own = OwnModel("hearing-1", Modality.SPEECH, base, "corrections", 24, "2026-11-21T10:00:00+00:00")
    project.record(CoursePlanned(Course(1, Aim.HEARING)))
    project.record(ModelMade(1, own, in_use=True))
    page = shown(open_project, qtbot)
    assert page.hearing.learned.text() == "It has learned from 24 of your recordings."
    assert page.hearing.learn_more.text() == "Learn again…"
