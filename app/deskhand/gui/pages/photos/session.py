"""Answering one question about many photos: which are asked next, what was answered, and how to go back."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import Act, Labelled
from deskhand.domain.jobs import Asked, AskNext, Teach, Why
from deskhand.domain.questions import LabelSource, Question
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.photos.lists import each_unanswered

AT_ONCE, _FEW = 48, 9  # photos of a round; with fewer left the next round comes


class Round:
    """The photos that are asked next, those of one guess together. It stays as it is while a person is at it."""

    def __init__(self) -> None:
        self._asked: dict[int, Asked] = {}

    def about(self, item_id: int) -> Asked | None:
        """Why this photo is asked and what Deskhand guesses, if it is asked."""
        return self._asked.get(item_id)

    def left(self, is_open: Callable[[Sequence[int]], set[int]]) -> list[int]:
        """Those without an answer, in order."""
        there = is_open(tuple(self._asked))
        return [item_id for item_id in self._asked if item_id in there]

    def take(self, latest: AskNext, left: Sequence[int]) -> bool:
        """Deskhand has chosen anew. Whether that is the round now: only if little was left, or it had no guesses."""
        begun = len(left) >= _FEW and any(self._asked[item_id].guess for item_id in left)
        if begun or (len(left) >= _FEW and not any(one.guess for one in latest.items)):
            return False
        self._asked = {one.item_id: one for one in _together(latest.items)}
        return True


def _together(asked: Sequence[Asked]) -> list[Asked]:
    """The largest group of one guess first, in each the least sure first; last those whose guess is not shown."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault("" if one.why is Why.RANDOM else one.guess, []).append(one)
    without = groups.pop("", [])
    ordered = sorted(groups.values(), key=len, reverse=True)
    return [one for group in ordered for one in sorted(group, key=lambda each: each.confidence)] + without


class PhotoSession(QObject):
    """Kept for each question while the project is open. ``taken_back(ids)``: these are without their answer again."""

    taken_back = Signal(list)

    def __init__(self, open_project: OpenProject, question_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project, self._question_id = open_project, question_id
        self._steps: list[tuple[Act, tuple[int, ...]]] = []  # what takes each answer back, and of which photos
        self.round = Round()
        self.latest: AskNext | None = None
        open_project.recorded.connect(self._on_recorded)

    @property
    def question(self) -> Question:
        return self._open_project.project.questions.get(self._question_id)

    def request(self) -> Teach:
        return Teach(self._question_id, count=AT_ONCE)

    def left(self) -> list[int]:
        """Of the round, what is without an answer."""
        return self.round.left(self._open)

    def next_ids(self) -> list[int]:
        """What is asked next. Nobody waits: until Deskhand has looked at the photos, they come in their own order."""
        left = self.left()
        if left or self.latest is not None:
            return left
        return list(islice(each_unanswered(self._open_project.project, self._question_id), AT_ONCE))

    def take(self, latest: AskNext, *, at_it: bool) -> bool:
        """New figures, and perhaps a new round (not while the person is ``at_it``): whether there is one."""
        self.latest = latest
        return not at_it and self.round.take(latest, self.left())

    def answer(self, values: Mapping[int, str]) -> None:
        """The person's answers, all in one: taken back together, too."""
        if not values:
            return
        whys = {asked.why if asked is not None else "" for asked in map(self.round.about, values)}
        why = next(iter(whys)) if len(whys) == 1 else ""
        labelled = Labelled(self._question_id, tuple(values.items()), LabelSource.PERSON, why)
        back = self._open_project.project.inverse(labelled)
        if back is not None:
            self._steps.append((back, tuple(values)))
        self._open_project.record(labelled)

    def undo(self) -> bool:
        """Takes the last answers back, all of them. False if there are none of this sitting."""
        if not self._steps:
            return False
        self._open_project.record(self._steps[-1][0])
        return True

    def _on_recorded(self, message: object) -> None:
        """Also what *Undo* of the menu takes back."""
        if self._steps and message == self._steps[-1][0]:
            _, item_ids = self._steps.pop()
            self.taken_back.emit(list(item_ids))

    def _open(self, item_ids: Sequence[int]) -> set[int]:
        said = self._open_project.project.labels.of_items(self._question_id, item_ids)
        return {item_id for item_id in item_ids if item_id not in said}
