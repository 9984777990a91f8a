"""The files of a project with their answers, as the rule of a filing would have them."""

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from deskhand.domain.files import FOLDER_COLUMN
from deskhand.domain.filing import FilingRule, Remark
from deskhand.domain.filing_patterns import parsed, values_of
from deskhand.domain.items import FILES, Item, Source
from deskhand.domain.questions import Label, Prediction, Question, QuestionKind
from deskhand.domain.sureness import in_ten
from deskhand.jobs.inside import Inside, items_inside
from deskhand.storage.view import ProjectView
from deskhand.writers.folders.planning import Wanted

_CHUNK = 1000  # files that are looked up together


@dataclass(frozen=True, slots=True)
class _Answer:
    """``folder`` is what its folder is called, "" if there is no answer."""

    folder: str
    sure: float
    is_sure: bool


class FilingRows:
    """Goes through the files of a rule once. Raises ``ProblemError`` for a pattern that cannot be meant."""

    def __init__(self, rule: FilingRule, view: ProjectView) -> None:
        self._rule = rule
        self._view = view
        self._questions = [view.questions.get(question_id) for question_id in rule.question_ids]
        self._pattern = parsed(rule.pattern, tuple(question.name for question in self._questions))
        self._names = {question.id: view.filings.folder_names(question.id) for question in self._questions}
        self._inside = Inside(rule.below) if rule.below else None
        self._sources = [source for source in view.sources.all() if self._is_meant(source)]

    def _is_meant(self, source: Source) -> bool:
        is_files = source.kind in FILES
        return is_files and (not self._rule.source_ids or source.id in self._rule.source_ids)

    def __len__(self) -> int:
        if self._inside is None:
            return sum(self._view.items.count(source.id) for source in self._sources)
        inside = self._inside
        return sum(1 for source in self._sources for _ in items_inside(inside, source.id, self._view))

    def __iter__(self) -> Iterator[Wanted]:
        for source in self._sources:
            items = self._view.items.each(source.id)
            while chunk := list(islice(items, _CHUNK)):
                yield from self._chunk(source, chunk)

    def _chunk(self, source: Source, items: Sequence[Item]) -> Iterator[Wanted]:
        ids = [item.id for item in items]
        files = self._view.files
        listed, contents, digests, places = files.many(ids), files.contents(ids), files.digests(ids), files.places(ids)
        answers = {question.id: self._answers(question, ids) for question in self._questions}
        root = os.path.basename(os.path.normpath(source.path))  # noqa: PTH119
        for item in items:
            if item.id not in listed or not self._lies_there(places[item.id]):
                continue
            given = {question.name: answers[question.id].get(item.id, _NONE) for question in self._questions}
            folder = item.cells[FOLDER_COLUMN].rpartition("/")[2] or root
            called = {name: one.folder for name, one in given.items()}
            own_name = os.path.basename(os.fsdecode(listed[item.id].path))  # noqa: PTH119
            values, ending = values_of(own_name, folder, contents.get(item.id), called)
            folders, name = self._pattern.place(values, ending)
            remark, why = self._waiting(given, is_read=item.id in digests)
            yield Wanted(
                item.id,
                os.fsencode(places[item.id]),
                folders,
                name,
                listed[item.id].size,
                listed[item.id].modified,
                digests.get(item.id, ""),
                min((one.sure for one in given.values()), default=1.0),
                self._pattern.keeps_names and name != own_name,
                remark,
                why,
            )

    def _lies_there(self, place: Path) -> bool:
        return self._inside is None or self._inside.holds(os.fsencode(place))

    def _answers(self, question: Question, ids: Sequence[int]) -> dict[int, _Answer]:
        labels = self._view.labels.of_items(question.id, ids)
        predictions = self._view.predictions.of_items(question.id, ids)
        careful = question.careful if self._rule.careful is None else self._rule.careful
        return {
            item_id: self._answer(question, labels.get(item_id), predictions.get(item_id), careful)
            for item_id in ids
            if item_id in labels or item_id in predictions
        }

    def _answer(
        self, question: Question, label: Label | None, prediction: Prediction | None, careful: float
    ) -> _Answer:
        """What a person said wins, and is sure."""
        if label is not None:
            return _Answer(self._folder(question, label.value), 1.0, is_sure=True)
        if prediction is None:
            return _NONE
        sure = prediction.confidence
        return _Answer(self._folder(question, prediction.answer), round(sure, 4), is_sure=sure >= careful)

    def _folder(self, question: Question, answer: str) -> str:
        if question.kind is QuestionKind.NUMBER:
            return _plain(answer)
        return self._names[question.id].get(answer, answer)

    def _waiting(self, given: Mapping[str, _Answer], *, is_read: bool) -> tuple[Remark, str]:
        if not is_read:
            return Remark.UNREAD, "It could not be read, or was not read yet."
        missing = [name for name, one in given.items() if not one.folder.strip()]
        if missing:
            return Remark.UNANSWERED, f"It has no answer to {', '.join(missing)}."
        doubtful = [f"{name} ({in_ten(one.sure)} sure)" for name, one in given.items() if not one.is_sure]
        if doubtful:
            return Remark.UNSURE, f"Look at {', '.join(doubtful)}."
        return Remark.READY, ""


_NONE = _Answer("", 0.0, is_sure=False)


def _plain(answer: str) -> str:
    """A number as people write it: no more than two places behind the point."""
    try:
        number = float(answer)
    except ValueError:  # one that only a person can read
        return answer
    return f"{number:.2f}".rstrip("0").rstrip(".") if math.isfinite(number) else answer
