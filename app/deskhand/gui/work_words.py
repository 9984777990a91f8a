"""What work is called on the screen, and how long it still takes."""

from time import monotonic

from deskhand.domain import jobs
from deskhand.domain.jobs import Progress

NAMES: dict[type, str] = {
    jobs.ReadTable: "Reading the workbook",
    jobs.TakeAnswers: "Taking the answers",
    jobs.ListRecordings: "Listing the recordings",
    jobs.Transcribe: "Turning into text",
    jobs.ListFiles: "Listing the files",
    jobs.ReadFiles: "Reading",
    jobs.RestorePictures: "Making small pictures again",
    jobs.TakeFileAnswers: "Taking the answers",
    jobs.TakeOutAttachments: "Taking out attachments",
    jobs.PlanFiling: "Planning",
    jobs.DoFiling: "Filing",
    jobs.SettleFiling: "Looking how far it came",
    jobs.UndoFiling: "Putting back",
    jobs.SaveIndex: "Saving the list",
    jobs.CheckData: "Checking the data",
    jobs.Learn: "Learning",
    jobs.TakeCourse: "Learning",
    jobs.KeepBest: "Keeping the best",
    jobs.Run: "Answering",
    jobs.SaveResults: "Saving the results",
    jobs.RecommendModel: "Measuring models",
    jobs.CompareModels: "Trying models on your answers",
    jobs.HandOver: "Writing the hand-over file",
    jobs.MakeSample: "Making the sample",
    jobs.TestComputer: "Testing this computer",
}
"""Work that a person waits for. What a page asks for by the way (a guess, the nearest answers) is not named."""

_SETTLES = 2.0  # seconds after which a speed says something


class TimeLeft:
    """How long work still takes, from its own speed so far."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._first: int | None = None
        self._latest: Progress | None = None

    def note(self, progress: Progress) -> None:
        """How far it is now."""
        latest = self._latest
        if latest is None or progress.unit != latest.unit or progress.done < latest.done:  # it began anew
            self._first, self._began = progress.done, monotonic()
        self._latest = progress

    def seconds(self) -> float | None:
        """The seconds left; ``None`` while nobody can know."""
        latest, passed = self._latest, monotonic() - self._began
        if latest is None or self._first is None or latest.done >= latest.total or passed < _SETTLES:
            return None  # also once all is counted: what follows is not
        done = latest.done - self._first
        return (latest.total - latest.done) * passed / done if done > 0 else None

    def words(self) -> str:
        """``6 min left``; "" while nobody can know."""
        seconds = self.seconds()
        return "" if seconds is None else f"{duration(seconds)} left"


def step_words(progress: Progress | None) -> str:
    """``Looking at your messages, 412 of 711``; what it does without a count where there is none."""
    if progress is None or not progress.step:
        return "Getting ready"
    return f"{progress.step}, {progress.done:,} of {progress.total:,}" if progress.total else progress.step


def duration(seconds: float) -> str:
    """``40 s``, ``6 min``, ``2 h 10 min``."""
    if seconds < 55:
        return f"{max(1, round(seconds / 5) * 5)} s"
    minutes = round(seconds / 60)
    return f"{max(1, minutes)} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
