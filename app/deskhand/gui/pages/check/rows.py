"""The rows of Check, for each of its tabs, read from the project a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from deskhand.domain.evaluations import HeldOut
from deskhand.domain.questions import Label, Prediction, Question
from deskhand.storage.tables.predictions import PredictionFilter
from deskhand.storage.view import ProjectView

SUSPICIOUS = 0.7  # how sure Deskhand must be of another answer for one of the person's own to look like a slip
_SNIPPET = 240


class State(StrEnum):
    """Where an item stands, in the words of the column."""

    WAITS = "Waits for you"
    ANSWERED = "Answered"
    AGREED = "You agreed"
    CHANGED = "You changed it"
    FAILED = "Could not be read"
    DOUBTFUL = "May be a slip"
    RIGHT = "Right"
    YOURS = "Your answer"
    WORKBOOK = "From the workbook"
    OPEN = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the table. ``confidence`` None: there is nothing to be sure of."""

    item_id: int
    message: str
    answer: str
    second: str
    confidence: float | None
    state: State


class Rows(Protocol):
    """What a tab shows: ``count`` rows, of which ``fetch`` gives some."""

    def count(self) -> int: ...
    def fetch(self, start: int, count: int) -> list[CheckRow]: ...


class PredictedRows:
    """Deskhand's answers that pass ``wanted``, in ``order``. Words are looked for once, and what was found is kept."""

    def __init__(self, view: ProjectView, question: Question, wanted: PredictionFilter, order: str) -> None:
        self._view, self._question, self._wanted, self._order = view, question, wanted, order
        found = view.predictions.ids(question.id, wanted=wanted, order=order) if wanted.find else None
        self._found = None if found is None else ItemRows(view, question, found)

    def count(self) -> int:
        if self._found is not None:
            return self._found.count()
        return self._view.predictions.count(self._question.id, self._wanted)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        if self._found is not None:
            return self._found.fetch(start, count)
        ids = self._view.predictions.ids(self._question.id, start, count, self._wanted, self._order)
        return ItemRows(self._view, self._question, ids).fetch(0, count)


class HeldOutRows:
    """Answers of the person beside what a skill said that had not seen them."""

    def __init__(self, view: ProjectView, items: Sequence[HeldOut]) -> None:
        self._view, self._items = view, items

    def count(self) -> int:
        return len(self._items)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        some = self._items[start : start + count]
        words = snippets(self._view, [one.item_id for one in some])
        return [_tested(words[one.item_id], one) for one in some]


class FailedRows:
    """What could not be read, with why in the place of an answer."""

    def __init__(self, view: ProjectView) -> None:
        self._view = view
        self._failures = view.predictions.failures()

    def count(self) -> int:
        return len(self._failures)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        some = self._failures[start : start + count]
        words = snippets(self._view, [item_id for item_id, _ in some])
        return [
            CheckRow(item_id, words[item_id] or "(no words)", "", problem.title, None, State.FAILED)
            for item_id, problem in some
        ]


class ItemRows:
    """Certain items, in the order they are given."""

    def __init__(self, view: ProjectView, question: Question, item_ids: Sequence[int]) -> None:
        self._view, self._question, self._item_ids = view, question, item_ids

    def count(self) -> int:
        return len(self._item_ids)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        ids = self._item_ids[start : start + count]
        predicted = self._view.predictions.of_items(self._question.id, ids)
        said = self._view.labels.of_items(self._question.id, ids)
        words = snippets(self._view, ids)
        careful = self._question.careful
        return [_row(words[one], predicted[one], said.get(one), careful) for one in ids if one in predicted]


def doubtful_answers(view: ProjectView, question_id: int) -> list[HeldOut]:
    """Answers of the person that a skill which had not seen them is sure are others, and that still stand."""
    skill = view.skills.in_use(question_id)
    if skill is None:
        return []
    held_out = [one for one in view.skills.held_out(skill.id) if one.truth != one.answer]
    sure = sorted((one for one in held_out if one.confidence >= SUSPICIOUS), key=lambda one: -one.confidence)
    said = view.labels.of_items(question_id, [one.item_id for one in sure])
    return [one for one in sure if one.item_id in said and said[one.item_id].value == one.truth]


def snippets(view: ProjectView, item_ids: Sequence[int]) -> dict[int, str]:
    """The beginning of each item's text on one line."""
    return {item.id: one_line(view.text(item)) for item in view.items.many(item_ids)}


def one_line(text: str) -> str:
    return " ".join(text[:_SNIPPET].split())


def _tested(message: str, one: HeldOut) -> CheckRow:
    right = one.truth == one.answer
    state = State.RIGHT if right else State.DOUBTFUL
    return CheckRow(one.item_id, message, one.truth, "" if right else one.answer, one.confidence, state)


def _row(message: str, prediction: Prediction, said: Label | None, careful: float) -> CheckRow:
    row = CheckRow(
        prediction.item_id, message, prediction.answer, prediction.second, prediction.confidence, State.ANSWERED
    )
    if said is None:
        return replace(row, state=State.WAITS) if prediction.confidence < careful else row
    if said.value == prediction.answer:
        return replace(row, state=State.AGREED)
    return replace(row, answer=said.value, second=prediction.answer, state=State.CHANGED)
