"""Models outside the page of a project: the shelf, the settings, the footer, and handing a project over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from deskhand.domain.jobs import Lane
from deskhand.domain.models import Modality
from deskhand.gui.model_words import size_words
from deskhand.gui.pages.hand_over.page import HandOverPage
from deskhand.gui.pages.hand_over.taking import TakeOverPage
from deskhand.gui.pages.models.beside import ShelfPage
from deskhand.gui.pages.settings.models import KeptModels
from deskhand.gui.pages.settings.page import SettingsPage
from deskhand.gui.pages.settings.privacy import PrivacySection
from deskhand.gui.shelf_work import ShelfWork
from deskhand.gui.status_line import StatusLine
from deskhand.gui.window import Window
from deskhand.storage import models, traffic
from deskhand.storage.models import Receipt
from deskhand.storage.settings import Settings
from inbox import make_inbox, opened, show
from real_window import open_window

DINO = "facebook/dinov2-small"
LONG = 30_000  # milliseconds: a worker starts slowly where much runs beside it


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    with_window = open_window(qtbot, qapp)
    yield with_window
    with_window.close()


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=LONG)


def put_on_shelf(model_id: str) -> None:
    known = models.known(model_id)
    assert known is not None
    incoming = models.incoming_folder(model_id)
    incoming.mkdir(parents=True)
    (incoming / "model.safetensors").write_bytes(bytes(2_000_000))
    models.put_in_place(incoming, Receipt(replace(known, files=()), "a folder", "2026-01-01T00:00:00"))


def test_nothing_that_may_use_the_network_runs_before_a_person_presses_get(window: Window) -> None:
    assert set(window._workers) == {Lane.LIGHT, Lane.HEAVY}
    assert window.shelf_work.coming == ""


def test_the_footer_says_what_ever_went_over_the_network(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    assert (line.network.text(), line.sent.text()) == ("Offline", "0 bytes sent")
    traffic.add("huggingface.co", "to get BGE small", 2_100, 134_000_000)
    line.show_network("BAAI/bge-small-en-v1.5")
    assert (line.network.text(), line.sent.text()) == ("Getting a model", "2 KB sent, 134 MB received")
    assert line.network.toolTip() == "Getting BGE small"
    line.show_network("")
    assert line.network.accessibleName() == "Offline"


def test_the_settings_tell_what_the_network_was_used_for(qtbot: QtBot) -> None:
    traffic.add("huggingface.co", "to get BGE small", 2_100, 134_000_000)
    section = PrivacySection(Settings())
    qtbot.addWidget(section)
    (used,) = section.used
    assert used.startswith("To get BGE small, from huggingface.co: 134 MB received, 2 KB sent, last on ")


def test_a_key_is_kept_in_the_key_store_or_nowhere(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr("deskhand.storage.hub_key.read", lambda host: kept.get(host, ""))
    monkeypatch.setattr("deskhand.storage.hub_key.keep", kept.__setitem__)
    section = PrivacySection(Settings())
    show(section, qtbot)
    field = section.hub.key
    assert not field.keep.isEnabled()
    field.field.setText("hf_secret")
    field.keep.click()
    until(qtbot, lambda: kept == {"huggingface.co": "hf_secret"} and not field.field.text())
    assert field.about.text().startswith("A key is kept")
    field.forget.click()
    until(qtbot, lambda: kept == {"huggingface.co": ""} and not field.forget.isVisible())


def test_the_shelf_outside_a_project_chooses_for_every_project(qtbot: QtBot) -> None:
    put_on_shelf(DINO)
    Settings().set("picture.model", "/gone")
    page = ShelfPage(Modality.PICTURE)
    ShelfWork(page, "rehearsal")
    show(page, qtbot)
    assert not page.shelf.box.isVisible()
    assert not page.shelf.compare.isVisible()
    page.shelf.table.choose(DINO)
    assert page.everywhere.isEnabled()
    page.everywhere.click()
    assert Settings().get("picture.model") == DINO
    assert page.action_bar.sentence.text().startswith("DINOv2")
    page.shelf.turned.emit(Modality.TEXT)
    assert not page.everywhere.isVisible()


def test_the_settings_say_how_much_each_model_takes_and_move_them(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_shelf(DINO)
    kept = KeptModels()
    work = ShelfWork(kept, "rehearsal")
    show(kept, qtbot)
    assert "2 MB in all" in kept.where.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    with qtbot.waitSignal(work.moved, timeout=LONG) as moved:
        kept.move_button.click()
        assert kept.bar.isVisible()
        assert kept.move_button.text() == "Stop moving"
    assert moved.args == [str(tmp_path)]
    until(qtbot, lambda: not kept.bar.isVisible())


def test_the_doctor_and_the_settings_lead_to_the_shelf(window: Window) -> None:
    window.beside.show_settings("models")
    settings = window.beside.page
    assert isinstance(settings, SettingsPage)
    settings.shelf.emit()
    assert isinstance(window.beside.page, ShelfPage)


def test_a_project_is_handed_over_as_one_file_with_or_without_models(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(make_inbox(tmp_path / "inbox")) as open_project:
        page = HandOverPage(open_project)
        show(page, qtbot)
        page.models.chosen.emit(1)
        assert "same models" in page.about.text()
        page.save(str(tmp_path / "For Ada"))
        until(qtbot, page.done.isVisible)
        assert (tmp_path / "For Ada.deskhand").is_file()
        assert "Home, Open a hand-over file" in page.done.accessibleName()
        assert not page.bar.isVisible()


def test_a_file_that_was_handed_over_becomes_a_project(tmp_path: Path, qtbot: QtBot) -> None:
    page = TakeOverPage(str(tmp_path / "For Ada.deskhand"), tmp_path, "rehearsal")
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.taken, timeout=LONG) as taken:
        page.show()
    assert taken.args == [str(tmp_path / "For Ada")]


def test_a_file_that_is_none_says_so_and_can_be_tried_again(tmp_path: Path, qtbot: QtBot) -> None:
    page = TakeOverPage(str(tmp_path / "fail.deskhand"), tmp_path, "rehearsal")
    show(page, qtbot)
    until(qtbot, page.problem.isVisible)
    assert page.state.text() == "It was not opened."


def test_sizes_are_said_as_on_the_boxes_of_drives() -> None:
    assert [size_words(count) for count in (0, 600, 430_400_000, 1_622_443_339)] == ["none", "1 KB", "430 MB", "1.6 GB"]
