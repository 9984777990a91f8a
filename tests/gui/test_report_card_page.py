"""The report card, on a real project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import LabelOffered
from deskhand.domain.evaluations import Verdict
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.report_card.left import LOOKS
from deskhand.gui.pages.report_card.page import ReportCardPage
from deskhand.gui.pages.report_card.pdf import save_pdf
from deskhand.gui.pages.report_card.words import VERDICTS, advice_for, commonest_mix_ups
from inbox import LABELS, TYPE, make_inbox, opened, show, teach_it


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = make_inbox(tmp_path / "inbox")
    teach_it(project)
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def page(open_project: OpenProject, qtbot: QtBot) -> Iterator[ReportCardPage]:
    page = ReportCardPage(open_project)
    show(page, qtbot)
    page.aim(str(TYPE))
    page.arrive()
    yield page
    page.leave()


def test_the_figure_comes_with_its_range_and_its_verdict(page: ReportCardPage) -> None:
    assert page.left.figure.text() == "28 of 30"
    assert "Likely 79 to 98 of 100" in page.left.explained.text()
    assert page.left.verdict.accessibleName().startswith("Worth using.")
    assert "Always “Appointment”: 10" in page.left.ranges.accessibleName()


def test_every_verdict_has_words_and_a_look() -> None:
    assert set(VERDICTS) == set(LOOKS) == set(Verdict)


def test_a_count_opens_its_messages(page: ReportCardPage) -> None:
    page.left.table.opened.emit(LABELS[1], LABELS[0])
    assert page.items.isVisible()
    row = page.items.table.current()
    assert row is not None
    assert (row.item_id, row.answer, row.second) == (2, LABELS[1], LABELS[0])
    assert "invoice" in page.items.reading.toPlainText()


def test_an_answer_that_was_a_slip_can_be_put_right_there(page: ReportCardPage) -> None:
    page.left.table.opened.emit(LABELS[1], LABELS[0])
    page.items.change.click()
    label = page.open_project.project.labels.get(TYPE, 2)
    assert label is not None
    assert label.value == LABELS[0]


def test_few_answers_of_a_category_are_what_would_help_most(page: ReportCardPage) -> None:
    page.open_project.record(LabelOffered(TYPE, "Insurance"))
    skill = page.skill
    assert skill is not None
    advice = advice_for(skill.evaluation, {LABELS[0]: 10, "Insurance": 9}, suspicious=2)
    assert [one.words for one in advice] == ["One more answer for Insurance", "Look at 2 answers that may be wrong"]


def test_learning_again_makes_a_new_skill_and_the_old_one_can_be_restored(page: ReportCardPage, qtbot: QtBot) -> None:
    assert not page.restore.isVisible()
    page.again.click()
    qtbot.waitUntil(page.restore.isVisible, timeout=10_000)
    page.restore.click()
    skill = page.skill
    assert skill is not None
    assert skill.id == "first"


def test_without_a_skill_it_says_what_is_missing(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(make_inbox(tmp_path / "new")) as open_project:
        page = ReportCardPage(open_project)
        show(page, qtbot)
        page.arrive()
        assert page.nothing.learn_button.isVisible()
        page.show_question(2)
        assert "20 answers are needed" in page.nothing.title.text()
        assert not page.nothing.learn_button.isVisible()


def test_it_can_be_saved_as_a_pdf(page: ReportCardPage, tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    assert save_pdf(target, "Report card", [page.left, page.card_panel])
    assert target.read_bytes().startswith(b"%PDF")


def test_the_commonest_mix_ups_come_first() -> None:
    mix_ups = commonest_mix_ups(("a", "b", "c"), ((5, 1, 0), (0, 5, 3), (0, 0, 5)))
    assert [(one.truth, one.answer, one.count) for one in mix_ups] == [("b", "c", 3), ("a", "b", 1)]
