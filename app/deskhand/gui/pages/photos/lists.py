"""Which photos the grid shows. Long lists are found piece by piece, so that nobody waits for one."""

from collections.abc import Callable, Iterator
from enum import Enum
from itertools import chain

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.domain.files import FileState
from deskhand.storage.view import ProjectView

_PIECE, _NEWEST = 1000, 500


class Show(Enum):
    """What a person can choose to see."""

    NEXT = "Asked next"
    OPEN = "Without answer"
    ANSWERED = "Answered"
    ALL = "All photos"
    UNREADABLE = "Could not be read"


def _of(view: ProjectView, *states: FileState) -> Iterator[list[int]]:
    for state in states:
        start = 0
        while piece := view.files.of_state(state, start, _PIECE):
            yield piece
            start += len(piece)


def _open(view: ProjectView, question_id: int) -> Iterator[list[int]]:
    for piece in _of(view, FileState.READ, FileState.WAITING):
        said = view.labels.of_items(question_id, piece)
        yield [item_id for item_id in piece if item_id not in said]


def _answered(view: ProjectView, question_id: int) -> Iterator[list[int]]:
    """The newest answers of a person first."""
    newest = [label.item_id for label in view.labels.last(question_id, _NEWEST)]
    yield newest
    first = set(newest)
    for piece in _of(view, *FileState):
        said = view.labels.of_items(question_id, piece)
        yield [item_id for item_id in piece if item_id in said and item_id not in first]


_LISTS: dict[Show, Callable[[ProjectView, int], Iterator[list[int]]]] = {
    Show.OPEN: _open,
    Show.ANSWERED: _answered,
    Show.ALL: lambda view, _: _of(view, FileState.READ, FileState.WAITING, FileState.UNREADABLE),
    Show.UNREADABLE: lambda view, _: _of(view, FileState.UNREADABLE),
}


class PhotoList(QObject):
    """``found(ids)``: the first piece while ``begin`` is called, the others whenever there is time."""

    found = Signal(list)

    def __init__(self, view: ProjectView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._pieces: Iterator[list[int]] = iter(())
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._go_on)

    def begin(self, show: Show, question_id: int) -> list[int]:
        """The first photos of a list (one that is not ``NEXT``)."""
        self._pieces = _LISTS[show](self._view, question_id)
        first = next((piece for piece in self._pieces if piece), [])
        self._soon.start()
        return first

    def stop(self) -> None:
        self._soon.stop()
        self._pieces = iter(())

    def _go_on(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            self._soon.stop()
        elif piece:
            self.found.emit(piece)


class PhotoCounts:
    """How many photos each list has. Counting how the files stand takes a while, so that is done apart."""

    def __init__(self, view: ProjectView) -> None:
        self._view = view
        self.all = self.unreadable = self.waiting = self.answered = self.open = 0

    def count_files(self) -> None:
        """Photos were read, or others were chosen."""
        states = self._view.files.counts()
        self.all = sum(states.values())
        self.unreadable = states.get(FileState.UNREADABLE, 0)
        self.waiting = states.get(FileState.WAITING, 0)

    def count_answers(self, question_id: int) -> None:
        """Answers to this question were given, or taken back."""
        self.answered = sum(self._view.labels.counts(question_id).values())
        self.open = max(0, self.all - self.unreadable - self.answered)

    def of(self, show: Show) -> int | None:
        """``None`` for what is asked next: that is never all."""
        named = {Show.OPEN: self.open, Show.ANSWERED: self.answered, Show.ALL: self.all}
        return self.unreadable if show is Show.UNREADABLE else named.get(show)


def each_unanswered(view: ProjectView, question_id: int) -> Iterator[int]:
    """Ids of photos without an answer, in their order."""
    return chain.from_iterable(_open(view, question_id))
