"""What is said between Deskhand and a process that reads one file at a time: lines of JSON."""

from typing import TypeAlias

import msgspec

from deskhand.domain.files import Content
from deskhand.domain.items import SourceKind
from deskhand.domain.problems import Problem

LONGEST = 32 << 20
"""Bytes of a line; the longest is a picture of a few million."""


class Read(msgspec.Struct, tag=True, frozen=True):
    """Read the file at ``path`` as one of a source of this kind. Answer: ``HasRead``.

    Without ``see`` no words are read off pictures, which takes long.
    """

    path: bytes
    kind: SourceKind
    see: bool = True


class Draw(msgspec.Struct, tag=True, frozen=True):
    """Draw a page (0-based) of the file at ``path``. Answer: ``HasDrawn``."""

    path: bytes
    kind: SourceKind
    page: int
    edge: int


class TakeOut(msgspec.Struct, tag=True, frozen=True):
    """A piece of what is attached to the mail at ``path``, from byte ``start`` of number ``number`` (0-based) on.

    Answer: ``HasTakenOut``.
    """

    path: bytes
    number: int
    start: int


class Ready(msgspec.Struct, tag=True, frozen=True):
    """Everything is loaded; orders are awaited."""


class Ticked(msgspec.Struct, tag=True, frozen=True):
    """It goes on: some lines of a page, or a page, are done."""


class Weary(msgspec.Struct, tag=True, frozen=True):
    """Little memory is left: after this answer a fresh process would do better."""


class HasRead(msgspec.Struct, tag=True, frozen=True):
    """``jpeg`` is the picture that is kept, b"" if there is none."""

    content: Content
    jpeg: bytes


class HasDrawn(msgspec.Struct, tag=True, frozen=True):
    jpeg: bytes


class HasTakenOut(msgspec.Struct, tag=True, frozen=True):
    """``size`` is that of the whole attachment; ``name`` "": there is none of that number."""

    name: str
    size: int
    piece: bytes


class CannotRead(msgspec.Struct, tag=True, frozen=True):
    problem: Problem


class NoMemory(msgspec.Struct, tag=True, frozen=True):
    """The file needed more memory than there is. The last word: nobody knows what state all is in now."""


Order: TypeAlias = Read | Draw | TakeOut
Answer: TypeAlias = HasRead | HasDrawn | HasTakenOut | CannotRead
Word: TypeAlias = Ready | Ticked | Weary | NoMemory | Answer

_ORDER: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)
_WORD: msgspec.json.Decoder[Word] = msgspec.json.Decoder(Word)


def line_of(message: Order | Word) -> bytes:
    return msgspec.json.encode(message) + b"\n"


def order_in(line: bytes) -> Order:
    """Raises ``ValueError``."""
    return _ORDER.decode(line)


def word_in(line: bytes) -> Word:
    """Raises ``ValueError``."""
    return _WORD.decode(line)
