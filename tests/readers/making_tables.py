"""Tables that a test writes for itself."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_CONTENT = f"""<?xml version="1.0"?>
<office:document-content xmlns:office="{NAMES}office:1.0" xmlns:table="{NAMES}table:1.0" xmlns:text="{NAMES}text:1.0">
<office:body><office:spreadsheet><table:table table:name="S">ROWS</table:table></office:spreadsheet></office:body>
</office:document-content>"""
ODS_MANIFEST = f"""<?xml version="1.0"?><manifest:manifest xmlns:manifest="{NAMES}manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>"""


def xlsx(
    path: Path,
    rows: Iterable[Iterable[Any]],
    formats: Mapping[str, str] | None = None,
    merged: Iterable[str] = (),
    more: Mapping[str, list[list[Any]]] | None = None,
) -> Path:
    """A workbook with the sheet *Sheet*: ``rows``; number formats by cell; merged ranges; ``more`` sheets."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    for span in merged:
        sheet.merge_cells(span)
    for name, others in (more or {}).items():
        other = workbook.create_sheet(name)
        for row in others:
            other.append(row)
    workbook.save(path)
    return path


def ods(path: Path, rows: str) -> Path:
    """A spreadsheet of LibreOffice from the XML of its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", ODS_CONTENT.replace("ROWS", rows))
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
    return path


def with_part(path: Path, target: Path, name: str, content: bytes) -> Path:
    """``path`` copied to ``target`` with the part ``name`` replaced by ``content``."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return target
