"""A job is a request and the stream of events that answers it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, TypeAlias, get_args

from deskhand.domain.evaluations import HeldOut
from deskhand.domain.findings import Finding, FindingItem
from deskhand.domain.items import Item, TablePreview
from deskhand.domain.models import DeviceReport
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.domain.skills import Skill


class Lane(StrEnum):
    """Which of the two workers does a job: the light one (files) or the heavy one (models)."""

    LIGHT = "light"
    HEAVY = "heavy"


# --- Requests -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PreviewTable:
    """Look at a table: its sheets, columns and first ``limit`` rows. Answer: ``TablePreviewed``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    path: str
    sheet: str = ""  # "": the first with content
    header_row: int | None = None  # 1-based; None: found by looking; 0: there is none
    limit: int = 200


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Read all rows of a source that the owner has recorded. Answer: ``ItemsRead`` …

    A row whose number is already there is not read again (so a killed reading resumes).
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int


@dataclass(frozen=True, slots=True)
class TakeAnswers:
    """Take the answers of a question from a column of a source. Answer: ``AnswersTaken`` …"""

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int
    question_id: int
    column: int


@dataclass(frozen=True, slots=True)
class CheckData:
    """The data check over all items of the project. Answer: ``Found``, ``FoundItems`` …"""

    lane: ClassVar[Lane] = Lane.LIGHT


@dataclass(frozen=True, slots=True)
class Learn:
    """Learn the questions, sharing embeddings. Answer: ``SkillLearned`` and ``HeldOutTested`` a question."""

    lane: ClassVar[Lane] = Lane.HEAVY
    question_ids: tuple[int, ...]
    model: str = ""  # "": the starter model


@dataclass(frozen=True, slots=True)
class Teach:
    """Learn quickly from all answers so far and say what to ask next. Answer: ``AskNext``."""

    lane: ClassVar[Lane] = Lane.HEAVY
    question_id: int
    skip: tuple[int, ...] = ()  # items not to be asked now
    count: int = 20


@dataclass(frozen=True, slots=True)
class Run:
    """Apply the skills in use to items without a prediction of this run. Answer: ``Predicted``, ``ItemFailed`` …

    ``one_by_one`` is set after a worker has died: each item is announced by ``ItemStarted`` first.
    """

    lane: ClassVar[Lane] = Lane.HEAVY
    run_id: int
    one_by_one: bool = False


@dataclass(frozen=True, slots=True)
class FindNearest:
    """The answered items that are most like ``item_id``. Answer: ``NearestFound``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    item_id: int
    question_id: int
    count: int = 3


@dataclass(frozen=True, slots=True)
class FindSimilar:
    """Predicted items, not decided by the person, that look like the corrected ones. Answer: ``SimilarFound``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    question_id: int
    item_ids: tuple[int, ...]
    label: str


class OutputKind(StrEnum):
    """How results are written."""

    COPY = "copy"  # a copy of their workbook, everything else kept
    NEW = "new"  # a new .xlsx
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class SaveResults:
    """Write the answers of one source. ``path`` is the target. Answer: ``ResultsSaved``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int
    question_ids: tuple[int, ...]
    path: str
    kind: OutputKind
    run_id: int | None = None  # only predictions of this run; None: the latest of each item


@dataclass(frozen=True, slots=True)
class TestComputer:
    """Try every processor with real work. Answer: ``DeviceTested`` …"""

    lane: ClassVar[Lane] = Lane.HEAVY

    __test__ = False  # not a test of pytest's


@dataclass(frozen=True, slots=True)
class MakeSample:
    """Write the sample of a job into ``folder``. Answer: ``SampleMade``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    folder: str
    kind: str = "tickets"


Request: TypeAlias = (
    PreviewTable | ReadTable | TakeAnswers | CheckData | Learn | Teach | Run | FindNearest | FindSimilar
    | SaveResults | TestComputer | MakeSample
)


# --- Events that answer ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The job has begun."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` (0: not known) in ``unit`` ("rows", "messages"); ``step`` names what is done now."""

    done: int
    total: int
    unit: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class TablePreviewed:
    preview: TablePreview


@dataclass(frozen=True, slots=True)
class ItemsRead:
    """``rows`` are (row number, cells), in order; the owner gives them their ids."""

    source_id: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """The whole table is there. ``notes`` say what was repaired, in plain words."""

    source_id: int
    rows: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswersTaken:
    """``answers`` are (item id, value) of one question."""

    question_id: int
    answers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the data check; its ``id`` is the worker's, the owner keeps it. Replaces one of equal id."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class FoundItems:
    finding_id: int
    items: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True)
class SkillLearned:
    skill: Skill


@dataclass(frozen=True, slots=True)
class HeldOutTested:
    skill_id: str
    items: tuple[HeldOut, ...]


class Why(StrEnum):
    """Why an item is asked about."""

    RANDOM = "random"
    UNLIKE = "unlike"
    BETWEEN = "between"
    LIKELY = "likely"  # probably of a category that has few answers


@dataclass(frozen=True, slots=True)
class Asked:
    """An item to ask about, with the guess (``""``: none yet)."""

    item_id: int
    why: Why
    guess: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class AskNext:
    """What to ask next, best first, and how the quick skill does on answers it has not learned from.

    ``right``/``words_right``/``commonest_right`` of ``of`` (0: too few answers); ``low`` and ``high`` are
    counts out of ``of``. ``changed_mind`` are answered items on which Deskhand now differs.
    """

    question_id: int
    items: tuple[Asked, ...]
    learned_from: int
    right: int = 0
    of: int = 0
    low: int = 0
    high: int = 0
    commonest: str = ""
    commonest_right: int = 0
    words_right: int = 0
    changed_mind: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemStarted:
    run_id: int
    item_id: int


@dataclass(frozen=True, slots=True)
class Predicted:
    """A small batch of answers; all questions of an item come together."""

    run_id: int
    predictions: tuple[Prediction, ...]


@dataclass(frozen=True, slots=True)
class ItemFailed:
    run_id: int
    item_id: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Neighbour:
    """``similarity`` is the cosine (-1 to 1)."""

    item_id: int
    label: str
    similarity: float


@dataclass(frozen=True, slots=True)
class NearestFound:
    item_id: int
    question_id: int
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class SimilarFound:
    question_id: int
    label: str
    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResultsSaved:
    """``notes`` say in plain words what had to be changed (a shortened cell, a name that was taken)."""

    path: str
    rows: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceTested:
    device: DeviceReport


@dataclass(frozen=True, slots=True)
class SampleMade:
    path: str
    rows: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The job is done."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The job could not be done; what was recorded stays."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person stopped it; what was recorded stays."""


Ending: TypeAlias = Finished | Failed | Cancelled
Event: TypeAlias = (
    Started | Progress | TablePreviewed | ItemsRead | TableRead | AnswersTaken | Found | FoundItems
    | SkillLearned | HeldOutTested | AskNext | ItemStarted | Predicted | ItemFailed | NearestFound
    | SimilarFound | ResultsSaved | DeviceTested | SampleMade | Ending
)
REQUESTS: tuple[type, ...] = get_args(Request)
EVENTS: tuple[type, ...] = get_args(Event)


class Report(Protocol):
    """How a job says how far it is, from deep inside, and hears that it was cancelled."""

    def progress(self, progress: Progress) -> None:
        """Tell the owner. Raises ``Stopped`` once the person has cancelled."""


class Stopped(Exception):
    """Raised by ``Report.progress`` in a job that was cancelled."""
