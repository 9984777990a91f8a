"""What every job about a filing needs: its own names on the disk, the names that its plan has promised, its pieces."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

from deskhand.domain.filing import Deed, Move, MoveState, Outcome
from deskhand.domain.filing_messages import FilesFiled
from deskhand.domain.filing_names import same_name
from deskhand.domain.jobs import Progress, Report
from deskhand.storage.tables.filings import FilingState, MoveFilter
from deskhand.storage.view import ProjectView
from deskhand.writers.folders.settling import Settler

OUTCOMES_AT_ONCE = 256
_OFTEN = 0.1  # seconds
FILED = (MoveState.DONE, MoveState.LEFT, MoveState.TAKING_BACK)
"""Files in these states are where their filing put them, as far as anyone knows."""
DOING = {Deed.COPY: "Copying", Deed.MOVE: "Moving"}


def part_of(view: ProjectView, filing: FilingState) -> Callable[[int], str]:
    """What an unfinished file of an item is called. No other project's filing has such names."""
    told = hashlib.sha256(f"{view.created} {filing.made_at} {filing.id}".encode()).hexdigest()[:10]
    return lambda item_id: f".deskhand-{filing.id}-{told}-{item_id}.part"


def claimed(view: ProjectView, filing: FilingState) -> Callable[[tuple[str, ...]], set[str]]:
    """The names that the plan has promised in a folder, as computers compare them."""

    @cache
    def names(folder: tuple[str, ...]) -> set[str]:
        return {same_name(move.name) for move in view.filings.moves(filing.id, 0, -1, MoveFilter(folder))}

    return names


class Counter:
    """Tells how many files of a job are done, and hears that it was stopped."""

    def __init__(self, report: Report, total: int, step: str, done: int = 0) -> None:
        self._report, self._total, self._step = report, total, step
        self._told_at = 0.0
        self.done = done

    def tick(self) -> None:
        """To be called often; speaks now and then. Raises ``Stopped``."""
        if time.monotonic() - self._told_at > _OFTEN:
            self.tell()

    def tell(self) -> None:
        """Raises ``Stopped``."""
        self._told_at = time.monotonic()
        self._report.progress(Progress(self.done, self._total, "files", self._step))


def settled(view: ProjectView, filing: FilingState, moves: Iterable[Move], report: Report) -> Iterator[Outcome]:
    """Of ``moves``, those that turn out to have been carried out before a kill."""
    counter = Counter(report, 0, "Looking where everything is")
    settler = Settler(filing.rule.target, filing.rule.deed, part_of(view, filing), claimed(view, filing))
    try:
        yield from settler.settle(moves, counter.tick)
    finally:
        settler.close()


def in_pieces(filing_id: int, outcomes: Iterable[Outcome]) -> Iterator[FilesFiled]:
    """The outcomes as events."""
    iterator = iter(outcomes)
    while piece := tuple(islice(iterator, OUTCOMES_AT_ONCE)):
        yield FilesFiled(filing_id, piece)


def moves_of(view: ProjectView, filing: FilingState, *states: MoveState) -> list[Move]:
    """The wanted moves in these states."""
    return list(view.filings.each(filing.id, *states))
