"""Sounds in the window: kept together in Choose, heard and seen in Teach and Check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import yard
from deskhand.domain.files import COLUMNS, SOUND_COLUMNS, Content
from deskhand.gui.job_kinds import fitting, job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.panel import CheckPanel
from deskhand.gui.pages.files.beside import LOOKING
from deskhand.gui.pages.files.page import FilesPage
from deskhand.gui.pages.files.together import TogetherPart, common_in
from deskhand.gui.pages.teach.page import TeachPage
from deskhand.gui.widgets.document_head import facts_of
from deskhand.gui.widgets.sound_view import SoundView
from inbox import opened, show

LONG = 20_000  # milliseconds


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    with opened(yard.make_yard(tmp_path / "machines")) as open_project:
        yield open_project


@pytest.fixture
def open_yard(tmp_path: Path) -> Iterator[OpenProject]:
    """Without answers."""
    with opened(yard.make_yard(tmp_path / "machines", answered=False)) as open_project:
        yield open_project


def test_a_sound_is_seen_from_beginning_to_end_with_its_length(open_project: OpenProject, qtbot: QtBot) -> None:
    view = SoundView(open_project)
    qtbot.addWidget(view)
    view.show_file(3)
    assert view.time.text() == "1.5 s"
    assert view.waveform.maximum() == 1500
    qtbot.waitUntil(lambda: bool(view.waveform._peaks), timeout=LONG)
    view.show_file(None)
    view.toggle()  # of nothing, nothing is heard
    assert not view.player.plays


def test_a_sound_that_cannot_be_heard_says_so_and_can_still_be_sorted(open_project: OpenProject, qtbot: QtBot) -> None:
    view = SoundView(open_project)
    qtbot.addWidget(view)
    open_project.project.files.file_of(1).unlink()
    view.show_file(1)
    view.toggle()
    assert view.trouble.text() == "The recording is not where it was. It can still be sorted."


def test_what_names_share_is_offered_and_kept_together(open_project: OpenProject, qtbot: QtBot) -> None:
    part = TogetherPart(open_project)
    qtbot.addWidget(part)
    part.refresh()
    (box,) = part.boxes
    assert "lathe, mill, press" in box.text()
    assert not box.isChecked()
    box.click()
    assert open_project.project.sources.get(1).together == 2
    part.refresh()
    assert part.boxes[0].isChecked()
    part.boxes[0].click()
    assert open_project.project.sources.get(1).together == 0


def test_without_answers_nothing_tells_a_machine_from_a_category(open_yard: OpenProject) -> None:
    assert common_in(open_yard.project.sources.get(1), open_yard.project) is None


def test_choose_lists_sounds_with_their_length(open_project: OpenProject, qtbot: QtBot) -> None:
    page = FilesPage(open_project)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: page.model.rowCount() == 12, timeout=LONG)
    headings = [page.model.headerData(column, Qt.Orientation.Horizontal) for column in range(page.model.columnCount())]
    assert headings[:5] == ["Sound", "Folder", "Kind", "Date", "Length"]
    assert page.model.data(page.model.index(0, 4)) == "1.5 s"
    assert page.table.isVisible()
    assert page.looking.words.text().startswith("Loudness and pitch only")
    page.leave()


def test_teach_asks_about_one_sound_after_the_other_and_p_plays_it(open_yard: OpenProject, qtbot: QtBot) -> None:
    page = TeachPage(open_yard)
    with qtbot.waitActive(page):
        show(page, qtbot)
    page.arrive()
    page.learning.stop()
    document = page.one.item.document
    assert document is not None
    assert document.sound is not None
    qtbot.waitUntil(lambda: document.item_id is not None, timeout=LONG)
    assert document.sound.isVisible()
    assert not document.words.isVisible()
    assert "P" in {action.shortcut().toString() for action in page.actions()}
    first = document.item_id
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_1)
    assert first is not None
    qtbot.waitUntil(lambda: open_yard.project.labels.get(yard.TROUBLE, first) is not None, timeout=LONG)
    page.leave()


def test_check_has_the_sound_in_its_panel(open_project: OpenProject, qtbot: QtBot) -> None:
    panel = CheckPanel(open_project)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_question(open_project.project.questions.get(yard.TROUBLE))
    panel.show_item(2, "2 of 12")
    assert panel.document is not None
    assert panel.document.sound is not None
    assert panel.document.sound.item_id == 2
    panel.leave()


def test_recordings_dropped_on_home_may_be_put_into_words_or_sorted_by_sound(tmp_path: Path) -> None:
    for number in range(3):
        yard.sound(tmp_path / "drop" / f"{number}.wav", 500)
    assert [job.name for job in fitting([str(tmp_path / "drop")])] == ["voicemails", "sounds"]
    assert job_kind("sounds").noun.count(2) == "2 sounds"


def test_the_words_of_a_sound(tmp_path: Path) -> None:
    assert facts_of("Yard", Content("Sound", seconds=64)) == ["Sound", "1:04 min", "in Yard"]
    assert SOUND_COLUMNS[COLUMNS.index("Pages")] == "Length"
    assert LOOKING["sounds"].words(str(tmp_path)) == f"{tmp_path.name}, from this computer. Nothing is sent anywhere."
    assert "the sound model, is not where it was" in LOOKING["sounds"].words(str(tmp_path / "gone"))
