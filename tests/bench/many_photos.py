"""A project of very many photos, as after a run: for benchmarks. Real small files on the disk, 300 different ones."""

import hashlib
import time
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from bench.bench_window_acts import Silent
from deskhand.domain.acts import (
    Labelled,
    LabelOffered,
    QuestionAsked,
    RunEnded,
    RunPlanned,
    RunTask,
    SourceAdded,
    StepReached,
)
from deskhand.domain.files import COLUMNS, Content, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import FileRead, FilesListed, ItemFailed, Learn, Predicted, TableRead
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project
from deskhand.worker import canned

CATEGORIES = ("Cardboard", "Glass", "Metal", "Paper", "Plastic", "Trash", "Textile", "Wood")
DIFFERENT, AT_ONCE, FOLDER_OF, ANSWERED, UNREAD = 300, 500, 1000, 1000, 2000


def drawn(number: int, side: int) -> bytes:
    """A photo of one colour, as a JPEG file."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(number * 7919 % (1 << 24))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)
    return bytes(buffer.data().data()) + b"%d" % number  # what comes after its end is not looked at


def write_files(folder: Path, photos: int, contents: list[bytes]) -> list[FoundFile]:
    """Small files, a thousand a folder."""
    found = []
    for number in range(1, photos + 1):
        name = f"{number // FOLDER_OF:03}/{number:07}.jpg"
        place = folder / name
        if number % FOLDER_OF == 0 or number == 1:
            place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(contents[number % DIFFERENT])
        told = place.stat()
        found.append(FoundFile(number, name.encode(), told.st_size, told.st_mtime_ns))
    return found


def build(folder: Path, photos: int) -> None:
    """Listed, read but for 2,000 (half of which were read later), a thousand answers, a skill, a run over all."""
    place = folder.with_name(f"{folder.name} files")
    contents = [drawn(number, 32) for number in range(DIFFERENT)]
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    files = write_files(place, photos, contents)
    project = Project.create(folder, "Many photos", "photos")
    project._connection.execute("PRAGMA synchronous = OFF")  # building is not what is measured
    cache = PictureCache(project.pictures_path)
    cache.put({digest: drawn(number, 448) for number, digest in enumerate(digests)})
    cache.close()
    project.record(SourceAdded(1, str(place), "", 0, COLUMNS, (), (), SourceKind.PHOTOS))
    began = time.perf_counter()
    for start in range(0, photos, AT_ONCE):
        project.record(FilesListed(1, tuple(files[start : start + AT_ONCE])))
    print(f"listed: recorded in {time.perf_counter() - began:.1f} s", flush=True)
    project.record(TableRead(1, photos))
    read(project, photos, digests)
    project.record(QuestionAsked(1, "Shows"))
    for label in CATEGORIES:
        project.record(LabelOffered(1, label))
    project.record(Labelled(1, tuple((n, CATEGORIES[n % 8]) for n in range(1, ANSWERED + 1))))
    for event in canned.learn(Learn((1,)), project, Silent()):
        project.record(event)
    project.record(RunPlanned(2, (1,), answered_too=True))
    for start in range(1, photos + 1, AT_ONCE):
        some = range(start, min(start + AT_ONCE, photos + 1))
        said = (Prediction(n, 1, CATEGORIES[n % 8], 1 - (n * 7919 % 1000 / 1000) ** 4) for n in some)
        project.record(Predicted(2, tuple(said)))
    project.record(RunEnded(2))
    project.record(StepReached(5))
    project.close()


def read(project: Project, photos: int, digests: list[str]) -> None:
    """The first reading fails for 2,000; the second succeeds with half of them."""
    problem = Problem("This photo could not be opened", "It ends in its midst.", "Nothing.", "Try again.")
    began = time.perf_counter()
    for run, which in ((1, range(1, photos + 1)), (3, range(photos - UNREAD // 2, photos + 1))):
        project.record(RunPlanned(run, (), task=RunTask.READ))
        for n in which:
            if run == 1 and n > photos - UNREAD:
                project.record(ItemFailed(run, n, problem))
            else:
                project.record(FileRead(run, n, Content("Photo", has_picture=True), digests[n % DIFFERENT]))
        project.record(RunEnded(run))
    print(f"read: recorded in {time.perf_counter() - began:.1f} s", flush=True)
