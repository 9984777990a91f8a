"""An album to test pages on: a real project of photos that were read, with pictures in its cache."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from deskhand.domain.acts import LabelOffered, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.files import COLUMNS, Content, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import FileRead, FilesListed, ItemFailed, TableRead
from deskhand.domain.problems import Problem
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project

LABELS = ("Windscreen", "Lights", "Receipts")
COLOURS = ("#2f5d8a", "#c9a227", "#e8e4da")
SHOWS, READING = 1, 1  # the question, and the run that read them
PHOTO = Content("Photo", has_picture=True)
BROKEN = Problem(
    "The photo could not be opened", "It is damaged.", "It was passed over.", "Look for another copy.", "damaged"
)


def drawn(number: int, width: int = 320, height: int = 240) -> bytes:
    """A JPEG that says which photo it is."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(COLOURS[number % 3]))
    painter = QPainter(image)
    painter.setPen(QColor("#101010"))
    painter.fillRect(number * 7 % (width - 40), number * 13 % (height - 40), 40, 40, QColor("#f4f4f4"))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)
    return bytes(buffer.data().data())


def digest_of(number: int) -> str:
    return hashlib.sha256(f"photo {number}".encode()).hexdigest()


def list_album(folder: Path, photos: int) -> Project:
    """So many photos, none of which was opened yet; one question with three categories."""
    project = Project.create(folder, "Damage photos", "photos")
    project.record(SourceAdded(1, str(folder / "photos"), "", 0, COLUMNS, (), (), SourceKind.PHOTOS))
    files = tuple(
        FoundFile(row, f"IMG_{2000 + row}.jpg".encode(), 40_000 + row, 1_700_000_000_000_000_000 + row)
        for row in range(1, photos + 1)
    )
    project.record(FilesListed(1, files))
    project.record(TableRead(1, photos))
    project.record(QuestionAsked(SHOWS, "Shows"))
    for label in LABELS:
        project.record(LabelOffered(SHOWS, label))
    return project


def make_album(folder: Path, photos: int = 60, unreadable: int = 2, unread: int = 0) -> Project:
    """The last ``unreadable`` photos cannot be opened; those ``unread`` before them were not opened yet."""
    project = list_album(folder, photos)
    project.record(RunPlanned(READING, (), task=RunTask.READ))
    good = range(1, photos - unreadable - unread + 1)
    cache = PictureCache(project.pictures_path)
    cache.put({digest_of(item_id): drawn(item_id) for item_id in good})
    cache.close()
    for item_id in good:
        project.record(FileRead(READING, item_id, PHOTO, digest_of(item_id)))
    for item_id in range(photos - unreadable + 1, photos + 1):
        project.record(ItemFailed(READING, item_id, BROKEN))
    if not unread:
        project.record(RunEnded(READING))
    return project
