"""The words in the XML of Word documents and presentations."""

from collections.abc import Mapping

from deskhand.readers.documents.words import Words

_PASSED_OVER = frozenset(("Fallback", "moveFrom", "del", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tabLst"))
"""What is deleted or moved away, what stands there a second time for old programs, and how things look."""


class OfficeText:
    """Puts the words of parts into ``words``. Rows of tables stay on a line, their cells divided by tabs."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._passing = 0
        self._cells = 0
        self._in_text = False

    @property
    def full(self) -> bool:
        return self._words.full

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if self._passing or name in _PASSED_OVER:
            self._passing += 1
        elif name == "t":
            self._in_text = True
        elif name == "tc":
            self._cells += 1
        elif name == "txbxContent":
            self._break()
        elif name in {"tab", "ptab"}:
            self._words.add("\t")
        elif name in {"br", "cr"}:
            self._break()
        elif name == "noBreakHyphen":
            self._words.add("-")

    def data(self, text: str) -> None:
        if self._in_text and not self._passing:
            self._words.add(text)

    def end(self, name: str) -> None:
        if self._passing:
            self._passing -= 1
        elif name == "t":
            self._in_text = False
        elif name in {"p", "txbxContent"}:
            self._break()
        elif name == "tc":
            self._cells = max(0, self._cells - 1)
            self._words.add("\t")
        elif name == "tr" and not self._cells:
            self._words.line()

    def _break(self) -> None:
        if self._cells:
            self._words.add(" ")
        else:
            self._words.line()
