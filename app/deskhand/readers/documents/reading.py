"""Any document as its words, its first page, and what it says of itself. ``ALL`` are the kinds that can be read.

What a file is, its content says; only where that could be several things, its ending.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PIL.Image import Image

from deskhand.domain.files import LONGEST_WORDS, Content
from deskhand.readers import kinds
from deskhand.readers.documents import (
    mail,
    mailbox,
    old_slides,
    old_word,
    open_document,
    outlook,
    pdf,
    picture,
    plain_text,
    rich_text,
    sheet,
    slides,
    trouble,
    web_page,
    word,
)
from deskhand.readers.documents.document import Document, Kind, See
from deskhand.readers.documents.letter import Attachment, short
from deskhand.readers.documents.signs import Signs, signs_of
from deskhand.readers.documents.trouble import at_the_document
from deskhand.readers.documents.words import one_line, tidy

ALL: tuple[Kind, ...] = (
    *(pdf, word, slides, open_document, outlook, old_word, old_slides, picture, rich_text),
    *(mailbox, mail, web_page, sheet, plain_text),
)
"""Asked in this order."""

_MAILS: dict[Kind, Callable[[Path], Iterator[Attachment]]] = {
    mail: mail.attachments,
    mailbox: mailbox.attachments,
    outlook: outlook.attachments,
}
_MOST_ATTACHED = 100
_NOTHING = "No words were found in it."


def read_document(path: Path, see: See) -> Document:
    """``see`` reads the words off a picture of a page. Raises ``ProblemError`` for whatever cannot be read."""
    with at_the_document(path):
        kind = kind_of(path)
        document = kind.read(path, see)
        content = _fit_to_keep(document.content)
        if kind not in _MAILS and content.subject.casefold() in (path.stem.casefold(), path.name.casefold()):
            content = replace(content, subject="")  # a program named the one after the other
        return replace(document, content=replace(content, has_picture=document.picture is not None))


def page_picture(path: Path, page: int, edge: int) -> Image | None:
    """A page (0-based), at most ``edge`` pixels high and wide; ``None`` if it cannot be drawn.

    Raises ``ProblemError`` for whatever cannot be read.
    """
    with at_the_document(path):
        return kind_of(path).draw(path, page, edge)


def attachments(path: Path) -> Iterator[Attachment]:
    """What is attached to a mail, whole, one after the other; nothing for other kinds.

    Raises ``ProblemError`` for whatever cannot be read.
    """
    with at_the_document(path):
        kind = kind_of(path)
        if kind in _MAILS:
            yield from _MAILS[kind](path)


def kind_of(path: Path) -> Kind:
    """The kind that reads ``path``. Raises ``ProblemError`` if none does."""
    if path.is_dir():
        raise trouble.a_folder(path)
    if path.name.startswith(("~$", ".~lock.")):
        raise trouble.a_lock_file(path)
    if not stat.S_ISREG(path.stat().st_mode):
        raise trouble.unknown(path, "no ordinary file")
    signs = signs_of(path)
    if not signs.beginning and path.stat().st_size <= len(signs.head):
        raise trouble.empty(path)
    if "encryptedpackage" in signs.parts:
        raise trouble.locked(path)
    found = next((kind for kind in ALL if kind.fits(signs)), None)
    if found is None or found is plain_text:
        _refuse_others(path, signs)
    return found or plain_text


def _refuse_others(path: Path, signs: Signs) -> None:
    """What begins like something else is no text."""
    if signs.is_ole:
        raise trouble.unknown(path, "made by an Office program, but no document, presentation, table or mail")
    if signs.parts:
        raise trouble.unknown(path, "a packed archive")
    if signs.head.startswith(b"PK"):
        raise zipfile.BadZipFile
    if what := kinds.called(signs.head):
        raise trouble.unknown(path, what)


def _fit_to_keep(content: Content) -> Content:
    """Bounded, and without signs that cannot be shown or stored."""
    attached = (short(name) for name in content.attached[:_MOST_ATTACHED])
    words = tidy(content.words)[:LONGEST_WORDS]
    return replace(
        content,
        words=words,
        sender=one_line(content.sender, 300),
        subject=one_line(content.subject, 500),
        attached=tuple(filter(None, attached)),
        notes=content.notes if words or content.notes else (_NOTHING,),
    )
