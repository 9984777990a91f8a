"""The items of a run as the table shows them, read from the project a page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deskhand.domain.acts import RunTask
from deskhand.domain.questions import Prediction
from deskhand.domain.recordings import COLUMNS, CallState, Transcript
from deskhand.gui.pages.check.rows import snippets
from deskhand.storage.tables.runs import Outcome, RunCounts, RunState
from deskhand.storage.view import ProjectView

_STATE = COLUMNS.index("State")


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the table. ``confidence`` is that of its least sure answer, or of its words; ``None``: there is none.

    ``state`` says more than its outcome where there is more to say ("no speech"); ``working``: it is in hand now.
    """

    item_id: int
    item: str
    outcome: Outcome
    came_out: str
    confidence: float | None
    state: str = ""
    working: bool = False


class RunRows:
    """The items of one run; of one outcome, or all. ``in_hand`` are those that are listened to now."""

    def __init__(
        self, view: ProjectView, run: RunState, outcome: Outcome | None = None, in_hand: Collection[int] = ()
    ) -> None:
        self._view, self._run, self._outcome, self._in_hand = view, run, outcome, in_hand

    @property
    def in_words(self) -> bool:
        """Whether words come out, not categories."""
        return self._run.task is RunTask.TRANSCRIBE

    def count(self, counts: RunCounts) -> int:
        """How many rows there are when the run stands at ``counts``."""
        waiting = max(0, counts.total - counts.done - counts.failed)
        each = {Outcome.DONE: counts.done, Outcome.FAILED: counts.failed, Outcome.WAITING: waiting}
        return each[self._outcome] if self._outcome is not None else counts.done + counts.failed + waiting

    def fetch(self, start: int, count: int) -> list[RunRow]:
        ids = self._view.runs.items(self._run.id, start, count, self._outcome)
        failures = {item: problem.title for item, problem in self._view.runs.failures(self._run.id, ids).items()}
        return self._calls(ids, failures) if self.in_words else self._answers(ids, failures)

    def _answers(self, ids: Sequence[int], failures: dict[int, str]) -> list[RunRow]:
        words = snippets(self._view, ids)
        answers = [self._view.predictions.of_items(one, ids, self._run.id) for one in self._run.question_ids]
        silent = self._silent([item_id for item_id in ids if not words.get(item_id)])
        rows = []
        for item_id in ids:
            given = [by_item[item_id] for by_item in answers if item_id in by_item]
            if item_id in silent and not given:
                file, state = silent[item_id]
                rows.append(RunRow(item_id, file, Outcome.FAILED, "", None, state))
                continue
            rows.append(_answered(item_id, words.get(item_id, "") or "(no words)", given, failures.get(item_id, "")))
        return rows

    def _silent(self, wordless: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Of those that are recordings: the file, and why there are no words."""
        recordings = self._view.recordings.many(wordless)
        return {item.id: (item.cells[0], item.cells[_STATE]) for item in self._view.items.many(list(recordings))}

    def _calls(self, ids: Sequence[int], failures: dict[int, str]) -> list[RunRow]:
        transcripts = self._view.transcripts.many(ids)
        files = {item.id: item.cells[0] for item in self._view.items.many(ids)}
        rows = []
        for item_id in ids:
            if item_id in failures:
                rows.append(RunRow(item_id, files[item_id], Outcome.FAILED, failures[item_id], None))
            elif item_id in transcripts:
                rows.append(_heard(item_id, files[item_id], transcripts[item_id]))
            else:
                working = item_id in self._in_hand
                rows.append(RunRow(item_id, files[item_id], Outcome.WAITING, "", None, working=working))
        return rows


def _answered(item_id: int, item: str, given: Sequence[Prediction], why: str) -> RunRow:
    if given:
        came_out = " · ".join(one.answer for one in given)
        return RunRow(item_id, item, Outcome.DONE, came_out, min(one.confidence for one in given))
    return RunRow(item_id, item, Outcome.FAILED if why else Outcome.WAITING, why, None)


def _heard(item_id: int, item: str, transcript: Transcript) -> RunRow:
    state = "" if transcript.state is CallState.DONE else transcript.state.value
    words = " ".join(transcript.words.split()) or " ".join(transcript.notes)
    sure = transcript.sure if transcript.passages else None
    return RunRow(item_id, item, Outcome.DONE, words, sure, state)
