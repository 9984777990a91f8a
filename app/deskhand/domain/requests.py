"""What a job is asked: one request a kind of job."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias, get_args

from deskhand.domain.course_messages import KeepBest, TakeCourse
from deskhand.domain.file_messages import (
    DrawPicture,
    ListFiles,
    LookForAnswers,
    ReadFiles,
    RestorePictures,
    TakeFileAnswers,
    TakeOutAttachments,
)
from deskhand.domain.filing_messages import DoFiling, PlanFiling, SaveIndex, SettleFiling, UndoFiling
from deskhand.domain.lanes import Lane
from deskhand.domain.model_messages import (
    CompareModels,
    FetchModel,
    HandOver,
    ImportModel,
    MoveModels,
    RecommendModel,
    RemoveModel,
    RestoreModel,
    TakeOver,
)
from deskhand.domain.recording_messages import DrawWaveform, ListRecordings, ReadNames, Transcribe


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
    picture_model: str = ""  # "": that of the settings
    sound_model: str = ""  # "": that of the settings


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


@dataclass(frozen=True, slots=True)
class FindReasons:
    """The words that spoke for the answer to an item. Answer: ``ReasonsFound`` (none unless word counts answered)."""

    lane: ClassVar[Lane] = Lane.LIGHT
    item_id: int
    question_id: int


class OutputKind(StrEnum):
    """How results are written."""

    COPY = "copy"  # a copy of their workbook, everything else kept
    NEW = "new"  # a new .xlsx
    CSV = "csv"
    TEXT = "txt"  # of recordings: a folder with one text each
    SRT = "srt"  # subtitles, a folder with one file each
    VTT = "vtt"


@dataclass(frozen=True, slots=True)
class SaveResults:
    """Write the answers of one source. ``path`` is the target. Answer: ``ResultsSaved``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int
    question_ids: tuple[int, ...]
    path: str
    kind: OutputKind
    run_id: int | None = None  # only predictions of this run; None: the latest of each item
    passages: bool = False  # a second sheet with a row a passage (recordings, NEW)


@dataclass(frozen=True, slots=True)
class TestComputer:
    """Try every processor with real work, each in a process of its own, and look at what else work needs.

    Answer: ``DeviceTested`` …, ``PartChecked`` …
    """

    lane: ClassVar[Lane] = Lane.HEAVY

    __test__ = False  # not a test of pytest's


@dataclass(frozen=True, slots=True)
class MakeSample:
    """Write the sample of a job into ``folder``. Answer: ``SampleMade``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    folder: str
    kind: str = "tickets"


Request: TypeAlias = (
    PreviewTable
    | ReadTable
    | TakeAnswers
    | CheckData
    | Learn
    | TakeCourse
    | KeepBest
    | Teach
    | Run
    | FindNearest
    | FindSimilar
    | ListRecordings
    | Transcribe
    | DrawWaveform
    | ReadNames
    | ListFiles
    | ReadFiles
    | DrawPicture
    | RestorePictures
    | LookForAnswers
    | TakeFileAnswers
    | TakeOutAttachments
    | FindReasons
    | PlanFiling
    | DoFiling
    | SettleFiling
    | UndoFiling
    | SaveIndex
    | SaveResults
    | TestComputer
    | FetchModel
    | ImportModel
    | RemoveModel
    | RestoreModel
    | MoveModels
    | RecommendModel
    | CompareModels
    | HandOver
    | TakeOver
    | MakeSample
)
REQUESTS: tuple[type, ...] = get_args(Request)
