"""The calls of the list: which there are, in which order, and what each row says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from deskhand.domain.questions import Question
from deskhand.domain.recordings import CallState
from deskhand.gui.pages.listen import words
from deskhand.storage.tables.transcripts import Call, CallOrder
from deskhand.storage.view import ProjectView

_MOST_UNREAD = 100_000


class Order(IntEnum):
    """How the list is sorted, in the order of its buttons."""

    LEAST_SURE = 0
    TIME = 1
    URGENT = 2


@dataclass(frozen=True, slots=True)
class CallRow:
    """What a row of the list says. ``when`` is its time, or its file where no time is known."""

    item_id: int
    when: str
    about: str
    then: str
    seconds: float
    waits: bool

    @property
    def spoken(self) -> str:
        return words.spoken_call(self.when, self.seconds, (self.about, self.then), waits=self.waits)


class Calls:
    """All calls that were listened to, and those that could not be read. Their answers are read a part at a time."""

    def __init__(self, view: ProjectView, order: Order) -> None:
        self._view = view
        self.questions = view.questions.all()[:2]
        by = CallOrder.UNSURE_FIRST if order is Order.LEAST_SURE else CallOrder.TIME
        self._all = view.transcripts.calls(by)
        heard = {call.item_id for call in self._all}
        failures = view.predictions.failures(0, _MOST_UNREAD)
        unread = [item_id for item_id, _ in failures if item_id not in heard]
        files = view.recordings.many(unread)
        self.unread = len(files)
        self._all += [
            Call(item_id, files[item_id].received, CallState.UNREADABLE, 0.0, 0.0, 0, checked=False, corrected=False)
            for item_id in unread
            if item_id in files
        ]
        self._one_day = len({call.received[:10] for call in self._all}) <= 1
        urgency = urgency_of(self.questions)
        if order is Order.URGENT and urgency is not None:
            self._sort_by(urgency)
        self.places = {call.item_id: place for place, call in enumerate(self._all)}

    @property
    def count(self) -> int:
        return len(self._all)

    @property
    def heading(self) -> str:
        """The day, where all calls are of one."""
        received = self._all[0].received if self._all else ""
        return (words.day(received) if self._one_day else "") or "Calls"

    @property
    def silent(self) -> int:
        return sum(call.state is CallState.NO_SPEECH for call in self._all)

    @property
    def waiting(self) -> int:
        return sum(call.waits for call in self._all)

    def item_at(self, place: int) -> int | None:
        """The call at a place, if there is one."""
        return self._all[place].item_id if 0 <= place < self.count else None

    def next_waiting(self, place: int) -> int | None:
        """The place of the next call that waits, after ``place`` and then from the top; ``None``: none waits."""
        around = [*range(place + 1, self.count), *range(min(place + 1, self.count))]
        return next((other for other in around if self._all[other].waits and other != place), None)

    def fetch(self, start: int, count: int) -> list[CallRow]:
        """The rows from ``start`` on."""
        part = self._all[start : start + count]
        ids = [call.item_id for call in part]
        answers = [_answers(self._view, question, ids) for question in self.questions]
        files = self._view.recordings.many([call.item_id for call in part if not words.hour(call.received)])
        rows = []
        for call in part:
            name = files[call.item_id].path.decode("utf-8", "replace") if call.item_id in files else ""
            said = [one.get(call.item_id, "") for one in answers] + ["", ""]
            rows.append(self._row(call, name, said))
        return rows

    def _row(self, call: Call, name: str, said: Sequence[str]) -> CallRow:
        time = words.hour(call.received)
        day = "" if self._one_day else words.day(call.received)
        when = f"{day} {time}".strip() if time else name
        row = CallRow(call.item_id, when, said[0], said[1], call.seconds, call.waits)
        return replace(row, about=words.STATES[call.state], then="") if call.state in words.STATES else row

    def _sort_by(self, urgency: Question) -> None:
        """The first answer of the question is the most urgent one; calls without an answer come last."""
        said = _answers(self._view, urgency, [call.item_id for call in self._all])
        places = {label: place for place, label in enumerate(urgency.labels)}
        last = len(places)
        self._all.sort(key=lambda call: places.get(said.get(call.item_id, ""), last))


def urgency_of(questions: Sequence[Question]) -> Question | None:
    """The question about how urgent a call is, if one is asked."""
    return next((one for one in questions if one.name.casefold().startswith(("urgen", "priorit"))), None)


def _answers(view: ProjectView, question: Question, ids: Sequence[int]) -> dict[int, str]:
    """The person's answer, else Deskhand's, by item."""
    guessed = {item_id: one.answer for item_id, one in view.predictions.of_items(question.id, ids).items()}
    return guessed | {item_id: one.value for item_id, one in view.labels.of_items(question.id, ids).items()}
