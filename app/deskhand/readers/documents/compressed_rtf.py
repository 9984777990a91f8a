"""Rich Text as Outlook keeps it in a mail: packed, as [MS-OXRTFCP] tells."""

import struct

_COMPRESSED, _AS_IT_IS = b"LZFu", b"MELA"
_MOST_BYTES = 20 << 20
_WINDOW = 4096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What every mail begins with is known, so that it need not be packed."""


def unpacked(content: bytes) -> bytes:
    """The Rich Text in ``content``, as far as it is whole."""
    if len(content) < 16:
        return b""
    size, _, sort = struct.unpack_from("<II4s", content)
    if sort == _AS_IT_IS:
        return content[16 : 16 + size]
    return _decompressed(content, min(size, _MOST_BYTES)) if sort == _COMPRESSED else b""


def _decompressed(content: bytes, size: int) -> bytes:
    """A byte of flags, then eight bytes as they are or references into the last 4096 bytes."""
    text = bytearray(_BEGINNING)
    start = len(text)
    at = 16
    while at < len(content) and len(text) - start < size:
        flags = content[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 2 > len(content):
                    return bytes(text[start:])
                (reference,) = struct.unpack_from(">H", content, at)
                at += 2
                if reference >> 4 == len(text) % _WINDOW:  # the sign of the end
                    return bytes(text[start:])
                _repeat(text, reference >> 4, (reference & 0xF) + 2)
            else:
                text += content[at : at + 1]
                at += 1
    return bytes(text[start : start + size])


def _repeat(text: bytearray, place: int, length: int) -> None:
    """Once more what stands at ``place`` of the window, which may be about to be written."""
    back = (len(text) - place) % _WINDOW
    for _ in range(length):
        text.append(text[-back] if back <= len(text) else 0x20)
