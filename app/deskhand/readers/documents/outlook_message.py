"""A mail as Outlook saves it: a store of numbered properties, as [MS-OXMSG] and [MS-OXPROPS] tell.

Our own, as extract-msg is GPL and the others on PyPI are idle or bring a command line of their own.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from deskhand.readers.documents import dates
from deskhand.readers.documents.compressed_rtf import unpacked
from deskhand.readers.documents.decoding import text_of
from deskhand.readers.documents.html_text import HtmlText, decoded
from deskhand.readers.documents.letter import Attachment, short
from deskhand.readers.documents.ole import Ole, code_page
from deskhand.readers.documents.rtf_text import RtfText
from deskhand.readers.documents.words import one_line, tidy, without_long_links

_UNICODE, _BYTES, _BINARY = "001F", "001E", "0102"
_CLASS, _SUBJECT, _BODY, _RTF, _HTML, _HEADERS = 0x001A, 0x0037, 0x1000, 0x1009, 0x1013, 0x007D
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_AUTHOR, _AUTHOR_ADDRESS, _AUTHOR_SMTP = 0x0042, 0x0065, 0x5D02
_SENT, _DELIVERED, _MADE = 0x0039, 0x0E06, 0x3007
_MESSAGE_CODE_PAGE, _INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_CONTENT, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _CONTENT_ID, _MIME_TYPE = 0x3701, 0x3707, 0x3704, 0x3001, 0x3712, 0x370E
_NUMBERS, _NUMBER, _MOMENT = "__properties_version1.0", 0x0003, 0x0040
_INSIDE = "__substg1.0_3701000D"
_DEEPEST = 3
_MOST_ATTACHED = 100


@dataclass(frozen=True, slots=True)
class Store:
    """The properties below ``path``: of a mail, of something attached, or of a mail that is attached."""

    ole: Ole
    path: tuple[str, ...] = ()
    numbers: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def text(self, number: int) -> str:
        """A property that is a text, "" if there is none."""
        if content := self._stream(number, _UNICODE):
            return content.decode("utf-16-le", "replace").rstrip("\0")
        return text_of(self._stream(number, _BYTES), self._code_page()).rstrip("\0")

    def binary(self, number: int) -> bytes:
        return self._stream(number, _BINARY)

    def moment(self, number: int) -> str:
        value = self.numbers.get((_MOMENT, number))
        return dates.from_filetime(int.from_bytes(value, "little")) if value else ""

    def number(self, number: int) -> int:
        """0 if there is none."""
        return int.from_bytes(self.numbers.get((_NUMBER, number), b"")[:4], "little")

    def below(self, *names: str) -> "Store":
        return open_store(self.ole, (*self.path, *names))

    def _code_page(self) -> str:
        number = self.number(_MESSAGE_CODE_PAGE) or self.number(_INTERNET_CODE_PAGE)
        return code_page(number) if number else ""

    def _stream(self, number: int, sort: str) -> bytes:
        return self.ole.stream(*self.path, f"__substg1.0_{number:04X}{sort}")


def open_store(ole: Ole, path: tuple[str, ...] = ()) -> Store:
    """The store below ``path``; its numbers stand behind a heading whose length goes by what it is of."""
    content = ole.stream(*path, _NUMBERS)
    heading = 8 if path and path[-1] != _INSIDE else 24 if path else 32
    entries = struct.iter_unpack("<HHI8s", content[heading : heading + (len(content) - heading) // 16 * 16])
    return Store(ole, path, {(sort, number): value for sort, number, _, value in entries})


class OutlookMessage:
    """What is in a mail."""

    def __init__(self, store: Store, depth: int = 0) -> None:
        self._store = store
        self._depth = depth
        self.subject = one_line(store.text(_SUBJECT), 500)
        self.kind = store.text(_CLASS).lower()

    @property
    def sender(self) -> str:
        """Such as "Anna Berg <anna@example.com>"; inside of a company Outlook may know no address."""
        text = self._store.text
        name = text(_AUTHOR) or text(_SENDER)
        addresses = (text(number) for number in (_AUTHOR_SMTP, _SENDER_SMTP, _AUTHOR_ADDRESS, _SENDER_ADDRESS))
        address = next((address for address in addresses if "@" in address and not address.startswith("/")), "")
        name = name.strip().strip("'\"")
        return one_line(f"{name} <{address}>".strip() if address and address not in name else name, 300)

    @property
    def date(self) -> str:
        return next(filter(None, map(self._store.moment, (_SENT, _DELIVERED, _MADE))), "")

    @property
    def text(self) -> str:
        """As plain text, else what its Rich Text or its page says; then the mails that are attached."""
        return "\n\n".join(filter(str.strip, (without_long_links(self._own_text()), *map(str, self._sent_on()))))

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.subject, self.sender, self.text)))

    @property
    def attached(self) -> tuple[str, ...]:
        return tuple(name_of(store) for store in self.stores() if not _is_part_of_page(store))

    def stores(self) -> Iterator[Store]:
        """What is attached, in order."""
        depth = len(self._store.path)
        path = list(self._store.path)
        inside = {names[depth] for names in self._store.ole.names if names[:depth] == path and len(names) > depth + 1}
        for name in sorted(name for name in inside if name.startswith("__attach_version1.0_"))[:_MOST_ATTACHED]:
            yield self._store.below(name)

    def _own_text(self) -> str:
        if (body := self._store.text(_BODY)).strip():
            return body
        if html := self._store.binary(_HTML) or self._store.text(_HTML).encode():
            return str(HtmlText(decoded(html, code_page(self._store.number(_INTERNET_CODE_PAGE)))).words)
        rtf = unpacked(self._store.binary(_RTF))
        return str(RtfText(rtf).words) if rtf else ""

    def _sent_on(self) -> Iterator["OutlookMessage"]:
        for store in self.stores():
            inside = store.below(_INSIDE)
            if self._depth < _DEEPEST and inside.numbers:
                yield OutlookMessage(inside, self._depth + 1)

    def attachments(self) -> Iterator[Attachment]:
        """Each whole; a mail that is attached as an ordinary one (.eml), with its text alone."""
        for store in self.stores():
            if _is_part_of_page(store):
                continue
            inside = store.below(_INSIDE)
            content = OutlookMessage(inside).as_mail() if inside.numbers else store.binary(_CONTENT)
            yield Attachment(name_of(store), content)

    def as_mail(self) -> bytes:
        """As a mail that every program opens (RFC 5322)."""
        mail = EmailMessage()
        mail["Subject"] = self.subject
        mail["From"] = one_line(self.sender, 200)
        if self.date:
            mail["Date"] = format_datetime(datetime.fromisoformat(self.date).astimezone())
        mail.set_content(tidy(self.text))
        return mail.as_bytes()


def name_of(store: Store) -> str:
    """What its sender called what is attached; a mail is called after its subject."""
    if (inside := store.below(_INSIDE)).numbers:
        return f"{one_line(inside.text(_SUBJECT) or store.text(_SHOWN_NAME), 150) or 'mail'}.eml"
    name = next(filter(None, map(store.text, (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))), "")
    return short(name) or "attachment"


def _is_part_of_page(store: Store) -> bool:
    """Such as a logo in a signature."""
    return bool(store.text(_CONTENT_ID)) and store.text(_MIME_TYPE).startswith("image/")
