"""What the person decides in Check, how it is taken back, and what else looks the same."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import Act, Labelled
from deskhand.domain.jobs import FindSimilar, SimilarFound
from deskhand.domain.questions import LabelSource
from deskhand.gui.newest_request import NewestRequest
from deskhand.gui.open_project import OpenProject


@dataclass(frozen=True, slots=True)
class _Decision:
    item_ids: tuple[int, ...]
    back: Act | None


class Corrections(QObject):
    """``similar(SimilarFound, number corrected)`` when others look like the corrected ones; ``undone(item id)``."""

    similar = Signal(object, int)
    undone = Signal(int)

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._decisions: list[_Decision] = []
        self._corrected: dict[tuple[int, str], list[int]] = {}
        self._similar = NewestRequest(open_project, self)
        self._similar.answered.connect(self._on_event)

    @property
    def count(self) -> int:
        """How many items were corrected in this sitting, not only agreed to."""
        return sum(len(items) for items in self._corrected.values())

    def decide(self, question_id: int, item_ids: tuple[int, ...], label: str) -> None:
        """The answer of the person; one step to undo, however many items."""
        view = self._open_project.project
        predicted = view.predictions.of_items(question_id, item_ids)
        labelled = Labelled(question_id, tuple((item_id, label) for item_id in item_ids), LabelSource.CORRECTION)
        self._decisions.append(_Decision(item_ids, view.inverse(labelled)))
        changed = [item_id for item_id in item_ids if item_id in predicted and predicted[item_id].answer != label]
        corrected = self._corrected.setdefault((question_id, label), [])
        corrected.extend(item_id for item_id in changed if item_id not in corrected)
        self._open_project.record(labelled)
        if changed:
            self._similar.ask(FindSimilar(question_id, tuple(corrected), label))

    def undo(self) -> bool:
        """Takes the last decision of this sitting back. False if there is none."""
        if not self._decisions:
            return False
        last = self._decisions.pop()
        for corrected in self._corrected.values():
            corrected[:] = [item_id for item_id in corrected if item_id not in last.item_ids]
        if last.back is not None:
            self._open_project.record(last.back)
        self.undone.emit(last.item_ids[0])
        return True

    def forget(self) -> None:
        """They have been learned from."""
        self._corrected.clear()

    def _on_event(self, event: object) -> None:
        if isinstance(event, SimilarFound) and event.item_ids:
            corrected = self._corrected.get((event.question_id, event.label), [])
            if corrected:
                self.similar.emit(event, len(corrected))
