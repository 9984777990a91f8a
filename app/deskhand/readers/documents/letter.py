"""A mail as it was sent (RFC 5322): who, when, about what, its text, and what is attached."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr
from mimetypes import guess_extension

from deskhand.domain.filing_names import cut_to
from deskhand.readers.documents import dates
from deskhand.readers.documents.decoding import text_of
from deskhand.readers.documents.headers import file_name, header
from deskhand.readers.documents.html_text import HtmlText, decoded
from deskhand.readers.documents.words import Words, one_line, without_long_links

LARGEST = 60 << 20
"""Bytes of a mail that are looked at. Mail systems send at most half of that."""
_DEEPEST = 12  # mails in mails, and parts in parts
_MOST_PARTS = 300
_STUB = 4  # a plain text with so many times fewer letters than the page beside it only says that there is a page
_SIGNATURES = frozenset(("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"))
_ENCRYPTED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached to a mail, under the ``name`` that its sender gave it: not safe as a path."""

    name: str
    content: bytes


@dataclass(slots=True)
class _Found:
    """What is in a part: texts to read one after the other, attached parts, and whether some need a key."""

    texts: list[str] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    encrypted: bool = False

    def add(self, other: "_Found") -> None:
        self.texts += other.texts
        self.attached += other.attached
        self.encrypted |= other.encrypted


class Letter:
    """A parsed mail. Read as leniently as the standard library can: old and broken mails are the rule."""

    def __init__(self, content: bytes | Message, depth: int = 0) -> None:
        if isinstance(content, bytes):
            content = BytesParser(policy=compat32).parsebytes(content[:LARGEST])
        self._message = content
        self._parts = 0
        self._found = self._look(content, depth)

    @property
    def subject(self) -> str:
        return one_line(header(self._message, "Subject"), 500)

    @property
    def sender(self) -> str:
        """Such as "Anna Berg <anna@example.com>"."""
        written = header(self._message, "From") or header(self._message, "Sender")
        name, address = _parsed(written)
        if "@" not in address:
            return one_line(written, 300)
        return one_line(f"{name} <{address}>" if name and name != address else address, 300)

    @property
    def date(self) -> str:
        """When it was sent, else when the last of those who passed it on had it."""
        received = header(self._message, "Received").rpartition(";")[2]
        return dates.from_mail(header(self._message, "Date")) or dates.from_mail(received)

    @property
    def is_encrypted(self) -> bool:
        """Whether what is written in it can be read with a key alone."""
        return self._found.encrypted and not any(map(str.strip, self._found.texts))

    @property
    def text(self) -> Words:
        words = Words()
        for text in self._found.texts:
            words.paragraph(without_long_links(text))
        return words

    @property
    def attached(self) -> tuple[str, ...]:
        return tuple(_name_of(part) for part in self._found.attached)

    def attachments(self) -> Iterator[Attachment]:
        """Each whole. Raises what a broken one raises."""
        for part in self._found.attached:
            yield Attachment(_name_of(part), _content_of(part))

    def _look(self, part: Message, depth: int) -> _Found:
        self._parts += 1
        kind = part.get_content_type()
        if depth > _DEEPEST or self._parts > _MOST_PARTS or kind in _SIGNATURES:
            return _Found()
        if kind in _ENCRYPTED and "signed" not in str(part.get_param("smime-type")):
            return _Found(encrypted=True)
        if kind in {"message/rfc822", "message/global"}:
            return self._look_into_mail(part, depth)
        if part.get_content_disposition() == "attachment" and not part.is_multipart():
            return _Found(attached=[part])
        if part.is_multipart():
            return self._look_into_parts(part, kind, depth)
        return _of_leaf(part, kind)

    def _look_into_parts(self, part: Message, kind: str, depth: int) -> _Found:
        inside = [self._look(child, depth + 1) for child in _children(part)]
        found = _Found()
        for one in inside:
            found.add(one)
        if kind == "multipart/alternative":
            found.texts = _best(["\n\n".join(one.texts) for one in inside])
        return found

    def _look_into_mail(self, part: Message, depth: int) -> _Found:
        """A mail that was sent on is read along, and can be saved on its own."""
        if not (inside := _children(part)):
            return _Found(attached=[part])
        letter = Letter(inside[0], depth + 1)
        told = "\n".join(filter(None, (letter.subject, letter.sender, str(letter.text))))
        return _Found([told], [part], letter.is_encrypted)


def _parsed(written: str) -> tuple[str, str]:
    try:
        return parseaddr(written)
    except RecursionError:  # thousands of brackets
        return "", ""


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _of_leaf(part: Message, kind: str) -> _Found:
    if kind in {"text/plain", "text/html"} and not file_name(part):
        return _Found([_text_of(part, kind)])
    is_inline = kind.startswith("image/") and "Content-ID" in part
    return _Found(attached=[part] if file_name(part) and not is_inline else [])


def _text_of(part: Message, kind: str) -> str:
    charset = str(part.get_content_charset() or "")
    content = _content_of(part)
    return str(HtmlText(decoded(content, charset)).words) if kind == "text/html" else text_of(content, charset)


def _content_of(part: Message) -> bytes:
    """The bytes of an attached part; of a mail, as it was sent."""
    if inside := _children(part):
        return inside[0].as_bytes()
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _best(texts: list[str]) -> list[str]:
    """One of several ways to say the same: the first, which is the plainest, unless it says next to nothing."""
    spoken = [text for text in texts if text.strip()]
    if not spoken:
        return []
    longest = max(spoken, key=_letters)
    return [longest if _letters(spoken[0]) * _STUB < _letters(longest) else spoken[0]]


def short(name: str) -> str:
    """The name of a file on one line, its ending kept."""
    return cut_to(one_line(name, 1000), 200)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _name_of(part: Message) -> str:
    """What its sender called it; a mail is called after its subject."""
    if name := file_name(part):
        return short(name)
    if inside := _children(part):
        return f"{one_line(header(inside[0], 'Subject'), 150) or 'mail'}.eml"
    return f"attachment{guess_extension(part.get_content_type()) or ''}"
