"""The report card, on a real project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import papers
from deskhand.domain.acts import LabelOffered
from deskhand.domain.evaluations import Candidate, Evaluation, Method, NumberScore, Score, Verdict
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.report_card.left import LOOKS
from deskhand.gui.pages.report_card.methods import how_it_was_seen
from deskhand.gui.pages.report_card.page import ReportCardPage
from deskhand.gui.pages.report_card.pdf import save_pdf
from deskhand.gui.pages.report_card.words import VERDICTS, advice_for, commonest_mix_ups, rows_of, verdict_of
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


def card_of(*scores: tuple[Method, int]) -> Evaluation:
    """A card whose first method won."""
    candidates = tuple(Candidate(method, Score(right, 60, 0.7, 0.9)) for method, right in scores)
    (method, _), won = scores[0], candidates[0].score
    return Evaluation(60, LABELS, method, won, candidates, LABELS[0], Verdict.WORDS_DO, "")


def test_the_card_says_whether_it_was_read_or_looked_at_and_how_the_others_did() -> None:
    both = card_of((Method.BOTH, 52), (Method.PICTURE, 41), (Method.MODEL, 49), (Method.COMMONEST, 20))
    said = "Text and picture together were right on 52 of 60; text alone on 49, pictures alone on 41."
    assert how_it_was_seen(both) == said
    names = [row.name for row in rows_of(both)]
    ours = "This skill, text and picture together: 52"
    assert names == [ours, "Read as text: 49", "Looked at as a picture: 41", "Always “Appointment”: 20"]


def test_of_photos_the_model_is_told_apart_from_colours_and_shapes() -> None:
    photos = card_of((Method.COLOURS, 44), (Method.PICTURE, 43), (Method.COMMONEST, 20))
    assert how_it_was_seen(photos) == "Colours and shapes alone were right on 44 of 60; the picture model on 43."
    assert verdict_of(photos) == "Colours and shapes do as well: use them."


def test_of_messages_nothing_is_said_of_pictures() -> None:
    messages = card_of((Method.WORDS, 44), (Method.MODEL, 43), (Method.COMMONEST, 20))
    assert how_it_was_seen(messages) == ""
    assert [row.name for row in rows_of(messages)][:2] == ["This skill, word counts: 44", "The text model: 43"]
    assert verdict_of(messages) == "Word counts do as well: use them."


def test_a_model_that_was_taught_is_told_apart_from_the_model_as_it_is() -> None:
    taught = card_of((Method.FULL, 52), (Method.CONTRASTIVE, 50), (Method.MODEL, 49), (Method.WORDS, 40))
    assert [row.name for row in rows_of(taught)] == [
        "This skill, the model, taught as a whole: 52",
        "The model, taught by comparing: 50",
        "The text model: 49",
        "Word counts only: 40",
    ]


def test_of_sounds_listening_is_told_apart_from_loudness_and_pitch() -> None:
    sounds = card_of((Method.TONES, 44), (Method.SOUND, 43), (Method.COMMONEST, 20))
    assert how_it_was_seen(sounds) == "Loudness and pitch alone were right on 44 of 60; sound alone on 43."
    assert verdict_of(sounds) == "Loudness and pitch do as well: use them."


def test_numbers_are_told_by_how_far_they_are_off() -> None:
    text, both = NumberScore(2.5, 60, 1.9, 3.2), NumberScore(2.1, 60, 1.7, 2.6)
    candidates = (Candidate(Method.MODEL, text), Candidate(Method.BOTH, both))
    card = Evaluation(60, (), Method.BOTH, both, candidates, "12", Verdict.WORTH_USING, "")
    assert how_it_was_seen(card) == "Text and picture together were off by 2.1 on average; text alone by 2.5."


def test_a_count_of_documents_opens_them_with_their_pages(tmp_path: Path, qtbot: QtBot) -> None:
    project = papers.make_documents(tmp_path / "papers")
    papers.taught(project, Method.BOTH)
    with opened(project) as open_project:
        page = ReportCardPage(open_project)
        show(page, qtbot)
        page.arrive()
        assert page.left.seen.text().startswith("Text and picture together were right on 27 of 30")
        page.left.table.opened.emit(papers.LABELS[1], papers.LABELS[0])
        assert page.items.heading.text() == "Really Letter, answered Invoice: 2 documents"
        document = page.items.document
        assert document is not None
        assert document.item_id == 2
        page.leave()
        page.hide()
