"""A job is a request (``requests.py``) and the stream of events (``events.py``) that answers it."""

from typing import Protocol

from deskhand.domain.events import (
    EVENTS,
    AnswersTaken,
    Asked,
    AskNext,
    Cancelled,
    DeviceTested,
    Ending,
    Event,
    Failed,
    Finished,
    Found,
    FoundItems,
    HeldOutTested,
    ItemFailed,
    ItemsRead,
    ItemStarted,
    NearestFound,
    Neighbour,
    Predicted,
    Progress,
    ResultsSaved,
    SampleMade,
    SimilarFound,
    SkillLearned,
    Started,
    TablePreviewed,
    TableRead,
    Why,
)
from deskhand.domain.requests import (
    REQUESTS,
    CheckData,
    FindNearest,
    FindSimilar,
    Lane,
    Learn,
    MakeSample,
    OutputKind,
    PreviewTable,
    ReadTable,
    Request,
    Run,
    SaveResults,
    TakeAnswers,
    Teach,
    TestComputer,
)

__all__ = [
    "EVENTS",
    "REQUESTS",
    "AnswersTaken",
    "AskNext",
    "Asked",
    "Cancelled",
    "CheckData",
    "DeviceTested",
    "Ending",
    "Event",
    "Failed",
    "FindNearest",
    "FindSimilar",
    "Finished",
    "Found",
    "FoundItems",
    "HeldOutTested",
    "ItemFailed",
    "ItemStarted",
    "ItemsRead",
    "Lane",
    "Learn",
    "MakeSample",
    "NearestFound",
    "Neighbour",
    "OutputKind",
    "Predicted",
    "PreviewTable",
    "Progress",
    "ReadTable",
    "Report",
    "Request",
    "ResultsSaved",
    "Run",
    "SampleMade",
    "SaveResults",
    "SimilarFound",
    "SkillLearned",
    "Started",
    "Stopped",
    "TablePreviewed",
    "TableRead",
    "TakeAnswers",
    "Teach",
    "TestComputer",
    "Why",
]


class Report(Protocol):
    """How a job says how far it is, from deep inside, and hears that it was cancelled."""

    def progress(self, progress: Progress) -> None:
        """Tell the owner. Raises ``Stopped`` once the person has cancelled."""


class Stopped(Exception):
    """Raised by ``Report.progress`` in a job that was cancelled."""
