"""A speech model that learns from corrected voicemails, and what it hears then in voicemails that it had not.

Half of the voicemails are heard by the job, corrected as a person would correct them, passage by passage, and learned
from in a course; silence and noise are checked, too. The other half, silence, noise, and phone prompts that the model
was never trained on are heard before and after, whole recordings by the whole job.

    PYTHONPATH=app:tests/bench OMP_WAIT_POLICY=PASSIVE python tests/bench/bench_hearing_learned.py [MINUTES]
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from bench_speech import DATA, MODEL, Quiet, Spoken, deskhand, plain, prompts, voicemails, wrong

from deskhand import jobs
from deskhand.domain.acts import (
    CallsChecked,
    CoursePlanned,
    HearingChosen,
    PassageCorrected,
    RunPlanned,
    RunTask,
    SourceAdded,
)
from deskhand.domain.courses import Aim, Course
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    CourseDecided,
    ModelMade,
    PointTested,
    RecordingsListed,
    StageReached,
    TableRead,
    Transcribe,
)
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN, Hearing, Recording, Transcript
from deskhand.jobs.learn_hearing import learn_hearing
from deskhand.storage.project import Project

SILENT = tuple(DATA / "voicemails" / f"odd_{name}.wav" for name in ("silence", "noise"))
PROMPTS = 60


def corrected(spoken: Sequence[Spoken], folder: Path) -> Project:
    """A project in which these were heard, and every passage says what was really said."""
    calls = folder / "calls"
    calls.mkdir()
    files = [*(one.file for one in spoken), *SILENT]
    for file in files:
        shutil.copyfile(file, calls / file.name)
    project = Project.create(folder / "project", "Bench", "voicemails")
    project.record(SourceAdded(1, str(calls), "", 0, COLUMNS, (WORDS_COLUMN,), (), SourceKind.RECORDINGS))
    listed = (Recording(row, os.fsencode(file.name), file.stat().st_size) for row, file in enumerate(files, 1))
    project.record(RecordingsListed(1, tuple(listed)))
    project.record(TableRead(1, len(files)))
    project.record(HearingChosen(Hearing(str(MODEL), "en")))
    project.record(RunPlanned(1, (), 1, task=RunTask.TRANSCRIBE))
    for event in jobs.perform(Transcribe(1), project, Quiet()):
        project.record(event)
    for item_id, one in enumerate(spoken, 1):
        transcript = project.transcripts.of(item_id)
        if transcript is not None:
            for place, words in enumerate(by_passage(transcript, one.words)):
                if words != transcript.passages[place].words:
                    project.record(PassageCorrected(item_id, place, words))
    project.record(CallsChecked(tuple(range(1, len(files) + 1))))
    return project


def by_passage(transcript: Transcript, truth: str) -> list[str]:
    """The words that were really said, in the passages in which they were heard."""
    places = [place for place, passage in enumerate(transcript.passages) for _ in passage.words.split()]
    heard = [word.lower().strip(".,?!") for passage in transcript.passages for word in passage.words.split()]
    said = truth.split()
    found: list[list[str]] = [[] for _ in transcript.passages]
    matcher = SequenceMatcher(None, heard, [word.lower().strip(".,?!") for word in said], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        goes_on = start == end and first > 0 and not said[first - 1].endswith((".", "?", "!"))
        for number, word in enumerate(said[first:last]):
            place = start - 1 if goes_on else min(start + number, max(start, end - 1), len(places) - 1)
            found[places[place]].append(word)
    return [" ".join(words) for words in found]


def learn(project: Project, minutes: float) -> Path:
    """The model that came of the course, in use or not."""
    project.record(CoursePlanned(Course(1, Aim.HEARING, minutes=minutes)))
    for event in learn_hearing(project.courses.get(1), project, Quiet()):
        project.record(event)
        if isinstance(event, StageReached):
            print(f"  {event.stage}: {event.words}", flush=True)
        if isinstance(event, PointTested) and event.point.score is not None:
            point, score = event.point, event.point.score
            print(
                f"  {point.seconds:5.0f} s, {point.times} times through: right {score.right} of {score.of}", flush=True
            )
        if isinstance(event, CourseDecided):
            print(f"  {event.decision.words} (kept: {event.decision.kept})")
        if isinstance(event, ModelMade):
            made = project.model_folder(event.model.id)
    return made


def compare(name: str, spoken: Sequence[Spoken], tuned: Path) -> None:
    truths = [plain(one.words) for one in spoken]
    print(f"\n{name}: {len(spoken)} recordings, {sum(map(len, truths))} words")
    for who, model in (("before", MODEL), ("after", tuned)):
        heard = deskhand([one.file for one in spoken], DATA, model)
        errors = sum(wrong(truth, plain(words)) for truth, (words, _) in zip(truths, heard, strict=True))
        of = sum(map(len, truths))
        print(f"  {who}: {f'{errors / of:.2%} wrong' if of else f'{errors} words heard'}", flush=True)


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    every = voicemails()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DESKHAND_HOME"] = str(Path(scratch) / "home")
        project = corrected(every[::2], Path(scratch))
        tuned = learn(project, minutes)
        compare("Voicemails kept apart", every[1::2], tuned)
        compare("Silence and noise", [Spoken(file, "") for file in SILENT], tuned)
        compare("Phone prompts", prompts("no")[:PROMPTS], tuned)
        project.close()


if __name__ == "__main__":
    main()
