"""What a file really is. Its name is only a hint: exports often carry the wrong ending."""

import zipfile
from enum import StrEnum
from pathlib import Path

from deskhand.readers import trouble

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
    b"Rar!": "a packed archive",
    b"7z\xbc\xaf": "a packed archive",
    b"\x1f\x8b": "a packed file",
    b"SQLite format 3": "a database",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_HEAD = 4096


class FileKind(StrEnum):
    """How a table is kept on disk."""

    ZIPPED = "zipped workbook"  # .xlsx .xlsm .ods
    OLD = "old workbook"  # .xls
    SEPARATED = "separated text"  # .csv .tsv .txt


def kind_of(path: Path) -> FileKind:
    """What ``path`` is, by its first bytes. Raises ``ProblemError`` if it cannot be a table."""
    if path.is_dir():
        raise trouble.a_folder(path)
    if path.name.startswith("~$"):
        raise trouble.a_lock_file(path)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise trouble.empty_file(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    _refuse_others(path, head)
    return FileKind.OLD if _is_bare_biff(head) else FileKind.SEPARATED


def called(head: bytes) -> str:
    """What people call a file that begins with ``head``, "" if it is none of the usual kinds that are not ours."""
    return next((what for magic, what in _OTHERS.items() if head.startswith(magic)), "")


def _refuse_others(path: Path, head: bytes) -> None:
    if what := called(head):
        raise trouble.not_a_table(path, what)
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise trouble.a_web_page(path)
    if begin.startswith(b"<?xml"):
        raise trouble.not_a_table(path, "an XML file")


def _is_bare_biff(head: bytes) -> bool:
    """Excel 2 to 4 wrote a sheet without a container: a BOF record comes first."""
    return head[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04") and head[2:4] in (b"\x04\x00", b"\x06\x00")


def _kind_of_ole(path: Path) -> FileKind:
    """An old workbook, or a new one under a password: names of streams are UTF-16 in the directory."""
    whole = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in whole:
        raise trouble.no_password(path)
    if any(name.encode("utf-16-le") in whole for name in ("Workbook", "WORKBOOK", "Book")):
        return FileKind.OLD
    if "WordDocument".encode("utf-16-le") in whole:
        raise trouble.not_a_table(path, "a Word document")
    if "__substg1.0_".encode("utf-16-le") in whole:
        raise trouble.not_a_table(path, "an e-mail")
    raise trouble.damaged(path, "a container without a workbook")


def _kind_of_zip(path: Path) -> FileKind:
    with zipfile.ZipFile(path) as archive:
        names = {name.lower().replace("\\", "/").lstrip("/") for name in archive.namelist()}
    if "xl/workbook.bin" in names:
        raise trouble.a_binary_workbook(path)
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return FileKind.ZIPPED
    if any(name.startswith("word/") for name in names):
        raise trouble.not_a_table(path, "a Word document")
    if any(name.startswith("ppt/") for name in names):
        raise trouble.not_a_table(path, "a presentation")
    raise trouble.not_a_table(path, "a packed archive")
