"""Old Word documents (.doc, of Word 97 to 2003, and of Word 6 and 95): their words, by the table of pieces.

As [MS-DOC] tells: the document is a row of pieces, each somewhere in the stream, of bytes or of UTF-16.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents import trouble
from deskhand.readers.documents.decoding import known
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.ole import Ole, open_ole
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_MAGICS = (0xA5EC, 0xA5DC)
_WORD_97 = 0xC1  # the first version that has Unicode
_ENCRYPTED, _WHICH_TABLE, _COMPLEX = 0x0100, 0x0200, 0x0004
_AT_FLAGS, _AT_TEXT, _AT_COUNTS, _AT_PIECES, _AT_PIECES_95 = 0x0A, 0x18, 0x4C, 0x01A2, 0x0160
_COMPRESSED = 0x40000000
_PIECES, _CHANGES = 2, 1  # sorts of entries in the table
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_MOST_NESTED = 10
_SIGNS = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x0d": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " "})
_CODE_PAGES = {
    0x04: "cp936", 0x05: "cp1250", 0x08: "cp1253", 0x0D: "cp1255", 0x0E: "cp1250", 0x11: "cp932", 0x12: "cp949",
    0x15: "cp1250", 0x18: "cp1250", 0x19: "cp1251", 0x1B: "cp1250", 0x1F: "cp1254", 0x22: "cp1251", 0x23: "cp1251",
}  # fmt: skip
"""By language, of documents without Unicode."""


def fits(signs: Signs) -> bool:
    return "worddocument" in signs.parts


def read(path: Path, _see: See) -> Document:
    with open_ole(path) as ole:
        main = ole.stream("WordDocument")
        magic, version, _, language = struct.unpack_from("<HHHH", main)
        (flags,) = struct.unpack_from("<H", main, _AT_FLAGS)
        if magic not in _MAGICS:
            raise trouble.old(path, "a document of Word before its version 6", "a new .docx")
        if flags & _ENCRYPTED:
            raise trouble.locked(path)
        codec = known(_CODE_PAGES.get(language & 0xFF, "cp1252"))
        pieces = _pieces(ole, main, flags) if version >= _WORD_97 else _old_pieces(main, flags, codec)
        words = Words()
        words.add(_without_fields("".join(pieces)).replace("\x07\x07", "\n").translate(_SIGNS))
        return Document(Content("Word document", str(words), ole.pages, ole.date, subject=ole.title, notes=words.notes))


def _pieces(ole: Ole, main: bytes, flags: int) -> Iterator[str]:
    """The text of the document, then that of its footnotes, headers, comments and text boxes, which follow it."""
    start, size = struct.unpack_from("<II", main, _AT_PIECES)
    table = ole.stream("1Table" if flags & _WHICH_TABLE else "0Table")[start : start + size]
    for first, last, place in _placed(table):
        length = last - first
        if place & _COMPRESSED:
            begin = (place & ~_COMPRESSED) // 2
            yield main[begin : begin + length].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * length].decode("utf-16-le", "replace")


def _old_pieces(main: bytes, flags: int, codec: str) -> Iterator[str]:
    """Word 6 and 95: bytes alone, in one piece unless it was saved quickly."""
    begin, end = struct.unpack_from("<II", main, _AT_TEXT)
    start, size = struct.unpack_from("<II", main, _AT_PIECES_95)
    if flags & _COMPLEX:
        for first, last, place in _placed(main[start : start + size]):
            yield main[place : place + last - first].decode(codec, "replace")
    else:
        yield main[begin:end].decode(codec, "replace")


def _placed(table: bytes) -> Iterator[tuple[int, int, int]]:
    """Of every piece where it begins and ends in the document, and its place in the stream."""
    at = 0
    while table[at : at + 1] == bytes([_CHANGES]):
        at += 3 + int.from_bytes(table[at + 1 : at + 3], "little")
    if table[at : at + 1] != bytes([_PIECES]):
        raise ValueError("no table of pieces")
    (size,) = struct.unpack_from("<I", table, at + 1)
    table = table[at + 5 : at + 5 + size]
    count = (len(table) - 4) // 12
    borders = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        if borders[number] <= borders[number + 1]:
            yield borders[number], borders[number + 1], place


def _without_fields(text: str) -> str:
    """Fields as what they stand for: not their instructions."""
    for _ in range(_MOST_NESTED):
        text, count = _FIELD.subn(lambda field: field[1] or "", text)
        if not count:
            break
    return text
