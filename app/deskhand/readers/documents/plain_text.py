"""Text files (.txt, .md, .log …), in any usual encoding."""

import io
from pathlib import Path

from deskhand.domain.files import LONGEST_WORDS, Content
from deskhand.readers.documents import trouble
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words
from deskhand.readers.encodings import encoding_within

draw = draw_nothing

_MOST_BYTES = 8 * LONGEST_WORDS


def fits(_signs: Signs) -> bool:
    """Asked last of all: whatever reads as text."""
    return True


def read(path: Path, _see: See) -> Document:
    with path.open("rb") as file:
        head = file.read(_MOST_BYTES)
    if len(head) == _MOST_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    encoding = encoding_within(io.BytesIO(head))
    if encoding is None:
        raise trouble.unknown(path, "of a kind that Deskhand does not know")
    words = Words()
    words.add(head.decode(encoding.name, "replace"))
    return Document(Content("Text", str(words), notes=words.notes))
