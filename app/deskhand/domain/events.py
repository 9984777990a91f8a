"""What a job answers: a stream of events that ends in exactly one ``Ending``."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, get_args

from deskhand.domain.computer_messages import DeviceTested, PartChecked
from deskhand.domain.course_messages import CourseDecided, LinesDrawn, ModelMade, PointTested, StageReached
from deskhand.domain.evaluations import HeldOut
from deskhand.domain.file_messages import (
    AnswersFound,
    AttachmentsTakenOut,
    FileRead,
    FilesListed,
    PictureDrawn,
    PicturesRestored,
)
from deskhand.domain.filing_messages import FilesFiled, FilesPlanned
from deskhand.domain.findings import Finding, FindingItem
from deskhand.domain.items import TablePreview
from deskhand.domain.model_messages import (
    BytesMoved,
    HandedOver,
    ModelCompared,
    ModelPlaced,
    ModelRecommended,
    ModelRemoved,
    ModelsMoved,
    TakenOver,
)
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.domain.recording_messages import NamesRead, PartHeard, RecordingsListed, Transcribed, WaveformDrawn
from deskhand.domain.skills import Skill


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

    ``right``/``plain_right``/``commonest_right`` of ``of`` (0: too few answers); ``low`` and ``high`` are
    counts out of ``of``. Plain is what needs no pretrained model: word counts, or of photos colours and shapes.
    ``changed_mind`` are answered items on which Deskhand now differs.
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
    plain_right: int = 0
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
class Noticed:
    """Something to tell that stops nothing: another processor went on, memory was short."""

    words: str


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
class ReasonsFound:
    """``words`` as they stand in the item, those that spoke the most first."""

    item_id: int
    question_id: int
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultsSaved:
    """``notes`` say in plain words what had to be changed (a shortened cell, a name that was taken).

    ``digest`` (SHA-256, hex) knows an index again that nobody has changed.
    """

    path: str
    rows: int
    notes: tuple[str, ...] = ()
    digest: str = ""


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
    Started
    | Progress
    | TablePreviewed
    | ItemsRead
    | TableRead
    | AnswersTaken
    | Found
    | FoundItems
    | SkillLearned
    | HeldOutTested
    | StageReached
    | LinesDrawn
    | PointTested
    | ModelMade
    | CourseDecided
    | AskNext
    | ItemStarted
    | Predicted
    | ItemFailed
    | NearestFound
    | SimilarFound
    | RecordingsListed
    | PartHeard
    | Transcribed
    | Noticed
    | WaveformDrawn
    | FilesListed
    | FileRead
    | PictureDrawn
    | PicturesRestored
    | AnswersFound
    | AttachmentsTakenOut
    | ReasonsFound
    | FilesPlanned
    | FilesFiled
    | ResultsSaved
    | DeviceTested
    | PartChecked
    | BytesMoved
    | ModelPlaced
    | ModelRemoved
    | ModelsMoved
    | ModelRecommended
    | ModelCompared
    | HandedOver
    | TakenOver
    | NamesRead
    | SampleMade
    | Ending
)
EVENTS: tuple[type, ...] = get_args(Event)
