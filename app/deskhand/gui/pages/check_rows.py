"""The rows of Check, for each of its tabs, read from the project a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from deskhand.domain.evaluations import HeldOut
from deskhand.domain.questions import Label, Prediction, Question
from deskhand.storage.view import PredictionFilter, ProjectView

SUSPICIOUS = 0.7  # how sure Deskhand must be of another answer for one of the person's own to look like a slip
_SNIPPET = 240


class State(StrEnum):
    """Where an item stands, in the words of the column."""

    WAITS = "Waits for you"
    ANSWERED = "Answered"
    AGREED = "You agreed"
    CHANGED = "You changed it"
    FAILED = "Could not be read"
    DOUBTFUL = "Your answer"


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
    """Deskhand's answers that pass ``wanted``, in ``order``."""

    def __init__(self, view: ProjectView, question: Question, wanted: PredictionFilter, order: str) -> None:
        self._view, self._question, self._wanted, self._order = view, question, wanted, order

    def count(self) -> int:
        return self._view.predictions.count(self._question.id, self._wanted)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        predictions = self._view.predictions.page(self._question.id, start, count, self._wanted, self._order)
        ids = [prediction.item_id for prediction in predictions]
        said = self._view.labels.of_items(self._question.id, ids)
        words = snippets(self._view, ids)
        careful = self._question.careful
        return [_row(words[one.item_id], one, said.get(one.item_id), careful) for one in predictions]


class DoubtfulRows:
    """The person's own answers that may be slips, the surest contradiction first."""

    def __init__(self, view: ProjectView, question: Question) -> None:
        self._view = view
        self._doubtful = doubtful_answers(view, question.id)

    def count(self) -> int:
        return len(self._doubtful)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        some = self._doubtful[start : start + count]
        words = snippets(self._view, [one.item_id for one in some])
        return [
            CheckRow(one.item_id, words[one.item_id], one.truth, one.answer, one.confidence, State.DOUBTFUL)
            for one in some
        ]


class NoRows:
    """Nothing, as long as there is no question."""

    def count(self) -> int:
        return 0

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        return []


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


def _row(message: str, prediction: Prediction, said: Label | None, careful: float) -> CheckRow:
    row = CheckRow(
        prediction.item_id, message, prediction.answer, prediction.second, prediction.confidence, State.ANSWERED
    )
    if said is None:
        return replace(row, state=State.WAITS) if prediction.confidence < careful else row
    if said.value == prediction.answer:
        return replace(row, state=State.AGREED)
    return replace(row, answer=said.value, second=prediction.answer, state=State.CHANGED)
