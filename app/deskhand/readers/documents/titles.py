"""Titles that were meant as such. Programs write many that were not."""

import re

from deskhand.readers.documents.words import one_line

LONGEST = 300
_ENDING = re.compile(r"\.\w{2,8}$")
_MADE_BY_PROGRAMS = re.compile(
    r"(microsoft (office )?(word|powerpoint|excel)\b.*|(powerpoint|word|excel)[ -]?(presentation|document)"
    r"|untitled.*|unbenannt.*|unknown|no ?title|title|titel|scan.{0,20}|slide \d+|folie \d+|new document.*"
    r"|(document|dokument|presentation|brief|letter|default|präsentation|test)\W?\d*"
    r"|.{0,100}\.(docx?|pptx?|xlsx?|pdf|odt|rtf|indd|qxd|dvi|tex|html?|tmp|tiff?|jpe?g))",
    re.IGNORECASE,
)


def sensible(title: str) -> str:
    """``title`` on one line, "" if a program made it up: "Microsoft Word - a.doc", "untitled", "Document1"."""
    line = one_line(title, LONGEST)
    letters = sum(map(str.isalpha, line))
    is_file_name = " " not in line and ("_" in line or _ENDING.search(line) is not None)
    return "" if letters < 3 or is_file_name or "�" in line or _MADE_BY_PROGRAMS.fullmatch(line) else line
