"""What wins, what is tested, and what the report card says."""

import time
from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from deskhand.domain.evaluations import Method, Score, Verdict
from deskhand.engine import choices, folds
from deskhand.engine.methods.regression import regressions
from engine.lessons import choice, inputs_of


def test_the_pretrained_model_wins_where_its_vectors_tell_more_than_words() -> None:
    evaluation = choices.study(choice([40, 40, 40])).evaluation
    assert evaluation.method is Method.MODEL
    assert evaluation.verdict is Verdict.WORTH_USING
    assert [candidate.method for candidate in evaluation.candidates] == [Method.COMMONEST, Method.WORDS, Method.MODEL]


def test_word_counts_win_and_it_is_said_where_the_vectors_tell_nothing() -> None:
    evaluation = choices.study(choice([40, 40], telling=0.0, words=True)).evaluation
    assert evaluation.method is Method.WORDS
    assert evaluation.verdict is Verdict.WORDS_DO
    assert "Deskhand uses the word counts" in evaluation.verdict_reason


def test_word_counts_win_a_tie() -> None:
    lesson = choice([40, 40], telling=20.0)
    texts = [f"about {lesson.labels[kind] * 3}" for kind in lesson.truth]
    evaluation = choices.study(replace(lesson, inputs=replace(lesson.inputs, texts=texts))).evaluation
    assert {candidate.score.right for candidate in evaluation.candidates[1:]} == {80}
    assert evaluation.method is Method.WORDS


def test_answers_that_nothing_tells_are_no_skill() -> None:
    evaluation = choices.study(choice([40, 40], telling=0.0)).evaluation
    assert evaluation.verdict is Verdict.TOO_EARLY
    assert isinstance(evaluation.score, Score)
    assert evaluation.score.low < 0.5


def test_near_copies_never_flatter_the_score() -> None:
    """Each row stands there twice; what it says is chance."""
    truth = np.random.default_rng(3).integers(0, 2, 100).repeat(2).astype(np.int64)
    inputs = inputs_of(np.zeros(100, np.int64), 0.0).take(np.arange(100).repeat(2))
    lesson = replace(choice([100, 100]), inputs=inputs, truth=truth, groups=np.arange(100).repeat(2))
    apart = choices.study(replace(lesson, groups=np.arange(200))).evaluation
    together = choices.study(lesson).evaluation
    assert apart.score.low > 0.7
    assert together.score.low < 0.6
    assert together.near_copies == 200


def test_a_category_with_one_example_is_left_out_of_the_test_and_named() -> None:
    study = choices.study(choice([30, 30, 1]))
    assert study.evaluation.left_out == ("C",)
    assert "C" not in {item.truth for item in study.held_out}
    assert study.evaluation.score.of == 60


def test_a_category_whose_examples_are_copies_of_each_other_is_left_out_of_the_test() -> None:
    assert choices.study(choice([6, 6, 2], groups=[*range(12), 12, 12])).evaluation.left_out == ("C",)


@pytest.mark.parametrize("counts", [[1, 1], [1, 1, 1, 1, 1], [2, 1], [1, 5], [2, 2]])
def test_very_few_answers_are_learned_without_a_figure_to_boast_of(counts: list[int]) -> None:
    study = choices.study(choice(counts))
    assert study.evaluation.verdict is Verdict.TOO_EARLY
    assert study.head.apply(choice(counts).inputs).shape == (sum(counts), len(counts))
    assert study.evaluation.careful is None


def test_five_hundred_categories_are_learned_in_reasonable_time() -> None:
    started = time.perf_counter()
    evaluation = choices.study(choice([3] * 500, telling=2.0)).evaluation
    assert len(evaluation.labels) == 500
    assert time.perf_counter() - started < 120


def test_rare_categories_weigh_more_when_the_person_wants_it() -> None:
    lesson = choice([300, 12], telling=0.5)
    plain, balanced = (choices.study(replace(lesson, balanced=wanted)).evaluation for wanted in (False, True))
    assert balanced.categories[1].right > plain.categories[1].right


def test_the_same_answers_give_the_same_skill() -> None:
    one, two = (choices.study(choice([20, 20, 20])) for _ in range(2))
    assert one.evaluation == two.evaluation
    assert one.held_out == two.held_out


def test_every_answer_is_tested_once_and_the_confusion_counts_them_all() -> None:
    study = choices.study(choice([25, 25, 10], telling=0.6))
    assert sorted(item.item_id for item in study.held_out) == list(range(100, 160))
    assert np.sum(study.evaluation.confusion) == 60
    assert np.trace(np.array(study.evaluation.confusion)) == study.evaluation.score.right


def test_each_category_is_spread_over_the_folds() -> None:
    truth = np.repeat(np.arange(4), 10)
    split = folds.stratified(truth, np.arange(40))
    assert (np.array([np.bincount(truth[split == fold]) for fold in range(folds.FOLDS)]) == 2).all()


def test_a_large_project_is_tested_on_a_part_set_apart() -> None:
    split = folds.stratified(np.zeros(40_000, np.int64), np.arange(40_000))
    assert len(folds.tested(split)) == 1


def test_texts_without_a_single_word_are_learned_too() -> None:
    lesson = choice([5, 5])
    assert choices.study(replace(lesson, inputs=replace(lesson.inputs, texts=["🙂"] * 10))).evaluation.items == 10


def test_a_question_can_be_stopped_while_it_is_tested() -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        choices.study(choice([5, 5]), stop)


@pytest.mark.parametrize("balanced", [False, True])
def test_learning_in_as_many_columns_as_rows_gives_the_same_weights(balanced: bool) -> None:
    lesson = replace(choice([30, 20, 10]), balanced=balanced)
    features = np.random.default_rng(0).normal(scale=0.05, size=(60, 400)).astype(np.float32)
    features[1] = features[0]  # a repeat: its row adds nothing
    ((weights, bias),) = regressions(features, lesson, [3.0])
    plain = LogisticRegression(C=3.0, max_iter=300, class_weight="balanced" if balanced else None)
    plain.fit(features, lesson.truth)
    assert np.allclose(features @ weights + bias, plain.decision_function(features), atol=1e-4)


def test_rows_that_are_hundreds_of_copies_of_a_few_are_learned() -> None:
    """Their products with each other have no inverse, and in float32 may even seem to be below nothing."""
    random = np.random.default_rng(0)
    few = random.random((30, 4000)).astype(np.float32)
    few /= np.linalg.norm(few, axis=1, keepdims=True)
    lesson = choice([450, 450])
    features = np.tile(few, (30, 1))
    (learned,) = regressions(features, lesson, [30.0])
    assert np.isfinite(learned[0]).all()
