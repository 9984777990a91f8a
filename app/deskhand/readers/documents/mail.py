"""E-mails (.eml), and web pages that were saved like one (.mht)."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.letter import LARGEST, Attachment, Letter
from deskhand.readers.documents.signs import Signs
from deskhand.readers.encodings import encoding_within

draw = draw_nothing

ENCRYPTED = "The mail is encrypted: only its subject, sender and date could be read."
_ENDINGS = (".eml", ".mht", ".mhtml")
_HEADER = re.compile(
    rb"^(from|to|subject|date|received|return-path|mime-version|message-id|delivered-to|reply-to|cc|content-type"
    rb"|x-[\w-]+|dkim-signature|arc-[\w-]+|importance|thread-[\w-]+|sender|references|in-reply-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLE = 4096
_ENOUGH = 3  # different headers at the very beginning


def fits(signs: Signs) -> bool:
    return signs.ending in _ENDINGS or looks_sent(signs.head)


def looks_sent(head: bytes) -> bool:
    """Whether text begins with the headers of a mail."""
    top = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    first = _HEADER.match(top)
    return first is not None and len({name.lower() for name in _HEADER.findall(top)}) >= _ENOUGH


def read(path: Path, _see: See) -> Document:
    content = content_of(Letter(_bytes_of(path)))
    if path.suffix.lower() in {".mht", ".mhtml"}:
        content = replace(content, kind="Web page", sender="", attached=())
    return Document(replace(content, notes=(*content.notes, *_cut_short(path))))


def content_of(letter: Letter) -> Content:
    """What is read in a mail."""
    return Content(
        kind="E-mail",
        words=str(letter.text),
        date=letter.date,
        sender=letter.sender,
        subject=letter.subject,
        attached=letter.attached,
        notes=(*((ENCRYPTED,) if letter.is_encrypted else ()), *letter.text.notes),
    )


def attachments(path: Path) -> Iterator[Attachment]:
    """What is attached to the mail ``path``."""
    return Letter(_bytes_of(path)).attachments()


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST)
    encoding = encoding_within(io.BytesIO(content[:_SAMPLE]))
    if encoding and encoding.name.startswith("utf-16"):  # a mail that was saved by a text editor
        return content.decode(encoding.name, "replace").encode()
    return content


def _cut_short(path: Path) -> Iterator[str]:
    if path.stat().st_size > LARGEST:
        yield f"Only the first {LARGEST >> 20} MB of this mail were looked at."
