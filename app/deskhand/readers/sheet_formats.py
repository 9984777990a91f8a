"""Which number format each column of an .xlsx sheet has, learned from its first rows."""

import posixpath
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from deskhand.readers.number_formats import NumberFormat, built_in

_ROWS = 300
_AGREED = 0.95  # a column has a format if this share of its numbers has it
_LETTERS = re.compile(r"[A-Z]+")


def column_formats(path: Path, sheet: str) -> dict[int, NumberFormat]:
    """0-based column → format, for the columns whose numbers look alike. Raises whatever a broken part raises.

    Formats that say nothing (General) are left out. Empty for .ods, which keeps formats elsewhere.
    """
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist() or "xl/styles.xml" not in archive.namelist():
            return {}
        codes = _codes_of_styles(archive)
        with archive.open(_part_of(archive, sheet)) as part:
            used = _styles_of_columns(part)
    return {column: NumberFormat(code) for column, styles in used.items() if (code := _agreed(styles, codes))}


def _agreed(styles: Counter[int], codes: list[str]) -> str:
    looks: Counter[str] = Counter()
    for style, count in styles.items():
        looks[codes[style] if style < len(codes) else ""] += count
    code, count = looks.most_common(1)[0]
    return code if count >= _AGREED * looks.total() else ""


def _codes_of_styles(archive: zipfile.ZipFile) -> list[str]:
    """The format code of every cell style, "" for General."""
    own: dict[int, str] = {}
    codes: list[str] = []
    inside_cells = False
    with archive.open("xl/styles.xml") as part:
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            name = _local(element)
            if name == "cellXfs":
                inside_cells = event == "start"
            elif event == "end" and name == "numFmt":
                own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            elif event == "end" and name == "xf" and inside_cells:
                number = int(element.get("numFmtId", "0"))
                codes.append(own.get(number) or built_in(number))
    return ["" if code.lower() in {"general", "@"} else code for code in codes]


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds ``sheet``. Raises ``KeyError`` if there is none."""
    with archive.open("xl/workbook.xml") as part:
        relation = next(
            value
            for _, element in iterparse(part, forbid_dtd=True)
            if _local(element) == "sheet" and element.get("name") == sheet
            for key, value in element.attrib.items()
            if key.endswith("}id")
        )
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        targets = {element.get("Id"): element.get("Target", "") for _, element in iterparse(part, forbid_dtd=True)}
    return posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")


def _styles_of_columns(part: IO[bytes]) -> dict[int, Counter[int]]:
    """0-based column → how many of its numbers have which style, in the first rows."""
    used: dict[int, Counter[int]] = defaultdict(Counter)
    rows = 0
    for _, element in iterparse(part, forbid_dtd=True):
        name = _local(element)
        if name == "c" and element.get("t", "n") in {"n", "d"} and len(element):
            used[_column(element.get("r", ""))][int(element.get("s", "0"))] += 1
        if name == "row":
            element.clear()
            rows += 1
            if rows == _ROWS:
                break
    used.pop(-1, None)
    return used


def _column(reference: str) -> int:
    """0-based column of a reference such as ``B12``; -1 if it has none."""
    number = 0
    if found := _LETTERS.match(reference):
        for letter in found[0]:
            number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
