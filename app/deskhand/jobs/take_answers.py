"""Taking the answers that a column of the table already holds."""

from collections.abc import Iterator
from itertools import islice

from deskhand.domain.items import Item
from deskhand.domain.jobs import AnswersTaken, Event, Progress, Report, TakeAnswers
from deskhand.domain.questions import QuestionKind
from deskhand.readers import numbers
from deskhand.storage.view import ProjectView

CHUNK = 500
_LOOKED_AT = 2000  # answers from which it is learned whether 1,234 is a thousand or a bit more than one


def take_answers(request: TakeAnswers, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``AnswersTaken`` of at most 500 answers each.

    Items without an answer are left out, and so is what is no number where the question is for numbers.
    """
    total = view.items.count(request.source_id)
    numeric = view.questions.get(request.question_id).kind is QuestionKind.NUMBER
    decimal = _decimal_mark(request, view) if numeric else ""
    items = view.items.each(request.source_id)
    done = 0
    while chunk := list(islice(items, CHUNK)):
        answers = ((item.id, _answer(item, request.column, decimal)) for item in chunk)
        taken = tuple((item_id, answer) for item_id, answer in answers if answer)
        if taken:
            yield AnswersTaken(request.question_id, taken)
        done += len(chunk)
        report.progress(Progress(done, total, "rows", "Taking the answers"))


def _answer(item: Item, column: int, decimal: str) -> str:
    cell = item.cells[column].strip() if column < len(item.cells) else ""
    return (numbers.plain(cell, decimal=decimal) or "") if decimal else cell


def _decimal_mark(request: TakeAnswers, view: ProjectView) -> str:
    items = islice(view.items.each(request.source_id), _LOOKED_AT)
    return numbers.decimal_mark([item.cells[request.column] for item in items if request.column < len(item.cells)])
