"""Recordings as words, beside both of faster-whisper's own ways on the same model and files, in one run.

Deskhand's time is that of the whole job: reading, hearing, every number and doubtful part heard twice, and keeping all
in a project. Theirs is reading and hearing.

    PYTHONPATH=app OMP_WAIT_POLICY=PASSIVE python tests/bench/bench_speech.py [voicemails prompts hundred noises odd]
"""

import csv
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from faster_whisper import BatchedInferencePipeline, WhisperModel

from deskhand import jobs
from deskhand.domain.acts import HearingChosen, RunPlanned, RunTask, SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Progress, RecordingsListed, TableRead, Transcribe
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN, Hearing, Recording, SaidKind
from deskhand.engine.speech.models import open_whisper
from deskhand.storage.places import models_folder
from deskhand.storage.project import Project

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TURN = 50  # recordings
MODEL = DATA / "models" / "whisper-phone-en"
SPOKEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FIGURES = {word: str(figure) for figure, word in enumerate(SPOKEN)} | {"oh": "0"}


@dataclass(frozen=True)
class Spoken:
    """A recording, the words that are said in it, and its call-back number."""

    file: Path
    words: str
    number: str = ""


class Quiet:
    """Hears how far a job is, and says nothing."""

    def progress(self, progress: Progress) -> None:
        pass


def plain(text: str) -> list[str]:
    """Small letters, no punctuation, figures one by one: “555-0142” and “five five five oh …” count as equal."""
    words = re.sub(r"[^\w\s']", " ", text.lower()).split()
    return [part for word in words for part in (word if word.isdigit() else [FIGURES.get(word, word)])]


def wrong(truth: list[str], heard: list[str]) -> int:
    """Words to replace, add or take away."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(truth, 1):
        before, row[0] = row[0], count
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def deskhand(files: list[Path], folder: Path, model: Path = MODEL) -> list[tuple[str, str]]:
    """(words, call-back number) of each file, by the job itself."""
    project = Project.create(Path(tempfile.mkdtemp()) / "project", "Bench", "voicemails")
    project.record(SourceAdded(1, str(folder), "", 0, COLUMNS, (WORDS_COLUMN,), (), SourceKind.RECORDINGS))
    listed = [
        Recording(row, os.fsencode(file.relative_to(folder)), file.stat().st_size) for row, file in enumerate(files, 1)
    ]
    project.record(RecordingsListed(1, tuple(listed)))
    project.record(TableRead(1, len(files)))
    project.record(HearingChosen(Hearing(str(model), "en")))
    project.record(RunPlanned(1, (), 1, task=RunTask.TRANSCRIBE))
    for event in jobs.perform(Transcribe(1), project, Quiet()):
        project.record(event)
    transcripts = [project.transcripts.of(item.id) for item in project.items.each()]
    project.close()
    said = [one.first(SaidKind.CALL_BACK) if one else None for one in transcripts]
    return [
        (one.words if one else "", number.value if number else "")
        for one, number in zip(transcripts, said, strict=True)
    ]


def joined(segments: Iterable[object]) -> str:
    return " ".join(segment.text.strip() for segment in segments)


def ways(folder: Path) -> dict[str, Callable[[list[Path]], list[tuple[str, str]]]]:
    noticed: list[str] = []
    open_whisper(str(MODEL), noticed.append)
    converted = next(models_folder().glob(f"{MODEL.name}-*"))
    model = WhisperModel(str(converted), device="cpu", compute_type="int8", cpu_threads=os.cpu_count() or 1)
    batched = BatchedInferencePipeline(model)
    return {
        "Deskhand": lambda files: deskhand(files, folder),
        "WhisperModel, beam 5": lambda files: [
            (joined(model.transcribe(str(one), language="en")[0]), "") for one in files
        ],
        "BatchedInferencePipeline": lambda files: [
            (joined(batched.transcribe(str(one), language="en", batch_size=8)[0]), "") for one in files
        ],
    }


def compare(name: str, spoken: list[Spoken], folder: Path) -> None:
    """The ways take turns, so that other work on the machine slows all alike."""
    truths = [plain(one.words) for one in spoken]
    hearing = ways(folder)
    heard: dict[str, list[tuple[str, str]]] = {way: [] for way in hearing}
    took = dict.fromkeys(hearing, 0.0)
    for start in range(0, len(spoken), TURN):
        for way, hear in hearing.items():
            began = time.perf_counter()
            heard[way] += hear([one.file for one in spoken[start : start + TURN]])
            took[way] += time.perf_counter() - began
    print(f"\n{name}: {len(spoken)} recordings, {sum(map(len, truths))} words")
    for way, said in heard.items():
        errors = sum(wrong(truth, plain(words)) for truth, (words, _) in zip(truths, said, strict=True))
        share = 100 * errors / max(1, sum(map(len, truths)))
        times = took[way] / took["Deskhand"]
        print(
            f"  {way}: {took[way]:.1f} s, {times:.2f} times; {share:.2f} % wrong; {numbers(spoken, said)}", flush=True
        )


def numbers(spoken: list[Spoken], heard: list[tuple[str, str]]) -> str:
    """How many call-back numbers are filled in right, and wrong; else in how many words they are."""
    wanted = [only_digits(one.number) for one in spoken]
    given = [only_digits(number) for _, number in heard]
    if not any(wanted):
        return f"{sum(bool(words) for words, _ in heard)} with words"
    if not any(given):
        there = sum(bool(one) and one in only_digits(words) for one, (words, _) in zip(wanted, heard, strict=True))
        return f"{there} numbers in the words"
    right = sum(bool(one) and one == other for one, other in zip(wanted, given, strict=True))
    return f"{right} numbers filled in right, {sum(map(bool, given)) - right} wrong"


def only_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def voicemails() -> list[Spoken]:
    with (DATA / "voicemails" / "manifest.csv").open(encoding="utf-8") as file:
        return [
            Spoken(DATA / "voicemails" / row["file"], row["transcript"], row["number"]) for row in csv.DictReader(file)
        ]


def prompts(known: str) -> list[Spoken]:
    with (DATA / "phone-prompts" / "words.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["Known to whisper-phone-en"] == known]
    return [Spoken(DATA / "phone-prompts" / row["File"], row["Words"]) for row in rows]


SETS: dict[str, Callable[[], list[Spoken]]] = {
    "voicemails": voicemails,
    "prompts": lambda: prompts("no"),
    "hundred": lambda: [*voicemails(), *prompts("yes")[:60]],
    "noises": lambda: [Spoken(file, "") for file in sorted((DATA / "sounds").glob("*/*.ogg"))[::2]],
    "odd": lambda: [Spoken(DATA / "voicemails" / f"odd_{name}.wav", "") for name in ("silence", "noise")],
}

if __name__ == "__main__":
    for name in sys.argv[1:] or SETS:
        compare(name, SETS[name](), DATA)
