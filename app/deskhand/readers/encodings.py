"""Which encoding a text file is in: its mark, then UTF-8, then what fits its letters best."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is its beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp866", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949", "mac_roman", "cp850", "cp437",
]  # fmt: skip
_WESTERN = frozenset("äöüßàâçéèêëîïôûùœæñáíóúãõåøìòýÄÖÜÀÂÇÉÈÊËÎÏÔÛÙŒÆÑÁÍÓÚÃÕÅØÌÒÝ")
_WESTERN_MARKS = frozenset("¿¡€£§°–—‘’“”„…«»´©®½¼²³™•·ªº\u00a0×±µ")
_MOST_WESTERN = 0.2  # share of accented letters among all; more, and they are another alphabet
_STRAY = re.compile(r"[^\W\d_][¿¡€£°²³½¼ªº][^\W\d_]")  # a sign in the middle of a word is a letter of another encoding
_SAMPLE = 256 << 10
_FEW_BROKEN = 0.1  # broken places beside good letters that are still a slip in UTF-8 and not another encoding


@dataclass(frozen=True, slots=True)
class Encoding:
    """``broken`` places do not fit and will be shown as �."""

    name: str
    broken: bool = False


def encoding_of(path: Path) -> Encoding | None:
    """The encoding of ``path``, or ``None`` if it is no text at all. Reads the file once, a piece at a time."""
    with path.open("rb") as file:
        return encoding_within(file)


def encoding_within(file: BinaryIO) -> Encoding | None:
    """As ``encoding_of``, of an open ``file``."""
    head = file.read(_SAMPLE)
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return Encoding(name)
    if b"\x00" in head:
        return _with_zeros(head)
    if b"\x1b$" in head:
        return Encoding("iso2022_jp")
    strange = _first_not_utf8(file)
    if strange is None:
        return Encoding("utf-8")
    if _is_nearly_utf8(strange):
        return Encoding("utf-8", broken=True)
    return _by_letters(b"\n".join(line for line in strange.splitlines() if not line.isascii()))  # the telling lines


def _with_zeros(head: bytes) -> Encoding | None:
    """UTF-16 without a mark is known by its spaces and separators. In other text a few zeros are dirt."""
    whole = head[: len(head) // 2 * 2]
    signs = {name: _signs(whole.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    name = max(signs, key=lambda name: signs[name])
    if signs[name] > 0 and _is_text(whole.decode(name, "replace")):
        return Encoding(name)
    if head.count(0) / len(head) < 0.01 and _is_text(head.decode("utf-8", "replace")):
        return Encoding("utf-8", broken=True)
    return None


def _signs(text: str) -> int:
    return sum(text.count(sign) for sign in " \n\t,;")


def _first_not_utf8(file: BinaryIO) -> bytes | None:
    """The first piece of the file that is not UTF-8, ``None`` if there is none."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    while piece := file.read(_SAMPLE):
        try:
            decoder.decode(piece, final=len(piece) < _SAMPLE)
        except UnicodeDecodeError:
            return piece
    return None


def _is_nearly_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - broken
    return good > 0 and broken <= max(1, _FEW_BROKEN * good)


def _by_letters(head: bytes) -> Encoding | None:
    if _is_western(head):
        return Encoding("cp1252")
    best = from_bytes(head, cp_isolation=_LIKELY).best()
    name = best.encoding if best is not None else "cp1252"
    if not _is_text(head.decode(name, "replace")):
        return None
    return Encoding(name, broken=best is None)


def _is_western(head: bytes) -> bool:
    """Whether cp1252 gives words of Western Europe; by letters alone it is often taken for its neighbours."""
    try:
        text = head.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = sum(map(str.isalpha, text))
    accented = sum(character in _WESTERN for character in text)
    known = all(character in _WESTERN or character in _WESTERN_MARKS for character in text if character > "\x7f")
    return known and accented <= _MOST_WESTERN * letters and _STRAY.search(text) is None


def _is_text(text: str) -> bool:
    strange = sum(not character.isprintable() and character not in "\t\r\n\f\x0b\x1a" for character in text)
    return strange <= 0.02 * len(text)
