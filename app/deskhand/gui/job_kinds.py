"""The jobs that Deskhand does: one entry a job, with everything that is called differently in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPainter

from deskhand.domain.recordings import SOUND_ENDINGS
from deskhand.gui.widgets.job_pictures import messages_picture, recordings_picture

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
        """Whether it can begin with one of these files or folders."""
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
)


def job_kind(name: str) -> JobKind:
    """The job of a project; the first one for a job that this Deskhand does not know."""
    return next((job for job in JOBS if job.name == name), JOBS[0])


def fitting(paths: Sequence[str]) -> tuple[JobKind, ...]:
    """The jobs that can begin with these files or folders."""
    return tuple(job for job in JOBS if job.fits(paths))
