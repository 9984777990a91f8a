"""Filing: a plan of copies or moves into folders, its doing, and its undoing.

The plan is recorded whole before the first file is touched, so it is the intent of every move; how far each came is
read off the disk. Categories become folders only through names that the person sees and can change.
"""

from dataclasses import dataclass
from enum import StrEnum

from deskhand.domain.problems import Problem


class Deed(StrEnum):
    """What is done with each file."""

    COPY = "copy"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class FilingRule:
    """``target`` is the folder that everything goes into (bytes, absolute).

    ``pattern`` makes folders and name: ``{Type}/{Urgency}/{date} {name}``, with the names of questions and of
    ``PATTERN_FIELDS``; "": a folder level a question, in the order of ``question_ids``, names kept. ``careful`` (0 to
    1): how sure every answer must be; ``None``: as each question's dial says. ``source_ids``: () for all. ``below``: of
    these only the files that lie in this folder (bytes, absolute) now; b"" for all.
    """

    target: bytes
    question_ids: tuple[int, ...]
    pattern: str = ""
    deed: Deed = Deed.COPY
    careful: float | None = None
    source_ids: tuple[int, ...] = ()
    below: bytes = b""


PATTERN_FIELDS = ("name", "date", "year", "month", "kind", "from", "subject", "folder")
"""What a pattern can say besides the answers. ``name`` is without its ending, which is always kept."""


class Remark(StrEnum):
    """What will happen to a file, or why nothing will."""

    READY = "ready"
    RENAMED = "renamed"  # its name is taken there: both are kept
    SHORTENED = "shortened"  # its name or path was too long
    CHANGED_NAME = "name mended"  # its name has signs that other computers cannot write
    THERE = "already there"  # the same content under the same name: nothing to do
    UNSURE = "not sure"
    UNANSWERED = "no answer yet"
    UNREAD = "could not be read"
    GONE = "not there any more"
    ALTERED = "changed since it was read"
    LOCKED = "open elsewhere"
    REFUSED = "cannot go there"  # the target may not be written, lies behind a link, a cloud file is not here …


WAITING = frozenset((Remark.UNSURE, Remark.UNANSWERED, Remark.UNREAD, Remark.GONE, Remark.ALTERED, Remark.REFUSED))
"""Files with these remarks are in no folder of the plan: they wait for the person."""


class MoveState(StrEnum):
    """How far a move is."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "not done"  # the file is where it was
    TAKING_BACK = "being put back"
    TAKEN_BACK = "put back"
    LEFT = "left as it is"  # it could not be put back; the problem says why


@dataclass(frozen=True, slots=True)
class Move:
    """One file of a plan. ``folder`` are the names below the target; () for those that wait.

    ``source`` (bytes, absolute) is where the file is; ``digest`` (SHA-256, hex) what it held when it was read. ``why``
    is the remark in a sentence ("": none is needed). ``wanted``: ticked. ``confidence`` (0 to 1): the least sure of
    its answers. ``problem`` says why it is ``FAILED`` or ``LEFT``.
    """

    item_id: int
    source: bytes
    folder: tuple[str, ...]
    name: str
    remark: Remark = Remark.READY
    why: str = ""
    wanted: bool = True
    confidence: float = 1.0
    size: int = 0
    digest: str = ""
    state: MoveState = MoveState.PLANNED
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a move, or its undoing, came out. ``name``: the one it has at last ("": as planned)."""

    item_id: int
    state: MoveState
    name: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class PlannedFolder:
    """A folder of the plan; ``files`` are those that go right into it. ``is_new``: it would be made."""

    folder: tuple[str, ...]
    files: int
    is_new: bool
