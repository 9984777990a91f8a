"""Mails that Outlook saved (.msg)."""

from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.letter import Attachment, Letter
from deskhand.readers.documents.mail import ENCRYPTED
from deskhand.readers.documents.ole import open_ole
from deskhand.readers.documents.outlook_message import OutlookMessage, open_store
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_SMIME = "ipm.note.smime"
_LOCKS = (".pgp-encrypted", ".p7m", ".asc")
_KINDS = {
    "ipm.appointment": "Appointment", "ipm.schedule": "Appointment", "ipm.contact": "Contact", "ipm.task": "Task",
    "ipm.stickynote": "Note",
}  # fmt: skip


def fits(signs: Signs) -> bool:
    return "__properties_version1.0" in signs.parts or any(part.startswith("__substg1.0_") for part in signs.parts)


def read(path: Path, _see: See) -> Document:
    with open_ole(path) as ole:
        message = OutlookMessage(open_store(ole))
        text, attached = message.text, message.attached
        is_locked = False
        if message.kind.startswith(_SMIME) and (letter := _signed(message)):
            text, attached, is_locked = str(letter.text), letter.attached, letter.is_encrypted
        is_locked = is_locked or (not text and any(name.lower().endswith(_LOCKS) for name in attached))
        words = Words()
        words.add(text)
        content = Content(
            kind=next((kind for begin, kind in _KINDS.items() if message.kind.startswith(begin)), "E-mail"),
            words=str(words),
            date=message.date,
            sender=message.sender,
            subject=message.subject,
            attached=attached,
            notes=(*((ENCRYPTED,) if is_locked else ()), *words.notes),
        )
        return Document(content)


def attachments(path: Path) -> Iterator[Attachment]:
    """What is attached to the mail ``path``."""
    with open_ole(path) as ole:
        message = OutlookMessage(open_store(ole))
        letter = _signed(message) if message.kind.startswith(_SMIME) else None
        yield from letter.attachments() if letter else message.attachments()


def _signed(message: OutlookMessage) -> Letter | None:
    """A signed or encrypted mail is attached to itself, as it was sent."""
    content = next((one.content for one in message.attachments()), b"")
    return Letter(content) if content else None
