"""Old presentations (.ppt, of PowerPoint 97 to 2003): the texts among their records, as [MS-PPT] tells."""

import struct
from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents import trouble
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.ole import open_ole
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_STREAM = "PowerPoint Document"
_ENCRYPTED = b"\xdf\xc4\xd1\xf3"  # of the stream "Current User"
_CONTAINER = 0xF
_SLIDE, _MASTER = 1006, 1016
_WIDE, _NARROW = 4000, 4008  # texts of UTF-16, and of its low bytes alone
_SIGNS = str.maketrans({"\r": "\n", "\x0b": "\n"})
_MOST_RECORDS = 1_000_000


def fits(signs: Signs) -> bool:
    return _STREAM.lower() in signs.parts


def read(path: Path, _see: See) -> Document:
    with open_ole(path) as ole:
        if _ENCRYPTED in ole.stream("Current User")[:20] or ole.stream("EncryptedSummary"):
            raise trouble.locked(path)
        words = Words()
        slides = 0
        for kind, text in _texts(ole.stream(_STREAM)):
            slides += kind == _SLIDE
            words.paragraph(text)
        content = Content("Presentation", str(words), slides, ole.date, subject=ole.title, notes=words.notes)
        return Document(content)


def _texts(stream: bytes) -> Iterator[tuple[int, str]]:
    """Every slide, and every text of it, in order. What is on the masters is on no slide."""
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 8 > len(stream):
            return
        version, kind, size = struct.unpack_from("<HHI", stream, at)
        at += 8
        if kind == _SLIDE:
            yield kind, ""
        elif kind in {_WIDE, _NARROW}:
            text = stream[at : at + size].decode("utf-16-le" if kind == _WIDE else "latin-1", "replace")
            yield kind, text.translate(_SIGNS)
        if version & 0xF != _CONTAINER or kind == _MASTER:
            at += size
