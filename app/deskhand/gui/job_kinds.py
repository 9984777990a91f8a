"""The jobs that Deskhand does: one entry a job, with everything that is called differently in it."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PySide6.QtGui import QPainter

from deskhand.domain.files import DOCUMENT_ENDINGS, PHOTO_ENDINGS
from deskhand.domain.recordings import SOUND_ENDINGS
from deskhand.gui.widgets.job_pictures import (
    documents_picture,
    messages_picture,
    photos_picture,
    recordings_picture,
    sounds_picture,
)

SEVERAL = "\0"  # between the paths of several files that are handed on as one text: no path can hold it


@dataclass(frozen=True, slots=True)
class Noun:
    """What an item of a job is called."""

    one: str
    many: str

    def count(self, number: int) -> str:
        """``1 message``, ``500 messages``."""
        return f"{number:,} {self.one if number == 1 else self.many}"


@dataclass(frozen=True, slots=True)
class JobKind:
    """A card of the Home page, and the words of its projects.

    ``name`` is that of the project's job and of its sample. ``suffixes`` are the files it takes, in small letters;
    ``folders``: it takes whole folders. ``source`` is what a project reads, ``sample`` what the sample is called.
    """

    name: str
    title: str
    gain: str
    takes: str
    source: str
    sample: str
    noun: Noun
    suffixes: frozenset[str]
    folders: bool
    picture: Callable[[QPainter], None]

    def fits(self, paths: Sequence[str]) -> bool:
        """Whether it can read one of these files or folders."""
        each = [Path(path) for path in paths]
        return any(self.folders if one.is_dir() else one.suffix.lower() in self.suffixes for one in each)


TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"))
JOBS: tuple[JobKind, ...] = (
    JobKind(
        name="tickets",
        title="Sort messages and tickets",
        gain="A category and an urgency beside every row",
        takes="Workbook or CSV",
        source="workbook",
        sample="Dental practice, sample",
        noun=Noun("message", "messages"),
        suffixes=TABLES,
        folders=False,
        picture=messages_picture,
    ),
    JobKind(
        name="voicemails",
        title="Turn recordings into text",
        gain="One row a call: who, when, what, how urgent",
        takes="Folder of recordings",
        source="folder of recordings",
        sample="Garage calls, sample",
        noun=Noun("recording", "recordings"),
        suffixes=SOUND_ENDINGS,
        folders=True,
        picture=recordings_picture,
    ),
    JobKind(
        name="documents",
        title="Sort documents into folders",
        gain="A preview first, and an undo that stays",
        takes="PDF, Word, scans, mail",
        source="folder of documents",
        sample="Law office papers, sample",
        noun=Noun("document", "documents"),
        suffixes=DOCUMENT_ENDINGS,
        folders=True,
        picture=documents_picture,
    ),
    JobKind(
        name="photos",
        title="Sort photos",
        gain="By what they show, into folders",
        takes="Folder of photos",
        source="folder of photos",
        sample="Garage photos, sample",
        noun=Noun("photo", "photos"),
        suffixes=PHOTO_ENDINGS,
        folders=True,
        picture=photos_picture,
    ),
    JobKind(
        name="sounds",
        title="Sort recordings by sound",
        gain="Motors, alarms, music: by how they sound",
        takes="Folder of recordings",
        source="folder of recordings",
        sample="Garage sounds, sample",
        noun=Noun("sound", "sounds"),
        suffixes=SOUND_ENDINGS,
        folders=True,
        picture=sounds_picture,
    ),
)
FILE_JOBS = frozenset(("documents", "photos", "sounds"))
"""Jobs whose items are files that are put into folders."""
_GLANCE = 300  # files of a folder that are looked at, by name only, before a job is proposed
_DEEP = 20  # folders below it that are looked into meanwhile
_SHARE = 0.4  # of those files that a job must be able to read


def job_kind(name: str) -> JobKind:
    """The job of a project; the first one for a job that this Deskhand does not know."""
    return next((job for job in JOBS if job.name == name), JOBS[0])


def fitting(paths: Sequence[str]) -> tuple[JobKind, ...]:
    """The jobs that can begin with these files or folders. Tables alone are lists of messages, not papers to file."""
    each = [Path(path) for path in paths]
    if each and all(one.suffix.lower() in TABLES and not one.is_dir() for one in each):
        return JOBS[:1]
    counted = Counter(one.suffix.lower() for one in each if not one.is_dir())
    for folder in (one for one in each if one.is_dir()):
        counted.update(_endings(folder))
    return tuple(job for job in JOBS if job.fits(paths) and _has_enough(job, counted))


def _has_enough(job: JobKind, counted: Counter[str]) -> bool:
    """Whether a good part of what anyone can read is for this job; an empty folder may be for any."""
    known = sum(count for ending, count in counted.items() if any(ending in one.suffixes for one in JOBS))
    own = sum(count for ending, count in counted.items() if ending in job.suffixes)
    return own >= _SHARE * known


def _endings(folder: Path) -> Iterable[str]:
    """Of the first files in a folder, in small letters. One that cannot be looked into has none."""
    walked = (name for _, _, names in islice(os.walk(folder), _DEEP) for name in names)
    return [Path(name).suffix.lower() for name in islice(walked, _GLANCE)]
