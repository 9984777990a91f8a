"""A workshop's voicemails to test pages on: heard, one without speech, one that could not be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from deskhand.domain.acts import LabelOffered, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import ItemFailed, Predicted, RecordingsListed, TableRead, Transcribed
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
)
from deskhand.gui.pages.listen.page import ListenPage
from deskhand.storage.project import Project
from inbox import opened, show

RUN, ABOUT, URGENCY = 1, 1, 2
SUBJECTS = ("Breakdown", "Booking", "Price", "Complaint", "Parts", "Other")
WHEN = ("Today", "Soon", "Can wait")
PASSAGES = (
    Passage(3, 13, "Hi, this is about the grey estate car you had last week for the brakes.", 0.96),
    Passage(
        14,
        36,
        "It was fine on Saturday, but since this morning there is a grinding noise from the front left when I brake,"
        " and the pedal goes further down than before.",
        0.94,
        replaced=(Replacement("petal", "pedal"),),
    ),
    Passage(
        38,
        72,
        "I have to be at the hospital at two this afternoon, so I really need somebody to look at it before noon,"
        " or tell me whether I can still drive it.",
        0.93,
    ),
    Passage(
        80,
        96,
        "You can reach me on five five five, oh one four seven, the second one is my work, five five five,"
        " oh one six two.",
        0.52,
        (Doubt.UNSURE,),
    ),
    Passage(99, 104, "Please call back before eleven. Thank you, bye.", 0.95),
)
SAID = (
    Said(SaidKind.CALL_BACK, "555 0147", 83, 88, agreed=False, doubtful=(5,)),
    Said(SaidKind.CALL_BACK, "555 0162", 90, 95, agreed=False, doubtful=(4, 6)),
)
SILENT, UNREAD = 12, 13
UNREADABLE = Problem(
    "This recording could not be read", "Its content is damaged.", "It was passed over.", "Ask for the file again."
)


def make_calls(folder: Path, sound: Path, files: tuple[str, ...], calls: int = 13) -> Project:
    """The first call is the doubtful one of the pictures, number 12 has no speech, number 13 could not be read."""
    project = Project.create(folder, "Voicemails, workshop", "voicemails")
    project.record(SourceAdded(1, str(sound), "", 0, COLUMNS, (WORDS_COLUMN,), kind=SourceKind.RECORDINGS))
    listed = tuple(
        Recording(row + 1, files[row % len(files)].encode() + b"?" * (row // len(files)), 1000, _when(row))
        for row in range(calls)
    )
    project.record(RecordingsListed(1, listed))
    project.record(TableRead(1, calls))
    project.record(RunPlanned(RUN, (), 1, task=RunTask.TRANSCRIBE))
    for item_id in range(1, calls + 1):
        if item_id == UNREAD:
            project.record(ItemFailed(RUN, item_id, UNREADABLE))
        else:
            project.record(Transcribed(RUN, item_id, transcript(item_id), f"digest {item_id}"))
    project.record(RunEnded(RUN))
    return project


def _when(row: int) -> str:
    return f"2026-11-14T{8 + row * 37 // 60 % 12:02}:{12 + row * 37 % 48:02}"


def transcript(item_id: int) -> Transcript:
    if item_id == 1:
        return Transcript(CallState.DONE, 120.0, "en", 0.86, PASSAGES, SAID)
    if item_id == SILENT:
        return Transcript(CallState.NO_SPEECH, 4.0, notes=("Four seconds of dial tone",))
    sure = 0.5 + item_id % 9 / 20
    doubts = (Doubt.UNSURE,) if sure < 0.75 else ()
    words = "Can I bring the van in on Thursday for its service?"
    passages = (Passage(0.5, 4.0, "Good morning.", 0.97), Passage(4.0, 9.0, words, sure, doubts))
    return Transcript(CallState.DONE, 22.0 + item_id * 7, "en", sure, passages)


def ask_about(project: Project) -> None:
    """Two questions, answered by Deskhand."""
    for number, (name, labels) in enumerate((("About", SUBJECTS), ("Urgency", WHEN)), start=1):
        project.record(QuestionAsked(number, name))
        for label in labels:
            project.record(LabelOffered(number, label))
    project.record(RunPlanned(RUN + 1, (ABOUT, URGENCY)))
    heard = [item_id for item_id in range(1, project.items.count() + 1) if item_id not in (SILENT, UNREAD)]
    answers = [Prediction(item_id, ABOUT, SUBJECTS[(item_id - 1) % 6], 0.91) for item_id in heard]
    answers += [Prediction(item_id, URGENCY, WHEN[(item_id - 1) % 3], 0.78) for item_id in heard]
    project.record(Predicted(RUN + 1, tuple(answers)))
    project.record(RunEnded(RUN + 1))


@contextmanager
def listening(folder: Path, qtbot: QtBot) -> Iterator[ListenPage]:
    """Check of thirteen calls in a window; the keyboard is at the first one."""
    project = make_calls(folder / "calls", folder, ("call.wav",))
    ask_about(project)
    with opened(project) as open_project:
        page = ListenPage(open_project)
        show(page, qtbot)
        page.arrive()
        go_to(page, 1)
        yield page
        page.leave()


def go_to(page: ListenPage, item_id: int) -> None:
    assert page.list.calls is not None
    page.list.go_to(page.list.calls.places[item_id])
    page.call.take_focus()
