"""Mailboxes (.mbox): many mails in a file, one behind the other. Read as one document.

The standard library's reader of mailboxes opens them for writing, and looks through all of them first.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.letter import LARGEST, Attachment, Letter
from deskhand.readers.documents.mail import content_of, looks_sent
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_BEGINNING = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}")
_LONGEST_LINE = 1 << 20


def fits(signs: Signs) -> bool:
    first, _, rest = signs.head.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")
    return _BEGINNING.match(first) is not None and (signs.ending == ".mbox" or looks_sent(rest))


def read(path: Path, _see: See) -> Document:
    words = Words()
    count = 0
    newest = ""
    letter = None
    for letter in _letters(path):
        count += 1
        newest = max(newest, letter.date)
        told = (letter.subject, letter.sender, letter.date.replace("T", " "), str(letter.text))
        words.paragraph("\n".join(filter(None, told)))
        if words.full:
            break
    if letter and count == 1:
        return Document(content_of(letter))
    more = "The first" if words.full else "All"
    note = f"{more} {count:,} mails of this file were read, as one document."
    return Document(Content("Mailbox", str(words), date=newest, notes=(note, *words.notes)))


def attachments(path: Path) -> Iterator[Attachment]:
    """What is attached to the mails in ``path``."""
    for letter in _letters(path):
        yield from letter.attachments()


def _letters(path: Path) -> Iterator[Letter]:
    """A mail begins with a line "From somebody, then", behind an empty line."""
    lines: list[bytes] = []
    size = 0
    is_behind_empty = True
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            if is_behind_empty and _BEGINNING.match(line):
                if lines:
                    yield Letter(b"".join(lines))
                lines, size = [], 0
            elif size < LARGEST:
                lines.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            is_behind_empty = not line.strip()
    if lines:
        yield Letter(b"".join(lines))
