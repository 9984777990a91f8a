"""Who may change the shelf: one process at a time for each thing that is done to it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum

from filelock import FileLock, Timeout

from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.places import home

_PATIENCE = {"placing": 30.0}  # seconds; a moment's work is waited for, long work is not


class ShelfWork(StrEnum):
    """``PLACING`` is a moment's work (a model comes to its place, or leaves it), the others may take hours."""

    FETCHING = "fetching"
    ADDING = "adding"
    PLACING = "placing"


@contextmanager
def alone(*works: ShelfWork) -> Iterator[None]:
    """Nobody else does these as long as the block lasts; the system frees them when a process is killed.

    Raises ``ProblemError`` if somebody else is at it.
    """
    with ExitStack() as held:
        for work in works:
            held.enter_context(_held(work))
        yield


@contextmanager
def _held(work: ShelfWork) -> Iterator[None]:
    home().mkdir(parents=True, exist_ok=True)
    lock = FileLock(home() / f"models-{work}.lock", timeout=_PATIENCE.get(work, 0))
    try:
        lock.acquire()
    except Timeout as error:
        raise ProblemError(_BUSY) from error
    try:
        yield
    finally:
        lock.release()


_BUSY = Problem(
    title="The models are being changed just now",
    happened="Another window or command of Deskhand is fetching, adding or moving models.",
    did="Nothing was changed.",
    advice="Wait until that has ended, or stop it there; then try again.",
)
