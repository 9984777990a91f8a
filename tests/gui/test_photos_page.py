"""Teach of photos, with keyboard and mouse, on a real project."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from album import LABELS, SHOWS, make_album
from deskhand.domain.acts import AnswersPutBack, Labelled
from deskhand.domain.jobs import Asked, AskNext, Why
from deskhand.domain.questions import LabelSource
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.photos.lists import Show
from deskhand.gui.pages.photos.page import PhotosPage
from deskhand.gui.pages.photos.session import PhotoSession
from deskhand.gui.widgets.photo_model import Look
from deskhand.storage.project import Project
from inbox import opened, show

PHOTOS, UNREADABLE = 60, 2
WINDSCREEN, LIGHTS, RECEIPTS = LABELS
GUESSES = (
    *(Asked(item_id, Why.BETWEEN, LIGHTS, 0.9 - item_id / 100) for item_id in range(1, 13)),
    *(Asked(item_id, Why.UNLIKE, WINDSCREEN, 0.5) for item_id in range(13, 19)),
    Asked(19, Why.RANDOM, RECEIPTS, 0.7),
)


@pytest.fixture(scope="module")
def album(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, and copied for every test."""
    folder = tmp_path_factory.mktemp("album") / "album"
    make_album(folder, PHOTOS, UNREADABLE).close()
    return folder


@pytest.fixture
def open_project(album: Path, tmp_path: Path) -> Iterator[OpenProject]:
    with opened(Project.open(copytree(album, tmp_path / "album"))) as project:
        yield project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[PhotosPage]:
    page = PhotosPage(open_project)
    show(page, qtbot)
    page.arrive()
    page.learning.stop()
    yield page
    page.leave()
    page.hide()


def session_of(page: PhotosPage) -> PhotoSession:
    assert page.session is not None
    return page.session


def guess(page: PhotosPage, *asked: Asked) -> None:
    page.learning.stop()
    page._take(AskNext(SHOWS, asked or GUESSES, 20, 35, 40, 30, 38, LIGHTS, 14, 25))


def press(page: PhotosPage, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(page.focusWidget() or page, key, *modifiers)


def answers(page: PhotosPage) -> dict[int, str]:
    return {label.item_id: label.value for label in page.open_project.project.labels.of(SHOWS)}


def looks(page: PhotosPage) -> list[Look]:
    return [row.look for number in range(page.model.rowCount()) if (row := page.model.row(number)) is not None]


def click(page: PhotosPage, row: int, *modifiers: Qt.KeyboardModifier) -> None:
    grid = page.album.grid
    place = grid.visualRect(page.model.index(row)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, *modifiers, pos=place)


def test_one_can_answer_before_deskhand_has_looked_at_anything(page: PhotosPage) -> None:
    assert list(page.model.ids[:3]) == [1, 2, 3]
    press(page, Qt.Key.Key_2)
    assert answers(page) == {1: LIGHTS}
    assert page.album.grid.current == 2, "the next one is at hand"


def test_a_number_answers_all_that_are_ticked_in_one_act(page: PhotosPage) -> None:
    told: list[object] = []
    page.open_project.recorded.connect(told.append)
    for row in (0, 2, 5):
        click(page, row)
    assert page.model.ticked == (1, 3, 6)
    assert "3 ticked" in page.answers.ask.text()
    press(page, Qt.Key.Key_3)
    assert answers(page) == {1: RECEIPTS, 3: RECEIPTS, 6: RECEIPTS}
    acts = [one for one in told if isinstance(one, Labelled)]
    assert [act.source for act in acts] == [LabelSource.PERSON]
    assert page.model.ticked == ()
    assert 3 not in page.model.ids


def test_backspace_takes_the_whole_answer_back_and_ticks_its_photos_again(page: PhotosPage) -> None:
    for row in (0, 1, 2):
        click(page, row)
    press(page, Qt.Key.Key_1)
    press(page, Qt.Key.Key_Backspace)
    assert answers(page) == {}
    assert page.model.ticked == (1, 2, 3)
    press(page, Qt.Key.Key_2)
    assert answers(page) == {1: LIGHTS, 2: LIGHTS, 3: LIGHTS}


def test_undo_of_the_menu_does_the_same_and_backspace_does_not_repeat_it(page: PhotosPage) -> None:
    press(page, Qt.Key.Key_1)
    click(page, 0)
    click(page, 1)
    press(page, Qt.Key.Key_2)
    assert len(answers(page)) == 3
    page.open_project.undo()
    assert answers(page) == {1: WINDSCREEN}
    press(page, Qt.Key.Key_Backspace)
    assert answers(page) == {}
    press(page, Qt.Key.Key_Backspace)
    assert answers(page) == {}, "there is nothing more to take back"


def test_shift_ticks_all_from_the_last_one(page: PhotosPage) -> None:
    click(page, 1)
    click(page, 5, Qt.KeyboardModifier.ShiftModifier)
    assert page.model.ticked == (2, 3, 4, 5, 6)
    click(page, 3)
    assert 4 not in page.model.ticked


def test_photos_can_be_ticked_with_the_keyboard_alone(page: PhotosPage) -> None:
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Space)
    assert page.model.ticked == (2,)
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.model.ticked == (2, 3, 4)
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.model.ticked) == page.model.rowCount()
    press(page, Qt.Key.Key_Escape)
    assert page.model.ticked == ()


