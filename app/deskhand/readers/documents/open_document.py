"""OpenDocument texts, presentations and drawings (.odt, .odp), as LibreOffice writes them."""

from collections.abc import Mapping
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents import trouble
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.package import Package, open_package
from deskhand.readers.documents.properties import Properties
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

SHEETS = ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.sun.xml.calc")
_NAMES = {"presentation": "Presentation", "graphics": "Drawing"}
_HEADERS = frozenset(("header", "header-left", "header-first"))
_FOOTERS = frozenset(("footer", "footer-left", "footer-first"))
_BODY = frozenset(("body",))
_PASSED_OVER = frozenset((
    *("tracked-changes", "creator", "date", "date-string", "creator-initials", "note-citation", "title", "desc"),
    *("ruby-text", "event-listeners", "binary-data", "automatic-styles", "styles"),
))  # fmt: skip
"""What was deleted, who wrote a comment, what a picture is called: not on the page."""
_PARAGRAPHS = frozenset(("p", "h"))
_CELLS = frozenset(("table-cell", "covered-table-cell"))
_MOST_BLANKS = 100


def fits(signs: Signs) -> bool:
    return "content.xml" in signs.parts and not signs.mimetype.startswith(SHEETS)


def read(path: Path, _see: See) -> Document:
    with open_package(path) as package:
        if _is_locked(package):
            raise trouble.locked(path)
        told = Properties(package)
        words = Words()
        body = _Text(words, _BODY)
        package.tell("styles.xml", _Text(words, _HEADERS))
        words.gap()
        package.tell("content.xml", body)
        words.gap()
        package.tell("styles.xml", _Text(words, _FOOTERS))
        kind = next((name for sort, name in _NAMES.items() if sort in body.sort), "Text document")
        notes = (*words.notes, *package.notes)
        pages = body.pages or told.pages
        content = Content(kind, str(words), pages, told.date, subject=told.title, notes=notes)
        return Document(content, package.thumbnail())


def _is_locked(package: Package) -> bool:
    manifest = _Names()
    package.tell("meta-inf/manifest.xml", manifest)
    return "encryption-data" in manifest.heard


class _Names:
    """Hears which elements there are."""

    full = False

    def __init__(self) -> None:
        self.heard: set[str] = set()

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self.heard.add(name)

    def data(self, text: str) -> None:
        """Nothing is told by texts."""

    def end(self, name: str) -> None:
        """Nothing is told by ends."""


class _Text:
    """Puts into ``words`` what stands within the elements ``wanted``. ``sort`` is what the body holds."""

    def __init__(self, words: Words, wanted: frozenset[str]) -> None:
        self.sort = ""
        self.pages = 0
        self._words = words
        self._wanted = wanted
        self._within = self._passing = self._cells = self._paragraphs = 0

    @property
    def full(self) -> bool:
        return self._words.full

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._passing or name in _PASSED_OVER:
            self._passing += 1
        elif name in self._wanted:
            self._within += 1
        elif self._within:
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.sort = self.sort or name
        if name in _PARAGRAPHS:
            self._paragraphs += 1
            self._break()
        elif name in _CELLS:
            self._cells += 1
        elif name == "page":
            self.pages += 1
            self._words.gap()
        elif name == "s":
            count = attributes.get("c", "1")
            self._words.add(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
        elif name == "tab":
            self._words.add("\t")
        elif name == "line-break":
            self._break()

    def data(self, text: str) -> None:
        if self._paragraphs and not self._passing:
            self._words.add(text.replace("\n", " "))

    def end(self, name: str) -> None:
        if self._passing:
            self._passing -= 1
        elif name in self._wanted:
            self._within -= 1
        elif not self._within:
            return
        elif name in _PARAGRAPHS:
            self._paragraphs -= 1
            self._break()
        elif name in _CELLS:
            self._cells -= 1
            self._words.add("\t")
        elif name == "table-row" and not self._cells:
            self._words.line()

    def _break(self) -> None:
        """Within a table all stays on the line of its row."""
        if self._cells:
            self._words.add(" ")
        else:
            self._words.line()
