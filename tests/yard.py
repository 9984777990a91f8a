"""A yard to test pages on: a real project of short sounds that were read, of which the first are answered."""

import hashlib
import wave
from pathlib import Path

import numpy as np

from deskhand.domain.acts import Labelled, LabelOffered, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.files import SOUND, SOUND_COLUMNS, Content, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import FileRead, FilesListed, TableRead
from deskhand.storage.project import Project

LABELS = ("knocks", "squeals")
MACHINES = ("lathe", "mill", "press")
TROUBLE, READING = 1, 1  # the question, and the run that read them
SECONDS = 1.5
_RATE = 8000


def sound(path: Path, pitch: float) -> Path:
    """A tone that swells."""
    time = np.arange(int(SECONDS * _RATE)) / _RATE
    values = (np.sin(2 * np.pi * pitch * time) * np.linspace(0.1, 0.9, len(time)) * 30_000).astype(np.int16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(values.tobytes())
    return path


def make_yard(folder: Path, *, answered: bool = True) -> Project:
    """Twelve sounds of three machines, each with both troubles twice."""
    project = Project.create(folder, "Machines", "sounds")
    project.record(SourceAdded(1, str(folder / "yard"), "", 0, SOUND_COLUMNS, (), kind=SourceKind.SOUNDS))
    names = [f"{label}_{machine}_{take}.wav" for label in LABELS for machine in MACHINES for take in (1, 2)]
    files = []
    for row, name in enumerate(names, start=1):
        path = sound(folder / "yard" / name, 300 if name.startswith(LABELS[0]) else 1500)
        files.append(FoundFile(row, name.encode(), path.stat().st_size, path.stat().st_mtime_ns))
    project.record(FilesListed(1, tuple(files)))
    project.record(TableRead(1, len(files)))
    project.record(RunPlanned(READING, (), 1, None, task=RunTask.READ))
    for item_id, name in enumerate(names, start=1):
        digest = hashlib.sha256((folder / "yard" / name).read_bytes()).hexdigest()
        project.record(FileRead(READING, item_id, Content(SOUND, has_picture=True, seconds=SECONDS), digest))
    project.record(RunEnded(READING))
    project.record(QuestionAsked(TROUBLE, "Trouble"))
    for label in LABELS:
        project.record(LabelOffered(TROUBLE, label))
    if answered:
        told = tuple((item_id, name.split("_")[0]) for item_id, name in enumerate(names, start=1))
        project.record(Labelled(TROUBLE, told))
    return project
