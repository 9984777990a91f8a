"""Bytes as text, when something in the document says how they are meant and may be wrong."""

import codecs
import io

from deskhand.readers.encodings import encoding_within

_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
"""What is called by the name of the left is often of the right, which has all its letters and more."""
_NO_TEXT = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}


def text_of(content: bytes, declared: str = "") -> str:
    """``content`` in the encoding ``declared`` if it fits, else as its letters look.

    What reads as UTF-8 is that, whatever is declared: other text hardly ever does.
    """
    if declared and (name := known(declared)) and not _is_utf8(content):
        text = content.decode(name, "replace")
        if "\ufffd" not in text:
            return text
    found = encoding_within(io.BytesIO(content))
    return content.decode(found.name if found else "cp1252", "replace")


def _is_utf8(content: bytes) -> bool:
    """And not plain ASCII, which is the same in most encodings."""
    try:
        return not content.isascii() and bool(content.decode())
    except UnicodeDecodeError:
        return False


def known(declared: str) -> str:
    """How Python calls the encoding ``declared``, "" if it knows none of that name."""
    try:
        name = codecs.lookup(declared.strip(" \"'").lower()).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if name in _NO_TEXT else _WIDER.get(name, name)