def test_photos_of_one_guess_stand_together_the_least_sure_first(page: PhotosPage) -> None:
    guess(page)
    rows = [page.model.row(number) for number in range(page.model.rowCount())]
    assert [row.words for row in rows if row is not None][:18] == [f"{LIGHTS}?"] * 12 + [f"{WINDSCREEN}?"] * 6
    assert list(page.model.ids[:2]) == [12, 11]
    assert page.action_bar.sentence.text() == "Right about 35 of 40 on photos it has not seen (between 30 and 38)."


def test_the_guess_is_hidden_where_the_answer_serves_an_honest_figure(page: PhotosPage) -> None:
    guess(page)
    row = page.model.row(page.model.rowCount() - 1)
    assert row is not None
    assert (row.item_id, row.look, row.label) == (19, Look.OPEN, "")


def test_g_ticks_those_with_the_same_guess_and_a_accepts_it(page: PhotosPage) -> None:
    guess(page)
    page.album.grid.go_to(0)
    press(page, Qt.Key.Key_G)
    assert set(page.model.ticked) == set(range(1, 13))
    assert page.answers.pad.accepted == LIGHTS
    click(page, 0)
    press(page, Qt.Key.Key_A)
    assert answers(page) == dict.fromkeys(range(1, 12), LIGHTS), "what was unticked stays without an answer"


def test_different_guesses_are_accepted_together_each_as_it_is(page: PhotosPage) -> None:
    guess(page)
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.model.tick([19], wanted=False)
    press(page, Qt.Key.Key_A)
    given = answers(page)
    assert (given[1], given[18], len(given)) == (LIGHTS, WINDSCREEN, 18)


def test_photos_do_not_change_places_while_some_are_ticked(page: PhotosPage) -> None:
    guess(page)
    before = list(page.model.ids)
    page.model.tick([before[3]])
    page._take(AskNext(SHOWS, tuple(Asked(item_id, Why.BETWEEN, RECEIPTS, 0.6) for item_id in range(30, 50)), 20))
    assert list(page.model.ids) == before
    row = page.model.row(0)
    assert row is not None
    assert row.label == LIGHTS, "a guess that was seen stays"


def test_the_next_round_comes_when_few_are_left(page: PhotosPage) -> None:
    guess(page)
    session_of(page).latest = AskNext(SHOWS, tuple(Asked(one, Why.BETWEEN, RECEIPTS, 0.6) for one in range(30, 50)), 20)
    page.model.tick(page.model.ids[:12])
    press(page, Qt.Key.Key_2)
    assert set(page.model.ids) == set(range(30, 50))


