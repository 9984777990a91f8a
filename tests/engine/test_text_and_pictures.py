"""Text, pictures, both and what needs no model compete; the report card says in a sentence which it was."""

from dataclasses import replace

import numpy as np

from deskhand.domain.evaluations import Method, Verdict
from deskhand.engine import choices
from deskhand.engine.inputs import Inputs, Lesson, Vectors, View
from deskhand.engine.teaching import Pool, ask_next
from engine.lessons import choice, inputs_of


def seen(truth: np.ndarray, telling: float, seed: int) -> Vectors:
    return inputs_of(truth, telling, seed).views[View.TEXT]


def documents(text: float, picture: float, colours: float = 0.0, count: int = 30) -> Lesson:
    """Three categories, told by text, picture and colours to the given degrees."""
    lesson = choice([count] * 3, telling=text)
    truth = lesson.truth.astype(np.int64)
    views = {
        View.TEXT: lesson.inputs.views[View.TEXT],
        View.COLOURS: seen(truth, colours, 3),
        View.CLASS: seen(truth, picture, 4),
        View.MEAN: seen(truth, picture, 5),
    }
    return replace(lesson, inputs=Inputs(lesson.inputs.texts, views))


def photos(picture: float, colours: float = 0.0) -> Lesson:
    lesson = documents(0.0, picture, colours)
    return replace(
        lesson,
        inputs=Inputs([""] * len(lesson), {v: rows for v, rows in lesson.inputs.views.items() if v is not View.TEXT}),
    )


def test_what_only_the_text_tells_is_learned_from_the_text() -> None:
    evaluation = choices.study(documents(text=3.0, picture=0.0)).evaluation
    assert evaluation.method is Method.MODEL
    assert "he text alone is right on" in evaluation.verdict_reason
    assert "the picture alone" in evaluation.verdict_reason


def test_what_only_the_picture_tells_is_learned_from_the_picture() -> None:
    study = choices.study(documents(text=0.0, picture=3.0))
    assert study.evaluation.method is Method.PICTURE
    assert set(study.head.look) <= {View.CLASS, View.MEAN}
    assert "The picture alone is right on" in study.evaluation.verdict_reason


def test_where_each_tells_a_half_both_are_taken_together() -> None:
    lesson = choice([40] * 4, telling=0.0)
    truth = lesson.truth.astype(np.int64)
    text, picture = seen(truth // 2, 3.0, 1), seen(truth % 2, 3.0, 2)
    inputs = Inputs(lesson.inputs.texts, {View.TEXT: text, View.CLASS: picture, View.MEAN: picture})
    study = choices.study(replace(lesson, inputs=inputs))
    assert study.evaluation.method is Method.BOTH
    assert "Text and picture together is right on" not in study.evaluation.verdict_reason
    assert "Text and picture together are right on" in study.evaluation.verdict_reason
    scores = {one.method: one.score.right for one in study.evaluation.candidates}
    assert scores[Method.BOTH] > max(scores[Method.MODEL], scores[Method.PICTURE])


def test_photos_are_compared_with_colours_and_shapes_not_with_words() -> None:
    evaluation = choices.study(photos(picture=3.0)).evaluation
    assert [one.method for one in evaluation.candidates] == [Method.COMMONEST, Method.COLOURS, Method.PICTURE]
    assert "comparing colours and shapes" in evaluation.verdict_reason


def test_where_colours_and_shapes_do_as_well_they_are_used_and_it_is_said() -> None:
    evaluation = choices.study(photos(picture=3.0, colours=3.0)).evaluation
    assert (evaluation.method, evaluation.verdict) == (Method.COLOURS, Verdict.WORDS_DO)
    assert evaluation.verdict_reason.startswith("Comparing colours and shapes does as well")


def test_without_a_model_of_pictures_colours_and_shapes_are_judged_by_themselves() -> None:
    lesson = photos(picture=0.0, colours=3.0)
    alone = replace(lesson, inputs=Inputs(lesson.inputs.texts, {View.COLOURS: lesson.inputs.views[View.COLOURS]}))
    evaluation = choices.study(alone).evaluation
    assert (evaluation.method, evaluation.verdict) == (Method.COLOURS, Verdict.WORTH_USING)


def test_the_view_of_a_model_that_tells_more_is_the_one_that_is_used() -> None:
    lesson = documents(text=0.0, picture=0.0, count=60)
    views = {**lesson.inputs.views, View.CLASS: seen(lesson.truth.astype(np.int64), 1.5, 9)}
    study = choices.study(replace(lesson, inputs=Inputs(lesson.inputs.texts, views)))
    assert View.CLASS in study.head.look


def test_photos_are_asked_about_and_guessed_while_a_person_answers() -> None:
    lesson = photos(picture=3.0)
    pool = Pool(range(1000, 1000 + len(lesson)), lesson.inputs, 10, 0)
    from deskhand.domain.questions import Question, QuestionKind

    asked = ask_next(Question(1, "Kind", QuestionKind.CHOICE, lesson.labels), lesson, pool)
    assert len(asked.items) == 10
    assert all(one.guess in lesson.labels for one in asked.items)
    assert asked.right > asked.commonest_right
