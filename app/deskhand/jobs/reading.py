"""The words of some items and what the model makes of them: how jobs that learn or answer get at both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deskhand.domain.jobs import Progress, Report
from deskhand.domain.questions import Label, Question
from deskhand.engine.embedding import Embedder
from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.kinds import KINDS
from deskhand.storage.view import ProjectView


@dataclass(frozen=True, slots=True)
class Reading:
    """Items that have words. ``place`` is the row of each item in ``inputs``."""

    place: dict[int, int]
    inputs: Inputs

    def of(self, item_ids: Sequence[int]) -> Inputs:
        """The rows of these items, in that order; all must have been read."""
        return self.inputs.take([self.place[item_id] for item_id in item_ids])

    def lesson(self, question: Question, examples: Sequence[Label], view: ProjectView) -> Lesson:
        """What can be learned from those examples that have words. Raises ``ProblemError`` if that is nothing."""
        readable = [example for example in examples if example.item_id in self.place]
        inputs = self.of([example.item_id for example in readable])
        groups, balanced = view.findings.groups(), view.findings.balanced(question.id)
        return KINDS[question.kind].lesson(question, readable, inputs, groups, balanced=balanced)


def read(view: ProjectView, embedder: Embedder, item_ids: Sequence[int], done: Callable[[int], None]) -> Reading:
    """Read items; those without words are left out. ``done`` hears how many are through, and may raise to stop."""
    texts = {item.id: view.text(item) for item in view.items.many(item_ids)}
    readable = {item_id: text for item_id, text in texts.items() if text}
    words = list(readable.values())
    place = {item_id: row for row, item_id in enumerate(readable)}
    return Reading(place, Inputs(words, embedder.embed(words, done)))


def counting(report: Report, total: int, step: str) -> Callable[[int], None]:
    """Says how many messages of ``total`` a step is through."""
    return lambda done: report.progress(Progress(done, total, "messages", step))
