"""Photos as the grid shows them: what was answered, else what Deskhand thinks, else what they are called."""

from collections.abc import Sequence

from deskhand.domain.files import FILE_COLUMN, FOLDER_COLUMN, STATE_COLUMN, FileState
from deskhand.domain.items import Item
from deskhand.domain.jobs import Asked, Why
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Label, Prediction, Question, QuestionKind
from deskhand.gui.pages.photos.session import PhotoSession
from deskhand.gui.widgets.photo_model import Look, PhotoRow
from deskhand.storage.view import ProjectView

_STATES = {
    FileState.WAITING.value: (Look.WAITING, "Not looked at yet"),
    FileState.UNREADABLE.value: (Look.UNREADABLE, "Could not be read"),
}


class PhotoRows:
    """Reads rows for the question of a session."""

    def __init__(self, view: ProjectView) -> None:
        self._view = view
        self._session: PhotoSession | None = None

    def about(self, session: PhotoSession | None) -> None:
        """From now on of this question."""
        self._session = session

    def that_can_be_answered(self, ids: Sequence[int]) -> list[int]:
        """Those that can be looked at, or have an answer already; quicker than their rows."""
        said = {} if self._session is None else self._view.labels.of_items(self._session.question.id, ids)
        known = self._view.files.brief(ids)
        return [one for one in ids if one in said or (one in known and known[one][0] is FileState.READ)]

    def read(self, ids: Sequence[int]) -> list[PhotoRow]:
        items = self._view.items.many(ids)
        bad = [item.id for item in items if item.cells[STATE_COLUMN] == FileState.UNREADABLE]
        why = self._view.files.failures(bad) if bad else {}
        if self._session is None:
            return [_plain(item, why.get(item.id)) for item in items]
        question = self._session.question
        said = self._view.labels.of_items(question.id, ids)
        predicted = self._view.predictions.of_items(question.id, ids)
        changed = frozenset(self._session.latest.changed_mind if self._session.latest is not None else ())
        rows = []
        for item in items:
            asked, label = self._session.round.about(item.id), said.get(item.id)
            if label is not None:
                rows.append(_answered(item, label, question, differs=item.id in changed))
            else:
                rows.append(_guessed(item, asked, predicted.get(item.id), question) or _plain(item, why.get(item.id)))
        return rows


def _answered(item: Item, label: Label, question: Question, *, differs: bool) -> PhotoRow:
    words = f"{label.value} (Deskhand differs)" if differs else label.value
    number = place(question, label.value)
    return PhotoRow(item.id, _name(item), Look.ANSWERED, words, label.value, number, 1.0, _folder(item))


def _guessed(item: Item, asked: Asked | None, said: Prediction | None, question: Question) -> PhotoRow | None:
    """``None`` if there is no guess, or none to be seen: it was asked at random, for an honest figure."""
    if item.cells[STATE_COLUMN] in _STATES or (asked is not None and asked.why is Why.RANDOM):
        return None
    if asked is not None and asked.guess:
        guess, sure = asked.guess, asked.confidence
    elif said is not None:
        guess, sure = said.answer, said.confidence
    else:
        return None
    words = f"about {guess}" if question.kind is QuestionKind.NUMBER else f"{guess}?"
    return PhotoRow(item.id, _name(item), Look.GUESSED, words, guess, place(question, guess), sure, _folder(item))


def _plain(item: Item, problem: Problem | None) -> PhotoRow:
    look, words = _STATES.get(item.cells[STATE_COLUMN], (Look.OPEN, _name(item)))
    if problem is not None:
        words = f"{problem.title}. {problem.happened} {problem.advice}"
    return PhotoRow(item.id, _name(item), look, words, folder=_folder(item))


def place(question: Question, label: str) -> int | None:
    """Which mark a category has."""
    return question.labels.index(label) if label in question.labels else None


def _name(item: Item) -> str:
    return item.cells[FILE_COLUMN]


def _folder(item: Item) -> str:
    return item.cells[FOLDER_COLUMN]
