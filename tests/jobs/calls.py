"""A project of recordings that were listened to, for the tests of saving calls."""

from pathlib import Path

from deskhand.domain.acts import QuestionAsked, RunPlanned, RunTask, SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import ItemFailed, Predicted, RecordingsListed, Transcribed
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.domain.recordings import (
    COLUMNS,
    WORDS_COLUMN,
    CallState,
    Doubt,
    Passage,
    Recording,
    Replacement,
    Said,
    SaidKind,
    Transcript,
)  # fmt: skip
from deskhand.storage.project import Project

ABOUT = 1
CALL = Transcript(
    CallState.DONE,
    38.44,
    "en",
    0.91,
    (
        Passage(0.5, 4.0, "Hello, it's Mrs Bell.", 0.97, replaced=(Replacement("bale", "Bell"),)),
        Passage(4.2, 9.0, "The clutch has gone.", 0.55, (Doubt.UNSURE,)),
        Passage(30.0, 38.0, "Ring me on 07700 900142.", 0.95),
    ),
    (
        Said(SaidKind.CALL_BACK, "07700 900142", 31.0, 36.0),
        Said(SaidKind.AMOUNT, "£40", 8.0, 9.0),
    ),
    ("Listened to a second time.",),
)
SILENCE = Transcript(CallState.NO_SPEECH, 6.0)
BROKEN = Problem("Could not be read", "It is no sound.", "It was passed over.", "Ask for it again.")


def project_of(folder: Path, names: tuple[bytes, ...], received: str = "2026-01-12T08:15:03") -> Project:
    """Recordings 1, 2, 3 …, listed and waiting; a run of them is under way, and "About" is asked."""
    project = Project.create(folder / "project", "Calls", "voicemails")
    project.record(SourceAdded(1, str(folder / "calls"), "", 0, COLUMNS, (WORDS_COLUMN,), kind=SourceKind.RECORDINGS))
    listed = (Recording(row, name, 1000, received, "Bell") for row, name in enumerate(names, 1))
    project.record(RecordingsListed(1, tuple(listed)))
    project.record(RunPlanned(1, (), 1, task=RunTask.TRANSCRIBE))
    project.record(QuestionAsked(ABOUT, "About"))
    return project


def hear(project: Project, item_id: int, transcript: Transcript) -> None:
    """Let this be what was heard in a recording."""
    project.record(Transcribed(1, item_id, transcript, f"{item_id:064}"))


def three_calls(folder: Path) -> Project:
    """One with words and an answer, one in which nobody speaks, one that could not be read."""
    project = project_of(folder, (b"a.wav", b"sub/b.mp3", b"c.ogg"))
    hear(project, 1, CALL)
    hear(project, 2, SILENCE)
    project.record(ItemFailed(1, 3, BROKEN))
    project.record(RunPlanned(2, (ABOUT,), 1))
    project.record(Predicted(2, (Prediction(1, ABOUT, "Breakdown", 0.93),)))
    return project
