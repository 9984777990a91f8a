"""Teaching: what is asked, guessed and said about it."""

import time
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled, LabelOffered, QuestionAsked
from deskhand.domain.jobs import AskNext, Teach
from deskhand.storage.project import Project
from jobs.taught import INTENT, only, perform, taught, truth_of

FRESH = 2


@pytest.fixture
def project(data: Path, tmp_path: Path) -> Project:
    return taught(data, tmp_path / "project")


def ask(project: Project, question_id: int, **options: object) -> AskNext:
    return only(AskNext, perform(project, Teach(question_id, **options)))[0]


def test_before_the_first_answer_there_are_questions_and_no_guesses(project: Project) -> None:
    project.record(QuestionAsked(FRESH, "Fresh"))
    asked = ask(project, FRESH)
    assert len(asked.items) == 20
    assert {item.guess for item in asked.items} == {""}
    assert asked.of == 0


def test_guesses_begin_with_two_answers_of_every_category(project: Project) -> None:
    project.record(QuestionAsked(FRESH, "Fresh"))
    truth = truth_of(project)
    labels = ["translate", "timer"]
    ids = {label: [item for item, kind in truth.items() if kind == label] for label in labels}
    project.record(Labelled(FRESH, tuple((ids[label][0], label) for label in labels)))
    assert {item.guess for item in ask(project, FRESH).items} == {""}
    project.record(Labelled(FRESH, tuple((ids[label][1], label) for label in labels)))
    assert {item.guess for item in ask(project, FRESH).items} == set(labels)


def test_a_category_that_stays_empty_does_not_hold_up_the_guesses_for_ever(project: Project) -> None:
    project.record(LabelOffered(INTENT, "never happens"))
    assert all(item.guess for item in ask(project, INTENT).items)


def test_only_open_messages_with_words_are_asked_and_none_that_was_skipped(project: Project) -> None:
    first = [item.item_id for item in ask(project, INTENT).items]
    answered = {label.item_id for label in project.labels.of(INTENT)}
    assert not answered & set(first)
    assert set(first) <= set(truth_of(project))
    again = [item.item_id for item in ask(project, INTENT, skip=tuple(first[:5])).items]
    assert not set(first[:5]) & set(again)


def test_the_figure_stands_beside_its_reference_lines(project: Project) -> None:
    asked = ask(project, INTENT)
    assert asked.of == 60
    assert asked.low <= asked.right <= asked.high <= asked.of
    assert asked.commonest_right < asked.right


def test_a_slip_of_the_person_is_doubted(project: Project) -> None:
    truth = truth_of(project)
    slip = next(label.item_id for label in project.labels.of(INTENT) if truth[label.item_id] == "translate")
    project.record(Labelled(INTENT, ((slip, "payday"),)))
    assert slip in ask(project, INTENT).changed_mind


def test_relearning_after_one_more_answer_is_quick(project: Project) -> None:
    ask(project, INTENT)
    open_one = ask(project, INTENT).items[0].item_id
    project.record(Labelled(INTENT, ((open_one, truth_of(project)[open_one]),)))
    started = time.perf_counter()
    assert ask(project, INTENT).learned_from == 61
    assert time.perf_counter() - started < 10  # two seconds on a quiet computer: tests/bench/bench_first_model.py


def test_when_all_is_answered_there_still_is_a_figure(project: Project) -> None:
    truth = truth_of(project)
    project.record(QuestionAsked(FRESH, "Fresh"))
    project.record(Labelled(FRESH, tuple(truth.items())))
    without_words = {item.id for item in project.items.each()} - truth.keys()
    asked = ask(project, FRESH, skip=tuple(without_words))
    assert asked.items == ()
    assert asked.learned_from == asked.of > 0
    assert asked.low <= asked.right <= asked.high
