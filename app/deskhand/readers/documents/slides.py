"""Presentations (.pptx, .pptm, .ppsx). Programs number the slides in their order whenever they save."""

from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.office_text import OfficeText
from deskhand.readers.documents.package import open_package
from deskhand.readers.documents.properties import Properties
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

draw = draw_nothing

_SLIDE = r"ppt/slides/slide\d+\.xml"
_PARTS = (_SLIDE, r"ppt/diagrams/data\d+\.xml", r"ppt/charts/chart\d+\.xml", r"ppt/notesslides/notesslide\d+\.xml")


def fits(signs: Signs) -> bool:
    return signs.has("ppt/")


def read(path: Path, _see: See) -> Document:
    with open_package(path) as package:
        told = Properties(package)
        words = Words()
        for part in (name for pattern in _PARTS for name in package.matching(pattern)):
            words_of_part = Words()
            package.tell(part, OfficeText(words_of_part))
            text = str(words_of_part)
            if any(map(str.isalpha, text)):  # a page of notes without any has its number alone
                words.paragraph(text)
        slides = len(package.matching(_SLIDE))
        notes = (*words.notes, *package.notes)
        content = Content("Presentation", str(words), slides, told.date, subject=told.title, notes=notes)
        return Document(content, package.thumbnail())
