"""A garage's way to a better picture model: added from a folder, measured on its photos, compared, used, removed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskhand.domain.models import Modality
from deskhand.gui.pages.files.page import FilesPage
from deskhand.gui.pages.models.page import ModelsPage
from deskhand.gui.pages.models.rows import ModelRow, Standing
from deskhand.gui.window import Window
from real_window import open_window, page_of, project_of
from sorted_files import listed_and_read, take_folder_names, until

PHOTOS = 40
DEIT = "deit-tiny-patch16-224"
LONG = 180_000  # milliseconds: real models, where much runs beside them


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


def wait(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=LONG)


def row_of(page: ModelsPage, name: str) -> ModelRow | None:
    return next((row for row in page.desk.rows if row.id == name), None)


def measured_and_compared(page: ModelsPage, qtbot: QtBot) -> None:
    """What it takes is known from some of the photos, and how often it is right from the answers."""
    wait(qtbot, lambda: (row := row_of(page, DEIT)) is not None and row.estimate is not None)
    added = row_of(page, DEIT)
    assert added is not None
    assert added.estimate is not None
    assert added.estimate.measured > 8  # of its photos
    wait(qtbot, page.shelf.box.get_button.isVisible)  # DINOv2 is recommended: nobody vouches for one that was added
    page.shelf.compare.click()
    wait(qtbot, lambda: (row := row_of(page, DEIT)) is not None and row.tried and not page.desk.comparing)
    deit, plain = row_of(page, DEIT), row_of(page, "colours")
    assert deit is not None
    assert plain is not None
    assert deit.tried is not None
    assert plain.tried is not None
    assert deit.tried.score.of == plain.tried.score.of > 20
    assert page.shelf.note.isVisible()


def test_a_model_is_added_measured_compared_used_removed_and_brought_back(
    window: Window, data: Path, qtbot: QtBot
) -> None:
    window.home_page.cards.sample.emit("photos")
    until(qtbot, project_of(window).project.sources.all)
    choosing = listed_and_read(window, PHOTOS, qtbot)
    take_folder_names(choosing, qtbot)
    assert choosing.looking.words.text().startswith("Colours and shapes only")

    choosing.looking.choose.click()
    page = page_of(window, ModelsPage)
    with qtbot.waitSignal(window.shelf_work.placed, timeout=LONG):
        page.desk.add(str(data / "models" / DEIT))
    wait(qtbot, lambda: (row := row_of(page, DEIT)) is not None and row.standing is Standing.HERE)
    assert page.desk.chosen == DEIT
    assert window.status.network.text() == "Offline"
    assert window.status.sent.text() == "0 bytes sent"

    measured_and_compared(page, qtbot)
    page.shelf.table.choose(DEIT)
    page.use.click()
    assert project_of(window).project.courses.model_in_use(Modality.PICTURE) == DEIT
    assert DEIT in page_of(window, FilesPage).looking.words.text()

    page_of(window, FilesPage).looking.choose.click()
    page.shelf.table.choose(DEIT)
    with qtbot.waitSignal(window.shelf_work.removed, timeout=LONG):
        page.shelf.remove_button.click()
    wait(qtbot, lambda: row_of(page, DEIT) is None)
    assert "It is needed by" in page.shelf.undo.words.text()
    with qtbot.waitSignal(window.shelf_work.placed, timeout=LONG):
        page.shelf.undo.undo.click()
    wait(qtbot, lambda: row_of(page, DEIT) is not None)
