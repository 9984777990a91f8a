"""What is asked of files of a folder, and what is answered: part of ``requests.py`` and ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from deskhand.domain.files import AnswersIn, AnswersSeen, Content, FoundFile
from deskhand.domain.lanes import Lane


@dataclass(frozen=True, slots=True)
class ListFiles:
    """List the documents or photos of a source that the owner has recorded. Answer: ``FilesListed`` …, ``TableRead``.

    Those that are listed already are not listed again; none is opened.
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """Read the files of a run that were not read yet. Answer: ``FileRead``, ``ItemFailed``, ``Noticed`` …

    Each is opened in a process of its own that has little memory and little time: what it does there cannot stop this.
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    run_id: int


@dataclass(frozen=True, slots=True)
class DrawPicture:
    """A page (0-based) of a file, or a photo, at most ``edge`` pixels high and wide. Answer: ``PictureDrawn``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    item_id: int
    page: int = 0
    edge: int = 1600


@dataclass(frozen=True, slots=True)
class RestorePictures:
    """Make those small pictures of files again that were kept and are lost. Answer: ``PicturesRestored`` …

    The files are opened as they are for reading, but none is read: one that is another now keeps no picture.
    """

    lane: ClassVar[Lane] = Lane.LIGHT


@dataclass(frozen=True, slots=True)
class LookForAnswers:
    """Whether folders or beginnings of names look like answers. Answer: ``AnswersFound``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int


@dataclass(frozen=True, slots=True)
class TakeFileAnswers:
    """Take the answers of a question from where the files are. Answer: ``AnswersTaken`` …

    ``table`` (of ``AnswersIn.TABLE``) is a workbook or CSV with a column of paths; ``column`` the one with the answers
    ("": called as the question, else the first that holds no paths).
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int
    question_id: int
    where: AnswersIn
    table: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class TakeOutAttachments:
    """Save what is attached to the mails of a source into a folder of the project. Answer: ``AttachmentsTakenOut``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int


@dataclass(frozen=True, slots=True)
class FilesListed:
    """Some files of a source, in order; the owner gives them their ids. A row that is there: the file has changed."""

    source_id: int
    files: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """All of one file. ``digest`` (SHA-256 of the file, hex) knows the same file again."""

    run_id: int
    item_id: int
    content: Content
    digest: str


@dataclass(frozen=True, slots=True)
class PictureDrawn:
    """``jpeg`` is the picture as a JPEG file, b"" where the file has none."""

    item_id: int
    page: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class PicturesRestored:
    """These files can be looked at again."""

    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnswersFound:
    source_id: int
    seen: tuple[AnswersSeen, ...]


@dataclass(frozen=True, slots=True)
class AttachmentsTakenOut:
    """``folder`` now holds ``files`` attachments, a folder a mail; they can be added as a source."""

    source_id: int
    folder: str
    files: int
