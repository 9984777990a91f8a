"""The words of Rich Text. Our own, as striprtf passes over headers, footnotes and text boxes: letterheads are there."""

import codecs
import re
from dataclasses import dataclass, replace
from datetime import datetime

from deskhand.readers.documents import dates
from deskhand.readers.documents.words import Words

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|.", re.DOTALL
)
_SIGNS = {
    "par": "\n", "line": "\n", "row": "\n", "nestrow": "\n", "sect": "\n\n", "page": "\n\n", "softline": "\n",
    "cell": "\t", "nestcell": "\t", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_OWN_LINE = frozenset((
    *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
    *("footnote", "annotation", "shptxt"),
))  # fmt: skip
_NOT_TEXT = frozenset((
    *("colortbl", "stylesheet", "pict", "object", "objdata", "themedata", "fldinst", "filetbl", "listtable"),
    *("listoverridetable", "rsidtbl", "nonshppict", "shprslt", "xmlnstbl", "revtbl", "datafield", "atnid", "atnauthor"),
    *("pntext", "bkmkstart", "bkmkend", "info", "fonttbl", "author", "operator", "company", "creatim", "revtim"),
    *("private", "template", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "nextfile", "xe", "tc", "sn", "sv"),
    *("txe", "rxe"),
))  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SYSTEMS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_DEEPEST = 1000
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a pair of braces. ``place`` is the part of the file ("" for the text); ``skip``: of ``\\u``."""

    place: str = ""
    codec: str = ""
    skip: int = 1
    hidden: bool = False


class RtfText:
    """``words``, ``title`` and ``date`` of Rich Text."""

    def __init__(self, content: bytes) -> None:
        self.words = Words()
        self.title = ""
        self._content = content
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._made: dict[str, int] = {}
        self._state = _State()
        self._outer: list[_State] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._read()

    @property
    def date(self) -> str:
        """When it was made."""
        figures = [self._made.get(name, 0) for name in ("yr", "mo", "dy", "hr", "min")]
        try:
            return dates.as_local(datetime(*figures))  # type: ignore[arg-type]
        except ValueError:
            return ""

    def _read(self) -> None:
        place = 0
        while not self.words.full and (found := _TOKEN.match(self._content, place)):
            place = found.end()
            word, number, hexed, symbol, brace, text = found.groups()
            if word:
                place += self._word(word.decode(), int(number) if number else None)
            elif hexed:
                self._letters(bytes.fromhex(hexed.decode()))
            elif text:
                self._letters(text)
            elif symbol:
                self._symbol(symbol)
            elif brace:
                self._brace(opens=brace == b"{")
        self._flush()

    def _brace(self, *, opens: bool) -> None:
        self._flush()
        self._to_skip, self._starred = 0, False
        if opens:
            if len(self._outer) >= _DEEPEST:
                raise ValueError("braces in braces")
            self._outer.append(self._state)
        elif self._outer:
            if self._state.place in _OWN_LINE and self._state.place != self._outer[-1].place:
                self.words.line()
            self._state = self._outer.pop()

    def _word(self, word: str, number: int | None) -> int:
        """How many bytes behind it are to be passed over."""
        starred, self._starred = self._starred, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._to_skip = self._state.skip
            return 0
        self._flush()
        if word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in _OWN_LINE:
            self.words.line()
            self._state = replace(self._state, place="" if word == "shptxt" else word)
        elif word == "title" or word in _NOT_TEXT or starred:
            self._state = replace(self._state, place=word)
        else:
            self._set(word, number)
        return 0

    def _set(self, word: str, number: int | None) -> None:
        """What changes how the text is meant."""
        if word in {"v", "deleted", "plain"}:
            self._state = replace(self._state, hidden=word != "plain" and number != 0)
        elif word in _SYSTEMS:
            self._codec = _SYSTEMS[word]
        elif number is not None:
            self._set_number(word, number)

    def _set_number(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._codec = _known(f"cp{number}") or self._codec
        elif word == "f":
            self._font = number
            self._state = replace(self._state, codec=self._fonts.get(number, ""))
        elif word == "fcharset" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]
        elif word == "uc":
            self._state = replace(self._state, skip=max(0, number))
        elif self._state.place == "creatim":
            self._made[word] = number

    def _symbol(self, symbol: bytes) -> None:
        self._flush()
        if symbol == b"*":
            self._starred = True
        elif self._to_skip:
            self._to_skip -= 1
        else:
            self._add(_SYMBOLS.get(symbol, ""))

    def _letters(self, letters: bytes) -> None:
        skipped = min(self._to_skip, len(letters))
        self._to_skip -= skipped
        self._bytes += letters[skipped:]

    def _flush(self) -> None:
        """Bytes become letters all at once, as some letters are made of several."""
        if self._bytes:
            letters = bytes(self._bytes)
            self._bytes.clear()
            self._add(letters.decode(self._state.codec or self._codec, "replace"))

    def _add(self, text: str) -> None:
        self._flush()
        if self._state.place == "title":
            self.title = (self.title + text)[:_LONGEST_TITLE]
        elif not self._state.hidden and (not self._state.place or self._state.place in _OWN_LINE):
            self.words.add(text)


def _known(codec: str) -> str:
    try:
        return codecs.lookup("utf-8" if codec == "cp65001" else codec).name
    except LookupError:
        return ""
