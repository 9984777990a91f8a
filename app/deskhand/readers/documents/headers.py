"""Headers of mails as text, whatever was done to them on their way."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from deskhand.readers.documents.decoding import text_of

_LONGEST = 20_000
_FOLD = re.compile(r"[\r\n]+[ \t]*")


def header(message: Message, name: str) -> str:
    """The first header called ``name`` as people read it, "" if there is none."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return decoded(str(value))
    return ""


def decoded(raw: str) -> str:
    """``raw`` with its encoded words (``=?utf-8?Q?Gr=C3=BC=C3=9Fe?=``) read, and bare bytes as they look."""
    line = _FOLD.sub(" ", _with_letters(raw[:_LONGEST]))
    if "=?" not in line:
        return line
    try:
        pieces = decode_header(line)
    except (HeaderParseError, ValueError, LookupError):
        return line
    return "".join(piece if isinstance(piece, str) else _word(piece, charset) for piece, charset in pieces)


def file_name(part: Message) -> str:
    """What its sender called ``part``, "" if it has no name."""
    try:
        return decoded(part.get_filename() or "").strip()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""


def _word(piece: bytes, charset: str | None) -> str:
    """Between encoded words the parser gives bytes too, of the letters as they stood there."""
    return text_of(piece, charset) if charset else piece.decode("raw_unicode_escape", "replace")


def _with_letters(raw: str) -> str:
    """Letters that were sent without being encoded arrive as bytes in disguise."""
    try:
        return text_of(raw.encode("ascii", "surrogateescape")) if not raw.isascii() else raw
    except UnicodeEncodeError:
        return raw
