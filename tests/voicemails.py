"""Real recordings and the small real speech model, as the tests of several rooms use them."""

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np

from deskhand import jobs
from deskhand.domain.acts import HearingChosen, RunPlanned, RunTask, SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Progress, RecordingsListed, Stopped, Transcribe
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN, Hearing, Recording
from deskhand.readers.sound.decoding import open_sound
from deskhand.readers.sound.resampling import Side
from deskhand.storage.project import Project

RATE = 16_000
RUN = 1


@dataclass
class Report:
    """Keeps how far a job says it is; ``stop_after`` so many times it is cancelled."""

    told: list[Progress] = field(default_factory=list)
    stop_after: int = 1_000_000

    def progress(self, progress: Progress) -> None:
        self.told.append(progress)
        if len(self.told) > self.stop_after:
            raise Stopped


def sound_of(path: Path, side: Side = Side.BOTH) -> np.ndarray:
    """All of a recording, 16,000 values a second."""
    with open_sound(path) as sound:
        return np.concatenate(list(sound.blocks(side)))


def joined(*sounds: np.ndarray, pause: float = 2.0) -> np.ndarray:
    """One after the other, with so many seconds of silence after each."""
    silence = np.zeros(int(pause * RATE), np.float32)
    return np.concatenate([part for sound in sounds for part in (sound, silence)])


def copied(folder: Path, *recordings: Path) -> Path:
    """A new folder with these recordings, numbered in this order."""
    folder.mkdir()
    for number, recording in enumerate(recordings, 1):
        shutil.copyfile(recording, folder / f"{number:02} {recording.name}")
    return folder


def listed(folder: Path, calls: Path, hearing: Hearing) -> Project:
    """A project of the recordings in ``calls``, in the order of their names."""
    project = Project.create(folder, "Calls", "voicemails")
    project.record(SourceAdded(1, str(calls), "", 0, COLUMNS, (WORDS_COLUMN,), (), SourceKind.RECORDINGS))
    files = sorted(calls.iterdir())
    recordings = (
        Recording(row, bytes(file.relative_to(calls)), file.stat().st_size) for row, file in enumerate(files, 1)
    )
    project.record(RecordingsListed(1, tuple(recordings)))
    project.record(HearingChosen(hearing))
    return project


def planned(project: Project, limit: int | None = None, run_id: int = RUN) -> Transcribe:
    """A run of all its recordings, to be performed."""
    project.record(RunPlanned(run_id, (), 1, limit, task=RunTask.TRANSCRIBE))
    return Transcribe(run_id)


def performed(project: Project, request: Transcribe, report: Report | None = None) -> Iterator[Any]:
    """The events of the job, each recorded before it is handed out."""
    for event in jobs.perform(request, project, report or Report()):
        project.record(event)
        yield event


def true_words(data: Path) -> dict[str, str]:
    """What is said in each of the voicemails, by file."""
    with (data / "voicemails" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row["transcript"] for row in csv.DictReader(file)}


def word_errors(truth: str, heard: str) -> float:
    """Share of the words that differ, about: those that no longest matching finds."""
    said, told = plain(truth), plain(heard)
    same = sum(match.size for match in SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks())
    return (max(len(said), len(told)) - same) / max(len(said), len(told))


def plain(words: str) -> list[str]:
    """Small letters and figures; a number counts as one word however it is parted."""
    return re.sub(r"(?<=\d) (?=\d)", "", re.sub(r"[^\w ]", "", words.lower().replace("-", " "))).split()
