"""Words as they are found, put together into a text that can be shown, searched and kept."""

import re
import unicodedata

from deskhand.domain.files import LONGEST_WORDS

_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n\t]+")
_GONE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_AROUND_TABS = re.compile(r" *(?:\t *)+")
_ENDS = re.compile(r"[ \t]+$|^[ \t]+", re.MULTILINE)
_LINK_BEHIND = re.compile(r"\s?<https?://[^<>\s]{30,}>")
_LONG_LINK = re.compile(r"(https?://[^\s/<>]{1,100}/)[^\s<>]{60,}")
_GAPS = re.compile(r"\n{3,}")


class Words:
    """Grows until there are as many as are kept."""

    def __init__(self, most: int = LONGEST_WORDS) -> None:
        self._most = most
        self._length = 0
        self._pieces: list[str] = []

    @property
    def full(self) -> bool:
        """Whether all that is kept is there; what is added beyond is lost."""
        return self._length > self._most

    def add(self, text: str) -> None:
        if not self.full and text:
            self._pieces.append(text[: 2 * self._most])
            self._length += len(text.strip())

    def line(self) -> None:
        """What follows stands on a line of its own."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")

    def gap(self) -> None:
        """What follows stands behind a blank line."""
        if self._pieces and self._pieces[-1] != "\n\n":
            self._pieces.append("\n\n")

    def paragraph(self, text: str) -> None:
        """``text``, behind a blank line."""
        if text.strip():
            self.gap()
            self.add(text)

    @property
    def notes(self) -> tuple[str, ...]:
        """Says so if words were left out."""
        return (f"Only the first {self._most:,} characters were kept.",) if self.full else ()

    def __str__(self) -> str:
        return tidy("".join(self._pieces))[: self._most].rstrip()


def tidy(text: str) -> str:
    """``text`` without what cannot be seen or kept: one blank between words, at most one empty line."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    text = _AROUND_TABS.sub("\t", _BLANKS.sub(" ", _GONE.sub("", text)))
    return _GAPS.sub("\n\n", _ENDS.sub("", text)).strip()


def without_long_links(text: str) -> str:
    """``text`` without links that a machine made, which are no words: who is linked to is left."""
    return _LONG_LINK.sub(r"\1", _LINK_BEHIND.sub("", text))


def one_line(text: str, most: int) -> str:
    """``text`` on a line, at most ``most`` characters long."""
    line = " ".join(tidy(text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
