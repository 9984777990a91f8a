"""Sounds learned from: which layers of a model tell, and what is tried beside it."""

import time

import numpy as np
from scipy.optimize import approx_fprime

from deskhand.domain.evaluations import Method, Verdict
from deskhand.engine import choices, evaluating, methods, numbers
from deskhand.engine.inputs import SOUND_VIEWS, Inputs, Lesson, Vectors, View
from deskhand.engine.methods import layers
from deskhand.engine.methods.layers import OnLayers
from deskhand.engine.methods.method import options_of
from deskhand.engine.methods.vectors import Seen, VectorsHead

TELLS = 2  # of six: the others are noise


def unit(rows: np.ndarray) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def sounds(count: int, categories: int = 4, size: int = 24, *, seed: int = 0) -> Lesson:
    """Only layer 3 tells the categories apart."""
    random = np.random.default_rng(seed)
    truth = np.arange(count) % categories
    middles = np.random.default_rng(99).standard_normal((categories, size))
    views = {view: unit(3 + random.standard_normal((count, size))) for view in SOUND_VIEWS}
    views[SOUND_VIEWS[TELLS]] = unit(3 + 0.5 * middles[truth] + random.standard_normal((count, size)))
    views[View.TONES] = unit(random.standard_normal((count, 8)))
    labels = tuple(f"kind {number}" for number in range(categories))
    return Lesson(Inputs([""] * count, views), truth, labels, np.arange(count), np.arange(count))


def right(head: VectorsHead, exam: Lesson) -> float:
    return float(np.mean(head.apply(exam.inputs).argmax(axis=1) == exam.truth))


def test_the_layer_that_tells_counts_most_and_the_head_is_one_like_every_other() -> None:
    method = OnLayers(Method.SOUND, options_of([(SOUND_VIEWS[-1],), SOUND_VIEWS], (3.0, 30.0)))
    last, _, _, mixed = method.fit(sounds(120), method.options)
    assert isinstance(mixed, VectorsHead)
    assert mixed.look == SOUND_VIEWS
    strength = np.linalg.norm(mixed.weights.reshape(6, -1), axis=1)
    assert strength.argmax() == TELLS
    assert strength[TELLS] > 2 * np.delete(strength, TELLS).max()
    exam = sounds(200, seed=1)
    assert right(mixed, exam) > right(last, exam) + 0.3


def test_the_weights_are_learned_downhill() -> None:
    lesson = sounds(24, 3, 5)
    seen = Seen.of(lesson.inputs, SOUND_VIEWS)
    mixing = layers._Mixing(seen.vectors, 6, lesson, np.arange(3))
    place = np.random.default_rng(0).standard_normal(6 + 6 * 3)
    told = mixing.surprise(place, 10.0)[1]
    found = approx_fprime(place, lambda where: mixing.surprise(where, 10.0)[0], 1e-4)
    assert np.allclose(told, found, rtol=0.02, atol=0.05)


def test_learning_twice_gives_the_same_and_one_category_alone_is_no_trouble() -> None:
    method = OnLayers(Method.SOUND, options_of([SOUND_VIEWS], (10.0,)))
    first, again = (method.fit(sounds(60), method.options)[0].tensors() for _ in range(2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    lesson = sounds(60)
    only = lesson.take(np.flatnonzero(lesson.truth == 1))
    assert right(method.fit(only, method.options)[0], only) == 1


def test_rare_kinds_weigh_more_where_that_is_wanted() -> None:
    lesson = sounds(200, 2)
    few = lesson.take(np.flatnonzero((lesson.truth == 0) | (np.arange(200) < 20)))
    method = OnLayers(Method.SOUND, options_of([SOUND_VIEWS], (3.0,)))
    exam = sounds(200, 2, seed=1)
    rare = exam.take(np.flatnonzero(exam.truth == 1))
    plain = method.fit(few, method.options)[0]
    balanced = method.fit(Lesson(few.inputs, few.truth, few.labels, few.groups, few.items, True), method.options)[0]
    assert right(balanced, rare) > right(plain, rare)


def test_500_sounds_of_ten_kinds_are_learned_in_seconds() -> None:
    lesson = sounds(500, 10, 256)
    method = OnLayers(Method.SOUND, options_of([SOUND_VIEWS], (10.0,)))
    started = time.process_time()
    method.fit(lesson, method.options)
    assert time.process_time() - started < 5


def test_a_lesson_of_sounds_is_studied_and_says_what_it_compared() -> None:
    lesson = sounds(120)
    assert [each.method for each in methods.choices(lesson.inputs)] == [Method.COMMONEST, Method.TONES, Method.SOUND]
    report = choices.study(lesson).evaluation
    assert report.method is Method.SOUND
    assert "The pretrained model is right on" in report.verdict_reason
    assert "comparing loudness and pitch right on" in report.verdict_reason


def test_without_a_model_loudness_and_pitch_are_compared() -> None:
    lesson = sounds(60)
    plain = Inputs(lesson.inputs.texts, {View.TONES: lesson.inputs.views[View.TONES]})
    assert [each.method for each in methods.choices(plain)] == [Method.COMMONEST, Method.TONES]
    assert plain.vectors.shape == (60, 8)


def test_where_loudness_and_pitch_do_as_well_they_are_used() -> None:
    hits = np.ones(40, bool)
    marks = {Method.COMMONEST: np.arange(40) < 10, Method.TONES: hits, Method.SOUND: hits}
    verdict, why = evaluating.verdict(marks, Method.TONES, "bark", None)
    assert verdict is Verdict.WORDS_DO
    assert why.startswith("Comparing loudness and pitch does as well")


def test_a_number_is_learned_from_sounds() -> None:
    lesson = sounds(80)
    number = Lesson(
        lesson.inputs, lesson.inputs.views[SOUND_VIEWS[5]][:, 0].astype(float) * 100, ("",), lesson.groups, lesson.items
    )
    study = numbers.study(number)
    assert study.evaluation.method is Method.SOUND
    assert "loudness and pitch by" in study.evaluation.verdict_reason
