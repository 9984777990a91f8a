"""Rich Text (.rtf)."""

from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents import titles
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.rtf_text import RtfText
from deskhand.readers.documents.signs import Signs

draw = draw_nothing

_MOST_BYTES = 40 << 20  # pictures in it are written out as figures


def fits(signs: Signs) -> bool:
    return signs.beginning.startswith(b"{\\rtf")


def read(path: Path, _see: See) -> Document:
    with path.open("rb") as file:
        text = RtfText(file.read(_MOST_BYTES))
    subject = titles.sensible(text.title)
    return Document(Content("Rich Text", str(text.words), date=text.date, subject=subject, notes=text.words.notes))
