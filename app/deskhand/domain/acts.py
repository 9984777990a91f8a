"""What a person does to a project. Acts are recorded through the same door as the events of jobs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, get_args

from deskhand.domain.course_messages import CourseGivenUp, CoursePaused, CoursePlanned
from deskhand.domain.filing_messages import (
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    FolderNamed,
    MovesTicked,
)
from deskhand.domain.items import SourceKind
from deskhand.domain.model_messages import ModelChosen
from deskhand.domain.questions import Label, LabelSource, QuestionKind
from deskhand.domain.recording_messages import (
    CallsChecked,
    HearingChosen,
    PassageCorrected,
    SaidCorrected,
    TranscriptPutBack,
)

__all__ = [
    "ACTS",
    "Act",
    "AnswersPutBack",
    "CallsChecked",
    "CarefulSet",
    "CourseGivenUp",
    "CoursePaused",
    "CoursePlanned",
    "FilingDrafted",
    "FilingEnded",
    "FilingStarted",
    "FilingTakenBack",
    "FolderNamed",
    "HearingChosen",
    "LabelOffered",
    "LabelWithdrawn",
    "Labelled",
    "ModelChosen",
    "MovesTicked",
    "PassageCorrected",
    "ProjectMade",
    "QuestionAsked",
    "QuestionDropped",
    "RemedySwitched",
    "RunEnded",
    "RunPlanned",
    "RunTask",
    "RunUndone",
    "SaidCorrected",
    "SkillChosen",
    "SourceAdded",
    "SourceRemoved",
    "StepReached",
    "TextColumnsChosen",
    "TogetherChosen",
    "TranscriptPutBack",
    "Unlabelled",
    "WorkerDied",
]


@dataclass(frozen=True, slots=True)
class ProjectMade:
    """The beginning of a project's history."""

    name: str
    job: str


@dataclass(frozen=True, slots=True)
class SourceAdded:
    """A table is to be read, its rows follow as ``ItemsRead``; or a folder, whose files follow as they are listed."""

    source_id: int
    path: str
    sheet: str
    header_row: int
    columns: tuple[str, ...]
    text_columns: tuple[int, ...]
    notes: tuple[str, ...] = ()
    kind: SourceKind = SourceKind.TABLE
    files: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRemoved:
    """The person chose another file: the source and its items are no longer part of the project."""

    source_id: int


@dataclass(frozen=True, slots=True)
class TextColumnsChosen:
    source_id: int
    text_columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TogetherChosen:
    """Files of this source whose names are equal in ``part`` (``domain/name_parts.py``) stay together; 0: none do."""

    source_id: int
    part: int


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question is added, or one that was dropped comes back. ``column`` names where its answers were."""

    question_id: int
    name: str
    kind: QuestionKind = QuestionKind.CHOICE
    column: str = ""


@dataclass(frozen=True, slots=True)
class QuestionDropped:
    """The question is no longer asked; its answers are kept should it come back."""

    question_id: int


@dataclass(frozen=True, slots=True)
class LabelOffered:
    """A new possible answer, last in the order of keys."""

    question_id: int
    label: str


@dataclass(frozen=True, slots=True)
class LabelWithdrawn:
    """A possible answer is no longer offered. One that was given stays."""

    question_id: int
    label: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The person answered. ``why`` is why the item had been asked ("" if it was their own choice)."""

    question_id: int
    answers: tuple[tuple[int, str], ...]  # (item id, value)
    source: LabelSource = LabelSource.PERSON
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """The answers are taken back."""

    question_id: int
    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnswersPutBack:
    """Undo: answers as they were before; ``unanswered`` items had none."""

    question_id: int
    labels: tuple[Label, ...]
    unanswered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RemedySwitched:
    finding_id: int
    applied: bool


@dataclass(frozen=True, slots=True)
class CarefulSet:
    """How sure (0 to 1) Deskhand must be to answer this question without the person."""

    question_id: int
    careful: float


@dataclass(frozen=True, slots=True)
class SkillChosen:
    """This skill answers its question from now on (a restored one, say)."""

    skill_id: str


class RunTask(StrEnum):
    """What a run does with its items."""

    ANSWER = "answer"
    TRANSCRIBE = "transcribe"
    READ = "read"  # open documents or photos


@dataclass(frozen=True, slots=True)
class RunPlanned:
    """A trial does ``limit`` items. ``source_id`` None: all sources.

    Items that a person has answered are passed over, unless ``answered_too``; of recordings and files, those that have
    been listened to or read.
    """

    run_id: int
    question_ids: tuple[int, ...]
    source_id: int | None = None
    limit: int | None = None
    answered_too: bool = False
    task: RunTask = RunTask.ANSWER


@dataclass(frozen=True, slots=True)
class RunEnded:
    """All items of the run have an outcome."""

    run_id: int


@dataclass(frozen=True, slots=True)
class RunUndone:
    """The predictions of the run no longer count (or, ``undone`` False, count again)."""

    run_id: int
    undone: bool = True


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """A worker died in mid-run: what was in flight counts one more death."""

    run_id: int


@dataclass(frozen=True, slots=True)
class StepReached:
    """The furthest step (1 to 5) that the person has been to."""

    step: int


Act: TypeAlias = (
    ProjectMade
    | SourceAdded
    | SourceRemoved
    | TextColumnsChosen
    | TogetherChosen
    | QuestionAsked
    | QuestionDropped
    | LabelOffered
    | LabelWithdrawn
    | Labelled
    | Unlabelled
    | AnswersPutBack
    | RemedySwitched
    | CarefulSet
    | SkillChosen
    | RunPlanned
    | RunEnded
    | RunUndone
    | WorkerDied
    | StepReached
    | HearingChosen
    | PassageCorrected
    | SaidCorrected
    | TranscriptPutBack
    | CallsChecked
    | FolderNamed
    | FilingDrafted
    | MovesTicked
    | FilingStarted
    | FilingEnded
    | FilingTakenBack
    | CoursePlanned
    | CoursePaused
    | CourseGivenUp
    | ModelChosen
)
ACTS: tuple[type, ...] = get_args(Act)
