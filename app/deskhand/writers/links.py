"""Cells that open a file, and cells that are a day: as a spreadsheet knows them."""

import os
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

_FIRST_YEAR = 1900  # of a spreadsheet, which counts its days wrongly


def moment(text: str) -> str | date:
    """A day, or a day and a time; ``text`` if that cannot be."""
    kind = date if len(text) <= len("2026-01-01") else datetime
    try:
        found = kind.fromisoformat(text)
    except ValueError:  # not known
        return text
    return found if found.year > _FIRST_YEAR else text


def address(file: Path, folder: Path) -> str:
    """The URL of ``file``, relative to ``folder`` if both are on one drive, so that they can be moved together."""
    try:
        relative = Path(os.path.relpath(file, folder.absolute()))
    except ValueError:  # Windows: another drive
        return file.absolute().as_uri()
    return quote(os.fsencode(relative.as_posix()))
