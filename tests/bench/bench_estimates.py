"""The time that a model is said to take, against the time that it took: messages, photos, recordings.

    PYTHONPATH=app:tests OMP_WAIT_POLICY=PASSIVE python tests/bench/bench_estimates.py [messages photos recordings]

Each is estimated as the window does it (``RecommendModel``), then really done: learning and a run over all items, or
transcribing, in a process of its own, as the worker would.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from deskhand.domain.acts import HearingChosen, QuestionAsked, RunPlanned, RunTask, SourceAdded
from deskhand.domain.files import AnswersIn
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    ImportModel,
    Learn,
    ListRecordings,
    ModelPlaced,
    ModelRecommended,
    ReadTable,
    RecommendModel,
    Request,
    Run,
    TakeAnswers,
    TakeFileAnswers,
    Transcribe,
)
from deskhand.domain.models import Modality
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN, Hearing
from deskhand.storage.project import Project
from jobs.folders_of_files import listed, read_all
from jobs.reading import Heard, performed

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
RUN = 77


def messages(project: Project) -> list[Request]:
    """5,431 tickets, sorted by their type."""
    table = DATA / "tickets" / "tickets.csv"
    names = table.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    project.record(SourceAdded(1, str(table), "", 1, tuple(names), (names.index("Title"), names.index("Message"))))
    performed(ReadTable(1), project)
    project.record(QuestionAsked(1, "Type"))
    performed(TakeAnswers(1, 1, names.index("Ticket type")), project)
    return [Learn((1,)), Run(RUN)]


def photos(project: Project) -> list[Request]:
    source = listed(project, DATA / "photos-recycling")
    read_all(project)
    project.record(QuestionAsked(1, "Kind"))
    performed(TakeFileAnswers(source, 1, AnswersIn.FOLDERS), project)
    return [Learn((1,), picture_model=imported(DATA / "models" / "deit-tiny-patch16-224")), Run(RUN)]


def recordings(project: Project) -> list[Request]:
    folder = DATA / "voicemails"
    project.record(SourceAdded(1, str(folder), "", 0, COLUMNS, (WORDS_COLUMN,), (), SourceKind.RECORDINGS))
    performed(ListRecordings(1), project)
    project.record(HearingChosen(Hearing(imported(DATA / "models" / "whisper-phone-en"), "en")))
    return [Transcribe(RUN)]


SUBJECTS: dict[str, tuple[str, Modality, Callable[[Project], list[Request]]]] = {
    "messages": ("tickets", Modality.TEXT, messages),
    "photos": ("photos", Modality.PICTURE, photos),
    "recordings": ("voicemails", Modality.SPEECH, recordings),
}


def imported(folder: Path) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        events = performed(ImportModel(str(folder)), Project.create(Path(scratch) / "none", "none"), Heard())
    return next(event.model.id for event in events if isinstance(event, ModelPlaced))


def told(subject: str) -> None:
    """In a process of its own: what is estimated, then how long it takes."""
    job, modality, made = SUBJECTS[subject]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DESKHAND_HOME"] = str(Path(scratch) / "home")
        project = Project.create(Path(scratch) / "project", "Bench", job)
        requests = made(project)
        recommended = next(
            event
            for event in performed(RecommendModel(modality), project, Heard())
            if isinstance(event, ModelRecommended)
        )
        estimate = next(one for one in recommended.estimates if one.measured)
        task = RunTask.TRANSCRIBE if modality is Modality.SPEECH else RunTask.ANSWER
        project.record(RunPlanned(RUN, (1,), None, task=task, answered_too=True))
        began = time.perf_counter()
        for request in requests:
            performed(request, project, Heard())
        took = time.perf_counter() - began
        times = estimate.seconds / took
        print(
            f"{subject}: said {estimate.seconds:.1f} s, took {took:.1f} s: {times:.2f} times ({estimate})", flush=True
        )


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        told(sys.argv[2])
        return
    for subject in sys.argv[1:] or SUBJECTS:
        subprocess.run([sys.executable, __file__, "--one", subject], check=True)


if __name__ == "__main__":
    main()