@pytest.mark.parametrize(
    ("wanted", "count"), [(Show.ALL, 60), (Show.OPEN, 57), (Show.ANSWERED, 1), (Show.UNREADABLE, 2)]
)
def test_each_list_has_the_photos_that_it_names(page: PhotosPage, qtbot: QtBot, wanted: Show, count: int) -> None:
    press(page, Qt.Key.Key_1)
    page.album.choose(wanted)
    qtbot.waitUntil(lambda: page.model.rowCount() == count, timeout=5000)
    assert page.album.lists.currentText() == f"{wanted.value}, {count}"


def test_what_cannot_be_looked_at_cannot_be_answered(page: PhotosPage) -> None:
    page.album.choose(Show.UNREADABLE)
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(page, Qt.Key.Key_1)
    assert answers(page) == {}
    assert looks(page) == [Look.UNREADABLE] * UNREADABLE
    assert "could not be opened. It is damaged." in page.model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_an_answer_can_be_changed_among_the_answered(page: PhotosPage) -> None:
    press(page, Qt.Key.Key_1)
    page.album.choose(Show.ANSWERED)
    page.album.grid.setFocus()
    press(page, Qt.Key.Key_3)
    assert answers(page) == {1: RECEIPTS}
    assert looks(page) == [Look.ANSWERED]


def test_enter_looks_closer_and_number_keys_answer_there_too(page: PhotosPage) -> None:
    press(page, Qt.Key.Key_Return)
    assert page.album.is_large
    press(page, Qt.Key.Key_Right)
    assert page.album.large.item_id == 2
    press(page, Qt.Key.Key_1)
    assert answers(page) == {2: WINDSCREEN}
    assert page.album.large.item_id == 3, "the next one is seen at once"
    press(page, Qt.Key.Key_Backspace)
    assert page.album.large.item_id == 2
    press(page, Qt.Key.Key_Escape)
    assert not page.album.is_large
    assert page.album.grid.hasFocus()


def test_a_double_click_looks_closer_and_ticks_nothing(page: PhotosPage) -> None:
    grid = page.album.grid
    place = grid.visualRect(page.model.index(2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.album.is_large
    assert page.album.large.item_id == 3
    assert page.model.ticked == ()


def test_a_photo_is_spoken_with_its_name_its_guess_and_its_tick(page: PhotosPage) -> None:
    guess(page)
    page.model.tick([12])
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"IMG_2012.jpg, perhaps {LIGHTS}, 8 in 10 sure, ticked"


def test_learning_never_takes_the_focus(page: PhotosPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "17 of 20" in page.figures.figure.text(), timeout=10_000)
    qtbot.waitUntil(lambda: page.learning.sentence().startswith("Learned from your last answer"), timeout=10_000)
    assert page.album.grid.hasFocus()


def test_figures_typed_as_the_name_of_a_category_are_no_answers(page: PhotosPage) -> None:
    press(page, Qt.Key.Key_N)
    field = page.answers.pad.new_category.field
    QTest.keyClicks(field, "Dashboard 2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.answers.pad.label_of_key(4) == "Dashboard 2"
    assert answers(page) == {}


def test_in_a_narrow_window_the_categories_stand_under_the_photos(page: PhotosPage, qtbot: QtBot) -> None:
    assert page.panel is not None
    assert page.panel.isAncestorOf(page.answers)
    page.resize(940, 560)
    qtbot.waitUntil(lambda: not page.panel.isVisible(), timeout=2000)
    assert page.answers.isVisible()
    assert not page.panel.isAncestorOf(page.answers)
    press(page, Qt.Key.Key_1)
    assert answers(page) == {1: WINDSCREEN}


def test_answers_taken_back_elsewhere_are_seen_here(page: PhotosPage) -> None:
    page.album.choose(Show.ALL)
    page.open_project.record(Labelled(SHOWS, ((1, LIGHTS),)))
    assert looks(page)[0] is Look.ANSWERED
    page.open_project.record(AnswersPutBack(SHOWS, (), (1,)))
    assert looks(page)[0] is Look.OPEN
