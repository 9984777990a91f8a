"""The rows of Check, for each of its tabs, read from the project a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from deskhand.domain.evaluations import HeldOut
from deskhand.domain.files import FileState
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
    """One line of the table. ``confidence`` None: there is nothing to be sure of.

    ``message`` is the beginning of its words, or what a file is called; ``folder`` is where a file lies.
    """

    item_id: int
    message: str
    answer: str
    second: str
    confidence: float | None
    state: State
    folder: str = ""


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
        return folders(self._view, [_tested(words[one.item_id], one) for one in some])


class FailedRows:
    """What could not be read, with why in the place of an answer: files that could not be opened, then the others."""

    def __init__(self, view: ProjectView) -> None:
        self._view = view
        some = view.files.of_state(FileState.UNREADABLE, 0, 1)  # counting all takes longer than knowing of none
        self._unread = view.files.counts().get(FileState.UNREADABLE, 0) if some else 0
        self._failures = [(item_id, problem.title) for item_id, problem in view.predictions.failures()]

    def count(self) -> int:
        return self._unread + len(self._failures)

    def fetch(self, start: int, count: int) -> list[CheckRow]:
        unread = self._view.files.of_state(FileState.UNREADABLE, start, count) if start < self._unread else []
        why = self._view.files.failures(unread)
        titles = {item_id: why[item_id].title if item_id in why else "" for item_id in unread}
        first = max(0, start - self._unread)
        titles |= dict(self._failures[first : first + count - len(unread)])
        words = snippets(self._view, list(titles))
        rows = [
            CheckRow(item_id, words[item_id] or "(no words)", "", title, None, State.FAILED)
            for item_id, title in titles.items()
        ]
        return folders(self._view, rows)


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
        rows = [_row(words[one], predicted[one], said.get(one), careful) for one in ids if one in predicted]
        return folders(self._view, rows)


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
    """The beginning of each item's text on one line; of a file what it is called."""
    names = {item_id: name for item_id, (name, _) in view.files.names(item_ids).items()}
    others = [item_id for item_id in item_ids if item_id not in names]
    return names | {item.id: one_line(view.text(item)) for item in view.items.many(others)}


def folders(view: ProjectView, rows: Sequence[CheckRow]) -> list[CheckRow]:
    """The same rows with the folders of those that are files."""
    names = view.files.names([row.item_id for row in rows])
    return [replace(row, folder=names[row.item_id][1]) if row.item_id in names else row for row in rows]


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
