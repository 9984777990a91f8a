"""The items of a source in the order of their rows, each with the answers that count."""

import math
from collections.abc import Iterator
from itertools import islice

from deskhand.domain.items import Item
from deskhand.domain.jobs import Progress, Report, SaveResults
from deskhand.domain.questions import Label, Prediction, Question, QuestionKind
from deskhand.storage.view import ProjectView
from deskhand.writers.answers import Answer, Cell

_CHUNK = 1000  # items that are looked up together


def answered_items(
    request: SaveResults, view: ProjectView, report: Report
) -> Iterator[list[tuple[Item, tuple[Answer, ...]]]]:
    """The items of ``request``, many at a time, with one answer a question."""
    questions = [view.questions.get(question_id) for question_id in request.question_ids]
    items = view.items.each(request.source_id)
    total = view.items.count(request.source_id)
    done = 0
    while chunk := list(islice(items, _CHUNK)):
        ids = [item.id for item in chunk]
        columns = [answers_of(question, ids, request.run_id, view) for question in questions]
        yield [(item, tuple(answers)) for item, *answers in zip(chunk, *columns, strict=True)]
        done += len(chunk)
        report.progress(Progress(done, total, "rows", "Saving"))


def answers_of(question: Question, ids: list[int], run_id: int | None, view: ProjectView) -> list[Answer]:
    """The answer to ``question`` of each of these items."""
    labels = view.labels.of_items(question.id, ids)
    predictions = view.predictions.of_items(question.id, ids, run_id)
    return [_answer(question, labels.get(item_id), predictions.get(item_id)) for item_id in ids]


def _answer(question: Question, label: Label | None, prediction: Prediction | None) -> Answer:
    """What the person said wins; nobody need look at that again."""
    if label is not None:
        return Answer(_value(question, label.value), 1.0, needs_a_look=False)
    if prediction is not None:
        unsure = prediction.confidence < question.careful
        return Answer(_value(question, prediction.answer), round(prediction.confidence, 4), needs_a_look=unsure)
    return Answer(None, None, needs_a_look=True)


def _value(question: Question, answer: str) -> Cell:
    if question.kind is not QuestionKind.NUMBER:
        return answer
    try:
        number = float(answer)
    except ValueError:  # a number that only a person can read
        return answer
    return number if math.isfinite(number) else answer
