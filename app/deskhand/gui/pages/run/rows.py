"""The items of a run as the table shows them, read from the project a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.domain.questions import Prediction
from deskhand.gui.pages.check.rows import snippets
from deskhand.storage.tables.runs import Outcome, RunCounts, RunState
from deskhand.storage.view import ProjectView


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the table. ``confidence`` is that of its least sure answer; ``None``: there is none."""

    item_id: int
    message: str
    outcome: Outcome
    came_out: str
    confidence: float | None


class RunRows:
    """The items of one run; of one outcome, or all."""

    def __init__(self, view: ProjectView, run: RunState, outcome: Outcome | None = None) -> None:
        self._view, self._run, self._outcome = view, run, outcome

    def count(self, counts: RunCounts) -> int:
        """How many rows there are when the run stands at ``counts``."""
        waiting = max(0, counts.total - counts.done - counts.failed)
        each = {Outcome.DONE: counts.done, Outcome.FAILED: counts.failed, Outcome.WAITING: waiting}
        return each[self._outcome] if self._outcome is not None else counts.done + counts.failed + waiting

    def fetch(self, start: int, count: int) -> list[RunRow]:
        ids = self._view.runs.items(self._run.id, start, count, self._outcome)
        words = snippets(self._view, ids)
        failures = self._view.runs.failures(self._run.id, ids)
        answers = [self._view.predictions.of_items(one, ids, self._run.id) for one in self._run.question_ids]
        rows = []
        for item_id in ids:
            given = [by_item[item_id] for by_item in answers if item_id in by_item]
            why = failures[item_id].title if item_id in failures else ""
            rows.append(_row(item_id, words.get(item_id, "") or "(no words)", given, why))
        return rows


def _row(item_id: int, message: str, given: Sequence[Prediction], why: str) -> RunRow:
    if given:
        came_out = " · ".join(one.answer for one in given)
        return RunRow(item_id, message, Outcome.DONE, came_out, min(one.confidence for one in given))
    return RunRow(item_id, message, Outcome.FAILED if why else Outcome.WAITING, why, None)
