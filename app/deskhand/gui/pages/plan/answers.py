"""Which answers put a file where it goes: what renaming a folder, and dragging a file into another, come down to."""

from collections.abc import Sequence

from deskhand.domain.acts import FolderNamed, Labelled
from deskhand.domain.questions import LabelSource, Question
from deskhand.gui.pages.plan.pattern import parts_of
from deskhand.storage.tables.filings import FilingState, MoveFilter
from deskhand.storage.view import ProjectView


class FolderAnswers:
    """The answers behind the folders of a plan."""

    def __init__(self, view: ProjectView, filing: FilingState, questions: Sequence[Question]) -> None:
        self._view, self._filing = view, filing
        self._levels = parts_of(filing.rule, questions).levels

    def is_answer(self, path: tuple[str, ...]) -> bool:
        """Whether the last name of this folder comes from a category, and so can be another."""
        return 0 < len(path) <= len(self._levels) and self._levels[len(path) - 1] is not None

    def of_folder(self, path: tuple[str, ...]) -> dict[int, str]:
        """The category of each question that has led there, as a file in it or below it has it."""
        inside = self._view.filings.moves(self._filing.id, 0, 1, MoveFilter(path, below=True, waiting=False))
        levels = [question_id for question_id in self._levels[: len(path)] if question_id is not None]
        if not inside:
            return {}
        answers = {question_id: self.of_item(question_id, inside[0].item_id) for question_id in levels}
        return {question_id: answer for question_id, answer in answers.items() if answer}

    def of_item(self, question_id: int, item_id: int) -> str:
        """What a file has been answered; "": nothing yet."""
        said = self._view.labels.get(question_id, item_id)
        if said is not None:
            return said.value
        predicted = self._view.predictions.get(question_id, item_id)
        return predicted.answer if predicted is not None else ""

    def renamed(self, path: tuple[str, ...], name: str) -> FolderNamed | None:
        """What giving this folder another name means."""
        question_id = self._levels[len(path) - 1] if self.is_answer(path) else None
        label = self.of_folder(path).get(question_id, "") if question_id is not None else ""
        if question_id is None or not label:
            return None
        return FolderNamed(question_id, label, "" if name == label else name)

    def moved(self, item_ids: tuple[int, ...], path: tuple[str, ...]) -> list[Labelled]:
        """The corrections that put these files into this folder."""
        corrections = (self.corrected(item_ids, *answer) for answer in self.of_folder(path).items())
        return [one for one in corrections if one is not None]

    def corrected(self, item_ids: tuple[int, ...], question_id: int, label: str) -> Labelled | None:
        """These files have this answer; ``None``: they have it already, from a person."""
        said = self._view.labels.of_items(question_id, item_ids)
        others = tuple((one, label) for one in item_ids if one not in said or said[one].value != label)
        return Labelled(question_id, others, LabelSource.CORRECTION) if others else None
