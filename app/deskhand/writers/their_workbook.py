"""The person's workbook as what it is, a zip of parts: which part is which, read within limits."""

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from deskhand.domain.problems import Problem, ProblemError

_MOST_PARTS = 20_000
_LARGEST_SMALL_PART = 64 << 20  # of those read whole: lists of sheets, styles
_LARGEST_PART = (1 << 31) - 1  # places in a part are counted in 32 bits on some systems
_SWELLING = 300  # times its size in the zip; real sheets stay far below 100, a bomb reaches 1,000
_SWELLING_COUNTS_FROM = 32 << 20


class UnreadableError(Exception):
    """Their workbook is not put together in a way that can be copied. Says why, for *Copy details*."""


@contextmanager
def open_theirs(path: Path) -> Iterator["TheirWorkbook"]:
    """Their workbook at ``path``. Raises ``ProblemError`` for what is damaged, locked or not a workbook."""
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise ProblemError(_gone(path, type(error).__name__)) from error
    except BadZipFile as error:
        raise ProblemError(_cannot_copy(path, "not a zip")) from error
    try:
        with archive:
            yield TheirWorkbook(archive)
    except (UnreadableError, BadZipFile, LargeZipFile, zlib.error, EOFError) as error:
        raise ProblemError(_cannot_copy(path, str(error))) from error
    except (ExpatError, ParseError, DefusedXmlException) as error:
        raise ProblemError(_cannot_copy(path, type(error).__name__)) from error


class TheirWorkbook:
    """Parts by name. Of parts with the same name the last counts, as it does for readers."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        _check_limits(archive.infolist())

    def parts(self) -> tuple[ZipInfo, ...]:
        """All parts in their order, each name once."""
        return tuple(info for info in self._archive.infolist() if self._parts[info.filename.lower()] is info)

    def open(self, part: ZipInfo) -> IO[bytes]:
        """A stream of what ``part`` holds."""
        return self._archive.open(part)

    def read(self, part: ZipInfo) -> bytes:
        """All of a small part."""
        if part.file_size > _LARGEST_SMALL_PART:
            raise UnreadableError(f"a part of {part.file_size} bytes")
        return self._archive.read(part)

    def sheet(self, name: str) -> ZipInfo:
        """The part of the sheet ``name`` ("": the first)."""
        workbook = self._related(None, "/officeDocument")[0]
        ids = {
            sheet.get("name", ""): next((value for key, value in sheet.items() if key.endswith("}id")), "")
            for sheet in self._xml(workbook).iter()
            if _local(sheet.tag) == "sheet"
        }
        wanted = ids.get(name) if name else next(iter(ids.values()), None)
        for identity, _, part in self._relations(workbook):
            if identity == wanted and part is not None:
                return part
        raise UnreadableError("the sheet was not found")

    def styles(self) -> ZipInfo | None:
        """The part with the formats of cells, if there is one."""
        workbook = self._related(None, "/officeDocument")[0]
        return next(iter(self._related(workbook, "/styles")), None)

    def table_ranges(self, sheet: ZipInfo) -> tuple[str, ...]:
        """Where the tables of ``sheet`` lie: "A1:G200" …"""
        return tuple(self._xml(part).get("ref", "") for part in self._related(sheet, "/table"))

    def is_signed(self) -> bool:
        """Whether someone signed the workbook; a signature does not outlive a change."""
        return any(name.startswith("_xmlsignatures/") for name in self._parts)

    def _related(self, part: ZipInfo | None, kind: str) -> tuple[ZipInfo, ...]:
        found = tuple(other for _, type_, other in self._relations(part) if type_.endswith(kind) and other)
        if part is None and not found:
            raise UnreadableError("no workbook inside")
        return found

    def _relations(self, part: ZipInfo | None) -> Iterator[tuple[str, str, ZipInfo | None]]:
        """Id, type and part of whatever ``part`` (``None``: the whole package) refers to."""
        folder, name = posixpath.split(part.filename if part else "")
        relations = self._parts.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
        if relations is None:
            return
        for relation in self._xml(relations):
            path = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            yield relation.get("Id", ""), relation.get("Type", ""), self._parts.get(path.lstrip("/").lower())

    def _xml(self, part: ZipInfo) -> Element:
        root: Element = fromstring(self.read(part), forbid_dtd=True)
        return root


def _check_limits(parts: list[ZipInfo]) -> None:
    """Raises ``UnreadableError`` for zips that swell, and for kinds of zip that no workbook is.

    A part yields no more than ``file_size`` bytes, whatever the zip claims elsewhere: zipfile sees to it.
    """
    if len(parts) > _MOST_PARTS:
        raise UnreadableError(f"{len(parts)} parts")
    for part in parts:
        if part.flag_bits & 1 or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableError("encrypted or unusually compressed")
        swells = part.file_size > max(_SWELLING_COUNTS_FROM, _SWELLING * part.compress_size)
        if swells or part.file_size > _LARGEST_PART:
            raise UnreadableError(f"a part swells from {part.compress_size} to {part.file_size} bytes")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _gone(path: Path, details: str) -> Problem:
    return Problem(
        title=f"{path.name} could not be opened",
        happened="A copy of your workbook needs the workbook itself, and it is not there or may not be read.",
        did="Nothing was written.",
        advice="Put the workbook back where it was, or save a new workbook instead of a copy.",
        details=details,
    )


def _cannot_copy(path: Path, details: str) -> Problem:
    return Problem(
        title=f"{path.name} cannot be copied",
        happened="The workbook is damaged, protected with a password, or made in a way that Deskhand does not know.",
        did="Nothing was written, and your workbook is as it was.",
        advice="Save a new workbook instead. Or open yours in Excel, save it under another name and choose that one.",
        details=details,
    )
