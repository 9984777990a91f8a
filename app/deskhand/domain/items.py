"""Where items come from, and what an item is."""

from dataclasses import dataclass, field
from enum import StrEnum

from deskhand.domain.questions import QuestionKind


class SourceKind(StrEnum):
    """What items are in a source."""

    TABLE = "table"  # rows
    RECORDINGS = "recordings"  # audio files; their columns are those of ``domain/recordings.py``
    DOCUMENTS = "documents"  # files with words; their columns are those of ``domain/files.py``
    PHOTOS = "photos"  # files that are looked at only; the same columns
    SOUNDS = "sounds"  # recordings that are told apart by how they sound; the same columns


FILES = frozenset((SourceKind.DOCUMENTS, SourceKind.PHOTOS, SourceKind.SOUNDS))


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet of a workbook, or a CSV file, that items were read from; or a folder of recordings, documents, photos or
    sounds.

    ``header_row`` and every ``row`` of an item are 1-based, as the person's own program numbers them;
    ``header_row`` 0 means that the sheet has none. Column numbers are 0-based positions in ``columns``.
    ``together``: items whose file names are equal in this part (a speaker, a machine, a day) are never learned from and
    tested on at the same time; parts count from 1 as in ``domain/name_parts.py``, and 0 is none.
    """

    id: int
    path: str
    sheet: str
    header_row: int
    columns: tuple[str, ...]
    text_columns: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    rows: int = 0
    kind: SourceKind = SourceKind.TABLE
    files: tuple[bytes, ...] = ()  # of a folder: only these, relative to ``path`` (none: all that are below it)
    together: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One row, or one file as a row: its cells as they look, one string a column of its source."""

    id: int
    source_id: int
    row: int
    cells: tuple[str, ...]


def text_of(cells: tuple[str, ...], text_columns: tuple[int, ...]) -> str:
    """The words of an item: its text columns, joined in order by a blank line, empty ones left out."""
    parts = (cells[column].strip() for column in text_columns if column < len(cells))
    return "\n\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a table looks like before it is read whole.

    ``text_guess`` are the columns that are probably to be read; ``answer_guesses`` those that probably hold
    answers, each with the kind of question that they answer.
    """

    path: str
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = field(default=())
    text_guess: tuple[int, ...] = ()
    answer_guesses: tuple[tuple[int, QuestionKind], ...] = ()
