"""Answering one question, item after item: what is shown, what a key does to it, and how to go back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import Act, Labelled, Unlabelled
from deskhand.domain.items import FILES, Source
from deskhand.domain.jobs import Asked, AskNext, Teach, Why
from deskhand.domain.questions import LabelSource, Question
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.teach.queue import TeachQueue
from deskhand.storage.view import ProjectView

_PAGE = 200


@dataclass(frozen=True, slots=True)
class _Step:
    """What was done to an item, and the act that takes it back (None: nothing was recorded)."""

    item_id: int
    back: Act | None = None


class TeachSession(QObject):
    """``moved`` when another item is shown, ``guessed`` when Deskhand's view of it, or the figures, are new."""

    moved = Signal()
    guessed = Signal()

    def __init__(self, open_project: OpenProject, question_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question_id = question_id
        self._queue = TeachQueue(_unanswered(open_project.project, question_id), self._is_answered)
        self._steps: list[_Step] = []
        self._asked: Asked | None = None
        self.item_id: int | None = None
        self.latest: AskNext | None = None

    @property
    def question(self) -> Question:
        return self._open_project.project.questions.get(self._question_id)

    @property
    def asked(self) -> Asked | None:
        """Why the item is asked, if Deskhand chose it."""
        return self._asked

    @property
    def guess(self) -> Asked | None:
        """What Deskhand thinks of the item; None if nothing yet, or if the item serves an honest figure."""
        asked = self._asked
        return asked if asked is not None and asked.guess and asked.why is not Why.RANDOM else None

    @property
    def said(self) -> str | None:
        """What the person has answered to this item before."""
        return None if self.item_id is None else self._answer_to(self.item_id)

    def request(self) -> Teach:
        return Teach(self._question_id, skip=self._queue.passed_over)

    def begin(self) -> None:
        """On arrival: stay with the item in hand, unless it has been answered elsewhere."""
        if self.item_id is None or self._is_answered(self.item_id):
            self._go_on()

    def look_again(self) -> None:
        """Files were read: there may be something to ask about now."""
        if self.item_id is None:
            self._queue.look_again(_unanswered(self._open_project.project, self._question_id))
            self._go_on()

    def take(self, latest: AskNext) -> None:
        """New figures and guesses. A guess that is on the screen stays: Space must accept what was read."""
        self.latest = latest
        self._queue.take(latest)
        if self.item_id is None:
            self._go_on()
        elif self._asked is None or not self._asked.guess:
            self._asked = self._queue.about(self.item_id) or self._asked
        self.guessed.emit()

    def answer(self, value: str) -> None:
        """The person's answer to the item that is shown; the next one follows at once."""
        if self.item_id is None:
            return
        why = self._asked.why if self._asked is not None else ""
        labelled = Labelled(self._question_id, ((self.item_id, value),), LabelSource.PERSON, why)
        self._steps.append(_Step(self.item_id, self._open_project.project.inverse(labelled)))
        self._open_project.record(labelled)
        self._go_on()

    def accept(self) -> bool:
        """Space: the guess is right. False if there is none."""
        guess = self.guess
        if guess is not None:
            self.answer(guess.guess)
        return guess is not None

    def skip(self) -> None:
        """Not now; it comes back at the end."""
        if self.item_id is not None:
            self._steps.append(_Step(self.item_id))
            self._queue.skip(self.item_id)
            self._go_on()

    def not_sure(self) -> None:
        """Not in this sitting."""
        if self.item_id is not None:
            self._steps.append(_Step(self.item_id))
            self._queue.not_sure(self.item_id)
            self._go_on()

    def undo(self) -> bool:
        """Takes the last step back and shows its item again. False if there was none."""
        step = self._steps.pop() if self._steps else self._last_of_before()
        if step is None:
            return False
        self._queue.bring_back(step.item_id)
        if step.back is not None:
            self._open_project.record(step.back)
        self.show(step.item_id)
        return True

    def show(self, item_id: int) -> None:
        """This item, answered or not."""
        self.item_id = item_id
        self._asked = self._queue.about(item_id)
        self.moved.emit()

    def _go_on(self) -> None:
        self.item_id = self._queue.next()
        self._asked = self._queue.about(self.item_id) if self.item_id is not None else None
        self.moved.emit()

    def _last_of_before(self) -> _Step | None:
        """The newest answer of an earlier sitting."""
        for label in self._open_project.project.labels.last(self._question_id, 1):
            return _Step(label.item_id, Unlabelled(self._question_id, (label.item_id,)))
        return None

    def _answer_to(self, item_id: int) -> str | None:
        label = self._open_project.project.labels.get(self._question_id, item_id)
        return label.value if label is not None else None

    def _is_answered(self, item_id: int) -> bool:
        return self._answer_to(item_id) is not None


def _unanswered(view: ProjectView, question_id: int) -> Iterator[int]:
    """Ids of items that can be read and have no answer, as they lie in the project; a page at a time."""
    aside: set[int] | None = None
    for source in view.sources.all():
        for start in range(0, view.items.count(source.id), _PAGE):
            page = view.items.ids(source.id, start, _PAGE)
            said = view.labels.of_items(question_id, page)
            aside = view.findings.aside() if aside is None else aside
            yield from _readable(view, source, [item for item in page if item not in said and item not in aside])


def _readable(view: ProjectView, source: Source, item_ids: Sequence[int]) -> Iterable[int]:
    """Those with words; of files those that were read, if only as a picture."""
    if source.kind in FILES:
        read = view.files.digests(item_ids)
        return (item_id for item_id in item_ids if item_id in read)
    return (item.id for item in view.items.many(item_ids) if view.text(item))
