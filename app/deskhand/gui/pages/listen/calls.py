"""The calls of the list: which there are, in which order, and what each row says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from deskhand.domain.questions import Question
from deskhand.domain.recordings import CallState
from deskhand.gui.pages.listen import words
from deskhand.storage.tables.calls import Call, CallOrder
from deskhand.storage.tables.recordings import name_on_screen
from deskhand.storage.view import ProjectView


class Order(IntEnum):
    """How the list is sorted, in the order of its buttons."""

    LEAST_SURE = 0
    TIME = 1
    URGENT = 2


_ORDERS = {Order.LEAST_SURE: CallOrder.UNSURE_FIRST, Order.TIME: CallOrder.TIME, Order.URGENT: CallOrder.ANSWER}


@dataclass(frozen=True, slots=True)
class CallRow:
    """What a row of the list says. ``when`` is its time, or its file where no time is known (``named``)."""

    item_id: int
    when: str
    about: str
    then: str
    seconds: float
    waits: bool
    named: bool = False

    @property
    def spoken(self) -> str:
        return words.spoken_call(self.when, self.seconds, (self.about, self.then), waits=self.waits)


@dataclass(frozen=True, slots=True)
class CallCounts:
    """How many calls there are altogether, and of which kind."""

    total: int
    silent: int
    unread: int
    waiting: int


class Calls:
    """All calls, or those with ``find`` in their words, in an order that stays as it was; rows say what holds now."""

    def __init__(self, view: ProjectView, order: Order, find: str = "") -> None:
        self._view = view
        self.find = find
        self.questions = view.questions.all()[:2]
        urgency = urgency_of(self.questions)
        by = CallOrder.UNSURE_FIRST if order is Order.URGENT and urgency is None else _ORDERS[order]
        self._ids = view.calls.ids(by, find, urgency.id if urgency is not None else 0)
        self._first_day, last_day = view.calls.days()
        self._one_day = self._first_day == last_day
        self.places = {item_id: place for place, item_id in enumerate(self._ids)}

    @property
    def count(self) -> int:
        return len(self._ids)

    @property
    def heading(self) -> str:
        """The day, where all calls are of one."""
        return (words.day(self._first_day) if self._one_day else "") or "Calls"

    def counts(self) -> CallCounts:
        states, unread = self._view.transcripts.counts(), self._view.calls.unread()
        total = sum(states.values()) + unread
        return CallCounts(total, states.get(CallState.NO_SPEECH, 0), unread, self._view.transcripts.waiting())

    def next_waiting(self, place: int) -> int | None:
        """The place of the next call that waits, after ``place`` and then from the top; ``None``: none waits."""
        waiting = self._view.calls.waiting()
        around = (*range(place + 1, self.count), *range(min(place, self.count)))
        return next((other for other in around if self._ids[other] in waiting), None)

    def fetch(self, start: int, count: int) -> list[CallRow]:
        """The rows from ``start`` on."""
        ids = self._ids[start : start + count]
        calls = self._view.calls.many(ids)
        answers = [_answers(self._view, question, ids) for question in self.questions]
        files = self._view.recordings.many([one for one in ids if one in calls and not words.hour(calls[one].received)])
        names = {item_id: name_on_screen(file.path) for item_id, file in files.items()}
        rows = []
        for item_id in ids:
            said = [one.get(item_id, "") for one in answers] + ["", ""]
            rows.append(self._row(calls[item_id], names.get(item_id, ""), said))
        return rows

    def _row(self, call: Call, name: str, said: Sequence[str]) -> CallRow:
        time = words.hour(call.received)
        day = "" if self._one_day else words.short_day(call.received)
        when = f"{day} {time}".strip() if time else name
        row = CallRow(call.item_id, when, said[0], said[1], call.seconds, call.waits, named=not time)
        return replace(row, about=words.STATES[call.state], then="") if call.state in words.STATES else row


def urgency_of(questions: Sequence[Question]) -> Question | None:
    """The question about how urgent a call is, if one is asked."""
    return next((one for one in questions if one.name.casefold().startswith(("urgen", "priorit"))), None)


def _answers(view: ProjectView, question: Question, ids: Sequence[int]) -> dict[int, str]:
    """The person's answer, else Deskhand's, by item."""
    guessed = {item_id: one.answer for item_id, one in view.predictions.of_items(question.id, ids).items()}
    return guessed | {item_id: one.value for item_id, one in view.labels.of_items(question.id, ids).items()}
