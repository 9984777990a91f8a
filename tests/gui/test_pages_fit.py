"""What a page does in a narrow window, with large text, and for whoever cannot see a chart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskhand.domain.jobs import Progress
from deskhand.gui import theme
from deskhand.gui.header import Header
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.help.page import keys_of
from deskhand.gui.pages.teach.page import TeachPage
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.tokens import Column
from deskhand.gui.work_words import step_words
from inbox import make_inbox, opened, show


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    with opened(make_inbox(tmp_path / "inbox")) as open_project:
        yield open_project


@pytest.fixture
def twice_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "current", lambda: theme.Theme(Column.LIGHT, 26))


def test_the_edge_of_a_narrow_page_opens_its_panel(open_project: OpenProject, qtbot: QtBot) -> None:
    page = UsePage(open_project)
    show(page, qtbot)
    page.resize(960, 480)
    assert page.panel is not None
    assert page.edge.isVisible()
    assert not page.panel.isVisible()
    page.edge.click()
    assert page.panel.isVisible()
    assert page.panel.geometry().left() >= page.edge.geometry().right()
    page.resize(1280, 600)
    assert page.panel.isVisible()
    assert not page.edge.isVisible()


@pytest.mark.usefixtures("twice_as_large")
def test_with_large_text_a_drawer_takes_the_whole_page(open_project: OpenProject, qtbot: QtBot) -> None:
    page = UsePage(open_project)
    show(page, qtbot)
    page.resize(960, 480)
    page.toggle_panel()
    assert page.panel is not None
    panel, edge = page.panel, page.edge
    qtbot.waitUntil(lambda: panel.width() == page.width() - edge.width())
    page.toggle_panel()
    assert page.head.isVisible()


@pytest.mark.usefixtures("twice_as_large")
def test_the_header_fits_a_narrow_window_with_large_text(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.resize(960, 100)
    header.show_names("A project with a long name that nobody can read whole", "Sort messages", steps=True)
    header.show_work("Answering, 2 h 10 min left", "working")
    header.fit(960)
    header.show()
    assert header.minimumSizeHint().width() <= 960
    assert header.works.toolTip() == "Answering, 2 h 10 min left"


def test_charts_turn_into_tables_and_back(open_project: OpenProject, qtbot: QtBot) -> None:
    page = TeachPage(open_project)
    show(page, qtbot)
    page.resize(1280, 700)
    page.arrive()
    charts = page.teach_panel.chart
    turn = next(action for action in page.actions() if action.shortcut().toString() == "Alt+T")
    turn.trigger()
    assert charts.table is not None
    assert charts.table.isVisible()
    assert not page.teach_panel.bars.isVisible()
    assert charts.table.rowCount() == len(page.teach_panel.bars.cells) - 1 > 0
    turn.trigger()
    assert charts.table is None
    assert page.teach_panel.bars.isVisible()
    page.leave()


def test_keys_that_do_alike_share_a_row(open_project: OpenProject, qtbot: QtBot) -> None:
    page = TeachPage(open_project)
    qtbot.addWidget(page)
    keys = dict(keys_of(page))
    assert keys["1+–+9"] == "Answer with the category of that number"
    assert keys["N"] == "New category"


def test_work_says_how_far_it_is_in_words() -> None:
    looking = Progress(412, 711, "messages", "Looking at your messages")
    assert step_words(looking) == "Looking at your messages, 412 of 711"
    assert step_words(Progress(0, 0, "rows", "Opening the table")) == "Opening the table"
    assert step_words(None) == "Getting ready"
