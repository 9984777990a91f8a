"""Names of files, as people read, sort and sum them up."""

import os
import re
from pathlib import Path

from deskhand.domain.files import PHOTO_ENDINGS
from deskhand.domain.recordings import SOUND_ENDINGS

OTHER = "other files"
_KINDS = {
    "pictures": tuple(PHOTO_ENDINGS),
    "PDFs": (".pdf",),
    "tables": (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"),
    "documents": (".doc", ".docx", ".odt", ".rtf", ".txt", ".ppt", ".pptx", ".htm", ".html", ".md"),
    "packed archives": (".zip", ".rar", ".7z", ".gz", ".tar"),
    "e-mails": (".eml", ".msg", ".mbox"),
    "recordings": tuple(SOUND_ENDINGS),
    "films": (".mp4", ".mov", ".avi", ".mkv", ".m4v", ".mpg", ".mpeg", ".webm"),
}
_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings}
_FIGURES = re.compile(r"(\d+)")


def kind_of(name: str) -> str:
    """What people call files of this ending, in the plural."""
    return _KIND_OF.get(Path(name).suffix.lower(), OTHER)


def shown(path: Path) -> Path:
    """``path`` as text that can be shown and written, whatever bytes its name is made of."""
    return Path(os.fsencode(path).decode("utf-8", "replace"))


def as_people_count(name: str) -> tuple[list[str | int], str]:
    """To sort by: *call 2* before *call 10*, capitals aside."""
    parts = _FIGURES.split(name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], name
