"""Web pages (.html, .xhtml)."""

from pathlib import Path

from deskhand.domain.files import Content
from deskhand.readers.documents import titles
from deskhand.readers.documents.document import Document, See, draw_nothing
from deskhand.readers.documents.html_text import MOST_HTML, HtmlText, decoded
from deskhand.readers.documents.signs import Signs

draw = draw_nothing

_BEGINNINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<title", b"<div", b"<p>")
_ENDINGS = (".html", ".htm", ".xhtml")


def fits(signs: Signs) -> bool:
    if signs.beginning.startswith(b"<?xml"):
        return b"<html" in signs.beginning
    return signs.beginning.startswith(_BEGINNINGS) or (signs.ending in _ENDINGS and b"<" in signs.head)


def read(path: Path, _see: See) -> Document:
    with path.open("rb") as file:
        page = HtmlText(decoded(file.read(MOST_HTML)))
    subject = titles.sensible(page.title)
    return Document(Content("Web page", str(page.words), subject=subject, notes=page.words.notes))
