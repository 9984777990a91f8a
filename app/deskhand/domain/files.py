"""Documents, photos and sounds as files, and what was read in them."""

from dataclasses import dataclass
from enum import StrEnum


class FileState(StrEnum):
    """How a file stands; the words are those of the column *State*."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "could not be read"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it was listed, before anyone opened it. ``row`` is its 1-based place in the list.

    ``path`` is as the file system has it (bytes), relative to the folder of the source; ``size`` in bytes;
    ``modified`` in nanoseconds since 1970.
    """

    row: int
    path: bytes
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader got out of a file.

    ``kind`` is what people call such a file ("PDF", "E-mail", "Photo", "Sound"). ``date`` is from inside the file,
    local time, ISO 8601 to the day or second ("": it does not say); ``subject`` is a subject or title.
    ``attached`` are the names of what is attached to it. ``has_picture``: its first page (or itself) can be looked at.
    ``seen``: how many pages had no words of their own, so that they were read off the picture (OCR). ``notes`` say in
    plain words what was left out. ``seconds`` is the length of a sound.
    """

    kind: str
    words: str = ""
    pages: int = 0
    date: str = ""
    sender: str = ""
    subject: str = ""
    attached: tuple[str, ...] = ()
    has_picture: bool = False
    seen: int = 0
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


COLUMNS: tuple[str, ...] = ("File", "Folder", "Kind", "Date", "From", "Subject", "Pages", "Words", "Attached", "State")
SOUND_COLUMNS = tuple("Length" if column == "Pages" else column for column in COLUMNS)
"""Of files that are sorted by how they sound; what stands where is the same."""
FILE_COLUMN, FOLDER_COLUMN, KIND_COLUMN = 0, 1, 2
SUBJECT_COLUMN, WORDS_COLUMN, STATE_COLUMN = COLUMNS.index("Subject"), COLUMNS.index("Words"), COLUMNS.index("State")
DOCUMENT_TEXT = (SUBJECT_COLUMN, WORDS_COLUMN)
"""The columns that are read of a document. Its name is not among them: it often holds the answer."""

LONGEST_WORDS = 50_000
"""Characters of a document that are kept: some twenty pages. No model reads further."""
PICTURE_EDGE = 448
"""Longest side, in pixels, of the picture that is kept of a file: enough for any encoder, and for a thumbnail."""

PHOTO, SOUND = "Photo", "Sound"
"""Kinds of content that are looked at, or listened to, and not read."""
LONGEST_SOUND = 3600
"""Seconds of a recording that is sorted by how it sounds."""

PHOTO_ENDINGS = frozenset((
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif", ".avif"),
))  # fmt: skip
DOCUMENT_ENDINGS = PHOTO_ENDINGS | frozenset((
    *(".pdf", ".docx", ".docm", ".dotx", ".doc", ".odt", ".ott", ".rtf", ".pptx", ".pptm", ".ppsx", ".ppt", ".odp"),
    *(".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt", ".text", ".md", ".log", ".eml", ".msg", ".mbox"),
    *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"),
))  # fmt: skip
"""Of file names that are taken for documents and photos, in small letters."""


def cells_of(file: str, folder: str, state: FileState, content: Content | None) -> tuple[str, ...]:
    """A file as a row of ``COLUMNS``, as it looks on the screen and in what is written."""
    if content is None:
        return (file, folder, "", "", "", "", "", "", "", state.value)
    pages = length_of(content.seconds) if content.seconds else str(content.pages) if content.pages else ""
    written = content.date.replace("T", " ")
    attached = ", ".join(content.attached)
    told = (content.kind, written, content.sender, content.subject, pages, content.words, attached)
    return (file, folder, *told, state.value)


def length_of(seconds: float) -> str:
    """ "0.6 s", "5 s", "2:05 min"."""
    if seconds < 10:
        return f"{max(0.1, seconds):.1f} s".replace(".0 ", " ")
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02} min"


class AnswersIn(StrEnum):
    """Where the answers to a question already are."""

    FOLDERS = "folders"  # the folder that a file lies in
    PREFIX = "prefix"  # the beginning of its name
    TABLE = "table"  # a workbook with a column of paths


@dataclass(frozen=True, slots=True)
class AnswersSeen:
    """One place where answers seem to be: the categories with how many files have them, commonest first."""

    where: AnswersIn
    labels: tuple[tuple[str, int], ...]
