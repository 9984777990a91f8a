"""The page Models, on a real project, with the rehearsal as its workers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import Unlabelled
from deskhand.domain.evaluations import Score
from deskhand.domain.jobs import FetchModel, ModelCompared, ModelPlaced, Progress
from deskhand.domain.models import Modality
from deskhand.gui.job_kinds import Noun
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.choose.fit import ModelFit
from deskhand.gui.pages.models.model import Column
from deskhand.gui.pages.models.page import ModelsPage
from deskhand.gui.pages.models.rows import ModelRow, Standing, rows_of
from deskhand.gui.pages.models.words import difference, words_do
from deskhand.gui.shelf_work import ShelfWork
from deskhand.gui.tried_models import TriedModels
from deskhand.storage import models
from deskhand.storage.models import Receipt
from inbox import ANSWERED, ROWS, make_inbox, opened, show

STARTER, SMALL = "all-MiniLM-L6-v2", "BAAI/bge-small-en-v1.5"
LONG = 30_000  # milliseconds: a worker starts slowly where much runs beside it


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    with opened(make_inbox(tmp_path / "inbox")) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[ModelsPage]:
    page = ModelsPage(open_project)
    show(page, qtbot)
    ShelfWork(page.window(), "rehearsal")
    page.arrive()
    yield page
    page.leave()
    ShelfWork.of(page).stop()


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=LONG)


def measured(page: ModelsPage, qtbot: QtBot) -> None:
    until(qtbot, lambda: page.shelf.box.name.text() == "MiniLM")


def put_on_shelf(model_id: str, size: int = 3) -> Path:
    """A model that is here, as a fetching leaves it; its contents are not looked at by the window."""
    known = models.known(model_id)
    assert known is not None
    incoming = models.incoming_folder(model_id)
    incoming.mkdir(parents=True)
    (incoming / "model.safetensors").write_bytes(b"abc")
    file = models.ModelFile("model.safetensors", size, "0" * 64)
    return models.put_in_place(incoming, Receipt(replace(known, files=(file,)), "a folder", "2026-01-01T00:00:00"))


def row_of(page: ModelsPage, name: str) -> ModelRow:
    return next(row for row in page.desk.rows if row.id == name)


def test_one_model_is_recommended_with_three_figures_and_why(page: ModelsPage, qtbot: QtBot) -> None:
    measured(page, qtbot)
    box = page.shelf.box
    assert [figure.text() for figure, _ in box.figures] == ["4 min", "91 MB", "0.6 GB"]
    assert str(ROWS) in box.figures[0][1].text()
    assert box.why.text().endswith(".")
    assert box.tested.isVisible()
    box.wishes.chosen.emit(2)
    until(qtbot, lambda: box.figures[0][0].text() == "31 min")
    assert page.shelf.table.models.rows[0].id == STARTER


def test_what_choose_says_is_what_was_measured(page: ModelsPage, open_project: OpenProject, qtbot: QtBot) -> None:
    assert "measured" not in ModelFit(open_project).sentence(ROWS)
    measured(page, qtbot)
    said = ModelFit(open_project).sentence(ROWS)
    assert said.startswith("MiniLM (English) reads this: about 4 min on this computer, measured on some of")


def test_models_that_are_here_are_tried_on_the_answers_of_the_person(page: ModelsPage, qtbot: QtBot) -> None:
    measured(page, qtbot)
    table = page.shelf.table
    assert table.isColumnHidden(Column.RIGHT)
    page.shelf.compare.click()
    until(qtbot, lambda: row_of(page, "words").tried and row_of(page, STARTER).tried)
    assert not table.isColumnHidden(Column.RANGE)
    place = table.models.place(STARTER)
    assert table.models.index(place, Column.RIGHT).data() == f"26 of {ANSWERED}"
    spoken = str(table.models.index(place, Column.MODEL).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith(f"MiniLM, chosen, recommended, right on 26 of {ANSWERED}, likely ")
    assert "licence Apache-2.0, Here" in spoken
    assert table.models.index(table.models.place(SMALL), Column.RIGHT).data() == "not tried"
    assert page.shelf.note.isVisible()


def test_few_answers_are_not_compared(tmp_path: Path, qtbot: QtBot) -> None:
    project = make_inbox(tmp_path / "few")
    question = project.questions.all()[0]
    with opened(project) as open_project:
        tried = TriedModels.of(open_project)
        assert tried.question() == question
        open_project.record(Unlabelled(question.id, tuple(range(1, 12))))
        assert tried.question() is None


def test_getting_asks_first_and_uses_the_network_only_then(page: ModelsPage, qtbot: QtBot) -> None:
    page.shelf.table.choose(SMALL)
    assert not page.use.isEnabled()
    work, panel = ShelfWork.of(page), page.shelf.getting
    QTest.keyClick(page.shelf.table, Qt.Key.Key_G)
    assert panel.isVisible()
    assert work.coming == ""
    for known in ("134 MB", "huggingface.co", "Licence: MIT. A business may use it.", "checked"):
        assert known in panel.words.text()
    panel.no.click()
    assert not panel.isVisible()
    page.desk.ask(row_of(page, SMALL))
    with qtbot.waitSignal(work.placed, timeout=LONG) as placed:
        panel.yes.click()
        assert work.coming == SMALL
        assert panel.stop_button.isVisible()
    assert placed.args is not None
    assert placed.args[0].id == SMALL
    until(qtbot, lambda: not work.coming)
    until(qtbot, lambda: not panel.isVisible())


def test_fetching_goes_on_behind_other_pages_and_waits_in_order(page: ModelsPage, qtbot: QtBot) -> None:
    work = ShelfWork.of(page)
    first, second = (models.known(name) for name in (SMALL, "BAAI/bge-base-en-v1.5"))
    assert first is not None
    assert second is not None
    work.get(first)
    work.get(second)
    work.get(second)
    assert (work.coming, work.waits(second.id)) == (first.id, True)
    page.leave()
    came: list[str] = []
    work.placed.connect(lambda model: came.append(model.id))
    until(qtbot, lambda: len(came) == 2)
    assert came == [first.id, second.id]


def test_what_is_paused_keeps_what_has_come_and_says_so(page: ModelsPage, qtbot: QtBot) -> None:
    incoming = models.incoming_folder(SMALL)
    incoming.mkdir(parents=True)
    (incoming / "model.safetensors.part").write_bytes(bytes(2_000_000))
    page.desk.refresh()
    row = row_of(page, SMALL)
    assert row.standing is Standing.PARTLY
    assert page.shelf.table.models.index(page.shelf.table.models.place(SMALL), Column.STATE).data() == (
        "Go on · 132 MB left"
    )
    page.desk.ask(row)
    assert "2 MB of 134 MB are here already" in page.shelf.getting.words.text()


def test_a_model_whose_files_are_not_as_they_came_is_damaged(page: ModelsPage) -> None:
    put_on_shelf(SMALL)
    page.desk.refresh()
    assert row_of(page, SMALL).standing is Standing.HERE
    (models.folder_of(SMALL) / "model.safetensors").write_bytes(b"abcd")
    page.desk.refresh()
    assert row_of(page, SMALL).standing is Standing.DAMAGED
    assert page.shelf.table.has_button(page.shelf.table.models.place(SMALL))


def test_a_damaged_model_is_fetched_anew(page: ModelsPage, qtbot: QtBot) -> None:
    put_on_shelf(SMALL, size=4)
    page.desk.refresh()
    page.desk.ask(row_of(page, SMALL))
    work, removed = ShelfWork.of(page), []
    work.removed.connect(removed.append)
    with qtbot.waitSignal(work.placed, timeout=LONG):
        page.shelf.getting.yes.click()
    assert not removed  # nothing that a person would want back


def test_the_chosen_model_is_used_by_the_project_and_can_be_undone(
    page: ModelsPage, open_project: OpenProject, qtbot: QtBot
) -> None:
    put_on_shelf(SMALL)
    page.aim("text/teach")
    page.desk.refresh()
    page.shelf.table.choose(SMALL)
    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(page.shelf.table, Qt.Key.Key_Return)
    assert gone.args == ["teach"]
    assert open_project.project.courses.model_in_use(Modality.TEXT) == SMALL
    open_project.undo()
    assert open_project.project.courses.model_in_use(Modality.TEXT) == ""


def test_what_cannot_be_used_says_why(page: ModelsPage) -> None:
    page.shelf.table.choose("words")
    assert not page.use.isEnabled()
    assert "takes part by itself" in page.action_bar.sentence.text()


def test_a_removed_model_can_be_brought_back(page: ModelsPage, qtbot: QtBot) -> None:
    put_on_shelf(SMALL)
    page.desk.refresh()
    page.shelf.table.choose(SMALL)
    assert page.shelf.remove_button.isVisible()
    work = ShelfWork.of(page)
    with qtbot.waitSignal(work.removed, timeout=LONG):
        QTest.keyClick(page.shelf.table, Qt.Key.Key_Delete)
    assert "BGE small was removed" in page.shelf.undo.words.text()
    with qtbot.waitSignal(work.placed, timeout=LONG):
        page.shelf.undo.undo.click()
    assert not page.shelf.undo.isVisible()
    page.shelf.table.choose(STARTER)
    assert not page.shelf.remove_button.isVisible()  # it comes with Deskhand


def test_experts_see_every_detail_one_click_away(page: ModelsPage) -> None:
    page.shelf.table.choose(SMALL)
    assert not page.shelf.details.isVisible()
    page.shelf.details_button.click()
    facts = dict(page.shelf.details.facts)
    assert facts["Technical name"] == SMALL
    assert facts["Revision"] == "5c38ec7c405ec4b44b94cc5a9bb96e735b38267a"
    assert facts["How it learned before"].startswith("by filling in hidden words")
    assert "to change all of it" in facts["Memory"]
    assert facts["Fingerprints of its files"].startswith("Known for the file with its numbers")
    page.shelf.table.choose("words")
    assert "Technical name" not in dict(page.shelf.details.facts)


def test_a_narrow_table_keeps_the_range_and_tells_the_rest_below_the_name(page: ModelsPage, qtbot: QtBot) -> None:
    measured(page, qtbot)
    page.shelf.compare.click()
    until(qtbot, lambda: row_of(page, STARTER).tried)
    page.resize(960, 480)
    table = page.shelf.table
    until(qtbot, lambda: table.isColumnHidden(Column.DISK))
    assert not table.isColumnHidden(Column.RANGE)
    assert page.shelf.width() <= 960
    page.resize(1280, 690)
    until(qtbot, lambda: not table.isColumnHidden(Column.LICENCE))


def test_a_model_only_in_a_form_that_runs_programs_is_never_fetched(open_project: OpenProject, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    unsafe = next(row for row in rows_of(Modality.SOUND, ShelfWork.of(window), None) if row.id.startswith("facebook/"))
    assert unsafe.standing is Standing.UNSAFE


def tried(name: str, right: int, low: float, high: float) -> ModelRow:
    found = ModelCompared(name, Score(right, 164, low, high), 1.0, 0)
    standing = Standing.BUILT_IN if name == "words" else Standing.HERE
    return ModelRow(name, name.capitalize(), "", 0, standing, tried=found)


def test_a_difference_is_told_only_where_the_ranges_do_not_overlap() -> None:
    noun = Noun("message", "messages")
    near = difference([tried("a", 144, 0.82, 0.92), tried("b", 143, 0.81, 0.91)], noun)
    assert near.startswith("A is right on 1 message more than B, and 164 answers cannot tell that apart.")
    assert difference([tried("a", 150, 0.87, 0.95), tried("b", 110, 0.59, 0.74)], noun).startswith("Yes.")
    assert "equally often" in difference([tried("a", 150, 0.87, 0.95), tried("b", 150, 0.87, 0.95)], noun)
    assert not difference([tried("a", 150, 0.87, 0.95)], noun)


def test_word_counts_are_recommended_where_they_are_right_as_often() -> None:
    level = [tried("a", 140, 0.79, 0.90), tried("words", 140, 0.79, 0.90)]
    assert words_do(level) is level[1]
    assert words_do([tried("a", 144, 0.82, 0.92), tried("words", 118, 0.65, 0.78)]) is None


def test_bytes_are_shown_as_they_move(page: ModelsPage) -> None:
    work, panel = ShelfWork.of(page), page.shelf.getting
    work._now[True] = type("Now", (), {"request": FetchModel(SMALL), "model": SMALL})()  # as while it is fetched
    work._on_event(Progress(64_000_000, 134_000_000, "bytes", "Trying again in 4 s"), fetching=True)
    assert panel.words.text().startswith("64 MB of 134 MB, Trying again in 4 s")
    assert panel.bar.value() == 477
    del work._now[True]
    work._on_event(ModelPlaced(models.catalogue()[0]), fetching=True)
