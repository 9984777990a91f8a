"""Word documents (.docx, .docm, .dotx). Read part by part, as the words are all that is wanted: python-docx takes the
whole into memory, and passes over text boxes, footnotes and comments."""

from collections.abc import Mapping
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.office_text import OfficeText
from deskhand.readers.documents.package import Package, open_package
from deskhand.readers.documents.properties import Properties
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_PARTS = ("header", "main", "footnotes", "endnotes", "comments", "footer")
"""In the order in which they are read, by the ends of their content types."""


def fits(signs: Signs) -> bool:
    return signs.has("word/")


def read(path: Path, _see: See) -> Document:
    with open_package(path) as package:
        told = Properties(package)
        words = Words()
        said: set[str] = set()
        for part in _parts(package):
            words_of_part = Words()
            package.tell(part, OfficeText(words_of_part))
            text = str(words_of_part)
            if text not in said:
                words.paragraph(text)
            said.add(text)
        picture = None if told.is_of_template else package.thumbnail()
        notes = (*words.notes, *package.notes)
        content = Content("Word document", str(words), told.pages, told.date, subject=told.title, notes=notes)
        return Document(content, picture)


def _parts(package: Package) -> list[str]:
    """The names of the parts that hold words, in order of reading."""
    types = _ContentTypes()
    package.tell("[content_types].xml", types)
    found = [[name for name, kind in types.of.items() if kind == part] for part in _PARTS]
    names = [name for part in found for name in sorted(part)]
    return names or package.matching(r"word/document\d*\.xml")


class _ContentTypes:
    """Hears of what kind every part is, such as "main" or "footnotes"."""

    full = False

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Override":
            kind = attributes.get("ContentType", "").removesuffix("+xml").rpartition(".")[2]
            self.of[attributes.get("PartName", "").lstrip("/").lower()] = kind

    def data(self, text: str) -> None:
        """Nothing is told by texts."""

    def end(self, name: str) -> None:
        """Nothing is told by ends."""
